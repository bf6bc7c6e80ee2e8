"""The environment that a visitor's program runs in: little of the server's own, the rest ours.

What the one who serves has in theirs, keys and passwords among it, is nobody else's.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOMS = ("home", "state", "config", "data", "cache", "uploads")
"""The folders in a visitor's own folder."""

KEPT = ("PATH", "LANG", "LANGUAGE", "TZ", "TMPDIR", "VIRTUAL_ENV", "PYTHONHOME")
KEPT_FAMILIES = ("LC_", "LD_", "DYLD_")

OURS = {
    # A terminal as xterm.js is one.
    "TERM": "xterm-256color",
    "COLORTERM": "truecolor",
    "TEXTUAL_COLOR_SYSTEM": "truecolor",
    "PYTHONUTF8": "1",
    # A file that lies where the server was started must not stand in for a module.
    "PYTHONSAFEPATH": "1",
    # Forty programs share the machine; matrices this small gain nothing from more threads.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MICROTUI_SERVED": "1",
}


def program_environment(environment: Mapping[str, str], path: Sequence[str]) -> dict[str, str]:
    """What all programs begin with, by the server's environment and its `sys.path`."""
    kept = {
        name: value
        for name, value in environment.items()
        if name in KEPT or name.startswith(KEPT_FAMILIES)
    }
    whole_path = os.pathsep.join(os.path.abspath(each) for each in path)
    return {**kept, **OURS, "PYTHONPATH": whole_path}


def visitor_environment(folder: Path, size: tuple[int, int]) -> dict[str, str]:
    """What one visitor's program has beside that: places inside the visitor's own folder.

    `size` of the page, in columns and rows.
    """
    columns, rows = size
    return {
        "HOME": str(folder / "home"),
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "COLUMNS": str(columns),
        "LINES": str(rows),
        # Textual's driver for the web, of which ours is made, reads the size under this name.
        "ROWS": str(rows),
    }
