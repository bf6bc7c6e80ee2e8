"""What a visitor wants to be called."""

from __future__ import annotations

import unicodedata

LONGEST_NAME = 40
"""Characters."""


def given_name(text: object) -> str:
    """One short line, whatever was sent; empty where nothing is left of it.

    Characters that show nothing are left out, and with them those that turn the direction of what
    stands beside: a name is not to change another one's line.
    """
    if not isinstance(text, str):
        return ""
    shown = "".join(each if is_shown(each) else " " for each in text[: 8 * LONGEST_NAME])
    return " ".join(shown.split())[:LONGEST_NAME].rstrip()


def is_shown(character: str) -> bool:
    """Not what is for control or format, half of a pair, private, or of no meaning."""
    return not unicodedata.category(character).startswith("C")
