"""Something to be done on the stage, or to be found there."""

from __future__ import annotations

from microtui.course.lesson import Task
from microtui.course.reading.fence_names import lines_of, name_of
from microtui.course.reading.fences.keyed_lines import read_keyed_lines
from microtui.course.reading.fences.way import read_way
from microtui.course.reading.markdown import Element
from microtui.course.reading.source import Source


def read_task(source: Source, element: Element) -> Task:
    lines = lines_of(source, element)
    keyed = read_keyed_lines(lines, ("until", "hint", "way"), needs_text=True)
    return Task(
        kind="find" if name_of(source, element) == "find" else "do",
        text=keyed.text,
        until=keyed.expression_at("until", "condition", "until: epoch >= epoch before + 10"),
        hint=keyed.text_at("hint"),
        way=read_way(keyed.entries["way"]) if "way" in keyed.entries else (),
        line=element.line,
    )
