"""Starts Python on a script, prepared by what runs before it in `microtui.watch.script.start`."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

Output = Literal["file", "inherit", "stderr"]

FileAction = tuple[int, int] | tuple[int, int, int] | tuple[int, int, str, int, int]
"""Of `os.posix_spawn`."""

START = Path(__file__).parent / "script" / "start"
"""What stands here runs before the script."""

SIGNALS_OF_PYTHON = ("SIGPIPE", "SIGXFSZ")
"""What Python ignores, and a shell does not when it starts a process."""


def started(
    script: str,
    arguments: Sequence[str],
    channel: socket.socket,
    output: Output,
    file: int | None,
    *,
    is_paused: bool,
) -> int:
    """The number of a process that runs this and has the other end of the channel.

    Its output goes to the file, if there is one; then it is in a session of its own, where no
    terminal ends it. Raises OSError where none can be made.
    """
    before = os.environ.get("PYTHONPATH")
    mark = "" if before is None else f"={before}"
    asked = f"{channel.fileno()}:{output == 'file':d}:{is_paused:d};{mark}"
    path = os.pathsep.join(part for part in (str(START), before) if part)
    channel.set_inheritable(True)
    return os.posix_spawn(
        sys.executable,
        # What begins with a dash would be an option of Python's.
        [sys.executable, f"./{script}" if script.startswith("-") else script, *arguments],
        {**os.environ, "PYTHONPATH": path, "MICROTUI_WATCHED": asked},
        file_actions=where_output_goes(output, file),
        setsid=file is not None,
        setsigmask=(),
        setsigdef=[getattr(signal, name) for name in SIGNALS_OF_PYTHON],
    )


def where_output_goes(output: Output, file: int | None) -> list[FileAction]:
    if file is not None:
        return [
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_DUP2, file, 1),
            (os.POSIX_SPAWN_DUP2, file, 2),
        ]
    return [(os.POSIX_SPAWN_DUP2, 2, 1)] if output == "stderr" else []
