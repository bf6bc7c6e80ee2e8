"""A lesson played with keys: by the straight way, and by those that lead off it."""
