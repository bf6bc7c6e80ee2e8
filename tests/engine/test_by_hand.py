"""A step of training is what somebody calculated by hand."""

from __future__ import annotations

import numpy as np
import pytest
from by_hand import AFTER, HIDDEN, IS_WEIGHT, LOSS, LOSSES, SCORES, WEIGHTS, configuration

from engine.graph.sample_graph import sample_graph
from engine.graph.walk import Walk
from engine.network.flat import parameter_names
from engine.training import Training


@pytest.mark.parametrize("engine", ["matrix", "scalar"])
def test_forward_is_what_was_calculated(engine: str) -> None:
    training = Training(configuration(engine))
    hidden, scores = training.model.unit_outputs(training.data.inputs[:1])
    assert hidden[:, 0] == pytest.approx(HIDDEN, abs=1e-9)
    assert scores[:, 0] == pytest.approx(SCORES, abs=1e-8)
    training.forward()
    assert training.loss.data == pytest.approx(LOSS, abs=1e-9)


@pytest.mark.parametrize("engine", ["matrix", "scalar"])
def test_so_are_the_weights_after_a_step(engine: str) -> None:
    training = Training(configuration(engine))
    np.testing.assert_array_equal(training.model.parameters[IS_WEIGHT], WEIGHTS)
    training.run_batch()
    assert training.model.parameters[IS_WEIGHT] == pytest.approx(AFTER, abs=6e-9)


def test_and_the_graph_of_the_sample() -> None:
    """Each output has an error of its own; the step is along the grad of each weight."""
    training = Training(configuration("matrix"))
    graph = sample_graph(training, 0)
    named = {node.name: node for node in graph.nodes if node.name}
    errors = [0.5 * (named[f"target[{i}]"].data - named[f"score[{i}]"].data) ** 2 for i in range(2)]
    assert errors == pytest.approx(LOSSES, abs=1e-8)
    assert graph.result.data == pytest.approx(LOSS, abs=1e-9)
    grads = dict(zip((node.name for node in graph.nodes), Walk(graph).grads, strict=True))
    names = np.array(parameter_names(training.configuration.sizes))[IS_WEIGHT]
    stepped = [w - 0.5 * grads[name] for w, name in zip(WEIGHTS, names, strict=True)]
    assert stepped == pytest.approx(AFTER, abs=6e-9)
