"""Saves runs on a thread of its own, so that nothing waits for a disk."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from microtui.terminal.served import told_in

if TYPE_CHECKING:
    from engine.replay.saved_run import SavedSession
    from microtui.saving.run_store import RunStore

CALM = 0.15
"""Seconds between a command and the save after it: the screen comes first, and of many keys in a
row only the last needs a save."""


Tell = Callable[[bool], None]


class Saver:
    """Writes the newest of what it is given for each file; `complain` hears a sentence when that
    first fails."""

    def __init__(self, complain: Callable[[str], None]) -> None:
        self._complain = complain
        self._has_complained = False
        self._changed = threading.Condition()
        self._waiting: dict[RunStore, SavedSession] = {}
        """In the order in which they are written: a run that was left is there before another is
        begun."""
        self._tell: dict[RunStore, list[Tell]] = {}
        self._open: RunStore | None = None
        """The file of the run that is here: others may do with theirs what they like."""
        self._is_written = False
        self._is_closing = False
        self._thread = threading.Thread(target=self._run, name="saver", daemon=True)
        self._thread.start()

    def save(self, store: RunStore, saved: SavedSession, tell: Tell | None = None) -> None:
        """Have this written, soon; what is waiting to be written to that file is replaced by it.

        `tell` is called on the thread of the saver with whether it, or what has replaced it, is on
        the disk.
        """
        with self._changed:
            # At the end of the row, even if it waits already: the last run is the newest file.
            self._waiting.pop(store, None)
            self._waiting[store] = saved
            if tell is not None:
                self._tell.setdefault(store, []).append(tell)
            self._changed.notify()

    def turn_to(self, store: RunStore | None) -> None:
        """Hold this file from its next save on, and let go of the one before."""
        before, self._open = self._open, store
        if before is not None and before is not store:
            before.close()

    def close(self, patience: float = 5.0) -> bool:
        """Wait until all is written, but not for longer than this many seconds.

        Gives whether what was written last is on the disk.
        """
        with self._changed:
            self._is_closing = True
            self._changed.notify()
        self._thread.join(patience)
        if self._thread.is_alive():
            return False
        self.turn_to(None)
        return self._is_written

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._waiting:
                    if self._is_closing:
                        return
                    self._changed.wait()
                self._changed.wait_for(lambda: self._is_closing or len(self._waiting) > 1, CALM)
                store = next(iter(self._waiting))
                saved, tell = self._waiting.pop(store), self._tell.pop(store, [])
            self._write(store, saved)
            for each in tell:
                each(self._is_written)

    def _write(self, store: RunStore, saved: SavedSession) -> None:
        self._is_written = False
        try:
            store.write(saved)
            self._is_written = True
            if store is not self._open:
                store.close()
        except OSError as error:
            if not self._has_complained:
                self._has_complained = True
                where = told_in(store.directory)
                self._complain(f"This run cannot be saved{where}: {error.strerror}.")
