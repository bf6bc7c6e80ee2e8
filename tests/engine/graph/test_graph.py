"""The graph behind a result: the same Values, in the same order, and none of them touched."""

from __future__ import annotations

from expressions import Expression, expressions, leaves
from hypothesis import given, settings
from values_behind import values_behind

from engine import Value
from engine.graph.graph import graph_of
from engine.value import topological_order


@settings(max_examples=40, deadline=None)
@given(expressions, leaves)
def test_a_graph_says_of_each_value_what_the_value_says(
    expression: Expression, numbers: list[float]
) -> None:
    result = expression([Value(number) for number in numbers])[-1]
    values = {value.label: value for value in values_behind(result)}
    nodes = graph_of(result).nodes
    assert sorted(node.name for node in nodes) == sorted(values)
    for node in nodes:
        value = values[node.name]
        assert (node.data, node.operation) == (value.data, value.operation)
        assert node.derivatives == value.derivatives
        assert [nodes[parent].name for parent in node.parents] == [p.label for p in value.parents]
        assert (node.group, node.carried) == ((), 0.0)


@settings(max_examples=40, deadline=None)
@given(expressions, leaves)
def test_operations_stand_in_topological_order_and_a_leaf_just_before_its_first_use(
    expression: Expression, numbers: list[float]
) -> None:
    result = expression([Value(number) for number in numbers])[-1]
    values_behind(result)
    graph = graph_of(result)
    operations = [node.name for node in graph.nodes if not node.is_leaf]
    assert operations == [operation.label for operation in topological_order(result)]
    assert [place for place in graph.places if place] == list(range(1, len(operations) + 1))
    for number, node in enumerate(graph.nodes):
        assert all(parent < number for parent in node.parents)
        if node.is_leaf and len(graph.nodes) > 1:
            first = min(user for user, other in enumerate(graph.nodes) if number in other.parents)
            between = graph.nodes[number + 1 : first]
            assert all(other.is_leaf for other in between)
            assert graph.places[number] == 0


@settings(max_examples=20, deadline=None)
@given(expressions, leaves)
def test_to_look_at_a_graph_changes_no_value(expression: Expression, numbers: list[float]) -> None:
    result = expression([Value(number) for number in numbers])[-1]
    result.backward()
    values = values_behind(result)

    def everything() -> list[tuple[object, ...]]:
        return [(v.data, v.grad, v.parents, v.derivatives, v.operation, v.label) for v in values]

    before = everything()
    graph_of(result)
    assert everything() == before


def test_a_leaf_alone_is_a_graph_of_one_node() -> None:
    (node,) = graph_of(Value(3.0, label="a")).nodes
    assert (node.name, node.data, node.is_leaf) == ("a", 3.0, True)


def test_a_neuron_stands_together_where_its_output_is_computed() -> None:
    """By itself, depth first, the product with x would come before all of the other neuron."""
    x = Value(2.0, label="x")
    first_sum = x * 3.0
    first = first_sum.tanh()
    of_x = x * 0.5
    of_first = first * 0.25
    second_sum = of_first + of_x
    second = second_sum.tanh()
    groups = {first_sum: (0, 0), first: (0, 0)}
    groups |= dict.fromkeys((of_x, of_first, second_sum, second), (1, 0))
    assert topological_order(second) == [of_x, first_sum, first, of_first, second_sum, second]
    nodes = [node for node in graph_of(second, groups).nodes if not node.is_leaf]
    assert [(node.group, node.data) for node in nodes] == [
        (groups[value], value.data)
        for value in (first_sum, first, of_x, of_first, second_sum, second)
    ]
