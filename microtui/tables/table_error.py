"""What a file that cannot be learned from is refused with."""

from __future__ import annotations

from engine.errors import ConfigurationError


class TableFileError(ConfigurationError):
    """A file that holds no table to learn from; the text says where, why, and what would help."""
