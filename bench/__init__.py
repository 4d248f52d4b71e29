"""``make bench``: fills both databases with plans, serves them as ``tansiq run`` does, and measures the pages people open most."""
