"""The keys that do a task, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

REPEATED = re.compile(r"(?P<key>.+)\*(?P<times>\d+)")
NOBODY_RENAMED: Mapping[str, str] = MappingProxyType({})


def way_text(way: Sequence[str], renamed: Mapping[str, str] = NOBODY_RENAMED) -> str:
    """`Press s 10 times, then enter.`; keys that the reader has changed as they are now."""
    parts: list[str] = []
    is_pressing = False
    for each in way:
        if is_typed(each):
            parts.append(f"type {each[1:-1]}")
            is_pressing = False
            continue
        found = REPEATED.fullmatch(each)
        key = found["key"] if found else each
        times = "" if found is None else f" {found['times']} times"
        pressed = f"{renamed.get(key, key)}{times}"
        parts.append(pressed if is_pressing else f"press {pressed}")
        is_pressing = True
    sentence = ", then ".join(parts)
    return f"{sentence[:1].upper()}{sentence[1:]}" if sentence else ""


def is_typed(part: str) -> bool:
    """Whether it is a text to be typed, and no key."""
    return len(part) > 2 and part[0] == part[-1] == '"'
