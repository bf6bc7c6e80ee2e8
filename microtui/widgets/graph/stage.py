"""What is shown of a graph: how it is folded, where its walk is, which node is chosen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cached_property

from engine.graph.folding import Folding
from engine.graph.graph import Graph, Group
from engine.graph.walk import Step, Walk
from microtui.words.graph.node_names import name_of, place_text


@dataclass(frozen=True, eq=False)
class Stage:
    """One graph at one moment of looking at it."""

    walk: Walk
    folding: Folding
    chosen: int
    """The number of a node; what shows it stands out."""
    position: int | None = None
    """How many steps of the walk are done; None while nobody walks, and all is done."""

    @classmethod
    def of(cls, walk: Walk) -> Stage:
        """Layers are open and their neurons folded; the last neuron is chosen, or the result."""
        graph = walk.graph
        outputs = [number for number, node in enumerate(graph.nodes) if node.group and node.parents]
        chosen = max(outputs, default=len(graph.nodes) - 1)
        return cls(walk, Folding(graph, layers_of(graph)), chosen)

    @property
    def graph(self) -> Graph:
        return self.walk.graph

    @property
    def place(self) -> int:
        """The position, in the folding, of what is chosen."""
        return self.folding.position_of[self.chosen]

    # -- the walk --------------------------------------------------------------------------------

    @cached_property
    def stops(self) -> list[int]:
        return self.folding.stops(self.walk)

    @property
    def end(self) -> int:
        return len(self.walk.steps)

    @property
    def reached(self) -> int:
        """How many steps are done."""
        return self.end if self.position is None else self.position

    @property
    def stop(self) -> int:
        """How many steps that one sees are done."""
        return bisect_right(self.stops, self.reached) - 1

    @cached_property
    def grads(self) -> list[float]:
        return self.walk.grads if self.position is None else self.walk.grads_at(self.position)

    @cached_property
    def is_known(self) -> list[bool]:
        """Whether the data of each node is computed by now."""
        if self.position is None:
            return [True] * len(self.graph.nodes)
        return self.walk.is_known_at(self.reached)

    @property
    def progress(self) -> str:
        """How far the walk is: `forward 2 of 3`, `backward 4 of 7`; nothing while nobody walks."""
        if self.position is None:
            return ""
        forward = bisect_right(self.stops, self.walk.forward_steps) - 1
        if self.stop <= forward:
            return f"forward {self.stop} of {forward}"
        return f"backward {self.stop - forward} of {len(self.stops) - 1 - forward}"

    @property
    def before(self) -> int:
        """The position at the stop before this one."""
        return self.stops[max(bisect_left(self.stops, self.reached) - 1, 0)]

    @property
    def step(self) -> Step | None:
        """What has just been done; None at the beginning, and while nobody walks."""
        if self.position is None or self.position == 0:
            return None
        return self.walk.steps[self.position - 1]

    @property
    def lit(self) -> tuple[int, int] | None:
        """The two, in the folding, between which the last step went: its node and the parent."""
        step = self.step
        if step is None or step.kind != "add":
            return None
        pair = self.folding.position_of[step.node], self.folding.position_of[step.parent]
        return pair if pair[0] != pair[1] else None

    def walked(self, stops: int) -> Stage:
        """So many steps on, or back. Whoever begins with a step on begins at the beginning."""
        return self.at(self.stops[self._stop_after(stops)])

    def walked_node(self, direction: int) -> Stage:
        """To the last step of the node that comes next, or of the one before."""
        stop = self._stop_after(direction)
        while 0 < stop < len(self.stops) - 1 and self._is_one_node(stop, stop + 1):
            stop += direction
        return self.at(self.stops[stop])

    def _stop_after(self, stops: int) -> int:
        last = len(self.stops) - 1
        begin = (0 if stops > 0 else last) if self.position is None else self.stop
        return min(max(begin + stops, 0), last)

    def _is_one_node(self, *stops: int) -> bool:
        """Whether the steps to these stops go through the same node, of those that are shown, in
        the same direction."""
        steps = [self.walk.steps[self.stops[stop] - 1] for stop in stops]
        return len({(step.kind, self.folding.position_of[step.node]) for step in steps}) == 1

    def at(self, position: int | None) -> Stage:
        """There in the walk, with the node that the step went through chosen."""
        stage = replace(self, position=position)
        return stage if stage.step is None else replace(stage, chosen=stage.step.node)

    # -- choosing and folding --------------------------------------------------------------------

    def choosing(self, place: int) -> Stage:
        """With this one chosen, of those in the folding."""
        shown = self.folding.shown[place]
        return replace(self, chosen=shown.members[-1])

    def opened(self) -> Stage:
        """With the chosen layer or neuron unfolded; as it is where nothing is folded there."""
        group = self.folding.shown[self.place].group
        return self._with({*self.folding.unfolded, group}) if group else self

    def turned(self) -> Stage:
        """Opened where the chosen one is folded, else closed."""
        opened = self.opened()
        return opened if opened is not self else self.closed()

    def closed(self) -> Stage:
        """With what the chosen node is a part of folded: the sum, the neuron, then the layer."""
        inside = self.graph.nodes[self.chosen].group
        wholes = (inside[:depth] for depth in range(len(inside), 0, -1))
        group = next((whole for whole in wholes if whole in self.folding.unfolded), None)
        if group is None:
            return self
        kept = {each for each in self.folding.unfolded if each[: len(group)] != group}
        return self._with(kept)

    def all_opened(self) -> Stage:
        """With all neurons unfolded; then their sums, too; then with all of them folded again."""
        groups = {node.group for node in self.graph.nodes if node.group}
        neurons = {each[:2] for each in groups} | layers_of(self.graph)
        every = neurons | groups
        if every <= self.folding.unfolded:
            return self._with(layers_of(self.graph))
        return self._with(every if neurons <= self.folding.unfolded else neurons)

    def _with(self, unfolded: set[Group]) -> Stage:
        return replace(self, folding=Folding(self.graph, unfolded))

    def of_same_kind(self, walk: Walk) -> Stage:
        """Another graph, looked at in the same way; nobody walks."""
        chosen = min(self.chosen, len(walk.graph.nodes) - 1)
        return Stage(walk, Folding(walk.graph, self.folding.unfolded), chosen)

    def found(self, sought: str) -> Stage:
        """With the first node chosen whose name is that, or has it in it; as it is where none."""
        names = [
            (name_of(self.graph, number), place_text(self.graph, number))
            for number in range(len(self.graph.nodes))
        ]
        exact = [number for number, both in enumerate(names) if sought in both]
        inside = [number for number, (name, _) in enumerate(names) if sought in name]
        hits = exact or inside
        return replace(self, chosen=hits[0]) if sought and hits else self


def layers_of(graph: Graph) -> set[Group]:
    return {node.group[:1] for node in graph.nodes if node.group}
