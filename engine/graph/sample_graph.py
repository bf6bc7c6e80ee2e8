"""The graph of one sample of a run, from its inputs through every neuron to its loss."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from engine.arrays import Indices, quiet
from engine.formulas.losses import LOSSES
from engine.formulas.regularizers import penalty, penalty_gradient
from engine.graph.graph import Graph, Group, graph_of
from engine.graph.walk import Walk
from engine.network.flat import parameter_names
from engine.network.sample_loss import sample_loss
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
        is_last = layer == len(network.layers) - 1
        for unit, output in enumerate(outputs):
            output.label = one_of("score", unit, len(outputs)) if is_last else f"n{layer}.{unit}"
            for value in made_of(output, ends):
                is_sum = value.operation == "+"
                groups[value] = (layer, unit, 0) if is_sum else (layer, unit)
        x = outputs
    scores = x[0] if len(x) == 1 else x
    loss = sample_loss(LOSSES[configuration.loss], scores, targets_of(training, sample))
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


def targets_of(training: Training, sample: int) -> Any:
    """A leaf for the target of this sample, or for each of them; of more than two classes numbers,
    for there they only say which probability is taken."""
    targets = training.data.targets[sample].tolist()
    if LOSSES[training.configuration.loss].is_over_classes:
        return targets
    if isinstance(targets, float):
        return Value(targets, label="target")
    count = len(targets)
    return [Value(each, label=one_of("target", i, count)) for i, each in enumerate(targets)]


def one_of(name: str, number: int, count: int) -> str:
    """What one of so many is called: by its number, as in `w[0]`, where there are several."""
    return name if count == 1 else f"{name}[{number}]"


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
