"""What stands between two lines `---` at the head of a lesson: its title, minutes and language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rich.cells import cell_len

from microtui.course.reading.source import Source
from microtui.settings.near_name import nearest

KEYS = ("title", "minutes", "language")
MOST_IN_TITLE = 60
"""Columns: what the list of lessons has room for."""
MOST_MINUTES = 120
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
FENCE = "---"
EXAMPLE = "such as title: The chain rule"


@dataclass(frozen=True)
class FrontMatter:
    title: str
    minutes: int
    language: str


def read_front_matter(source: Source) -> tuple[FrontMatter, Source]:
    """And the lines after it."""
    if source.lines[0].rstrip() != FENCE:
        raise source.refused(
            1, "a lesson begins with a line ---, then title, minutes and language, then --- again"
        )
    end = next(
        (place for place, line in enumerate(source.lines) if place and line.rstrip() == FENCE), None
    )
    if end is None:
        raise source.refused(1, "the lines behind --- have no end: write --- in a line below them")
    entries = entries_of(source.part(1, end))
    for key in KEYS:
        if key not in entries:
            examples = {"title": "The chain rule", "minutes": "8", "language": "en"}
            raise source.refused(
                end + 1, f"{key} is missing: write a line such as {key}: {examples[key]} before it"
            )
    front = FrontMatter(
        title_of(source, *entries["title"]),
        minutes_of(source, *entries["minutes"]),
        language_of(source, *entries["language"]),
    )
    return front, source.part(end + 1, len(source.lines))


def entries_of(lines: Source) -> dict[str, tuple[str, int]]:
    """By key, what stands behind it, and in which line."""
    entries: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(lines.lines, start=lines.first):
        if not line.strip():
            continue
        key, colon, entry = line.partition(":")
        key = key.strip()
        if not colon:
            raise lines.refused(number, f"a key and a colon are due here, {EXAMPLE}")
        if key not in KEYS:
            near = nearest(key, KEYS)
            meant = f"did you mean {near}?" if near else f"there are {', '.join(KEYS)}"
            raise lines.refused(number, f"there is no key {key[:30]!r}: {meant}")
        if key in entries:
            raise lines.refused(number, f"{key} stands here a second time: remove one of them")
        entries[key] = entry.strip(), number
    return entries


def title_of(source: Source, entry: str, line: int) -> str:
    quoted = len(entry) > 1 and entry[0] == entry[-1] and entry[0] in "\"'"
    title = entry[1:-1].strip() if quoted else entry
    if not title:
        raise source.refused(line, f"the title is empty: write it behind the colon, {EXAMPLE}")
    if cell_len(title) > MOST_IN_TITLE:
        raise source.refused(
            line, f"the title takes {cell_len(title)} columns: {MOST_IN_TITLE} are the most"
        )
    return title


def minutes_of(source: Source, entry: str, line: int) -> int:
    is_number = re.fullmatch(r"[0-9]{1,4}", entry) is not None
    if not is_number or not 1 <= int(entry) <= MOST_MINUTES:
        raise source.refused(
            line, f"minutes must be a whole number from 1 to {MOST_MINUTES}, got {entry[:20]!r}"
        )
    return int(entry)


def language_of(source: Source, entry: str, line: int) -> str:
    if not LANGUAGE.fullmatch(entry):
        raise source.refused(
            line, f"language must be a short name such as en, de or zh-Hans, got {entry[:20]!r}"
        )
    return entry
