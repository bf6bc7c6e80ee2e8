"""What a page, or the server behind it, has to say to the program beside what is typed."""

from __future__ import annotations

from pathlib import Path

from textual.message import Message


class PageSeen(Message, bubble=False):
    """A page shows the run from now on, and shows nothing of it yet."""


class PageLeft(Message, bubble=False):
    """Nobody looks any more: nothing is drawn until somebody comes back."""


class FileCame(Message, bubble=False):
    """The visitor has chosen data; they are here, in a file that is only for this."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__()
        self.name = name
        """What the visitor calls it."""
        self.path = path


class NoFile(Message, bubble=False):
    """The visitor has closed what asked for a file."""
