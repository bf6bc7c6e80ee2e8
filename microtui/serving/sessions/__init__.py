"""Runs that are under way, and who sees them."""
