"""The lines of a question or a task: first its text, then keys such as `hint: look at the norm`."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from microtui.course.expressions.expression import Expression
from microtui.course.expressions.reading import kind_of, read_expression
from microtui.course.figures.figure import Kind
from microtui.course.lesson import Text
from microtui.course.reading.blocks import text_of
from microtui.course.reading.source import Source
from microtui.settings.near_name import nearest

KEY = re.compile(r"(?P<key>[A-Za-z][A-Za-z_-]*) ?(?P<colon>[:：])(?P<entry>.*)")
ALL_KEYS = ("hint", "value", "within", "near", "far", "until", "way")


@dataclass(frozen=True)
class KeyedLines:
    """What stands in a fence, in parts."""

    source: Source
    """Of the whole fence."""
    text: Text
    entries: dict[str, Source]
    """By key, what stands behind it and indented below."""

    def text_at(self, key: str) -> Text:
        """Empty where the key is missing."""
        return text_of(self.entries[key]) if key in self.entries else ()

    def line_at(self, key: str) -> str:
        """In one, however many lines it was written in."""
        return " ".join(self.entries[key].text.split()) if key in self.entries else ""

    def expression_at(self, key: str, kind: Kind, example: str) -> Expression:
        """Raises `LessonError` where it is missing, or of another kind."""
        if not self.line_at(key):
            at = self.entries[key].first if key in self.entries else self.source.first - 1
            raise self.source.refused(at, f"{key} is missing: write a line such as {example}")
        return expression_of(self.entries[key], kind)


def expression_of(source: Source, kind: Kind) -> Expression:
    expression = read_expression(source.text, file=source.file, line=source.first)
    found = kind_of(expression)
    if found != kind:
        raise source.refused(
            source.first, f"{expression.text!r} is a {found}, but a {kind} is due here"
        )
    return expression


def read_keyed_lines(source: Source, keys: Collection[str], *, needs_text: bool) -> KeyedLines:
    """Raises `LessonError` for a key that is not among these, or stands there twice."""
    starts: list[tuple[int, str, str]] = []
    for place, line in enumerate(source.lines):
        number = source.first + place
        key, entry = key_in(source, line, number, keys)
        if key and any(each == key for _, each, _ in starts):
            raise source.refused(number, f"{key} stands here a second time: remove one of them")
        if key:
            starts.append((place, key, entry))
        elif starts and line.strip() and not line.startswith(" "):
            raise source.refused(
                number,
                f"text stands before {starts[0][1]}:, and what belongs to {starts[-1][1]}: has a "
                "margin",
            )
    stops = [place for place, _, _ in starts] + [len(source.lines)]
    text = source.part(0, stops[0])
    if needs_text and text.is_empty:
        raise source.refused(source.first - 1, "the text is missing: write it below this line")
    entries = {
        key: entry_of(source, place, stop, entry)
        for (place, key, entry), stop in zip(starts, stops[1:], strict=True)
    }
    return KeyedLines(source, text_of(text), entries)


def entry_of(source: Source, start: int, stop: int, entry: str) -> Source:
    """What stands behind the key, and the lines below without their margin."""
    below = source.part(start + 1, stop).dedented().lines
    return Source(source.file, (entry.strip(), *below), source.first + start)


def key_in(source: Source, line: str, number: int, keys: Collection[str]) -> tuple[str, str]:
    """The key that this line begins with, and what follows; two empty texts for any other line."""
    found = KEY.fullmatch(line)
    if found is None:
        return "", ""
    key = found["key"]
    if key in keys and found["colon"] == ":":
        return key, found["entry"]
    near = nearest(key, ALL_KEYS)
    if key in keys:
        raise source.refused(number, f"behind {key} stands a plain colon: write {key}:")
    if near in keys:
        raise source.refused(number, f"there is no key {key!r}: did you mean {near}:?")
    if key in ALL_KEYS:
        raise source.refused(number, f"{key}: has no place here: the keys are {', '.join(keys)}")
    return "", ""
