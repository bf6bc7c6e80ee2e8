"""Textual's application, made steadier: keys, signals, and parts of its screens."""
