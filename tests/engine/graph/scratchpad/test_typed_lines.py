"""What is typed means what it means in Python, with a Value for each number."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from typed_formulas import Lines, lines

from engine.errors import ConfigurationError
from engine.graph.graph import Graph, graph_of
from engine.graph.scratchpad.examples import EXAMPLES, example_named
from engine.graph.scratchpad.program import Leaf, evaluate
from engine.graph.walk import Walk


def structure(graph: Graph) -> list[tuple[str, str, tuple[int, ...], str]]:
    """All of a graph but its names; NaN as text, so that it equals itself."""
    return [
        (node.operation, repr(node.data), node.parents, repr(node.derivatives))
        for node in graph.nodes
    ]


@settings(max_examples=60, deadline=None)
@given(lines)
def test_it_is_the_graph_that_python_builds(program: Lines) -> None:
    assert structure(evaluate(program.typed).graph) == structure(graph_of(program.in_python()))


# -- the examples --------------------------------------------------------------------------------

TRUTH = {
    "lecture": (-8.0, {"a": 6.0, "b": -4.0, "c": -2.0, "f": 4.0}),
    "slope": (20.0, {"x": 14.0}),
    "neuron": (0.7071, {"x1": -1.5, "x2": 0.5, "w1": 1.0, "w2": 0.0, "b": 0.5}),
    "neuron-exp": (0.7071, {"x1": -1.5, "x2": 0.5, "w1": 1.0, "w2": 0.0, "b": 0.5}),
    "twice": (6.0, {"a": 2.0}),
    "twice-apart": (-6.0, {"a": -3.0, "b": -8.0}),
    "readme": (24.7041, {"a": 138.8338, "b": 645.5773}),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_give_what_their_sources_say(name: str) -> None:
    data, expected = TRUTH[name]
    evaluated = evaluate(EXAMPLES[name].text)
    grads = Walk(evaluated.graph).grads
    found = {
        leaf.name: grads[node]
        for leaf, node in zip(evaluated.leaves, evaluated.leaf_nodes, strict=True)
        if leaf.name and node is not None
    }
    assert evaluated.graph.result.data == pytest.approx(data, abs=5e-5)
    assert found == pytest.approx(expected, abs=5e-5)


def test_an_example_that_there_is_not() -> None:
    with pytest.raises(ConfigurationError, match="example must be one of lecture, slope"):
        example_named("lectrue")


# -- names ---------------------------------------------------------------------------------------


def test_names_are_the_labels() -> None:
    evaluated = evaluate("a = 2.0; b = -3.0\ne = a*b  # a product\nL = (e + 10).tanh()")
    assert [node.name for node in evaluated.graph.nodes] == ["a", "b", "e", "", "", "L"]
    assert evaluated.result_name == "L"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a = 2.0; a*a", ""),
        ("a = 2.0; e = a*a; e", "e"),
        ("a = b = 2.0", "a = b"),
        ("a = 2.0; b = a; a = a", "a = b"),
        ("a = 2.0; c = a*a; c += 1", "c"),
        ("a = b = c = d = e = 2.0", "a = b = c = …"),
    ],
)
def test_the_name_of_the_result(text: str, name: str) -> None:
    evaluated = evaluate(text)
    assert evaluated.result_name == evaluated.graph.result.name == name


def test_a_name_given_anew_leaves_the_earlier_value_as_it_was() -> None:
    nodes = evaluate("c = 1.0\nc = c + 1\nc *= c").graph.nodes
    assert [(node.name, node.data) for node in nodes] == [
        ("c", 1.0),
        ("", 1.0),
        ("c", 2.0),
        ("c", 4.0),
    ]


def test_every_use_of_a_name_is_the_same_value() -> None:
    evaluated = evaluate("a = 3.0; b = a + a")
    assert evaluated.graph.result.parents == (0, 0)
    assert len(evaluated.graph.nodes) == 2


# -- numbers -------------------------------------------------------------------------------------


def test_leaves_stand_where_they_were_typed() -> None:
    text = "é = -3.0 # ü\r\nf = 2*é + ( - 4).tanh()\rg = f**2 - .5"
    evaluated = evaluate(text)
    assert [(leaf.name, leaf.data, text[leaf.start : leaf.end]) for leaf in evaluated.leaves] == [
        ("é", -3.0, "-3.0"),
        ("", 2.0, "2"),
        ("", -4.0, "- 4"),
        ("", 0.5, ".5"),
    ]


def test_leaves_know_their_nodes_and_whether_the_result_needs_them() -> None:
    evaluated = evaluate("a = 2.0; unused = 5.0; b = 3.0; L = b*a")
    assert [leaf.name for leaf in evaluated.leaves] == ["a", "unused", "b"]
    of_nodes = [
        None if node is None else evaluated.graph.nodes[node].name for node in evaluated.leaf_nodes
    ]
    assert of_nodes == ["a", None, "b"]


def test_a_number_alone_is_a_graph_of_one_leaf() -> None:
    evaluated = evaluate("a = 2.0")
    assert evaluated.leaves == (Leaf("a", 2.0, 4, 7),)
    assert evaluated.leaf_nodes == (0,)
    assert evaluated.graph.result.is_leaf


def test_what_is_undefined_is_no_error_but_a_result() -> None:
    assert math.isnan(evaluate("a = -1.0; log(a)").graph.result.data)
    assert evaluate("a = 0.0; b = 1/a").graph.result.data == math.inf
    assert evaluate("a = 1e300; b = (a*a).exp()").graph.result.data == math.inf
    assert evaluate("10**400").graph.result.data == math.inf
