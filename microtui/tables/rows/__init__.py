"""Text as rows of cells that all have the same length, and the names of their columns."""
