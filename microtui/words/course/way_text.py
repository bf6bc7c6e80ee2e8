"""The keys that do a task, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

NOBODY_RENAMED: Mapping[str, str] = MappingProxyType({})


def way_text(way: Sequence[str], renamed: Mapping[str, str] = NOBODY_RENAMED) -> str:
    """`Press s 10 times, then enter`; keys that the reader has changed are as they are now."""
    parts: list[str] = []
    is_pressing = False
    for each, same in groupby(way):
        count = len(list(same))
        times = f" {count} times" if count > 1 else ""
        if is_typed(each):
            parts.append(f"type {each[1:-1]}{times}")
        else:
            verb = "" if is_pressing else "press "
            parts.append(f"{verb}{renamed.get(each, each)}{times}")
        is_pressing = not is_typed(each)
    sentence = ", then ".join(parts)
    return f"{sentence[:1].upper()}{sentence[1:]}"


def is_typed(part: str) -> bool:
    """Whether it is a text to be typed, and no key."""
    return len(part) > 2 and part[0] == part[-1] == '"'
