"""What is said of a file: each thing in a sentence of one line, the same of many columns once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_SHOWN = 20
LONGEST_LISTED = 40
MOST_ALONE = 3
"""Of so many columns the same thing is said one by one."""

MOST_NAMED = 12
"""Of more columns of which the same thing is said not all are named."""


@dataclass(frozen=True)
class AboutColumn:
    """Something said of one column: behind its name, and behind how many they are of several."""

    column: str
    text: str
    of_several: str
    example: str = ""
    """What it is in this column, where that is of use in a sentence about several."""


def sentences(remarks: Sequence[str | AboutColumn]) -> tuple[str, ...]:
    """A sentence each; what is the same of more than a few columns is said once of all."""
    alike: dict[str, list[AboutColumn]] = {}
    for remark in remarks:
        if isinstance(remark, AboutColumn):
            alike.setdefault(remark.of_several, []).append(remark)
    found: list[str] = []
    for remark in remarks:
        if isinstance(remark, str):
            found.append(in_one_line(remark))
            continue
        same = alike[remark.of_several]
        if len(same) <= MOST_ALONE:
            found.append(in_one_line(f"column {remark.column} {remark.text}"))
        elif remark is same[0]:
            names = listed([each.column for each in same], MOST_NAMED)
            example = f", as in {remark.example}" if remark.example else ""
            what = f"{remark.of_several}{example}"
            found.append(in_one_line(f"{len(same):,} columns {what}: {names}"))
    return tuple(found)


def in_one_line(text: str) -> str:
    """The same with blanks in place of what moves a cursor or cannot be seen."""
    if text.isprintable():
        return text
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def shown(text: str) -> str:
    """A cell as it may stand in a sentence."""
    short = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
    return repr(short)


def listed(words: Sequence[str], most: int = 5) -> str:
    """The first few, and that there are more."""
    short = [
        word if len(word) <= LONGEST_LISTED else f"{word[:LONGEST_LISTED]}…"
        for word in words[:most]
    ]
    return ", ".join(short) + (", …" if len(words) > most else "")


def counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'s' * (count != 1)}"
