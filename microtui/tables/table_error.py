"""What a file that cannot be learned from is refused with."""

from __future__ import annotations

from engine.errors import ConfigurationError
from microtui.tables.sentences import in_one_line


class TableFileError(ConfigurationError):
    """A file that holds no table to learn from; the text says where, why, and what would help."""

    def __init__(self, sentence: str) -> None:
        super().__init__(in_one_line(sentence))
