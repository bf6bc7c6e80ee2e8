"""What two right forms may differ by follows from what each gradient is a sum of."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.check.batch_loss import BatchLoss
from engine.check.gradient_check import at_forward, check_gradients, gradient_of
from engine.check.rounding import Rounding, rounding_of
from engine.formulas.activations import ACTIVATIONS
from engine.network.flat import first_index
from engine.replay.recording import Recording
from engine.run.configuration import Configuration

SMALL = Configuration(samples=14, hidden=(3, 2), batch_size=3)


def recorded(updates: int, **settings: object) -> Recording:
    recording = Recording.begin(replace(SMALL, **settings))  # type: ignore[arg-type]
    for _ in range(updates):
        recording.run("batch")
    return recording


def rounding_at(recording: Recording) -> Rounding:
    training = recording.training
    batch = BatchLoss(training.configuration, *training.batches[training.batch])
    parameters = training.model.parameters
    return rounding_of(batch, batch.forward(parameters), parameters)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("loss", ["mse", "bce"])
def test_a_bound_is_above_what_the_forms_differ_by_and_far_below_the_gradient(
    activation: str, loss: str
) -> None:
    recording = recorded(9, activation=activation, loss=loss, hidden=(16, 16), batch_size=None)
    configuration, state = recording.training.configuration, recording.training.state()
    forms = [
        gradient_of(at_forward(configuration, engine, state)) for engine in ("matrix", "scalar")
    ]
    rounding = rounding_at(recording)
    apart = np.abs(forms[0] - forms[1])
    assert apart.max() > 0.0
    assert (apart <= rounding.gradients).all()
    assert rounding.gradients.max() < 1e-10 * np.abs(forms[0]).max()
    assert (rounding.sizes >= (1.0 - 1e-12) * np.abs(forms[0])).all()


def test_where_all_that_the_samples_add_cancels_out_only_its_rounding_is_left() -> None:
    """Two samples with one input and opposite targets: gradients of zero, made of ones."""
    recording = recorded(0, hidden=(), loss="mse", batch_size=None)
    training = recording.training
    x, _ = training.batches[0]
    batch = BatchLoss(training.configuration, np.repeat(x[:, :1], 2, 1), np.array([1.0, -1.0]))
    parameters = np.zeros(3)
    rounding = rounding_of(batch, batch.forward(parameters), parameters)
    assert rounding.sizes[-1] == pytest.approx(2.0)
    assert 1e-16 < rounding.gradients[-1] < 1e-14


def test_an_error_in_a_small_gradient_is_seen_beside_large_ones() -> None:
    """It used to be lost in a share of the largest gradient, or of the loss."""
    recording = recorded(0, loss="mse", hidden=(3,), activation="linear", dataset="plane")
    first = first_index(recording.training.configuration.sizes, 1, 0)
    recording.set_parameter(first, 1e12)
    check = check_gradients(recording)
    assert check.forms_agree
    other = check.others["scalar"]
    assert other is not None
    sizes = np.abs(check.backward)
    small = int(sizes.argmin())
    assert sizes[small] < 1e-11 * sizes.max()
    wrong = other.copy()
    wrong[small] *= 1.01
    assert not replace(check, others={"scalar": wrong}).forms_agree


def test_a_sum_that_rounding_puts_on_either_side_of_a_kink_may_differ_by_the_whole_of_it() -> None:
    recording = recorded(0, activation="relu", loss="mse", hidden=(3,))
    training = recording.training
    x, _ = training.batches[0]
    weights = training.model.parameters[:2]
    before = rounding_at(recording).gradients[:3].max()
    recording.set_parameter(2, -float(weights @ x[:2, 0]))
    after = rounding_at(recording).gradients[:3].max()
    assert before < 1e-12
    assert after > 1e-3


def test_a_huge_loss_has_as_sharp_a_bound_as_any() -> None:
    recording = recorded(0, loss="mse", hidden=(3,), activation="linear", dataset="plane")
    for index in range(4):
        recording.set_parameter(index, 1e50)
    check = check_gradients(recording)
    assert check.loss > 1e90
    assert check.agrees
    assert check.forms_agree
    other = check.others["scalar"]
    assert other is not None
    assert not replace(check, others={"scalar": 1.01 * other}).forms_agree
