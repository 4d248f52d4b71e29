"""Notifications: the inbox in the page, and mail."""
