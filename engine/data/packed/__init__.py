"""Datasets that somebody measured, packed small: what is in them stands in SOURCES.md."""
