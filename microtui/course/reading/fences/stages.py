"""What a step sets up beside it: a run, lines of the scratchpad, or a case."""

from __future__ import annotations

import re
import shlex
from collections.abc import Collection
from typing import Literal

from engine.arrays import quiet
from engine.graph.scratchpad.program import ScratchpadError, evaluate
from microtui.course.figures.nodes import names_of, node_named
from microtui.course.figures.screen import PANES
from microtui.course.lesson import Stage
from microtui.course.reading.fence_names import lines_of, name_of, settings_of
from microtui.course.reading.markdown import Element
from microtui.course.reading.source import Source
from microtui.settings.near_name import nearest

MOST_EPOCHS = 10_000
WALKS: dict[str, Literal["done", "forward", "start"]] = {
    "done": "done",
    "forward": "forward",
    "start": "start",
}


def read_stage(source: Source, element: Element) -> Stage:
    match name_of(source, element):
        case "run":
            return run(source, element)
        case "scratchpad":
            return scratchpad(source, element)
    return case(source, element)


def run(source: Source, element: Element) -> Stage:
    settings = settings_of(source, element, {"pane": "map", "epoch": "20"})
    options: list[str] = []
    lines = lines_of(source, element)
    for number, line in enumerate(lines.lines, start=lines.first):
        try:
            options += shlex.split(line)
        except ValueError:
            raise source.refused(number, "a quotation mark is not closed: write it again") from None
    if options[:1] == ["microtui"]:
        raise source.refused(lines.first, "'microtui' is not needed: write what stands behind it")
    epoch = settings.get("epoch", "0")
    if not re.fullmatch(r"[0-9]{1,6}", epoch) or int(epoch) > MOST_EPOCHS:
        raise source.refused(
            element.line, f"epoch must be a whole number from 0 to {MOST_EPOCHS:,}, got {epoch!r}"
        )
    pane = settings.get("pane")
    if pane is not None:
        check_choice(source, element.line, "pane", pane, PANES)
    return Stage("run", element.line, tuple(options), int(epoch), pane)


def scratchpad(source: Source, element: Element) -> Stage:
    settings = settings_of(source, element, {"walk": "forward", "chosen": "b"})
    walk = settings.get("walk", "done")
    check_choice(source, element.line, "walk", walk, WALKS)
    lines = lines_of(source, element)
    chosen = settings.get("chosen")
    check_formulas(source, lines, element.line, chosen)
    return Stage("scratchpad", element.line, lines=lines.text, walk=WALKS[walk], chosen=chosen)


@quiet()
def check_formulas(source: Source, lines: Source, line: int, chosen: str | None) -> None:
    """They are computed once, to see that they can be."""
    try:
        graph = evaluate(lines.text).graph
    except ScratchpadError as error:
        sentence = str(error).partition(": ")[2]
        where = lines.first + error.line - 1 if lines.lines else line
        raise source.refused(where, sentence) from None
    if chosen is not None and node_named(graph, chosen) is None:
        every = [each for number in range(len(graph.nodes)) for each in names_of(graph, number)]
        names = tuple(dict.fromkeys(every))
        near = nearest(chosen, names)
        meant = f"did you mean {near}?" if near else f"write one of {', '.join(names[:10])}"
        raise source.refused(line, f"there is no node {chosen[:30]!r} to be chosen: {meant}")


def case(source: Source, element: Element) -> Stage:
    settings_of(source, element, {})
    lines = lines_of(source, element)
    if not lines.is_empty:
        raise source.refused(lines.first, "nothing stands within ```case: a case is drawn anew")
    return Stage("case", element.line)


def check_choice(
    source: Source, line: int, what: str, given: str, choices: Collection[str]
) -> None:
    if given not in choices:
        near = nearest(given, choices)
        meant = f"did you mean {near}?" if near else f"there are {', '.join(choices)}"
        raise source.refused(line, f"there is no {what} {given[:30]!r}: {meant}")
