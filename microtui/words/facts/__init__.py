"""What sentences about a run are chosen by: read out of a snapshot."""
