"""Data of the reader's own: how they are found, or sent, and how they are read."""
