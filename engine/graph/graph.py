"""A graph of `Value`s as it stood at one moment: all its numbers, and nothing that can change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from engine.value import Value, topological_order

Group = tuple[int, ...]
"""What a node is a part of: () nothing, (layer,) a layer, (layer, unit) one of its neurons, and
(layer, unit, 0) of that the sum."""


class Node(NamedTuple):
    """One value: what it is, what it was made from, and how it depends on that.

    A named tuple, as one is made several times as fast as a frozen dataclass, and while a run is
    watched there are thousands of them a frame.
    """

    name: str
    """As its label says; empty where it has none."""
    operation: str
    """Which one made it; empty for a leaf."""
    data: float
    parents: tuple[int, ...] = ()
    """The numbers, in the graph, of the nodes that it was made from."""
    derivatives: tuple[float, ...] = ()
    """d(data)/d(parent) for each of them."""
    group: Group = ()
    carried: float = 0.0
    """What its `grad` held before backward begins; only a leaf keeps that."""

    @property
    def is_leaf(self) -> bool:
        return not self.parents


@dataclass(frozen=True)
class Graph:
    """All nodes that a result was made from, each after those that it was made from itself.

    The operations among them stand in a topological order, in which forward computes them; backward
    goes through it from the end. The result is the last.
    """

    nodes: tuple[Node, ...]

    @property
    def result(self) -> Node:
        return self.nodes[-1]

    @cached_property
    def places(self) -> tuple[int, ...]:
        """By node, its place among the operations in the order of forward, from 1; 0 for a leaf."""
        places, operations = [], 0
        for node in self.nodes:
            operations += not node.is_leaf
            places.append(0 if node.is_leaf else operations)
        return tuple(places)


def graph_of(
    result: Value,
    groups: Mapping[Value, Group] | None = None,
    carried: Mapping[Value, float] | None = None,
) -> Graph:
    """The graph behind `result`, which itself is left as it is.

    What is in one neuron stands together in the order. Only its last operation, its output, may be
    used by what is not in it.
    """
    of_values = groups or {}
    held = carried or {}
    numbers = numbers_of(result, of_values)
    return Graph(
        tuple(
            Node(
                value.label,
                value.operation,
                value.data,
                tuple(map(numbers.__getitem__, value.parents)),
                value.derivatives,
                of_values.get(value, ()),
                held.get(value, 0.0),
            )
            for value in numbers
        )
    )


def numbers_of(result: Value, groups: Mapping[Value, Group]) -> dict[Value, int]:
    """Of all that the result was made from, which node of its graph shows it, in order."""
    numbers: dict[Value, int] = {}
    for operation in neuron_by_neuron(topological_order(result), groups):
        # Those of its parents that have no number by now are leaves.
        for value in (*operation.parents, operation):
            numbers.setdefault(value, len(numbers))
    return numbers or {result: 0}


def neuron_by_neuron(operations: list[Value], groups: Mapping[Value, Group]) -> Iterator[Value]:
    """In a topological order like that given, but each neuron as if it were one operation: all of
    it where its output stands. So it can be shown as one."""
    units: dict[Group | Value, list[Value]] = {}
    # From the end, where the first that one meets of a neuron is its output.
    for operation in reversed(operations):
        neuron = groups.get(operation, ())[:2]
        units.setdefault(neuron if len(neuron) == 2 else operation, []).append(operation)
    return chain.from_iterable(map(reversed, reversed(units.values())))
