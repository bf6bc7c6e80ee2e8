"""One step of the walk in one line, with its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from engine.graph.folding import Folding
from engine.graph.walk import Step, Walk
from microtui.words.graph.node_names import base, made_of, name_of, shown_name, units_in
from microtui.words.number_text import as_float


def with_sign(number: float) -> str:
    text = as_float(number)
    return text if text.startswith(("-", "nan")) else f"+{text}"


@dataclass(frozen=True)
class StepWords:
    """What a stop of the walk says: all steps since the stop before, as one."""

    folding: Folding
    walk: Walk

    def at(self, before: int, position: int) -> str:
        """Of the steps from `before` on, up to `position`, in the words of the last."""
        if position == 0:
            return "Before forward: only the leaves have their numbers."
        steps = self.walk.steps[before:position]
        last = steps[-1]
        shown = self.folding.shown[self.folding.position_of[last.node]]
        if last.kind == "forward":
            return self._forward(last, is_layer=shown.kind == "layer")
        if last.kind == "start":
            return self._start(last)
        return self._sum(steps, self.walk.grads_at(position - 1))

    def _forward(self, step: Step, *, is_layer: bool) -> str:
        graph = self.walk.graph
        position = self.folding.position_of[step.node]
        shown = self.folding.shown[position]
        name = shown_name(self.folding, position)
        if is_layer:
            return f"{name}: its {units_in(shown, graph)} neurons have their outputs."
        node = graph.nodes[step.node]
        if shown.kind == "sum":
            return f"{name} = {terms(self.folding, position)}{as_float(node.data)}"
        if shown.kind == "neuron":
            of = graph.nodes[node.parents[0]].data
            call = f"{node.operation}({as_float(of)})"
            return f"{name} = {node.operation}(w · x + b) = {call} = {as_float(node.data)}"
        formula = made_of(graph, step.node)
        start = f"{name} = " if node.name else ""
        return f"{start}{formula} = {in_numbers(self.walk, step.node)}{as_float(node.data)}"

    def _start(self, step: Step) -> str:
        name = name_of(self.walk.graph, step.node)
        return f"Backward begins: {name}.grad = 1.0, for d{name}/d{name} is 1."

    def _sum(self, steps: tuple[Step, ...], grads: list[float]) -> str:
        last = steps[-1]
        source, target = (self.folding.position_of[each] for each in (last.node, last.parent))
        shown, before = self.folding.shown[source], self.folding.shown[target]
        of, to = (shown_name(self.folding, each) for each in (source, target))
        leaf = self.walk.graph.nodes[last.parent]
        if leaf.is_leaf and not leaf.name:
            to = f"({to})"
        if source == target:
            return f"{of}: its {parameters_in(self.walk, steps)} parameters have their gradients."
        if before.kind == "neuron" and last.parent != before.output:
            return f"{of} {self._adds} the gradients of {len(steps)} parameters."
        if shown.output is None or before.output is None:
            return f"{of} {self._adds} {gradients_of(self.folding, target)}."
        if not shown.group:
            derivative = self.walk.graph.nodes[last.node].derivatives[last.use]
        else:
            derivative = self.folding.derivative(source, target)
        grad = grads[shown.output]
        sign = {True: "=", False: "+=", None: "gets"}[self.walk.overwrites_as_told]
        product = f"{as_float(derivative)} · {as_float(grad)} = {with_sign(last.contribution)}"
        return f"{to}.grad {sign} (d{of}/d{to}) · {of}.grad = {product} {was(last, self.walk)}"

    @property
    def _adds(self) -> str:
        return "adds to" if self.walk.tells else "reaches"


def was(step: Step, walk: Walk) -> str:
    """What the grad held before, and what it comes to where that is not plain to see."""
    if not walk.tells:
        return f"(was {as_float(step.before)}, now {as_float(step.after)})"
    if walk.overwrites:
        lost = ": lost" if step.before != 0.0 else ""
        return f"(was {as_float(step.before)}{lost})"
    total = f", now {as_float(step.after)}" if step.before != 0.0 else ""
    return f"(was {as_float(step.before)}{total})"


def in_numbers(walk: Walk, number: int) -> str:
    """The formula of a node with numbers in place of names: `2.0 * -3.0 = `."""
    nodes = walk.graph.nodes
    node = nodes[number]
    data = [as_float(nodes[parent].data) for parent in node.parents]
    if len(data) == 2 and node.operation in ("+", "-", "*", "/"):
        sign = "·" if node.operation == "*" else node.operation
        return f"{data[0]} {sign} {data[1]} = "
    if len(data) == 1 and node.operation.startswith("**"):
        return f"{base(nodes[node.parents[0]].data)}{node.operation} = "
    if len(data) == 1:
        return f"{node.operation}({data[0]}) = " if node.operation != "neg" else f"-({data[0]}) = "
    return ""


FEW_TERMS = 5
"""So many are written out."""


def terms(folding: Folding, position: int) -> str:
    """What a folded sum adds up, in numbers: `0.5 + 1.2 + -0.3 = `."""
    outputs = [folding.shown[parent].output for parent in folding.shown[position].parents]
    data = [folding.graph.nodes[number].data for number in outputs if number is not None]
    if len(data) > FEW_TERMS:
        return f"b and {len(data) - 1} products w · x = "
    return f"{' + '.join(map(as_float, data))} = "


def gradients_of(folding: Folding, target: int) -> str:
    """What of a neuron or a layer gets something."""
    shown = folding.shown[target]
    name = shown_name(folding, target)
    if shown.kind == "layer":
        return f"the gradients of {name}"
    return f"{name}.grad"


def parameters_in(walk: Walk, steps: tuple[Step, ...]) -> int:
    nodes = walk.graph.nodes
    return sum(step.kind == "add" and nodes[step.parent].is_leaf for step in steps)
