"""What is learned: the column, and its classes or numbers."""
