"""The lecture's two cells that draw a graph run unchanged on a `Value`."""

from __future__ import annotations

import random

from lecture_cells import IN_MICROGRAD, IN_THE_LECTURE, cells_with, drawn

from engine import Value
from engine.nn import Neuron


def test_a_graph_is_traced_to_its_leaves() -> None:
    """All nodes, and an edge from each to what was made of it."""
    a, b = Value(2.0, label="a"), Value(-3.0, label="b")
    e = a * b
    d = e + a
    nodes, edges = cells_with(IN_THE_LECTURE)["trace"](d)
    assert nodes == {a, b, e, d}
    assert edges == {(a, e), (b, e), (e, d), (a, d)}
    assert sorted(n._op for n in nodes) == ["", "", "*", "+"]
    assert (a + a)._prev == {a}


def test_the_lectures_first_graph_is_drawn() -> None:
    a, b = Value(2.0, label="a"), Value(-3.0, label="b")
    c, f = Value(10.0, label="c"), Value(-2.0, label="f")
    e = a * b
    e.label = "e"
    d = e + c
    d.label = "d"
    result = d * f
    result.label = "L"
    result.backward()
    dot = drawn(result, IN_THE_LECTURE)
    assert (dot.format, dot.graph_attr) == ("svg", {"rankdir": "LR"})
    assert sorted(label for name, label in dot.nodes.items() if dot.shapes[name] == "record") == [
        "{ L | data -8.0000 | grad 1.0000 }",
        "{ a | data 2.0000 | grad 6.0000 }",
        "{ b | data -3.0000 | grad -4.0000 }",
        "{ c | data 10.0000 | grad -2.0000 }",
        "{ d | data 4.0000 | grad -2.0000 }",
        "{ e | data -6.0000 | grad -2.0000 }",
        "{ f | data -2.0000 | grad 4.0000 }",
    ]
    short = {name: label.split()[1] if "|" in label else label for name, label in dot.nodes.items()}
    assert sorted((short[tail], short[head]) for tail, head in dot.edges) == sorted(
        tuple(edge.split())
        for edge in ("a *", "b *", "* e", "e +", "c +", "+ d", "d *", "f *", "* L")
    )


def test_micrograds_neuron_is_drawn_from_top_to_bottom() -> None:
    random.seed(1337)
    x = [Value(1.0), Value(-2.0)]
    y = Neuron(2, "relu")(x)
    y.backward()
    dot = drawn(y, IN_MICROGRAD, format="png", rankdir="TB")
    assert (dot.format, dot.graph_attr) == ("png", {"rankdir": "TB"})
    operations = sorted(label for name, label in dot.nodes.items() if dot.shapes[name] is None)
    assert operations == ["*", "*", "+", "+", "relu"]
    assert len(dot.nodes) == 10 + len(operations)
    assert len(dot.edges) == 9 + len(operations)
    assert all(tail in dot.nodes and head in dot.nodes for tail, head in dot.edges)
