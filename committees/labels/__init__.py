"""The words of this room for people."""
