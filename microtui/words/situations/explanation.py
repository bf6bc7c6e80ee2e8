"""What is said of a situation, at any size."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from microtui.keys import with_keys
from microtui.words.cut_text import cut_text
from microtui.words.facts.facts import Facts


@dataclass(frozen=True)
class Words:
    """The same in a few words and in a few sentences, and what to press next."""

    brief: str
    full: str
    press: str = ""
    more: str = ""
    """Why it is so, for those who have much room."""


@dataclass(frozen=True)
class Situation:
    """Something that a run can be in."""

    id: str
    holds: Callable[[Facts], bool]
    words: Callable[[Facts], Words]
    is_warning: bool = False


@dataclass(frozen=True)
class Explanation:
    """The words on the situation that a run is in."""

    situation: str
    """Its id."""
    words: Words
    is_warning: bool

    @property
    def brief(self) -> str:
        return joined(self.words.brief, self.words.press)

    @property
    def full(self) -> str:
        return joined(self.words.full, self.words.press)

    def with_keys(self, renamed: Mapping[str, str]) -> Explanation:
        """The same, where keys are what the reader has made of them."""
        if not renamed:
            return self
        press = with_keys(self.words.press, renamed, is_about_keys=True)
        return replace(self, words=replace(self.words, press=press))

    def fitting(self, width: int, room: int) -> list[str]:
        """As much of it as fits whole: less at each smaller size, but never something else."""
        texts = [joined(self.full, self.words.more), self.full, self.brief, self.words.brief]
        for text in texts:
            lines = textwrap.wrap(text, max(width, 1))
            if len(lines) <= room:
                return lines
        return []

    def lines(self, width: int, room: int) -> list[str]:
        """The same; where nothing fits, the beginning of the briefest, with a sign that it is."""
        return self.fitting(width, room) or cut_text(self.words.brief, width, room)


def joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
