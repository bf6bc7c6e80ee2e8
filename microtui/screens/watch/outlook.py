"""Where the screen looks: the newest of a watched script, and what it has printed."""

from __future__ import annotations

import os
import time

from microtui.screens.watch.watched import Watched
from microtui.watch.commands import Command, Wish
from microtui.watch.reading import Reading
from microtui.widgets.watch.output_lines import OutputLines
from microtui.words.watch.sighting import Sighting

MOST_BEHIND = 2_000_000
KEPT_BEHIND = 200_000
"""Bytes that what is shown may be behind what is printed, and that are read then."""

LONGEST_READ = 0.02
"""Seconds that what is printed is read for at once; the rest comes with the next look."""


class Outlook:
    """Sends what the reader wants of the script, and remembers it until the script does it."""

    def __init__(self, watched: Watched) -> None:
        self._watched = watched
        self.output = OutputLines()
        self._offset = 0
        self._wish: Wish | None = None
        """The last of those that have it wait or go on; None before the first."""
        self._is_stopping = False
        self.sighting = Sighting(watched.script, Reading())

    def look(self) -> bool:
        """Whether anything is otherwise than before."""
        before = self.sighting
        self._read_output()
        # The status first: what comes before the end is read behind it.
        status = self._watched.status
        if status is not None:
            self._read_output()
        reading = self._watched.newest() or before.reading
        self.sighting = Sighting(
            script=before.script,
            reading=reading,
            status=status,
            error=self._watched.error if status is not None else None,
            unwatched=self._watched.unwatched,
            is_to_wait=self._is_to_wait(reading),
            printed=self._offset,
            is_stopping=self._is_stopping,
        )
        return self.sighting != before

    def _read_output(self) -> None:
        """What has come since; of what is far behind the end, only what would still be kept."""
        behind = self._size() - self._offset
        if behind > MOST_BEHIND:
            self._offset += behind - KEPT_BEHIND
            self.output.feed(f"\n[{behind - KEPT_BEHIND:,} bytes of output are not shown]\n")
        end = time.monotonic() + LONGEST_READ
        while time.monotonic() < end:
            text, offset = self._watched.output_from(self._offset)
            if offset == self._offset:
                break
            self._offset = offset
            self.output.feed(text)

    def _size(self) -> int:
        path = self._watched.output_path
        try:
            return os.stat(path).st_size if path else 0
        except OSError:
            return 0

    def _is_to_wait(self, reading: Reading) -> bool:
        """What the reader wanted last; before that, what the script does."""
        if self._wish is None:
            return reading.waits_at is not None
        return self._wish != "go"

    def play_or_wait(self) -> None:
        self.wish("go" if self._is_to_wait(self.sighting.reading) else "pause")

    def wish(self, wish: Wish) -> None:
        self._wish = wish
        self._watched.send(Command(wish))

    def open(self, tensor: int | None) -> None:
        self._watched.send(Command("open", tensor))

    def stop(self) -> None:
        self._is_stopping = True
        self._watched.stop()
