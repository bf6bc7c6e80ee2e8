"""The walk of the chain rule gives what `Value.backward` gives, bit for bit, and what is true."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from expressions import Expression, expressions, leaves
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from values_behind import values_behind

from engine import Value
from engine.check.finite_differences import slope_at
from engine.graph.graph import graph_of
from engine.graph.walk import Walk
from engine.mistakes import backward_overwriting

carried_grads = st.lists(st.floats(-2.0, 2.0), min_size=3, max_size=3)


@pytest.mark.parametrize(
    ("backward", "overwrites"), [(Value.backward, False), (backward_overwriting, True)]
)
@settings(max_examples=60, deadline=None)
@given(expression=expressions, numbers=leaves, carried=carried_grads)
def test_the_walk_leaves_what_backward_leaves_to_the_last_bit(
    backward: Callable[[Value], None],
    overwrites: bool,
    expression: Expression,
    numbers: list[float],
    carried: list[float],
) -> None:
    values = [Value(number) for number in numbers]
    result = expression(values)[-1]
    of_label = {value.label: value for value in values_behind(result)}
    for value, grad in zip(values, carried, strict=True):
        value.grad = grad
    graph = graph_of(result, carried=dict(zip(values, carried, strict=True)))
    backward(result)
    grads = Walk(graph, overwrites).grads
    assert [grad.hex() for grad in grads] == [
        of_label[node.name].grad.hex() for node in graph.nodes
    ]


@settings(max_examples=30, deadline=None)
@given(expressions, leaves)
def test_the_walk_comes_to_the_slopes_that_are_measured(
    expression: Expression, numbers: list[float]
) -> None:
    values = [Value(number, label=f"x{i}") for i, number in enumerate(numbers)]
    results = expression(values)
    assume(all(kink > 0.01 for kink in expression.kinks(numbers, [r.data for r in results])))
    graph = graph_of(results[-1])
    grads = {node.name: grad for node, grad in zip(graph.nodes, Walk(graph).grads, strict=True)}
    for i, number in enumerate(numbers):

        def result_at(x: float, i: int = i) -> float:
            moved = [Value(x if j == i else number) for j, number in enumerate(numbers)]
            data: float = expression(moved)[-1].data
            return data

        slope = slope_at(result_at, number)
        grad = grads.get(f"x{i}", 0.0)
        if math.isinf(slope.uncertainty):
            assert abs(grad) < 1e-6
        else:
            assert math.isclose(
                grad, slope.central, rel_tol=1e-6, abs_tol=1e-9 + 3.0 * slope.uncertainty
            )


@settings(max_examples=30, deadline=None)
@given(expressions, leaves, st.booleans())
def test_each_step_says_what_it_does(
    expression: Expression, numbers: list[float], overwrites: bool
) -> None:
    """Forward computes each operation from what is known by then; then the result's grad is 1.0;
    then each is done with before it passes its grad on."""
    graph = graph_of(expression([Value(number) for number in numbers])[-1])
    walk = Walk(graph, overwrites)
    kinds = [step.kind for step in walk.steps]
    forward, adds = kinds.count("forward"), kinds.count("add")
    assert kinds == ["forward"] * forward + ["start"] + ["add"] * adds
    assert (forward, adds) == (max(graph.places), sum(len(n.parents) for n in graph.nodes))
    known = {number for number, node in enumerate(graph.nodes) if node.is_leaf}
    grads = [0.0] * len(graph.nodes)
    passed_on: set[int] = set()
    for position, step in enumerate(walk.steps):
        assert [n for n, is_known in enumerate(walk.is_known_at(position)) if is_known] == (
            sorted(known)
        )
        assert walk.grads_at(position) == grads
        node = graph.nodes[step.node]
        if step.kind == "forward":
            assert known.issuperset(node.parents)
            known.add(step.node)
            continue
        if step.kind == "add":
            passed_on.add(step.node)
            assert step.parent == node.parents[step.use]
            assert step.contribution == node.derivatives[step.use] * grads[step.node]
        assert step.parent not in passed_on
        assert step.before == grads[step.parent]
        assert step.after == (0.0 if overwrites else step.before) + step.contribution
        grads[step.parent] = step.after
    assert walk.grads == grads
    assert all(walk.is_known_at(len(walk.steps)))


def test_a_result_that_is_a_leaf_gets_its_one() -> None:
    leaf = Value(3.0)
    graph = graph_of(leaf, carried={leaf: 2.0})
    assert [step.kind for step in Walk(graph).steps] == ["start"]
    assert Walk(graph).grads == [3.0]
    assert Walk(graph, overwrites=True).grads == [1.0]


def test_twenty_thousand_operations_in_a_chain() -> None:
    x = Value(1.0)
    result = x
    for _ in range(20_000):
        result = result * 1.0001
    graph = graph_of(result)
    result.backward()
    walk = Walk(graph)
    assert len(walk.steps) == 20_000 + 1 + 40_000
    assert graph.nodes[0].is_leaf
    assert walk.grads[0] == x.grad == pytest.approx(1.0001**20_000)


def test_a_value_used_a_thousand_times_gets_a_thousand_sums_one_after_the_other() -> None:
    x = Value(0.5, label="x")
    total = sum((x * k for k in range(1000)), Value(0.0))
    graph = graph_of(total)
    number = next(n for n, node in enumerate(graph.nodes) if node.name == "x")
    for overwrites in (False, True):
        steps = [
            step
            for step in Walk(graph, overwrites).steps
            if step.kind == "add" and step.parent == number
        ]
        assert sorted(step.contribution for step in steps) == list(range(1000))
        assert [step.before for step in steps] == [0.0, *(step.after for step in steps[:-1])]
        grad = Walk(graph, overwrites).grads[number]
        assert grad == (steps[-1].contribution if overwrites else sum(range(1000)))


def test_the_lectures_bug_of_a_value_added_to_itself() -> None:
    """b = a + a: by mistake its grad is 1, for the second sum overwrites the first."""
    a = Value(3.0, label="a")
    graph = graph_of(a + a)
    assert Walk(graph).grads[0] == 2.0
    assert Walk(graph, overwrites=True).grads[0] == 1.0
