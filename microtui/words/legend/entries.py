"""What a legend is made of: signs with their meanings, and what the terminal can show of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from microtui.words.signs import Signs, signs

Hue = Literal["plain", "negative", "positive", "train", "test", "twin", "warning"]
"""The colour in which a sign stands on the screen."""


@dataclass(frozen=True)
class Entry:
    sign: str
    meaning: str
    hue: Hue = "plain"
    of_class: int | None = None
    """The number of the class in whose colour it stands, where there are more than two."""


@dataclass(frozen=True)
class Section:
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Looks:
    """What the terminal can show."""

    ascii_only: bool
    has_colors: bool

    @property
    def signs(self) -> Signs:
        return signs(ascii_only=self.ascii_only)

    def colored(self, color: str) -> str:
        return f", {color}" if self.has_colors else ""
