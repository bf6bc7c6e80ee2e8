"""Keeps how far a learner is, on a thread of its own: no step waits for a disk."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue

from microtui.course.progress_change import ProgressChange
from microtui.course.progress_files import write_change
from microtui.terminal.served import told_in


class ProgressKeeper:
    """Writes each change as it comes; `complain` hears a sentence, on that thread, where that first
    fails, and where what was kept before is of no use."""

    def __init__(self, directory: Path, complain: Callable[[str], None]) -> None:
        self._directory = directory
        self._complain = complain
        self._has_failed = False
        self._changes: SimpleQueue[tuple[ProgressChange, float] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="progress keeper", daemon=True)
        self._thread.start()

    def keep(self, change: ProgressChange) -> None:
        """Have this kept, soon."""
        self._changes.put((change, time.time()))

    def close(self, patience: float = 5.0) -> None:
        """Wait until all is kept, but not for longer than this many seconds."""
        self._changes.put(None)
        self._thread.join(patience)

    def _run(self) -> None:
        while (message := self._changes.get()) is not None:
            remark = self._write(*message)
            if remark is not None:
                self._complain(remark)

    def _write(self, change: ProgressChange, at: float) -> str | None:
        """Gives what there is to say."""
        try:
            return write_change(self._directory, change, at)
        except OSError as error:
            if self._has_failed:
                return None
            self._has_failed = True
            return f"How far you are cannot be kept{told_in(self._directory)}: {error.strerror}."
