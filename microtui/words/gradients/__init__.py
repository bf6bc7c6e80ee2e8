"""Gradients: what they are made of, and whether they are right."""
