"""The pages of this room, one module for each kind of visitor; all on one blueprint."""
