"""Names of files that come from elsewhere: what of them may be a name here, or on a download."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 150
"""Bytes, as UTF-8: what every system allows, with room for what is put behind it."""

UNNAMED = "microtui"


def last_part(path: str) -> str:
    """What a path ends with, by the rules of any system."""
    return re.split(r"[/\\]", path)[-1]


def safe_name(name: str) -> str:
    """No path, nothing hidden, nothing for control, nothing that a command takes for an option."""
    kept = "".join(
        "_" if each in '/\\:*?"<>|' else each
        for each in name
        if not unicodedata.category(each).startswith("C")
    )
    return shortened(kept.strip().lstrip(".-~ ")) or UNNAMED


def shortened(name: str) -> str:
    """What kind of file it is stays to be seen, where that is short."""
    stem, dot, suffix = name.rpartition(".")
    ending = dot + suffix if stem and len(suffix.encode()) <= 10 else ""
    begin = name.removesuffix(ending).encode()[: LONGEST - len(ending.encode())]
    return begin.decode(errors="ignore") + ending
