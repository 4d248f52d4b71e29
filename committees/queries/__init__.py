"""Every select of this room."""
