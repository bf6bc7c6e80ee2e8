"""What can be wrong, one kind a file: what it takes to say so, and the sentences."""
