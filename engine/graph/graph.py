"""A graph of `Value`s as it stood at one moment: all its numbers, and nothing that can change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from engine.value import Value

Group = tuple[int, ...]
"""What a node is a part of: () nothing, (layer,) a layer, (layer, unit) one of its neurons."""


@dataclass(frozen=True)
class Node:
    """One value: what it is, what it was made from, and how it depends on that."""

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

    def children(self) -> list[list[int]]:
        """For each node, the numbers of those that were made from it: one for each use."""
        children: list[list[int]] = [[] for _ in self.nodes]
        for number, node in enumerate(self.nodes):
            for parent in node.parents:
                children[parent].append(number)
        return children


def graph_of(
    result: Value,
    groups: Mapping[Value, Group] | None = None,
    carried: Mapping[Value, float] | None = None,
) -> Graph:
    """The graph behind `result`, which itself is left as it is.

    What is in one group of two numbers, a neuron, stands together in the order.
    """
    of_values = groups or {}
    held = carried or {}
    values = ordered_with_leaves(result, lambda value: of_values.get(value, ()))
    numbers = {value: number for number, value in enumerate(values)}
    return Graph(
        tuple(
            Node(
                value.label,
                value.operation,
                value.data,
                tuple(numbers[parent] for parent in value.parents),
                value.derivatives,
                of_values.get(value, ()),
                held.get(value, 0.0),
            )
            for value in values
        )
    )


def ordered_with_leaves(result: Value, group_of: Callable[[Value], Group]) -> list[Value]:
    """The operations in a topological order, and each leaf before the first that is made from it.

    That of `engine.value.topological_order`, but that a neuron is gone through as if it were one
    operation: so it can be shown as one.
    """
    order: list[Value] = []
    seen: set[Value] = set()
    for operation in operations_in_order(result, group_of):
        for value in (*operation.parents, operation):
            if value not in seen and (value is operation or not value.parents):
                seen.add(value)
                order.append(value)
    return order or [result]


def operations_in_order(result: Value, group_of: Callable[[Value], Group]) -> list[Value]:
    """Depth first over neurons and single operations, the last of several parents first."""
    order: list[Value] = []
    path: list[Sequence[Value]] = []
    visited: set[Value] = set()
    to_visit: list[Value | None] = [result] if result.parents else []
    while to_visit:
        value = to_visit.pop()
        if value is None:
            order += path.pop()
        elif value not in visited:
            within, before = unit_of(value, group_of)
            visited.update(within)
            path.append(within)
            to_visit.append(None)
            to_visit += [parent for parent in before if parent not in visited]
    return order


def unit_of(value: Value, group_of: Callable[[Value], Group]) -> tuple[list[Value], list[Value]]:
    """The operations of the neuron that ends in `value`, in order, and the operations that it was
    made from, the one to be visited first at the end; a single operation is its own neuron."""
    group = group_of(value)
    within: list[Value] = []
    before: list[Value] = []
    path: list[Value] = []
    visited: set[Value] = set()
    to_visit: list[Value | None] = [value]
    while to_visit:
        current = to_visit.pop()
        if current is None:
            within.append(path.pop())
        elif current not in visited:
            visited.add(current)
            if current is not value and (len(group) < 2 or group_of(current) != group):
                before.insert(0, current)
                continue
            path.append(current)
            to_visit.append(None)
            to_visit += [each for each in current.parents if each.parents]
    return within, before
