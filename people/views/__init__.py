"""The administration of the directory: organisations, places, scopes; and the table of roles."""
