"""However a graph is folded, it is the same graph: the same numbers, and the same walk."""

from __future__ import annotations

import math
from functools import cache, partial
from itertools import pairwise

import numpy as np
import pytest
from expressions import Expression, expressions, leaves
from hypothesis import given, settings
from hypothesis import strategies as st
from several_outputs import SEVERAL

from engine import Value
from engine.check.finite_differences import slope_at
from engine.formulas.activations import ACTIVATIONS
from engine.formulas.elementary import FLOATS
from engine.graph.folding import Folding
from engine.graph.graph import Graph, Group, Node, graph_of
from engine.graph.sample_graph import sample_graph
from engine.graph.walk import Walk
from engine.run.configuration import Configuration
from engine.training import Training

HIDDEN = (3, 2)
LAYERS: list[Group] = [(layer,) for layer in range(3)]
FOLDED_NEURONS: list[Group] = [
    (layer, unit) for layer, units in enumerate((*HIDDEN, 1)) for unit in range(units)
]
GROUPS = [*LAYERS, *FOLDED_NEURONS, *((*neuron, 0) for neuron in FOLDED_NEURONS)]
UNFOLDED_WHOLE = frozenset(GROUPS)
NEURONS = frozenset(LAYERS)

OF_SEVERAL: list[Group] = [(2, 1), (2, 2), (2, 1, 0), (2, 2, 0)]
"""The neurons that an output layer of three has beside the one that every network has."""

unfoldings = st.lists(st.sampled_from([*GROUPS, *OF_SEVERAL]), unique=True)
"""Some groups in the order in which they are unfolded."""
networks = st.sampled_from(
    [
        *(("mse", 0.0), ("bce", 0.0), ("bce", 0.01), ("sse", 0.01)),
        *(("cross-entropy of 3 classes", 0.0), ("cross-entropy of 3 classes", 0.01)),
        *(("mse of 2 targets", 0.01), ("sse of 3 targets", 0.0)),
    ]
)
"""A loss, or what a network with several outputs is trained for, and L2."""


@cache
def graph_with(aim: str, l2: float) -> Graph:
    configuration = Configuration(
        samples=14,
        hidden=HIDDEN,
        **SEVERAL.get(aim, {"loss": aim}),
        l2=l2,
        batch_size=3,
        zero_grad=False,
        learning_rate=0.02,
    )
    training = Training(configuration)
    for _ in range(5):
        training.run_epoch()
    return sample_graph(training, 1)


@settings(max_examples=30, deadline=None)
@given(networks, unfoldings)
def test_in_any_order_of_unfolding_all_is_shown_once_and_each_after_its_parents(
    network: tuple[str, float], order: list[Group]
) -> None:
    graph = graph_with(*network)
    for count in range(len(order) + 1):
        unfolded = set(order[:count])
        folding = Folding(graph, unfolded)
        members = [number for shown in folding.shown for number in shown.members]
        assert sorted(members) == list(range(len(graph.nodes)))
        for position, shown in enumerate(folding.shown):
            assert list(shown.members) == sorted(shown.members)
            assert all(folding.position_of[number] == position for number in shown.members)
            assert all(parent < position for parent in shown.parents)
            assert len(set(shown.parents)) == len(shown.parents)
            above = {
                folding.position_of[parent]
                for number in shown.members
                for parent in graph.nodes[number].parents
            }
            assert above - {position} == set(shown.parents)
            groups = {graph.nodes[number].group for number in shown.members}
            if shown.group:
                assert shown.group not in unfolded
                assert len(shown.group) == 1 or shown.group[:1] in unfolded
                assert {group[: len(shown.group)] for group in groups} == {shown.group}
            else:
                assert len(shown.members) == 1
                (group,) = groups
                assert all(group[:depth] in unfolded for depth in range(1, len(group) + 1))


