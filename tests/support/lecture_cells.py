"""The lecture's two cells that draw a graph, as they stand in micrograd's trace_graph.ipynb.

https://github.com/karpathy/micrograd/blob/master/trace_graph.ipynb
"""

from __future__ import annotations

from typing import Any

from engine import Value

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


def cells_with(label: str) -> dict[str, Any]:
    """What the cells define: `trace` and `draw_dot`."""
    cells: dict[str, Any] = {"Digraph": Digraph}
    exec(CELLS.replace("LABEL", label), cells)
    return cells


def drawn(root: Value, label: str, **options: str) -> Digraph:
    cells = cells_with(label)
    dot = cells["draw_dot"](root, **options)
    assert isinstance(dot, Digraph)
    return dot
