"""The reader's own data files, as people have them, become a table to learn from."""
