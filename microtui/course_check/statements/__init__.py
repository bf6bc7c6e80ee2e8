"""What the steps of a lesson say, held against the moments that they say it of."""
