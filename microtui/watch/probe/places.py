"""Which line of the user's own code is being run."""

from __future__ import annotations

import os
import sys
from types import FrameType

from microtui.watch.events import Place

OURS = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep
LIBRARIES = ("site-packages", "dist-packages")


class Places:
    """Tells the user's own frames from those of libraries: what lies in the script's folder or in
    the working directory is the user's, or, where nothing there is being run (a notebook), what
    belongs to no library."""

    def __init__(self, script_folder: str) -> None:
        # A script in a folder of its own trains by the modules of the project it is called in.
        folders = (os.path.abspath(script_folder), os.getcwd())
        self._folders = tuple(os.path.join(folder, "") for folder in folders)
        self._standard = os.path.join(os.path.dirname(os.__file__), "")
        self._ranks: dict[str, int] = {}

    def here(self, ours: int = 1) -> Place:
        """The innermost line that is the user's own, where so many frames at least are not."""
        ranks = self._ranks
        second: FrameType | None = None
        frame: FrameType | None = sys._getframe(ours)
        while frame is not None:
            file = frame.f_code.co_filename
            rank = ranks.get(file)
            if rank is None:
                rank = self._rank_of(file)
            if rank == 0:
                return Place(file, frame.f_lineno)
            if rank == 1 and second is None:
                second = frame
            frame = frame.f_back
        return Place("", 0) if second is None else Place(second.f_code.co_filename, second.f_lineno)

    def own_frames(self) -> list[FrameType]:
        """Innermost first."""
        frames: dict[int, list[FrameType]] = {0: [], 1: [], 2: []}
        frame: FrameType | None = sys._getframe(1)
        while frame is not None:
            frames[self._rank_of(frame.f_code.co_filename)].append(frame)
            frame = frame.f_back
        return frames[0] or frames[1]

    def _rank_of(self, file: str) -> int:
        """0 for a file in one of these folders, 1 for one of no library, 2 for all others."""
        rank = self._ranks.get(file)
        if rank is None:
            # Kept at first sight: the script may change its working directory later.
            rank = self._ranks[file] = self._found_rank(file)
        return rank

    def _found_rank(self, file: str) -> int:
        path = os.path.abspath(file)
        if path.startswith((OURS, self._standard)) or file.startswith("<frozen"):
            return 2
        if any(each in path.split(os.sep) for each in LIBRARIES):
            return 2
        return 0 if path.startswith(self._folders) and not file.startswith("<") else 1
