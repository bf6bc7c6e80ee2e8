"""Runs kept on disk, and found again."""
