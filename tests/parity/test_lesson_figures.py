"""What a lesson tells of PyTorch is what PyTorch finds, in double."""

from __future__ import annotations

import numpy as np
import torch
from hypothesis import assume, given, settings
from lesson_moments import scratchpad_moment, worth
from typed_formulas import Lines, lines

from engine.arrays import quiet
from engine.errors import ConfigurationError
from engine.graph.scratchpad.program import evaluate
from engine.graph.walk import Walk
from microtui.course.figures.pytorch_graph import grads_of, result_of


def test_the_neuron_of_the_lecture_has_the_gradients_of_the_lecture() -> None:
    moment = scratchpad_moment("""\
x1 = 2.0
x2 = 0.0
w1 = -3.0
w2 = 1.0
b = 6.8813735870195432
n = x1*w1 + x2*w2 + b
o = tanh(n)
""")
    x1, x2, w1, w2, b = (
        torch.tensor(number, dtype=torch.float64, requires_grad=True)
        for number in (2.0, 0.0, -3.0, 1.0, 6.8813735870195432)
    )
    n = x1 * w1 + x2 * w2 + b
    n.retain_grad()
    o = torch.tanh(n)
    o.backward()

    assert worth("torch", moment) is True
    assert worth("torch_result", moment) == o.item()
    for name, tensor in {"x1": x1, "x2": x2, "w1": w1, "w2": w2, "b": b, "n": n}.items():
        assert tensor.grad is not None
        assert worth(f'torch_grad("{name}")', moment) == tensor.grad.item()
    assert worth('torch_grad("o")', moment) == 1.0
    assert worth('torch_grad("q")', moment) is None


def test_a_number_alone_is_its_own_result() -> None:
    moment = scratchpad_moment("a = 2.0")
    assert worth("torch_result", moment) == 2.0
    assert worth('torch_grad("a")', moment) == 1.0


@settings(max_examples=150, deadline=None)
@given(lines)
def test_whatever_is_typed_both_find_the_same(typed: Lines) -> None:
    with quiet():
        try:
            graph = evaluate(typed.typed).graph
        except ConfigurationError:
            return
    grads = Walk(graph).grads
    numbers = [node.data for node in graph.nodes] + grads
    assume(np.isfinite(numbers).all() and np.abs(numbers).max() < 1e8)
    # On a kink, which side a result is on is a matter of its rounding.
    kinks = [
        graph.nodes[node.parents[0]].data
        for node in graph.nodes
        if node.operation in ("relu", "abs")
    ]
    assume(all(abs(kink) > 1e-9 for kink in kinks))
    scale = np.abs(numbers).max()
    assert result_of(graph) == np.float64(graph.result.data).item() or np.isclose(
        result_of(graph), graph.result.data, rtol=1e-9, atol=1e-9 * scale
    )
    np.testing.assert_allclose(grads_of(graph), grads, rtol=1e-9, atol=1e-9 * scale)
