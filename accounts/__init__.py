"""Accounts: signing in and out, sessions on the server, invitations, and the administration of people and their roles."""
