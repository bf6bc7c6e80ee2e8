"""The lines below a graph: the last step of the walk or the chosen node, and its rule."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from microtui.widgets.graph.stage import Stage
from microtui.words.cut_text import cut_text
from microtui.words.graph.node_text import node_text
from microtui.words.graph.rules import rule_line
from microtui.words.graph.step_text import StepWords


@dataclass(frozen=True)
class Told:
    """What is said, and the line of the source that it goes by."""

    words: list[str]
    rule: list[str]


def told_of(stage: Stage, width: int, height: int) -> Told:
    """In so many lines at most; where the words leave a line, the rule has it."""
    words = cut_text(words_of(stage), width, height)
    rule = textwrap.wrap(rule_of_chosen(stage), max(width, 1))
    return Told(words, rule[: height - len(words)] if len(rule) <= height - len(words) else [])


def words_of(stage: Stage) -> str:
    if stage.position is None:
        return node_text(stage.folding, stage.place, stage.grads)
    return StepWords(stage.folding, stage.walk).at(stage.before, stage.position)


def rule_of_chosen(stage: Stage) -> str:
    output = stage.folding.shown[stage.place].output
    return "" if output is None else rule_line(stage.graph.nodes[output].operation)


def progress_of(stage: Stage) -> str:
    """How far the walk is: `forward 2 of 3`, `backward 4 of 7`."""
    if stage.position is None:
        return ""
    forward = sum(stop <= stage.walk.forward_steps for stop in stage.stops) - 1
    done = stage.stop
    if done <= forward and stage.position <= stage.walk.forward_steps:
        return f"forward {done} of {forward}"
    return f"backward {done - forward} of {len(stage.stops) - 1 - forward}"
