"""What the watched process tells."""

from __future__ import annotations

from typing import NamedTuple

from microtui.watch.reading import Reading


class Unwatched(NamedTuple):
    """Nothing is seen of the script, which runs on."""

    reason: str


News = Reading | Unwatched | str
"""A mere text is what the script has ended by: the last line of its traceback."""