@settings(max_examples=30, deadline=None)
@given(networks, unfoldings)
def test_a_folded_neuron_has_the_data_and_the_grad_of_its_output(
    network: tuple[str, float], unfolded: list[Group]
) -> None:
    graph = graph_with(*network)
    outputs = {
        node.group: number
        for number, node in enumerate(graph.nodes)
        if not node.is_leaf and node.name.startswith(("score", "n"))
    }
    assert set(outputs) == {node.group[:2] for node in graph.nodes if node.group}
    for shown in Folding(graph, set(unfolded)).shown:
        match shown.kind:
            case "layer":
                assert shown.output is None
            case "neuron":
                assert shown.output == outputs[shown.group]
            case "sum":
                # What is activated, and so makes the output.
                assert (shown.output,) == graph.nodes[outputs[shown.group[:2]]].parents
            case "node":
                assert shown.members == (shown.output,)


def computed(node: Node, data: list[float]) -> float:
    """An operation done again, of other numbers than it was."""
    numbers = [data[parent] for parent in node.parents]
    match node.operation:
        case "+":
            return numbers[0] + numbers[1]
        case "-":
            return numbers[0] - numbers[1]
        case "*":
            return numbers[0] * numbers[1]
        case "/":
            return numbers[0] / numbers[1]
        case "neg":
            return -numbers[0]
        case "**2":
            return numbers[0] ** 2
        case "exp":
            return math.exp(numbers[0])
        case "log":
            return math.log(numbers[0])
        case "penalty":
            return 0.01 * sum(number * number for number in numbers)
    activated: float = ACTIVATIONS[node.operation].function(FLOATS, numbers[0])
    return activated


def output_where(folding: Folding, position: int, parent: int, x: float) -> float:
    """The output at `position`, where that of a parent is x and all others are as they are."""
    nodes, shown = folding.graph.nodes, folding.shown
    data = [node.data for node in nodes]
    moved = shown[parent].output
    assert moved is not None
    data[moved] = x
    for number in shown[position].members:
        if not nodes[number].is_leaf:
            data[number] = computed(nodes[number], data)
    return data[shown[position].members[-1]]


@settings(max_examples=15, deadline=None)
@given(networks, unfoldings.map(lambda groups: NEURONS | set(groups)))
def test_the_derivative_of_what_is_shown_by_what_it_was_made_from_is_measured(
    network: tuple[str, float], unfolded: set[Group]
) -> None:
    folding = Folding(graph_with(*network), unfolded)
    for position, shown in enumerate(folding.shown):
        assert folding.derivative(position, position) == 1.0
        for parent in shown.parents:
            output = folding.shown[parent].output
            assert output is not None
            x = folding.graph.nodes[output].data
            slope = slope_at(partial(output_where, folding, position, parent), x)
            assert folding.derivative(position, parent) == pytest.approx(
                slope.central, rel=1e-6, abs=1e-8 + 3.0 * slope.uncertainty
            )


@pytest.mark.parametrize("aim", ["mse", *SEVERAL])
def test_the_chain_rule_over_folded_neurons_alone_gives_their_grads(aim: str) -> None:
    graph = graph_with(aim, 0.0)
    grads = Walk(graph).grads
    for unfolded in (NEURONS, UNFOLDED_WHOLE):
        folding = Folding(graph, unfolded)
        by_position = [0.0] * len(folding.shown)
        by_position[-1] = 1.0
        for position in reversed(range(len(folding.shown))):
            for parent in folding.shown[position].parents:
                slope = folding.derivative(position, parent)
                by_position[parent] += slope * by_position[position]
        expected = [
            grads[shown.members[-1]] - graph.nodes[shown.members[-1]].carried
            for shown in folding.shown
        ]
        np.testing.assert_allclose(by_position, expected, rtol=1e-12, atol=1e-14)


def test_each_output_of_several_is_a_neuron_and_what_follows_stands_behind_all_of_them() -> None:
    graph = graph_with("cross-entropy of 3 classes", 0.0)
    folding = Folding(graph, NEURONS)
    groups = [shown.group for shown in folding.shown if shown.group]
    assert groups == [*FOLDED_NEURONS, (2, 1), (2, 2)]
    last = folding.position_of[
        next(number for number, node in enumerate(graph.nodes) if node.group[:2] == (2, 2))
    ]
    behind = [graph.nodes[shown.members[0]].name for shown in folding.shown[last + 1 :]]
    assert {"e[0]", "e[1]", "e[2]", "total", "loss"} <= set(behind)
    # The layer in one piece: then what follows is made of it, and of what is taken off.
    whole = Folding(graph, frozenset())
    assert [shown.group for shown in whole.shown if shown.group] == LAYERS


