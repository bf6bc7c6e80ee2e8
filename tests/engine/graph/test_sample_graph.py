"""The graph of one sample is what the trainer computes for a batch of this one sample."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest
from several_outputs import SEVERAL, of_classes, of_targets, with_loss

from engine.arrays import Array
from engine.formulas.activations import ACTIVATIONS
from engine.formulas.losses import LOSSES
from engine.formulas.regularizers import penalty_gradient
from engine.graph.graph import Graph
from engine.graph.sample_graph import batch_samples, sample_graph
from engine.graph.walk import Walk
from engine.network.flat import parameter_names
from engine.network.matrix import MatrixMLP
from engine.network.model import Model
from engine.network.scalar import ScalarMLP
from engine.run.configuration import Configuration
from engine.training import PHASES, Training

Options = dict[str, Any]

TOLERANCE = 1e-12
CLASSES: tuple[Options, ...] = (
    {"dataset": "moons"},
    {"dataset": "spiral", "features": ("x", "sinx", "xy")},
    {"dataset": "lecture", "batch_size": 2},
    {"dataset": "xor-points", "batch_size": None},
    {"dataset": "circles", "features": ("y2",)},
)
NUMBERS: tuple[Options, ...] = (
    {"dataset": "plane"},
    {"dataset": "multi-gauss", "features": ("x", "y", "x2", "y2")},
    {"table": of_targets(2)},
    {"table": of_targets(3), "features": ("x", "xy")},
)
SEVERAL_CLASSES: tuple[Options, ...] = (
    {"table": of_classes(3)},
    {"table": of_classes(4), "features": ("y", "sinx"), "batch_size": 2},
    {"table": of_classes(10, 40)},
)
PENALTIES = ((0.0, 0.0), (0.01, 0.0), (0.0, 0.02), (0.003, 0.004))
HIDDEN = ((), (1,), (3,), (2, 3), (1, 1, 2))


def configured(
    activation: str,
    loss: str,
    data: Options,
    hidden: tuple[int, ...],
    penalties: tuple[float, float],
    engine: str,
    zero_grad: bool,
) -> Configuration:
    small = Configuration(samples=14, hidden=(), batch_size=3, learning_rate=0.02)
    l1, l2 = penalties
    return replace(
        small,
        activation=activation,
        hidden=hidden,
        l1=l1,
        l2=l2,
        engine=engine,
        zero_grad=zero_grad,
        initialization="lecture",
        **{"loss": loss, **data},
    )


def data_for(loss: str) -> tuple[Options, ...]:
    if LOSSES[loss].is_over_classes:
        return SEVERAL_CLASSES
    return (*CLASSES, *NUMBERS) if LOSSES[loss].for_regression else CLASSES


def some_configurations() -> list[Configuration]:
    """Every activation with every loss, and what else there is in turn, out of step."""
    configurations = []
    for turn, (activation, loss) in enumerate(product(ACTIVATIONS, LOSSES)):
        data = data_for(loss)
        configurations.append(
            configured(
                activation,
                loss,
                data[turn % len(data)],
                HIDDEN[turn // 2 % len(HIDDEN)],
                PENALTIES[(turn + turn // 4) % len(PENALTIES)],
                ("matrix", "scalar")[turn // 3 % 2],
                zero_grad=turn // 5 % 2 == 0,
            )
        )
    return configurations


def name_of(configuration: Configuration) -> str:
    c = configuration
    zero_grad = "zero_grad" if c.zero_grad else "piled-up"
    shape = "-".join(map(str, c.sizes))
    return f"{c.activation}-{c.loss}-{c.data.name}-{shape}-{c.l1}-{c.l2}-{c.engine}-{zero_grad}"


def of_parameters(graph: Graph, numbers: list[float], configuration: Configuration) -> Array:
    """These numbers of the nodes, but of the parameters alone, in their flat order."""
    by_name = {
        node.name: number for node, number in zip(graph.nodes, numbers, strict=True) if node.group
    }
    return np.array([by_name[name] for name in parameter_names(configuration.sizes)])


def carried_of(graph: Graph, configuration: Configuration) -> Array:
    return of_parameters(graph, [node.carried for node in graph.nodes], configuration)


def grads_of(graph: Graph, configuration: Configuration, *, overwrites: bool = False) -> Array:
    return of_parameters(graph, Walk(graph, overwrites).grads, configuration)


def batch_of_one(
    training: Training, sample: int, form: Callable[..., Model]
) -> tuple[float, Array]:
    """The loss of this one sample, and what its backward adds, by the trainer's own criterion."""
    c = training.configuration
    model = form(c.sizes, c.activation, c.output_activation)
    model.parameters = training.model.parameters.copy()
    model.set_data(training.data.inputs[[sample]], training.data.targets[[sample]])
    ((x, y),) = model.batches(np.array([0]), 1)
    loss = model.criterion(c.loss, c.l1, c.l2)(model(x), y)
    loss.backward()
    return loss.data, model.added.copy()


