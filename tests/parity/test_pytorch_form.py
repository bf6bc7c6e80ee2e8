"""The network in PyTorch beside the one in matrix form: the same run, number by number."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest
import torch
from covering import Case, covering
from several_outputs import SEVERAL, of_classes, of_targets
from two_forms import NUDGES, distance, nudged_drift

from engine.data.datasets import DATASETS
from engine.data.table import Table
from engine.errors import ConfigurationError
from engine.formulas.activations import ACTIVATIONS
from engine.formulas.losses import LOSSES
from engine.formulas.optimizers import OPTIMIZERS
from engine.formulas.schedules import SCHEDULES
from engine.network.initialization import INITIALIZATIONS
from engine.network.pytorch import phases, text
from engine.network.pytorch.model import PyTorchMLP
from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from engine.run.outputs import OUTPUT_LAYERS
from engine.training import PHASES, Training
from microtui.exports.pytorch_script import pytorch_script

EPOCHS = 20
MOST_UPDATES = 300
"""Of data with very many samples, less than an epoch."""
TOLERANCE = 1e-9
SMALL = Configuration(samples=30, hidden=(4, 3), batch_size=7, learning_rate=0.02)

TABLES: dict[str, Table] = {
    each.name: each
    for each in (of_classes(3, 30), of_classes(10, 30), of_targets(2, 30), of_targets(5, 30))
}
"""Data for a network with several outputs."""

FACTORS: dict[str, list[Any]] = {
    "data": [*DATASETS, *TABLES],
    "output": list(OUTPUT_LAYERS),
    "activation": list(ACTIVATIONS),
    "loss": list(LOSSES),
    "optimizer": list(OPTIMIZERS),
    "l1": [0.0, 0.001],
    "l2": [0.0, 0.002],
    "batch_size": [3, 7, None],
    "zero_grad": [True, False],
    "mistakes": [(), ("ascend",), ("equal-start",)],
    "schedule": list(SCHEDULES),
    "initialization": list(INITIALIZATIONS),
    "hidden": [(), (1,), (4, 3)],
}


def configuration_of(case: Case) -> Configuration:
    """`data` names a dataset, or one of the tables."""
    settings = {field: value for field, value in case.items() if field != "data"}
    name = case["data"]
    data = {"table": TABLES[name]} if name in TABLES else {"dataset": name}
    return replace(SMALL, **settings, **data)


def can_be(case: Case) -> bool:
    try:
        configuration_of(case)
    except ConfigurationError:
        return False
    return True


def name_of(case: Case) -> str:
    return "-".join(str(value) for value in case.values())


def assert_the_same(configuration: Configuration) -> None:
    """After each update of the 20 epochs, or of the first 300, or up to where both diverge: within
    an update of each other, for what overflows first is a matter of the order in which one
    multiplies.

    A run may be chaotic: piled-up gradients and going uphill blow up what is rounded otherwise. So
    the two may also be apart a few times as far as the matrix form is from itself when a single
    rounding nudges it at each update.
    """
    matrix = Training(configuration)
    pytorch = Training(replace(configuration, engine="pytorch"))
    apart, updates = 0.0, 0
    while matrix.epoch < EPOCHS and updates < MOST_UPDATES:
        matrix.run_batch()
        pytorch.run_batch()
        if matrix.divergence is not None or pytorch.divergence is not None:
            matrix.run_batch()
            pytorch.run_batch()
            assert matrix.divergence is not None
            assert pytorch.divergence is not None
            break
        updates += 1
        apart = max(apart, distance(pytorch, matrix))
    assert updates > 0
    if apart > TOLERANCE:
        assert apart <= NUDGES * nudged_drift(configuration, updates)


@pytest.mark.parametrize("case", covering(FACTORS, can_be), ids=name_of)
def test_whatever_two_choices_meet_the_numbers_are_those_of_the_matrix_form(case: Case) -> None:
    assert_the_same(configuration_of(case))


@pytest.mark.thorough
def test_whatever_three_choices_meet_they_are_too() -> None:
    for case in covering(FACTORS, can_be, strength=3):
        assert_the_same(configuration_of(case))


@pytest.mark.parametrize(("optimizer", "mistakes"), list(product(OPTIMIZERS, [(), ("ascend",)])))
def test_pytorch_s_optimiser_remembers_the_same(optimizer: str, mistakes: tuple[str, ...]) -> None:
    configuration = replace(SMALL, optimizer=optimizer, mistakes=mistakes, learning_rate=1e-3)
    matrix = Training(configuration)
    pytorch = Training(replace(configuration, engine="pytorch"))
    for _ in range(5):
        matrix.run_epoch()
        pytorch.run_epoch()
    assert pytorch.optimizer.steps == matrix.optimizer.steps
    assert pytorch.optimizer.slots.shape == matrix.optimizer.slots.shape
    np.testing.assert_allclose(
        pytorch.optimizer.slots, matrix.optimizer.slots, rtol=1e-9, atol=1e-12
    )


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("hidden", [(), (4, 3)])
@pytest.mark.parametrize("aim", [{}, *SEVERAL.values()], ids=str)
def test_every_unit_gives_the_same(
    activation: str, hidden: tuple[int, ...], aim: dict[str, Any]
) -> None:
    configuration = replace(SMALL, activation=activation, hidden=hidden, **aim)
    matrix = Training(configuration)
    pytorch = Training(replace(configuration, engine="pytorch"))
    points = matrix.data.inputs
    expected, found = matrix.model.unit_outputs(points), pytorch.model.unit_outputs(points)
    assert [each.shape for each in found] == [each.shape for each in expected]
    for ours, theirs in zip(expected, found, strict=True):
        np.testing.assert_allclose(theirs, ours, rtol=1e-12, atol=1e-15)
    scores = pytorch.model.predict(points)
    assert scores.shape == matrix.model.predict(points).shape
    np.testing.assert_array_equal(np.atleast_2d(scores), found[-1])


@pytest.mark.parametrize("right", [0, 1, 2])
@pytest.mark.parametrize(
    "scores", [(0.0, 800.0, -800.0), (3.0, 3.0, 3.0), (1e6, -1e6, 0.0), (0.0, 40.0, 36.0)]
)
def test_cross_entropy_of_scores_far_apart_is_that_of_pytorch_and_so_are_its_slopes(
    scores: tuple[float, ...], right: int
) -> None:
    theirs = torch.tensor([scores], dtype=torch.float64, requires_grad=True)
    loss = torch.nn.functional.cross_entropy(theirs, torch.tensor([right]))
    loss.backward()
    assert theirs.grad is not None
    ours = LOSSES["cross-entropy"].losses_and_slopes(
        np.array(scores)[:, None], np.eye(3)[:, [right]]
    )
    assert float(ours[0][0]) == pytest.approx(loss.item(), rel=1e-14, abs=1e-15)
    np.testing.assert_allclose(ours[1][:, 0], theirs.grad[0].numpy(), rtol=1e-14, atol=1e-15)


# -- what PyTorch does with .grad ----------------------------------------------------------------


def in_pytorch(**settings: Any) -> Training:
    return Training(replace(SMALL, engine="pytorch", **settings))


def network_of(training: Training) -> Any:
    assert isinstance(training.model, PyTorchMLP)
    return training.model.network


def test_cleared_gradients_are_none_and_count_as_zeros() -> None:
    training = in_pytorch()
    training.run_batch()
    assert training.model.gradients.any()
    training.run_phase()
    training.run_phase()
    assert [each.grad for each in network_of(training).parameters()] == [None] * 6
    np.testing.assert_array_equal(training.model.gradients, 0.0)


@pytest.mark.parametrize("zero_grad", [True, False])
def test_carried_and_added_are_what_grad_is_the_sum_of(zero_grad: bool) -> None:
    training = in_pytorch(zero_grad=zero_grad, l1=0.01)
    for _ in range(7):
        before = training.model.gradients
        training.run_batch()
        model = training.model
        np.testing.assert_array_equal(model.carried, before if not zero_grad else 0.0)
        np.testing.assert_array_equal(model.carried + model.added, model.gradients)
        assert model.added.any()


@pytest.mark.parametrize("has_zeros", [True, False])
def test_whether_a_gradient_was_added_to_none_or_to_zeros_does_not_show(has_zeros: bool) -> None:
    """Not even where it is -0.0: what a run is stays the same bit for bit."""
    training = in_pytorch()
    if has_zeros:
        training.model.gradients = np.zeros_like(training.model.gradients)
    sum((-0.0 * each).sum() for each in network_of(training).parameters()).backward()
    assert np.signbit(training.model.added).all()
    assert not np.signbit(training.model.gradients).any()


def test_its_parameters_are_doubles_and_leaves_that_require_a_gradient() -> None:
    for parameter in network_of(in_pytorch()).parameters():
        assert parameter.dtype == torch.float64
        assert parameter.requires_grad
        assert parameter.is_leaf


def test_pytorch_is_left_as_it_was_for_whoever_uses_it_beside() -> None:
    before = torch.get_default_dtype(), torch.get_num_threads(), torch.is_grad_enabled()
    random = torch.get_rng_state()
    training = in_pytorch()
    training.run_epoch()
    training.evaluate()
    after = torch.get_default_dtype(), torch.get_num_threads(), torch.is_grad_enabled()
    assert after == before
    assert torch.equal(torch.get_rng_state(), random)


# -- what is shown is what runs ------------------------------------------------------------------


@pytest.mark.parametrize("phase", PHASES[1:])
def test_the_lines_that_are_shown_are_those_that_run(
    phase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without them, their phase does nothing."""
    training = in_pytorch()
    training.run_batch()
    while PHASES[training.phase] != phase:
        training.run_phase()
    before = training.state()
    monkeypatch.setattr(phases, phase, lambda shown: None)
    training.run_phase()
    np.testing.assert_array_equal(training.model.gradients, before.gradients)
    np.testing.assert_array_equal(training.model.parameters, before.parameters)


@pytest.mark.parametrize("settings", [{}, {"l1": 0.01, "loss": "bce", "activation": "linear"}])
def test_an_exported_script_has_the_very_text_that_it_was_made_of(settings: dict[str, Any]) -> None:
    configuration = replace(SMALL, engine="pytorch", **settings)
    script = pytorch_script(Recording.begin(configuration))
    loss = LOSSES[configuration.loss]
    assert text.criterion(loss, configuration.l1, configuration.l2) in script
    modules = text.network(configuration.sizes, configuration.activations)
    assert modules.split(".double()")[0] in script


def test_a_mistake_that_pytorch_does_not_let_one_make_is_refused_with_the_reason() -> None:
    with pytest.raises(ConfigurationError, match="cannot be made in PyTorch, whose backward is"):
        replace(SMALL, engine="pytorch", mistakes=("overwrite",))
