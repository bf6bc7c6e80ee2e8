"""A graph for other programs: JSON that keeps every bit, and what the lecture draws."""

from __future__ import annotations

import html
import json
import math
import re
from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lecture_cells import IN_THE_LECTURE, Digraph, drawn

from engine import Value
from engine.graph.graph import graph_of
from engine.graph.walk import Walk
from microtui.exports.graph.graph_dot import graph_dot, literal
from microtui.exports.graph.graph_json import graph_json


def as_json(result: Value) -> dict[str, Any]:
    graph = graph_of(result)
    tree: dict[str, Any] = json.loads(graph_json(graph, Walk(graph).grads, graph.result.name))
    return tree


def first_graph_of_the_lecture() -> Value:
    a, b, c = Value(2.0, label="a"), Value(-3.0, label="b"), Value(10.0, label="c")
    e = a * b
    e.label = "e"
    d = e + c
    d.label = "d"
    f = Value(-2.0, label="f")
    result = d * f
    result.label = "L"
    return result


def test_every_node_is_there_with_its_numbers_behind_what_it_was_made_from() -> None:
    tree = as_json(first_graph_of_the_lecture())
    nodes = {node["name"]: node for node in tree["nodes"]}
    assert tree["result"] == "L"
    assert {name: (node["data"], node["grad"]) for name, node in nodes.items()} == {
        "a": (2.0, 6.0),
        "b": (-3.0, -4.0),
        "c": (10.0, -2.0),
        "e": (-6.0, -2.0),
        "d": (4.0, -2.0),
        "f": (-2.0, 4.0),
        "L": (-8.0, 1.0),
    }
    assert [nodes[name]["operation"] for name in "aedL"] == ["", "*", "+", "*"]
    assert nodes["L"]["parents"] == [
        {"id": nodes["d"]["id"], "derivative": -2.0},
        {"id": nodes["f"]["id"], "derivative": 4.0},
    ]
    assert [node["id"] for node in tree["nodes"]] == list(range(7))
    assert all(parent["id"] < node["id"] for node in tree["nodes"] for parent in node["parents"])


def test_a_value_used_twice_by_one_operation_is_its_parent_twice() -> None:
    a = Value(3.0)
    tree = as_json(a + a)
    assert tree["result"] is None
    assert [node["name"] for node in tree["nodes"]] == [None, None]
    assert tree["nodes"][1]["parents"] == [{"id": 0, "derivative": 1.0}] * 2
    assert tree["nodes"][0]["grad"] == 2.0


@given(st.floats(), st.floats())
def test_numbers_read_back_bit_for_bit_and_what_is_not_finite_is_null(x: float, y: float) -> None:
    left, right = Value(x), Value(y)
    result = left / right
    result.backward()
    leaves = {id(left): left, id(right): right}
    tree = as_json(result)
    expected = [result.data, *result.derivatives, *(each.grad for each in leaves.values())]
    found = [tree["nodes"][-1]["data"]]
    found += [parent["derivative"] for parent in tree["nodes"][-1]["parents"]]
    found += [tree["nodes"][number]["grad"] for number in (0, 1)]
    assert [each if each is None else each.hex() for each in found] == [
        each.hex() if math.isfinite(each) else None for each in expected
    ]


def said(dot: Digraph) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """What stands in the nodes, and between which of them there are edges."""
    labels = {name: f"{dot.shapes[name]} {label}" for name, label in dot.nodes.items()}
    return Counter(labels.values()), Counter((labels[one], labels[two]) for one, two in dot.edges)


def test_the_source_for_graphviz_draws_what_the_cells_of_the_lecture_draw() -> None:
    """What they say is compared, not in which order."""
    result = first_graph_of_the_lecture()
    result = (result + result).tanh() * result
    result.backward()
    graph = graph_of(result)
    source = graph_dot(graph, Walk(graph).grads)
    mine = Digraph("svg", {"rankdir": "LR"})
    for line in source.splitlines():
        if node := re.fullmatch(r' +"?([^"]+)"? \[label="(.*)"( shape=record)?\]', line):
            mine.node(node[1], node[2], "record" if node[3] else None)
        elif edge := re.fullmatch(r' +"?([^"]+?)"? -> "?([^"]+)"?', line):
            mine.edge(edge[1], edge[2])
    assert source.startswith("digraph {\n    graph [rankdir=LR]\n")
    assert said(mine) == said(drawn(result, IN_THE_LECTURE))


@given(st.text(st.characters(exclude_categories=["C", "Z"])) | st.just("{x|y} <p> &amp; a\\nb"))
def test_a_name_is_shown_as_it_is_whatever_it_holds(name: str) -> None:
    written = literal(name)
    assert written.isascii()
    assert not set(written) & set('"{}|<>')
    assert html.unescape(written.replace("\\\\", "\\")) == name
