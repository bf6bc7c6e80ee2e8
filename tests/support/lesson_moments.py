"""Moments of a run or of the scratchpad, as a lesson reads its figures from them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from engine.arrays import quiet
from engine.graph.scratchpad.program import Evaluated, evaluate
from engine.graph.walk import Walk
from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from microtui.course.expressions.computing import value_of
from microtui.course.expressions.reading import read_expression
from microtui.course.figures.figure import Worth
from microtui.course.moment import GraphSeen, Moment, Moments, ScratchpadSeen
from microtui.session.observation import observe
from microtui.session.snapshot import Progress, Snapshot
from microtui.session.view import View

SMALL = Configuration(
    dataset="moons", samples=20, hidden=(3, 2), batch_size=5, learning_rate=0.5, l2=0.01, seed=4
)


def seen(recording: Recording, view: View | None = None) -> Snapshot:
    progress = Progress(
        playing=False,
        finished=False,
        speed=None,
        measured_speed=0.0,
        last_epoch=recording.last_epoch,
    )
    with quiet():
        return observe(recording, None, view or View(), progress)


def run_moment(recording: Recording, **others: Any) -> Moment:
    return replace(moment_of(seen(recording)), **others)


def moment_of(snapshot: Snapshot) -> Moment:
    return Moment(
        snapshot=snapshot,
        screen="main",
        pane="map",
        is_alone=False,
        graph=None,
        scratchpad=None,
        unit=None,
        sample=None,
        case=None,
    )


@cache
def first_snapshot() -> Snapshot:
    return seen(Recording.begin(SMALL))


def scratchpad_moment(
    text: str,
    *,
    position: int | None = None,
    chosen: int = -1,
    overwrites: bool = False,
    h: float = 0.001,
) -> Moment:
    """With the graph of these lines on the screen; of no formula, the lines alone."""
    evaluated: Evaluated | None = evaluate(text) if text else None
    graph = None
    if evaluated is not None:
        nodes = evaluated.graph.nodes
        walk = Walk(evaluated.graph, overwrites=overwrites)
        graph = GraphSeen(walk, position, chosen % len(nodes), unfolded=0)
    return replace(
        moment_of(first_snapshot()),
        screen="scratchpad",
        graph=graph,
        scratchpad=ScratchpadSeen(text, evaluated, h, learning_rate=0.01),
    )


def worth(
    text: str,
    now: Moment,
    *,
    before: Moment | None = None,
    start: Moment | None = None,
    answer: float | None = None,
) -> Worth:
    """What an expression comes to; moments that are not given are the one that is now."""
    expression = read_expression(text, file="lesson.md", line=1)
    return value_of(expression, Moments(now, before or now, start or now, answer))
