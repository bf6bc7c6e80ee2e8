"""Whether the program is shown on a page, to somebody who has nothing on this machine."""

from __future__ import annotations

import os

VARIABLE = "MICROTUI_SERVED"


def is_served() -> bool:
    """Then no path is shown or typed, and nothing is read or written but the visitor's own."""
    return bool(os.environ.get(VARIABLE))
