"""What is shown of a graph: its nodes, or whole neurons and layers folded into one node each."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property

from engine.graph.graph import Graph, Group
from engine.graph.walk import Step, Walk


@dataclass(frozen=True)
class Shown:
    """One node of the graph, or a neuron or layer in place of all that it is made of."""

    group: Group
    """The neuron or layer; () for a single node."""
    members: tuple[int, ...]
    """The numbers of the nodes that it stands for."""
    parents: tuple[int, ...]
    """The positions, in the folding, of what it was made from: each once."""

    @property
    def output(self) -> int | None:
        """The number of the node whose data and grad it has; a layer has none of its own."""
        return None if len(self.group) == 1 else self.members[-1]


@dataclass(frozen=True)
class Folding:
    """A graph, of which only these groups are unfolded into what they are made of.

    Folding changes no number: it is the same graph, and the same walk.
    """

    graph: Graph
    unfolded: Set[Group]

    @cached_property
    def shown(self) -> tuple[Shown, ...]:
        """Layer by layer and neuron by neuron where the graph has such, each after its parents."""
        members: dict[Group | int, list[int]] = {}
        for number in self._in_reading_order:
            members.setdefault(self._key(number), []).append(number)
        positions = {key: position for position, key in enumerate(members)}
        shown = []
        for key, numbers in members.items():
            parents = {
                positions[self._key(parent)]: None
                for number in numbers
                for parent in self.graph.nodes[number].parents
                if self._key(parent) != key
            }
            group = () if isinstance(key, int) else key
            shown.append(Shown(group, tuple(numbers), tuple(parents)))
        return tuple(shown)

    @cached_property
    def position_of(self) -> tuple[int, ...]:
        """By the number of a node, the position of what shows it."""
        positions = [0] * len(self.graph.nodes)
        for position, shown in enumerate(self.shown):
            for number in shown.members:
                positions[number] = position
        return tuple(positions)

    @cached_property
    def _in_reading_order(self) -> list[int]:
        """The graph's own order, but for the neurons of a layer, which come by number."""
        nodes = self.graph.nodes
        first: dict[int, int] = {}
        for number, node in enumerate(nodes):
            if node.group:
                first.setdefault(node.group[0], number)
        return sorted(
            range(len(nodes)),
            key=lambda n: (
                (first[nodes[n].group[0]], nodes[n].group, n) if nodes[n].group else (n, (), n)
            ),
        )

    def _key(self, number: int) -> Group | int:
        """The neuron or layer that this node is folded into; else the node itself."""
        group = self.graph.nodes[number].group
        for depth in range(1, len(group) + 1):
            if group[:depth] not in self.unfolded:
                return group[:depth]
        return number

    def derivative(self, position: int, parent: int) -> float:
        """d(output)/d(output of that parent), through all that both stand for; 1.0 is the same."""
        shown, before = self.shown[position], self.shown[parent]
        if shown.output is None or before.output is None:
            raise ValueError("a layer has no output of its own to take a derivative of")
        return self._within(position).get(before.output, 0.0)

    def _within(self, position: int) -> dict[int, float]:
        """d(output)/d(node) for all that the output is made of here, by the chain rule."""
        members = set(self.shown[position].members)
        slopes = {self.shown[position].members[-1]: 1.0}
        for number in sorted(members, reverse=True):
            node = self.graph.nodes[number]
            for parent, derivative in zip(node.parents, node.derivatives, strict=True):
                slope = derivative * slopes.get(number, 0.0)
                slopes[parent] = slopes.get(parent, 0.0) + slope
        return slopes

    # -- the walk, one step that one sees at a time ----------------------------------------------

    def stops(self, walk: Walk) -> list[int]:
        """The positions of the walk at which one sees something done, from 0 to its end.

        What happens within a folded neuron belongs to the step that leads out of it, and what goes
        to or from a folded layer, or to the parameters of a folded neuron, is one step.
        """
        stops = [0]
        last: tuple[str, int, int] | None = None
        for position, step in enumerate(walk.steps):
            source = self.position_of[step.node]
            target = source if step.kind != "add" else self.position_of[step.parent]
            pair = (step.kind, source, target)
            if step.kind == "add" and source == target:
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

    def _is_taken_together(self, step: Step) -> bool:
        """Whether neighbouring steps between the same two that are shown are one."""
        if step.kind == "forward":
            return True
        target = self.shown[self.position_of[step.parent]]
        from_layer = self.shown[self.position_of[step.node]].output is None
        return from_layer or step.parent != target.output
