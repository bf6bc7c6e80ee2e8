"""What the watched process tells, beside readings."""

from __future__ import annotations

from typing import NamedTuple

from microtui.watch.reading import Reading


class Raised(NamedTuple):
    """The script has ended by an exception."""

    error: str
    """The last line of its traceback."""


class Unwatched(NamedTuple):
    """Nothing is seen of the script, which runs on."""

    reason: str


News = Reading | Raised | Unwatched
