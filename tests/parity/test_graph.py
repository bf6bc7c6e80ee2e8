"""The walk through a graph against PyTorch: over random expressions, and over samples of runs."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest
import torch
from expressions import Expression, expressions, leaves
from hypothesis import assume, given, settings
from pytorch_run import ACTIVATIONS, criterion
from several_outputs import SEVERAL
from values_behind import values_behind

from engine import Value
from engine.formulas.losses import LOSSES
from engine.graph.graph import graph_of
from engine.graph.sample_graph import sample_graph
from engine.graph.walk import Walk
from engine.network.flat import parameter_names
from engine.run.configuration import Configuration
from engine.training import Training


@settings(max_examples=200, deadline=None)
@given(expressions, leaves)
def test_the_grad_of_every_node_agrees_with_pytorch(
    expression: Expression, numbers: list[float]
) -> None:
    """To 1e-12 of the largest number in the graph: where such cancel, only rounding is left."""
    ours = expression([Value(number) for number in numbers])
    theirs = expression([torch.tensor(x, dtype=torch.float64, requires_grad=True) for x in numbers])
    assume(all(kink > 1e-12 for kink in expression.kinks(numbers, [r.data for r in ours])))
    values_behind(ours[-1])
    graph = graph_of(ours[-1])
    grads = {node.name: grad for node, grad in zip(graph.nodes, Walk(graph).grads, strict=True)}
    for result in theirs:
        result.retain_grad()
    theirs[-1].backward()
    found = np.array([grads.get(value.label, 0.0) for value in ours])
    truth = np.array([0.0 if r.grad is None else r.grad.item() for r in theirs])
    np.testing.assert_allclose(found, truth, rtol=1e-12, atol=1e-12 * np.abs(truth).max())


AIMS: list[dict[str, Any]] = [
    *({"loss": name} for name, loss in LOSSES.items() if not loss.is_over_classes),
    *SEVERAL.values(),
]


def configurations() -> list[Configuration]:
    small = Configuration(samples=14, batch_size=3, learning_rate=0.02)
    hidden = ((), (1,), (3, 2))
    found = []
    for turn, (activation, aim) in enumerate(product(ACTIVATIONS, AIMS)):
        is_number = LOSSES[aim["loss"]].for_regression and turn % 3 == 0
        found.append(
            replace(
                small,
                dataset="plane" if is_number else "moons",
                activation=activation,
                **aim,
                hidden=hidden[turn // 2 % 3],
                l1=(0.0, 0.01)[turn // 4 % 2],
                l2=(0.0, 0.02)[turn // 3 % 2],
            )
        )
    return found


@pytest.mark.parametrize("configuration", configurations())
def test_the_graph_of_a_sample_agrees_with_pytorch(configuration: Configuration) -> None:
    c = configuration
    training = Training(c)
    for _ in range(5):
        training.run_batch()
    graph = sample_graph(training, 2)
    grads = dict(zip((node.name for node in graph.nodes), Walk(graph).grads, strict=True))

    flat = torch.tensor(training.model.parameters, requires_grad=True)
    x = torch.tensor(training.data.inputs[2], requires_grad=True)
    scores, end = x, 0
    activations = [*[c.activation] * len(c.hidden), c.output_activation]
    for activation, (inputs, units) in zip(activations, pairwise(c.sizes), strict=True):
        start, end = end, end + units * (inputs + 1)
        layer = flat[start:end].reshape(units, inputs + 1)
        scores = ACTIVATIONS[activation](layer[:, :-1] @ scores + layer[:, -1])
    batch = scores if c.outputs == 1 else scores[None]
    loss = criterion(c.loss, batch, torch.tensor(training.data.targets[[2]]))
    loss = loss + c.l1 * flat.abs().sum() + c.l2 * (flat**2).sum()
    loss.backward()

    assert graph.result.data == pytest.approx(loss.item(), rel=1e-12)
    of_parameters = [grads[name] for name in parameter_names(c.sizes)]
    for found, truth in ((of_parameters, flat.grad), ([grads[n] for n in c.input_names], x.grad)):
        assert truth is not None
        expected = truth.numpy()
        scale = max(float(np.abs(expected).max()), 1e-3)
        np.testing.assert_allclose(found, expected, rtol=0.0, atol=1e-12 * scale)
