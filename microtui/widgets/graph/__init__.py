"""A graph of values: laid out, drawn, walked."""
