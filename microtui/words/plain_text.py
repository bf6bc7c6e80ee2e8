"""Text that does nothing but stand there, whatever somebody has called a file."""

from __future__ import annotations

import re

CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Characters that a terminal obeys instead of showing them (C0, DEL and C1), and line ends."""


def without_controls(text: str) -> str:
    """The same text with a question mark for each of them."""
    return CONTROLS.sub("?", text)