def assert_close(found: Array, truth: Array, *also: Array) -> None:
    """To 1e-12 of the largest number: where such cancel, only rounding is left."""
    scale = max(float(np.abs(array).max()) for array in (truth, *also))
    np.testing.assert_allclose(found, truth, rtol=0.0, atol=TOLERANCE * max(scale, 1e-3))


def assert_graphs_are_the_runs(configuration: Configuration) -> None:
    """In each phase of an update, some updates into a run."""
    training = Training(configuration)
    for _ in range(3):
        training.run_batch()
    held = np.zeros(configuration.parameter_count)
    for phase in range(len(PHASES)):
        assert training.phase == phase
        if phase < 3:
            held = training.model.gradients.copy()
        carried = np.zeros_like(held) if configuration.zero_grad else held
        graphs = {}
        for sample in batch_samples(training).tolist():
            graph = graphs[sample] = sample_graph(training, sample)
            np.testing.assert_array_equal(carried_of(graph, configuration), carried)
            grads = grads_of(graph, configuration)
            for form in (MatrixMLP, ScalarMLP):
                loss, added = batch_of_one(training, sample, form)
                assert graph.result.data == pytest.approx(loss, rel=TOLERANCE, abs=1e-15)
                assert_close(grads, carried + added, carried, added)
        if phase == 3:
            assert_sum_to_the_runs_own(training, graphs)
        training.run_phase()


def assert_sum_to_the_runs_own(training: Training, graphs: dict[int, Graph]) -> None:
    """All samples of the batch come to what its backward has added."""
    c = training.configuration
    of_penalty = penalty_gradient(training.model.parameters, c.l1, c.l2)
    carried = training.model.carried
    of_losses = [grads_of(graph, c) - carried - of_penalty for graph in graphs.values()]
    total = LOSSES[c.loss].scale(len(graphs)) * np.sum(of_losses, axis=0) + of_penalty
    assert_close(total, training.model.added, carried, *of_losses)


@pytest.mark.parametrize("configuration", some_configurations(), ids=name_of)
def test_a_graph_of_a_sample_is_the_runs_own(configuration: Configuration) -> None:
    assert_graphs_are_the_runs(configuration)


