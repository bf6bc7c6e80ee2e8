"""The title of the terminal's window: whether it has one, and what is said to it, and how often."""

from __future__ import annotations

import time
from collections.abc import Callable

from textual.screen import Screen

SAVE = "\x1b[22;2t"
"""The terminal puts its title aside (XTWINOPS): it tells nobody what it is."""

RESTORE = "\x1b]2;\x07\x1b[23;2t"
"""It takes its title from there. Where it can put none aside it keeps an empty one, for which most
show the name that they have by themselves: ours would not be true any more."""

PERIOD = 1.0
"""Seconds between two titles while training plays."""


def title_sequence(title: str) -> str:
    return f"\x1b]2;{title}\x07"


class WindowTitle:
    """Tells the terminal what its window is called when that is another title than before."""

    def __init__(self, screen: Screen[None], clock: Callable[[], float] = time.monotonic) -> None:
        self._screen = screen
        self._clock = clock
        self._said = ""
        self._at = -PERIOD

    def show(self, title: str, *, is_playing: bool) -> None:
        """While training plays only so often: behind a slow link a title takes room, too."""
        now = self._clock()
        if title == self._said or (is_playing and now < self._at + PERIOD):
            return
        self._said, self._at = title, now
        set_title = getattr(self._screen.app._driver, "set_title", None)
        if set_title is not None:
            set_title(title)

    def forget(self) -> None:
        """Somebody else had the terminal meanwhile: say it again."""
        self._said = ""
