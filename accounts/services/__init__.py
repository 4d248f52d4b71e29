"""What this room does: sessions and attempts, one-time links, persons and their roles."""
