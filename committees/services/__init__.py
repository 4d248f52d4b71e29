"""What people do with committees and meetings."""
