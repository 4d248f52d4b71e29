"""Follow-up: the issues that plans answer, and the teams that follow them up."""
