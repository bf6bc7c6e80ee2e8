"""A graph as Graphviz source, drawn as `draw_dot` of the lecture draws it.

A record for each value, a small node for each operation, and an edge for each value that an
operation was given: one, as in the lecture, where it was given the same value twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.graph.graph import Graph

SPECIAL = frozenset('"{}|<>&')
"""Characters by which Graphviz parts a string, a record or an entity from what follows it."""


def graph_dot(graph: Graph, grads: Sequence[float]) -> str:
    """Plain ASCII, so that it is the same in every encoding."""
    return "\n".join(["digraph {", *(f"    {line}" for line in lines(graph, grads)), "}"])


def lines(graph: Graph, grads: Sequence[float]) -> Iterator[str]:
    yield "graph [rankdir=LR]"
    for number, (node, grad) in enumerate(zip(graph.nodes, grads, strict=True)):
        record = f"{{ {literal(node.name)} | data {node.data:.4f} | grad {grad:.4f} }}"
        yield f'{number} [label="{record}" shape=record]'
        if node.operation:
            operation = literal(node.operation)
            yield f'"{number}{operation}" [label="{operation}"]'
            yield f'"{number}{operation}" -> {number}'
            for parent in dict.fromkeys(node.parents):
                yield f'{parent} -> "{number}{operation}"'


def literal(text: str) -> str:
    """The text as Graphviz shows it just so, whatever it holds."""
    return "".join(map(shown_as_it_is, text))


def shown_as_it_is(character: str) -> str:
    if not character.isprintable():
        return " "
    if character == "\\":
        # An entity would become a backslash too early, and escape what follows it.
        return "\\\\"
    is_plain = character.isascii() and character not in SPECIAL
    return character if is_plain else f"&#{ord(character)};"
