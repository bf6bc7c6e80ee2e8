"""The names of columns, and of rows."""