@pytest.mark.thorough
@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("loss", LOSSES)
def test_a_graph_of_a_sample_is_the_runs_own_in_every_combination(
    activation: str, loss: str
) -> None:
    hidden, penalties = HIDDEN[::3], PENALTIES[::3]
    for rest in product(data_for(loss), hidden, penalties, ("matrix", "scalar"), (True, False)):
        assert_graphs_are_the_runs(configured(activation, loss, *rest))


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("zero_grad", [True, False])
@pytest.mark.parametrize("penalties", [(0.0, 0.0), (0.01, 0.02)])
def test_with_the_mistake_it_overwrites_what_the_run_overwrites(
    loss: str, zero_grad: bool, penalties: tuple[float, float]
) -> None:
    """To the last bit, for it depends on the order in which a value's uses come: a neuron's output
    keeps the gradient of one of the neurons that it goes to."""
    configuration = replace(
        configured("tanh", loss, with_loss(loss), (3, 4), penalties, "scalar", zero_grad),
        batch_size=1,
        mistakes=("overwrite",),
    )
    training = Training(configuration)
    for _ in range(2):
        training.run_batch()
    (sample,) = batch_samples(training).tolist()
    before = sample_graph(training, sample)
    for _ in range(3):
        training.run_phase()
    after = sample_graph(training, sample)
    gradients = training.model.gradients
    for graph in (before, after):
        grads = grads_of(graph, configuration, overwrites=True)
        np.testing.assert_array_equal(grads, gradients)
    assert not np.allclose(grads_of(before, configuration), gradients)


@pytest.mark.parametrize("engine", ["matrix", "scalar"])
def test_leaves_carry_what_backward_adds_to(engine: str) -> None:
    """Nothing where zero_grad clears it first; else all that backwards have left so far."""
    for zero_grad in (True, False):
        configuration = configured("tanh", "mse", {}, (2,), (0.0, 0.0), engine, zero_grad)
        training = Training(configuration)
        total = np.zeros(configuration.parameter_count)
        for _ in range(3):
            for _ in PHASES:
                graph = sample_graph(training, int(batch_samples(training)[0]))
                found = carried_of(graph, configuration)
                if zero_grad:
                    assert not found.any()
                else:
                    assert_close(found, total)
                training.run_phase()
            total += training.model.added
        assert total.any()


def test_neurons_compute_what_they_compute_in_the_run() -> None:
    configuration = Configuration(samples=14, hidden=(3, 2), batch_size=None, activation="elu")
    training = Training(configuration)
    training.run_batch()
    inputs = training.data.inputs
    outputs = [layer.copy() for layer in training.model.unit_outputs(inputs)]
    for sample in range(3):
        nodes = {node.name: node for node in sample_graph(training, sample).nodes}
        assert [nodes[name].data for name in ("x", "y")] == inputs[sample].tolist()
        assert nodes["target"].data == training.data.targets[sample]
        for layer, units in enumerate((3, 2, 1)):
            for unit in range(units):
                name = "score" if layer == 2 else f"n{layer}.{unit}"
                assert nodes[name].group == (layer, unit)
                assert nodes[name].data == pytest.approx(outputs[layer][unit, sample], rel=1e-12)


@pytest.mark.parametrize("aim", SEVERAL.values(), ids=SEVERAL)
def test_each_output_is_a_neuron_with_a_score_that_is_named(aim: Options) -> None:
    configuration = Configuration(hidden=(3,), batch_size=None, **aim)
    training = Training(configuration)
    training.run_batch()
    scores = training.model.predict(training.data.inputs).copy()
    for sample in range(3):
        nodes = {node.name: node for node in sample_graph(training, sample).nodes}
        for unit in range(configuration.outputs):
            node = nodes[f"score[{unit}]"]
            assert node.group == (1, unit)
            assert node.data == pytest.approx(scores[unit, sample], rel=1e-12)
        assert "score" not in nodes
        names = {name for name in nodes if name.startswith("target")}
        if configuration.task == "classification":
            assert not names
        else:
            expected = training.data.targets[sample].tolist()
            assert [nodes[name].data for name in sorted(names)] == expected


