"""Saves runs on a thread of its own, so that nothing waits for a disk."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.replay.saved_run import SavedSession
    from microtui.saving.run_store import RunStore

CALM = 0.15
"""Seconds between a command and the save after it: the screen comes first, and of many keys in a
row only the last needs a save."""


Tell = Callable[[bool], None]


class Saver:
    """Writes the newest of what it is given; `complain` hears a sentence when that first fails."""

    def __init__(self, store: RunStore, complain: Callable[[str], None]) -> None:
        self._store = store
        self._complain = complain
        self._has_complained = False
        self._changed = threading.Condition()
        self._newest: SavedSession | None = None
        self._tell: list[Tell] = []
        self._is_written = False
        self._is_closing = False
        self._thread = threading.Thread(target=self._run, name="saver", daemon=True)
        self._thread.start()

    def save(self, saved: SavedSession, tell: Tell | None = None) -> None:
        """Have this written, soon; what is waiting to be written is replaced by it.

        `tell` is called on the thread of the saver with whether it, or what has replaced it, is on
        the disk.
        """
        with self._changed:
            self._newest = saved
            if tell is not None:
                self._tell.append(tell)
            self._changed.notify()

    def close(self, patience: float = 5.0) -> bool:
        """Wait until all is written, but not for longer than this many seconds.

        Gives whether what it was given last is on the disk.
        """
        with self._changed:
            self._is_closing = True
            self._changed.notify()
        self._thread.join(patience)
        if self._thread.is_alive():
            return False
        self._store.close()
        return self._is_written

    def _run(self) -> None:
        while True:
            with self._changed:
                while self._newest is None:
                    if self._is_closing:
                        return
                    self._changed.wait()
                self._changed.wait_for(lambda: self._is_closing, CALM)
                saved, self._newest = self._newest, None
                tell, self._tell = self._tell, []
            self._write(saved)
            for each in tell:
                each(self._is_written)

    def _write(self, saved: SavedSession) -> None:
        self._is_written = False
        try:
            self._store.write(saved)
            self._is_written = True
        except OSError as error:
            if not self._has_complained:
                self._has_complained = True
                self._complain(
                    f"This run cannot be saved in {self._store.directory}: {error.strerror}."
                )
