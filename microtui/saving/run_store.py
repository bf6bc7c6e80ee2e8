"""Where runs are kept: a file for each, in the user's state directory."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from microtui.saving.file_lock import hold
from microtui.saving.kept_files import NEW, PREVIOUS, SUFFIX, forget_oldest, run_directory

if TYPE_CHECKING:
    from engine.replay.saved_run import SavedSession


class RunStore:
    """One file of its own, written whole or not at all; the save before it stays beside it.

    For as long as the program runs it holds that file: see `microtui.saving.file_lock`.
    """

    def __init__(self, directory: Path | None = None) -> None:
        self.directory = directory or run_directory()
        # So fine that of the runs which a program begins no two have the same.
        stamp = datetime.now().strftime("%Y%m%d-%H%M%S-%f")
        self.path = self.directory / f"{stamp}-{os.getpid()}{SUFFIX}"
        self._let_go: Callable[[], object] = nothing_held

    def for_another(self) -> RunStore:
        """A file for another run, in the same directory."""
        return RunStore(self.directory)

    def write(self, saved: SavedSession) -> None:
        """Raises OSError where it cannot; what was saved before is still there then."""
        # By the thread that writes, the first time it does: the screen is there long before.
        from microtui.saving.run_file import encoded

        self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = self.path.with_suffix(NEW)
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(encoded(saved))
                file.flush()
                os.fsync(file.fileno())
                let_go = hold(self, file)
        except OSError:
            with contextlib.suppress(OSError):
                new.unlink()
            raise
        is_first = not self.path.exists()
        with contextlib.suppress(FileNotFoundError):
            os.replace(self.path, self.path.with_suffix(PREVIOUS))
        os.replace(new, self.path)
        self._let_go()
        self._let_go = let_go
        if is_first:
            forget_oldest(self.directory)

    def close(self) -> None:
        """Let go of the file: this program saves no more in it."""
        self._let_go()


def nothing_held() -> None:
    """Before the first save."""
