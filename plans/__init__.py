"""Plans: the six steps of coordination planning, their gates, versions, communication, review."""
