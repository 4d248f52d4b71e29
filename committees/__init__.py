"""Committees: who sits in them, when they meet, what they decide, whether they work."""
