"""The detective: runs with one mistake in them, or none, that is to be found from the numbers."""
