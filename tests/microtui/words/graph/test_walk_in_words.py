"""The walk through the lecture's graphs reads as the lecture does it by hand, number by number."""

from __future__ import annotations

import pytest

from engine.graph.folding import Folding
from engine.graph.scratchpad.examples import EXAMPLES
from engine.graph.scratchpad.functions import FUNCTIONS
from engine.graph.scratchpad.program import evaluate
from engine.graph.walk import Walk
from microtui.words.graph.node_text import first_trouble, node_text
from microtui.words.graph.rules import functions_of_walk, rule_line, rule_of
from microtui.words.graph.step_text import StepWords


def said(text: str, *, overwrites: bool = False) -> list[str]:
    """What each stop of the walk through these lines says."""
    walk = Walk(evaluate(text).graph, overwrites)
    folding = Folding(walk.graph, frozenset())
    stops = folding.stops(walk)
    words = StepWords(folding, walk)
    return [words.at(before, stop) for before, stop in zip([0, *stops], stops, strict=False)]


def test_the_first_graph_of_the_lecture_step_by_step() -> None:
    assert said(EXAMPLES["lecture"].text) == [
        "Before forward: only the leaves have their numbers.",
        "e = a * b = 2.0 · -3.0 = -6.0",
        "d = e + c = -6.0 + 10.0 = 4.0",
        "L = d * f = 4.0 · -2.0 = -8.0",
        "Backward begins: L.grad = 1.0, for dL/dL is 1.",
        "d.grad += (dL/dd) · L.grad = -2.0 · 1.0 = -2.0 (was 0.0)",
        "f.grad += (dL/df) · L.grad = 4.0 · 1.0 = +4.0 (was 0.0)",
        "e.grad += (dd/de) · d.grad = 1.0 · -2.0 = -2.0 (was 0.0)",
        "c.grad += (dd/dc) · d.grad = 1.0 · -2.0 = -2.0 (was 0.0)",
        "a.grad += (de/da) · e.grad = -3.0 · -2.0 = +6.0 (was 0.0)",
        "b.grad += (de/db) · e.grad = 2.0 · -2.0 = -4.0 (was 0.0)",
    ]


def test_a_value_that_is_used_twice_gets_one_contribution_after_the_other() -> None:
    assert said("a = 3.0; b = a + a")[-2:] == [
        "a.grad += (db/da) · b.grad = 1.0 · 1.0 = +1.0 (was 0.0)",
        "a.grad += (db/da) · b.grad = 1.0 · 1.0 = +1.0 (was 1.0, now 2.0)",
    ]


def test_with_the_mistake_the_first_contribution_is_seen_to_be_lost() -> None:
    assert said("a = 3.0; b = a + a", overwrites=True)[-2:] == [
        "a.grad = (db/da) · b.grad = 1.0 · 1.0 = +1.0 (was 0.0)",
        "a.grad = (db/da) · b.grad = 1.0 · 1.0 = +1.0 (was 1.0: lost)",
    ]


def test_what_has_no_name_is_called_by_its_place_in_the_order() -> None:
    lines = said("x = 2.0; (x + 1)**2")
    assert "x + 1.0 = 2.0 + 1.0 = 3.0" in lines
    assert "#1**2 = 3.0**2 = 9.0" in lines
    assert "#1.grad += (d#2/d#1) · #2.grad = 6.0 · 1.0 = +6.0 (was 0.0)" in lines
    assert "(1.0).grad += (d#1/d(1.0)) · #1.grad = 1.0 · 6.0 = +6.0 (was 0.0)" in lines


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a = -1.0; log(a)", "log(-1.0) is nan: below zero there is no logarithm."),
        ("a = 0.0; log(a)", "log(0.0) is -inf: it falls without end."),
        ("a = 2.0; b = 0.0; a/b", "2.0 / 0.0 is inf: nothing can be divided by zero."),
        ("a = 0.0; a/a", "0.0 / 0.0 is nan: nothing can be divided by zero."),
        ("a = -2.0; sqrt(a)", "sqrt(-2.0) is nan: below zero there is no such root."),
        ("a = -2.0; a**0.5", "(-2.0)**0.5 is nan: below zero there is no such root."),
        ("a = 0.0; a**-1", "0.0**-1 is inf: it divides by zero."),
        ("a = 800.0; exp(a)", "exp(800.0) is inf: too large for a float."),
        ("a = 0.0; sqrt(a)", "Its slope is infinite here: sqrt(0.0)."),
    ],
)
def test_what_is_no_number_has_a_word_at_the_node_where_it_began(text: str, word: str) -> None:
    graph = evaluate(text).graph
    trouble = first_trouble(graph)
    assert trouble is not None
    number, sentence = trouble
    assert sentence.endswith(word)
    assert word in node_text(Folding(graph, frozenset()), number, Walk(graph).grads)


def test_a_leaf_that_is_used_often_says_so() -> None:
    graph = evaluate("a = 3.0; b = a*a + a").graph
    folding = Folding(graph, frozenset())
    assert node_text(folding, 0, Walk(graph).grads) == (
        "a, a leaf: data 3.0, grad 7.0; used 3 times, so its grad is a sum"
    )


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_operation_has_its_rule_from_the_source(name: str) -> None:
    graph = evaluate(f"a = 0.5; b = -{name}(a) + a*2 - a/3 + a**2").graph
    operations = {node.operation for node in graph.nodes if node.operation}
    assert {"neg", "+", "*", "-", "/", "**2"} <= operations
    for operation in operations:
        rule = rule_line(operation)
        assert "Value(" in rule or "dy/dx = " in rule, operation
        assert rule_of(operation) in functions_of_walk(operation, overwrites=False)


def test_with_the_mistake_no_grad_is_called_a_sum() -> None:
    graph = evaluate("a = 3.0; b = a + a").graph
    folding, walk = Folding(graph, frozenset()), Walk(graph, overwrites=True)
    said_of_a = node_text(folding, 0, walk.grads, overwrites=True)
    assert said_of_a == "a, a leaf: data 3.0, grad 1.0; used twice, but = keeps only the last use"
