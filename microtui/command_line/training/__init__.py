"""Training where there is no screen, and what is told of it on the way."""