@pytest.mark.parametrize("penalties", [(0.0, 0.0), (0.01, 0.02)])
@pytest.mark.parametrize("classes", [3, 4, 10])
def test_what_arrives_at_the_score_of_a_class_is_p_less_one_or_nought(
    classes: int, penalties: tuple[float, float]
) -> None:
    """In the order of the classes, whichever is the right one; the nodes on the way are named."""
    l1, l2 = penalties
    configuration = Configuration(
        table=of_classes(classes, 20),
        train_share=1.0,
        loss="cross-entropy",
        hidden=(3,),
        l1=l1,
        l2=l2,
    )
    training = Training(configuration)
    training.run_epoch()
    seen = set()
    for sample in range(training.data.train_count):
        graph = sample_graph(training, sample)
        grads = {n.name: grad for n, grad in zip(graph.nodes, Walk(graph).grads, strict=True)}
        data = {n.name: n.data for n in graph.nodes}
        right = int(training.data.targets[sample].argmax())
        seen.add(right)
        powers = np.exp([data[f"score[{unit}]"] - data["largest"] for unit in range(classes)])
        assert [data[f"e[{unit}]"] for unit in range(classes)] == pytest.approx(powers.tolist())
        assert data["total"] == pytest.approx(powers.sum())
        p = powers / powers.sum()
        assert data[f"p[{right}]"] == pytest.approx(p[right])
        assert data["loss"] == pytest.approx(-np.log(p[right]))
        arrived = [grads[f"score[{unit}]"] for unit in range(classes)]
        assert arrived == pytest.approx(p - np.eye(classes)[right], rel=1e-11)
        # Nothing but differences of scores matters, so the largest may be taken off all of them.
        assert grads["largest"] == pytest.approx(0.0, abs=1e-14)
    assert seen == set(range(classes))


@pytest.mark.parametrize("loss", ["mse", "sse"])
def test_what_arrives_at_a_score_of_several_numbers_is_twice_the_error_or_its_share(
    loss: str,
) -> None:
    training = Training(Configuration(table=of_targets(3), loss=loss, hidden=(3,), batch_size=None))
    training.run_batch()
    graph = sample_graph(training, 1)
    grads = {n.name: grad for n, grad in zip(graph.nodes, Walk(graph).grads, strict=True)}
    errors = training.model.predict(training.data.inputs)[:, 1] - training.data.targets[1]
    arrived = [grads[f"score[{unit}]"] for unit in range(3)]
    assert arrived == pytest.approx(2.0 * errors / (3.0 if loss == "mse" else 1.0))


@pytest.mark.parametrize("engine", ["matrix", "scalar"])
def test_to_look_at_a_sample_changes_nothing_of_the_run(engine: str) -> None:
    configuration = Configuration(samples=14, hidden=(2,), batch_size=3, engine=engine)
    looked_at, left_alone = Training(configuration), Training(configuration)
    for _ in range(20):
        Walk(sample_graph(looked_at, int(batch_samples(looked_at)[0]))).grads  # noqa: B018
        looked_at.run_phase()
        left_alone.run_phase()
    for name in ("parameters", "gradients", "added", "carried"):
        np.testing.assert_array_equal(
            getattr(looked_at.model, name), getattr(left_alone.model, name)
        )


@pytest.mark.parametrize("size", [1e200, 1e308, np.inf, np.nan])
@pytest.mark.parametrize("loss", LOSSES)
def test_a_run_that_has_run_away_still_has_a_graph(size: float, loss: str) -> None:
    configuration = Configuration(
        samples=14,
        hidden=(2,),
        activation="relu",
        **with_loss(loss),
        l1=0.1,
        l2=0.1,
        batch_size=None,
    )
    training = Training(configuration)
    training.model.parameters = np.full(configuration.parameter_count, size)
    assert not np.isfinite(sample_graph(training, 0).result.data)


def test_the_last_batch_of_an_epoch_has_the_samples_that_are_left() -> None:
    training = Training(Configuration(samples=14, batch_size=3))
    seen: list[int] = []
    for size in (3, 3, 1):
        assert len(batch_samples(training)) == size
        seen += batch_samples(training).tolist()
        training.run_batch()
    assert sorted(seen) == list(range(7))