def test_a_layer_has_no_derivative() -> None:
    folding = Folding(graph_with("mse", 0.0), {(0,)})
    layer = next(p for p, shown in enumerate(folding.shown) if shown.group == (1,))
    with pytest.raises(ValueError, match="no output of its own"):
        folding.derivative(layer, folding.shown[layer].parents[0])


@settings(max_examples=30, deadline=None)
@given(networks, unfoldings, st.booleans())
def test_at_each_stop_of_the_walk_one_thing_is_seen_to_be_done(
    network: tuple[str, float], unfolded: list[Group], overwrites: bool
) -> None:
    graph = graph_with(*network)
    walk, folding = Walk(graph, overwrites), Folding(graph, set(unfolded))
    stops = folding.stops(walk)
    assert stops[0] == 0
    assert stops[-1] == len(walk.steps)
    grads = walk.carried
    last = None
    for before, after in pairwise(stops):
        assert before < after
        steps = walk.steps[before:after]
        seen = []
        for step in steps:
            source = folding.position_of[step.node]
            target = source if step.kind != "add" else folding.position_of[step.parent]
            is_inside = step.kind == "forward" and step.node != folding.shown[source].members[-1]
            if not is_inside and (step.kind != "add" or source != target):
                neuron = folding.shown[target]
                is_hidden = neuron.kind == "neuron" and step.parent != neuron.output
                # Parameters that are folded away get something all together.
                seen.append((step.kind, source, -1 if step.kind == "add" and is_hidden else target))
            if step.kind != "forward":
                grads[step.parent] = step.after
        assert len(set(seen)) == 1
        kind, source, target = seen[0]
        output_of_source = folding.shown[source].output
        if kind == "add" and target >= 0 and steps[-1].parent == folding.shown[target].output:
            # Each sum that changes a grad on the screen is a step of its own.
            assert len(seen) == 1 or output_of_source is None
        else:
            assert seen[0] != last
        last = seen[0]
    assert grads == walk.grads


def test_forward_stops_once_at_each_neuron_in_the_order_of_the_layers() -> None:
    graph = graph_with("mse", 0.0)
    for unfolded, expected in ((set(), [(0,), (1,), (2,)]), (NEURONS, FOLDED_NEURONS)):
        folding = Folding(graph, unfolded)
        walk = Walk(graph)
        stops = [stop for stop in folding.stops(walk)[1:] if stop <= walk.forward_steps]
        computed = [folding.shown[folding.position_of[walk.steps[s - 1].node]] for s in stops]
        groups = [shown.group for shown in computed if shown.group]
        assert sorted(groups) == sorted(expected)
        assert [group[0] for group in groups] == sorted(group[0] for group in groups)


def test_within_a_neuron_a_value_may_be_used_twice() -> None:
    """(u² + u) tanh for u = 0.5·x: as the chain rule has it, (2u + 1)·0.5 times that of tanh."""
    x, w = Value(0.6, label="x"), Value(0.5, label="w")
    u = x * w
    square = u * u
    weighted_sum = square + u
    output = weighted_sum.tanh()
    graph = graph_of(output, dict.fromkeys((w, u, square, weighted_sum, output), (0, 0)))
    folding = Folding(graph, NEURONS)
    assert [shown.group for shown in folding.shown] == [(), (0, 0)]
    slope = (2.0 * 0.3 + 1.0) * 0.5 * (1.0 - math.tanh(0.39) ** 2)
    assert folding.derivative(1, 0) == pytest.approx(slope, rel=1e-14)
    walk = Walk(graph)
    assert walk.grads[folding.shown[0].members[0]] == pytest.approx(slope, rel=1e-14)


