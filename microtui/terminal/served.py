"""Whether the program is shown on a page, to somebody who has nothing on this machine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "MICROTUI_SERVED"


def is_served(environment: Mapping[str, str] = os.environ) -> bool:
    """Then no path is shown or typed, and nothing is read or written but the visitor's own."""
    return bool(environment.get(VARIABLE))


def told_in(folder: Path) -> str:
    """` in` that folder, at the end of a clause; nothing on a page."""
    return "" if is_served() else f" in {folder}"


def told_path(path: Path | str) -> str:
    """A file as sentences name it: where it lies on the server is nobody's business on a page."""
    return Path(path).name if is_served() else str(path)
