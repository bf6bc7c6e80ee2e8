"""What is going on, in words: one table of situations, the most specific one shown."""
