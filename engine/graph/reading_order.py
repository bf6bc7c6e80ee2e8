"""The order in which one reads a graph: layer by layer, and neuron by neuron."""

from __future__ import annotations

from collections.abc import Sequence

from engine.graph.graph import Group, Node


def reading_order(nodes: Sequence[Node]) -> list[int]:
    """The numbers of the nodes, such that each still stands after what it was made from, and so
    does each neuron or layer as a whole.

    What is in none comes after the last layer that it is made from; a leaf such as an input comes
    before the first layer that it goes into. A graph without layers is read as it is.
    """
    if not any(node.group for node in nodes):
        return list(range(len(nodes)))
    slots = slots_of(nodes)
    # All of a sum stands where its last addition does, after all that it adds up. Of several inputs
    # the first comes last in the graph, for depth first the last of them is gone to.
    ends: dict[Group, int] = {}
    for number, node in enumerate(nodes):
        if len(node.group) == 3:
            ends[node.group] = number
    turns = [
        ends.get(node.group, number) if node.group or node.parents else -number
        for number, node in enumerate(nodes)
    ]
    return sorted(range(len(nodes)), key=lambda n: (slots[n], nodes[n].group[:2], turns[n], n))


def slots_of(nodes: Sequence[Node]) -> list[int]:
    """2·layer for what is in a layer, or goes into it; the odd number after it for what is made
    from it."""
    slots = [-1] * len(nodes)
    for number, node in enumerate(nodes):
        if node.group:
            slots[number] = 2 * node.group[0]
        elif node.parents:
            slots[number] = max(slots[parent] for parent in node.parents) | 1
    # From the end, so that of all uses of a leaf the first has the last word.
    for number in reversed(range(len(nodes))):
        for parent in nodes[number].parents:
            if nodes[parent].is_leaf and not nodes[parent].group:
                slots[parent] = slots[number]
    return slots
