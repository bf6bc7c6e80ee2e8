"""What can be changed about a run, and what comes of it."""
