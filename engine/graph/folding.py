"""What is shown of a graph: its nodes, or whole neurons and layers folded into one node each."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from engine.graph.graph import Graph, Group
from engine.graph.reading_order import reading_order
from engine.graph.walk import Step, Walk

KINDS: tuple[Literal["node", "layer", "neuron", "sum"], ...] = ("node", "layer", "neuron", "sum")


FOLDED_AWAY = -1
"""In place of the positions of neurons whose parameters get something all together."""


@dataclass(frozen=True)
class Shown:
    """One node of the graph, or a layer, a neuron or its sum in place of all that it is made of."""

    group: Group
    """What it stands for; () for a single node."""
    members: tuple[int, ...]
    """The numbers of the nodes that it stands for."""
    parents: tuple[int, ...]
    """The positions, in the folding, of what it was made from: each once."""

    @property
    def kind(self) -> Literal["node", "layer", "neuron", "sum"]:
        """Which of the four it is, by its group."""
        return KINDS[len(self.group)]

    @property
    def output(self) -> int | None:
        """The number of the node whose data and grad it has; a layer has none of its own."""
        return None if self.kind == "layer" else self.members[-1]


@dataclass(frozen=True)
class Folding:
    """A graph, of which only these groups are unfolded into what they are made of.

    Folding changes no number: it is the same graph, and the same walk.
    """

    graph: Graph
    unfolded: Set[Group]

    @cached_property
    def shown(self) -> tuple[Shown, ...]:
        """In the order in which the graph is read, each after its parents."""
        nodes, position_of = self.graph.nodes, self.position_of
        return tuple(
            Shown(
                group,
                tuple(members),
                tuple(
                    dict.fromkeys(
                        position_of[parent]
                        for number in members
                        for parent in nodes[number].parents
                        if position_of[parent] != position
                    )
                ),
            )
            for position, (group, members) in enumerate(self._groups_and_members)
        )

    @cached_property
    def position_of(self) -> tuple[int, ...]:
        """By the number of a node, the position of what shows it."""
        positions = [0] * len(self.graph.nodes)
        for position, (_, members) in enumerate(self._groups_and_members):
            for number in members:
                positions[number] = position
        return tuple(positions)

    @cached_property
    def _groups_and_members(self) -> list[tuple[Group, list[int]]]:
        nodes = self.graph.nodes
        folded = {group: self._folded_into(group) for group in {node.group for node in nodes}}
        members: dict[Group | int, list[int]] = {}
        for number in reading_order(nodes):
            members.setdefault(folded[nodes[number].group] or number, []).append(number)
        return [(() if isinstance(key, int) else key, sorted(m)) for key, m in members.items()]

    def _folded_into(self, group: Group) -> Group:
        """The layer, else the neuron, else the sum that stands for this; () where its nodes do."""
        wholes = (group[:depth] for depth in range(1, len(group) + 1))
        return next((whole for whole in wholes if whole not in self.unfolded), ())

    def neuron_at(self, position: int) -> Group | None:
        """The neuron whose output is shown there, folded or not; None where none is."""
        output = self.shown[position].output
        if output is None or self.shown[position].kind == "sum":
            return None
        node = self.graph.nodes[output]
        # Of the operations of a neuron only its output has a name.
        is_output = len(node.group) == 2 and not node.is_leaf and node.name != ""
        return node.group if is_output else None

    def derivative(self, position: int, parent: int) -> float:
        """d(output)/d(output of that parent), through all that both stand for; 1.0 is the same."""
        shown, before = self.shown[position], self.shown[parent]
        if shown.output is None or before.output is None:
            raise ValueError("a layer has no output of its own to take a derivative of")
        return self._slopes[position].get(before.output, 0.0)

    @cached_property
    def _slopes(self) -> list[dict[int, float]]:
        """d(output)/d(node) for all that an output is made of here, by the chain rule."""
        return [self._within(shown.members) for shown in self.shown]

    def _within(self, members: tuple[int, ...]) -> dict[int, float]:
        slopes = {members[-1]: 1.0}
        for number in reversed(members):
            node, of_node = self.graph.nodes[number], slopes.get(number, 0.0)
            for parent, derivative in zip(node.parents, node.derivatives, strict=True):
                slopes[parent] = slopes.get(parent, 0.0) + derivative * of_node
        return slopes

    def slopes(self, position: int) -> dict[int, float]:
        """By the position of each parent that has an output, the derivative by it."""
        within = self._slopes[position]
        outputs = {parent: self.shown[parent].output for parent in self.shown[position].parents}
        return {
            parent: within.get(output, 0.0)
            for parent, output in outputs.items()
            if output is not None
        }

    # -- the walk, one step that one sees at a time ----------------------------------------------

    def stops(self, walk: Walk) -> list[int]:
        """The positions of the walk at which one sees something done, from 0 to its end.

        What happens within a folded neuron belongs to the step that leads out of it: forward that
        is its output. What goes to or from a folded layer, or to parameters that are folded away,
        is one step.
        """
        stops = [0]
        last: tuple[str, int, int] | None = None
        for position, step in enumerate(walk.steps):
            source = self.position_of[step.node]
            target = source if step.kind != "add" else self.position_of[step.parent]
            if step.kind == "add" and source == target:
                continue
            pair = (step.kind, source, FOLDED_AWAY if self._is_folded_away(step) else target)
            if step.kind == "forward" and step.node != self.shown[source].members[-1]:
                continue
            if pair == last and self._is_taken_together(step):
                stops[-1] = position + 1
            else:
                stops.append(position + 1)
            last = pair
        if stops[-1] != len(walk.steps):
            # The gradients of parameters of a neuron that nothing leads out of come last.
            stops[-1] = len(walk.steps)
        return stops

    def _is_folded_away(self, step: Step) -> bool:
        """Whether the parameter whose grad it changes is not shown, but its neuron is."""
        target = self.shown[self.position_of[step.parent]]
        return step.kind == "add" and target.kind == "neuron" and step.parent != target.output

    def _is_taken_together(self, step: Step) -> bool:
        """Whether neighbouring steps between the same two that are shown are one."""
        kinds = (self.shown[self.position_of[each]].kind for each in (step.node, step.parent))
        return "layer" in kinds or self._is_folded_away(step)
