"""What people see across the rooms: the way through the site, and the home page. Reads only."""
