"""What a page says, taken apart and checked: anybody can write what is no page of ours."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.errors import ConfigurationError
from microtui.serving.sessions.program import Size

WIDTHS, HEIGHTS = (20, 500), (5, 200)
USUAL_SIZE: Size = (80, 24)

BY_ITSELF = re.compile(r"(?:\x1b\[[?>]?[\d;]*(?:R|c|n|\$y)|\x1b[P\]][^\x1b\x07]*(?:\x1b\\|\x07))+")
"""What a terminal answers where it is asked something: the cursor's place, what it can, colours."""


class MalformedMessageError(ConfigurationError):
    """What came is none of the messages that there are."""


@dataclass(frozen=True)
class Typed:
    text: str

    @property
    def is_by_hand(self) -> bool:
        """Not one of the answers that a terminal gives by itself."""
        return BY_ITSELF.fullmatch(self.text) is None


@dataclass(frozen=True)
class Resized:
    size: Size


@dataclass(frozen=True)
class Named:
    name: object


@dataclass(frozen=True)
class Told:
    """Something that only the program is concerned with."""

    type: str


BrowserMessage = Typed | Resized | Named | Told


def browser_message(text: str) -> BrowserMessage:
    """Raises `MalformedMessageError` where it is none."""
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        raise MalformedMessageError("A message must be JSON.") from None
    match message:
        case ["stdin", str(typed)]:
            return Typed(typed)
        case ["resize", dict(size)]:
            return Resized(clamped(size))
        case ["name", name]:
            return Named(name)
        case ["focus" | "blur" | "no_file" as kind]:
            return Told(kind)
    raise MalformedMessageError("A message must be one that the page of this server sends.")


def clamped(size: dict[str, Any]) -> Size:
    """A size that the program can be drawn in; raises `MalformedMessageError` for no numbers."""
    match size:
        case {"width": int() | float() as width, "height": int() | float() as height}:
            return within(width, WIDTHS), within(height, HEIGHTS)
    raise MalformedMessageError("A size must have a width and a height.")


def size_asked_for(query: Mapping[str, str]) -> Size:
    """That of the address of a websocket; the usual one where it names none."""
    try:
        width, height = float(query["width"]), float(query["height"])
    except (KeyError, ValueError):
        return USUAL_SIZE
    return within(width, WIDTHS), within(height, HEIGHTS)


def within(number: float, bounds: tuple[int, int]) -> int:
    least, most = bounds
    # What is no number is not equal to itself; an integer may be too large for a float.
    return int(min(max(number, least), most)) if number == number else least
