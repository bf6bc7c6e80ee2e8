"""What is wrong with a lesson, and where."""

from __future__ import annotations

from engine.errors import ConfigurationError


class LessonError(ConfigurationError):
    """One sentence, behind the file and the line that it is about."""

    def __init__(self, file: str, line: int, sentence: str) -> None:
        super().__init__(f"{file}, line {line}: {sentence}")
        self.file = file
        self.line = line
        """From 1."""
