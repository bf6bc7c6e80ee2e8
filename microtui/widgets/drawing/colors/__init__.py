"""Colours: of a theme, of numbers, and whether they can be told apart."""
