"""Who has come, and what is kept for them."""
