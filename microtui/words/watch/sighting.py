"""What is seen of a watched script at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from os.path import basename

from microtui.watch.finding import Finding
from microtui.watch.reading import Reading
from microtui.words.plain_text import without_controls


@dataclass(frozen=True)
class Sighting:
    script: str
    """As it was typed."""
    reading: Reading
    status: int | None = None
    """Its exit status; None while it runs."""
    error: str | None = None
    """What it raised, in a line."""
    unwatched: str | None = None
    """Why nothing is seen of it any more, though it runs on."""
    is_to_wait: bool = False
    """Whether it has been asked to wait, at the next stop or at a certain one."""
    printed: int = 0
    """How much it has printed so far."""
    is_stopping: bool = False
    """Whether it has been asked to end."""

    @property
    def name(self) -> str:
        return without_controls(basename(self.script))

    @property
    def has_ended(self) -> bool:
        return self.status is not None

    @property
    def is_waiting(self) -> bool:
        return not self.has_ended and self.reading.waits_at is not None


def place_text(file: str, line: int) -> str:
    """`train.py:31`."""
    return f"{without_controls(basename(file))}:{line}"


def place_of(finding: Finding) -> str:
    """Where it is; nothing for what is in no line."""
    return place_text(finding.file, finding.line) if finding.file and finding.line > 0 else ""


def counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
