"""One update as its code and its numbers."""
