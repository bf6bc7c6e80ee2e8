"""Going through a graph by whole nodes is going through it by steps, so many at a time."""

from __future__ import annotations

from itertools import groupby

import pytest

from engine.graph.scratchpad.examples import EXAMPLES
from engine.graph.scratchpad.program import evaluate
from engine.graph.walk import Walk
from microtui.widgets.graph.stage import Stage


@pytest.mark.parametrize("name", EXAMPLES)
def test_by_nodes_one_comes_to_the_last_step_of_each(name: str) -> None:
    begin = Stage.of(Walk(evaluate(EXAMPLES[name].text).graph)).at(0)
    steps = [begin.walked(stop) for stop in range(1, len(begin.stops))]
    runs = groupby(steps, key=lambda stage: stage.step and (stage.step.kind, stage.step.node))
    ends = [list(run)[-1].position for _, run in runs]
    stage, reached = begin, []
    for _ in ends:
        stage = stage.walked_node(1)
        reached.append(stage.position)
    assert reached == ends
    back = []
    for _ in ends:
        stage = stage.walked_node(-1)
        back.append(stage.position)
    assert back == [*reversed(ends[:-1]), 0]
