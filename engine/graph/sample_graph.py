"""The graph of one sample of a run, from its inputs through every neuron to its loss."""

from __future__ import annotations

from collections.abc import Set

from engine.arrays import Indices, quiet
from engine.formulas.losses import LOSSES
from engine.formulas.regularizers import penalty, penalty_gradient
from engine.graph.graph import Graph, Group, graph_of
from engine.graph.walk import Walk
from engine.network.flat import parameter_names
from engine.network.scalar import paused_garbage_collector
from engine.nn import MLP
from engine.training import Training
from engine.value import Value


def batch_samples(training: Training) -> Indices:
    """The numbers of the samples of the batch under way."""
    size = training.configuration.samples_per_update
    return training.order[training.batch * size : (training.batch + 1) * size]


def sample_walk(training: Training, sample: int) -> Walk:
    """The walk through that graph, as this run's backward goes: by mistake it overwrites."""
    mistakes = training.configuration.mistakes_made
    graph = sample_graph(training, sample)
    return Walk(graph, overwrites=any(each.walk is not None for each in mistakes))


@quiet()
@paused_garbage_collector()
def sample_graph(training: Training, sample: int) -> Graph:
    """The graph of the loss of this one sample, penalties included, at the parameters as they are.

    It is what a batch of this one sample would be, whichever form trains. Parameters carry what the
    next backward, or the last one where there has been one in this update, adds to.
    """
    configuration = training.configuration
    model = training.model
    flat = model.parameters
    network = MLP(
        configuration.sizes[0],
        configuration.sizes[1:],
        configuration.activation,
        configuration.activations[-1].name,
    )
    parameters = network.parameters()
    names = parameter_names(configuration.sizes)
    for value, data, name in zip(parameters, flat.tolist(), names, strict=True):
        value.data, value.label = data, name
    inputs = [
        Value(number, label=name)
        for number, name in zip(
            training.data.inputs[sample].tolist(), configuration.input_names, strict=True
        )
    ]
    groups: dict[Value, Group] = {}
    x = inputs
    for layer, neurons in enumerate(network.layers):
        outputs = neurons.outputs(x)
        ends = set(x)
        for unit, output in enumerate(outputs):
            is_last = layer == len(network.layers) - 1
            output.label = "score" if is_last else f"n{layer}.{unit}"
            for value in made_of(output, ends):
                is_sum = value.operation == "+"
                groups[value] = (layer, unit, 0) if is_sum else (layer, unit)
        x = outputs
    target = Value(float(training.data.targets[sample]), label="target")
    loss = LOSSES[configuration.loss].function(Value, x[0], target)
    loss.label = "loss"
    if configuration.l1 != 0.0 or configuration.l2 != 0.0:
        of_parameters = Value(
            penalty(flat, configuration.l1, configuration.l2),
            tuple(parameters),
            tuple(penalty_gradient(flat, configuration.l1, configuration.l2).tolist()),
            "penalty",
            "penalty",
        )
        loss += of_parameters
        loss.label = "objective"
    held = model.carried if training.phase == 3 else model.gradients
    # Cleared by zero_grad, or about to be.
    is_kept = not configuration.zero_grad or training.phase == 3
    carried = dict(zip(parameters, held.tolist(), strict=True)) if is_kept else None
    return graph_of(loss, groups, carried)


def made_of(output: Value, ends: Set[Value]) -> set[Value]:
    """What `output` is made of, itself included, and these ends not."""
    found: set[Value] = set()
    to_visit = [output]
    while to_visit:
        value = to_visit.pop()
        if value not in found and value not in ends:
            found.add(value)
            to_visit += value.parents
    return found
