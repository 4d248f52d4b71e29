"""What follows in a committee: the quorum, the schedule, whether it works. Pure."""