def test_a_neuron_unfolds_into_its_products_its_bias_one_sum_and_its_activation() -> None:
    graph = graph_with("mse", 0.01)
    folding = Folding(graph, NEURONS | {(0, 1)})
    inside = [
        shown.group or graph.nodes[shown.members[0]].name or graph.nodes[shown.members[0]].operation
        for shown in folding.shown
        if graph.nodes[shown.members[0]].group[:2] == (0, 1)
    ]
    leaves_first = ["0.1.b", "0.1.w[0]", "0.1.w[1]"]
    assert sorted(map(str, inside)) == sorted([*leaves_first, "*", "*", "(0, 1, 0)", "n0.1"])
    assert inside[-2:] == [(0, 1, 0), "n0.1"]


def test_a_folded_sum_stands_and_is_computed_where_all_of_it_is_added_up() -> None:
    """Here an addition comes before a product that a later one adds to it."""
    x, w, v, b = (Value(0.5 + i, label=name) for i, name in enumerate("xwvb"))
    first = b + x * w
    second = x * v
    weighted_sum = second + first
    output = weighted_sum.tanh()
    groups = dict.fromkeys((w, v, b, first.parents[1], second, output), (0, 0))
    graph = graph_of(output, groups | dict.fromkeys((first, weighted_sum), (0, 0, 0)))
    assert [n.operation for n in graph.nodes if n.parents] == ["*", "+", "*", "+", "tanh"]
    folding = Folding(graph, {(0,), (0, 0)})
    for position, shown in enumerate(folding.shown):
        assert all(parent < position for parent in shown.parents)
    assert [shown.kind for shown in folding.shown[-2:]] == ["sum", "node"]
    walk = Walk(graph)
    forward = [stop for stop in folding.stops(walk) if stop <= walk.forward_steps]
    assert forward == [0, 1, 3, 4, 5]


def test_what_a_folded_layer_adds_to_one_neuron_is_one_step() -> None:
    configuration = Configuration(samples=14, hidden=(1, 3), batch_size=None, l2=0.0)
    graph = sample_graph(Training(configuration), 0)
    walk = Walk(graph)
    for unfolded, expected in (({(0,), (2,)}, 1), (NEURONS, 3)):
        folding = Folding(graph, unfolded)
        ends = [walk.steps[stop - 1] for stop in folding.stops(walk)[1:]]
        to_neuron = [
            step for step in ends if step.kind == "add" and graph.nodes[step.parent].name == "n0.0"
        ]
        assert len(to_neuron) == expected


def test_what_happens_in_a_neuron_that_nothing_leads_out_of_belongs_to_the_last_stop() -> None:
    w, b = Value(2.0), Value(0.5)
    product = w * b
    output = product.tanh()
    graph = graph_of(output, dict.fromkeys((w, b, product, output), (0, 0)))
    walk = Walk(graph)
    assert [step.kind for step in walk.steps] == ["forward", "forward", "start", *["add"] * 3]
    assert Folding(graph, NEURONS).stops(walk) == [0, 2, 6]
    assert Folding(graph, UNFOLDED_WHOLE).stops(walk) == list(range(7))


@settings(max_examples=20, deadline=None)
@given(expressions, leaves)
def test_a_graph_without_neurons_is_shown_as_it_is(
    expression: Expression, numbers: list[float]
) -> None:
    graph = graph_of(expression([Value(number) for number in numbers])[-1])
    walk, folding = Walk(graph), Folding(graph, frozenset())
    assert [shown.members for shown in folding.shown] == [(n,) for n in range(len(graph.nodes))]
    assert folding.stops(walk) == list(range(len(walk.steps) + 1))


def test_inputs_stand_before_their_layer_and_the_loss_after_all_of_them() -> None:
    graph = graph_with("mse", 0.01)
    names = {
        level: [
            shown.group or graph.nodes[shown.members[0]].name
            for shown in Folding(graph, unfolded).shown
        ]
        for level, unfolded in (("layers", frozenset()), ("neurons", NEURONS))
    }
    for level, groups in (("layers", LAYERS), ("neurons", FOLDED_NEURONS)):
        found = names[level]
        assert set(found[:2]) == {"x", "y"}
        assert found[2 : 2 + len(groups)] == groups
        assert found[-1] == "objective"
        assert sorted(map(str, found[2 + len(groups) : -1])) == (
            sorted(["penalty", "target", "loss", ""])
        )
