"""A run with its past: recorded, stepped back, saved, taken apart."""
