"""What is wrong with a loop, judged from its events."""
