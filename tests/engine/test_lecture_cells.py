"""The lecture's two cells that draw a graph, as they stand in micrograd's trace_graph.ipynb.

https://github.com/karpathy/micrograd/blob/master/trace_graph.ipynb
"""

from __future__ import annotations

import random
from typing import Any

from engine import Value
from engine.nn import Neuron

CELLS = '''
def trace(root):
    nodes, edges = set(), set()
    def build(v):
        if v not in nodes:
            nodes.add(v)
            for child in v._prev:
                edges.add((child, v))
                build(child)
    build(root)
    return nodes, edges

def draw_dot(root, format='svg', rankdir='LR'):
    """
    format: png | svg | ...
    rankdir: TB (top to bottom graph) | LR (left to right)
    """
    assert rankdir in ['LR', 'TB']
    nodes, edges = trace(root)
    dot = Digraph(format=format, graph_attr={'rankdir': rankdir}) #, node_attr={'rankdir': 'TB'})

    for n in nodes:
        dot.node(name=str(id(n)), label = LABEL, shape='record')
        if n._op:
            dot.node(name=str(id(n)) + n._op, label=n._op)
            dot.edge(str(id(n)) + n._op, str(id(n)))

    for n1, n2 in edges:
        dot.edge(str(id(n1)), str(id(n2)) + n2._op)

    return dot
'''
IN_MICROGRAD = '"{ data %.4f | grad %.4f }" % (n.data, n.grad)'
IN_THE_LECTURE = '"{ %s | data %.4f | grad %.4f }" % (n.label, n.data, n.grad)'


class Digraph:
    """Writes down what it is told, as `graphviz.Digraph` does."""

    def __init__(self, format: str, graph_attr: dict[str, str]) -> None:
        self.format = format
        self.graph_attr = graph_attr
        self.nodes: dict[str, str] = {}
        self.shapes: dict[str, str | None] = {}
        self.edges: list[tuple[str, str]] = []

    def node(self, name: str, label: str, shape: str | None = None) -> None:
        self.nodes[name] = label
        self.shapes[name] = shape

    def edge(self, tail: str, head: str) -> None:
        self.edges.append((tail, head))


def drawn(root: Value, label: str, **options: str) -> Digraph:
    cells: dict[str, Any] = {"Digraph": Digraph}
    exec(CELLS.replace("LABEL", label), cells)
    dot = cells["draw_dot"](root, **options)
    assert isinstance(dot, Digraph)
    return dot


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
