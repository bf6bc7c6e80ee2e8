"""The screen of a watched script, and what its keys open."""
