"""The floor of the house: database, clock, languages, audit trail, form and page parts. It knows no word of the domain."""
