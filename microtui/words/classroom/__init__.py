"""What the list of a class says of a run."""
