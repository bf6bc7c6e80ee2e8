"""A run: the four phases, batches and epochs, and the bug that this program is about."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.run.configuration import Configuration
from engine.training import Training

SMALL = Configuration(samples=30, hidden=(4, 3), batch_size=4)
both_engines = pytest.mark.parametrize("engine", ["matrix", "scalar"])


def bits(training: Training) -> bytes:
    """Everything that decides how a run goes on, as it is in memory."""
    state = training.state()
    position = np.array([state.epoch, state.batch, state.phase, state.updates, state.steps])
    arrays = (position, state.parameters, state.gradients, state.slots)
    return b"".join(array.tobytes() for array in arrays)


@both_engines
@pytest.mark.parametrize("zero_grad", [True, False])
def test_stepping_by_phase_batch_or_epoch_is_running_through(engine: str, zero_grad: bool) -> None:
    configuration = replace(SMALL, engine=engine, zero_grad=zero_grad, optimizer="adam")
    by_epoch, by_batch, by_phase = (Training(configuration) for _ in range(3))
    for _ in range(3):
        by_epoch.run_epoch()
    for _ in range(3 * configuration.batches):
        by_batch.run_batch()
    for _ in range(3 * configuration.batches * 4):
        by_phase.run_phase()
    assert by_epoch.epoch == 3
    assert bits(by_epoch) == bits(by_batch) == bits(by_phase)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["phase", "batch", "epoch"]), max_size=12))
def test_any_mixture_of_steps_is_running_through(units: list[str]) -> None:
    stepped, run = Training(SMALL), Training(SMALL)
    for unit in units:
        stepped.run(unit)  # type: ignore[arg-type]
    phases = 4 * stepped.updates + stepped.phase
    for _ in range(phases):
        run.run_phase()
    assert bits(stepped) == bits(run)


@both_engines
def test_each_phase_does_its_own_work_and_no_other(engine: str) -> None:
    training = Training(replace(SMALL, engine=engine))
    training.run_batch()
    parameters, gradients = training.model.parameters.copy(), training.model.gradients.copy()

    training.run_phase()
    assert training.phase == 1
    np.testing.assert_array_equal(training.model.gradients, gradients)
    training.run_phase()
    assert not training.model.gradients.any()
    training.run_phase()
    assert training.model.gradients.any()
    np.testing.assert_array_equal(training.model.parameters, parameters)
    training.run_phase()
    rate = training.configuration.learning_rate
    np.testing.assert_allclose(
        training.model.parameters, parameters - rate * training.model.gradients, rtol=1e-15
    )


@both_engines
def test_without_zero_grad_the_gradient_is_the_sum_of_all_backwards(engine: str) -> None:
    training = Training(replace(SMALL, engine=engine, zero_grad=False))
    total = np.zeros_like(training.model.gradients)
    for count in range(1, 8):
        training.run_batch()
        total += training.model.added
        np.testing.assert_allclose(training.model.gradients, total, rtol=1e-12, atol=1e-14)
        assert training.backwards_summed == count


@both_engines
def test_what_a_backward_adds_is_the_gradient_of_that_batch_alone(engine: str) -> None:
    """A fresh run with zero_grad on, put at the same parameters, finds the same."""
    piling_up = Training(replace(SMALL, engine=engine, zero_grad=False))
    for _ in range(5):
        piling_up.run_batch()
    honest = Training(replace(SMALL, engine=engine))
    honest.restore(piling_up.state())
    for training in (piling_up, honest):
        for _ in range(3):
            training.run_phase()
    np.testing.assert_allclose(piling_up.model.added, honest.model.gradients, rtol=1e-9, atol=1e-13)
    assert np.linalg.norm(piling_up.model.gradients - honest.model.gradients) > 0.01


def test_the_defaults_learn_moons_to_95_percent_in_a_hundred_epochs() -> None:
    training = Training(Configuration())
    for _ in range(100):
        training.run_epoch()
    train, test = training.evaluate()
    assert test is not None
    assert train.accuracy is not None
    assert test.accuracy is not None
    assert min(train.accuracy, test.accuracy) >= 0.95


def test_the_same_run_with_zero_grad_off_goes_wrong() -> None:
    training = Training(Configuration(zero_grad=False))
    for _ in range(200):
        training.run_epoch()
    losses = training.train_history.curve().high
    assert losses.max() > 3 * losses[0], "how far, depends on how a processor rounds"
    assert losses[-1] > losses[0]


def test_turning_zero_grad_on_again_lets_training_recover() -> None:
    training = Training(Configuration())
    for zero_grad, epochs in ((True, 60), (False, 10), (True, 120)):
        training.configuration = replace(training.configuration, zero_grad=zero_grad)
        for _ in range(epochs):
            training.run_epoch()
    train, _ = training.evaluate()
    assert train.accuracy is not None
    assert train.accuracy > 0.95
    assert training.backwards_summed == 1


def test_every_sample_is_seen_once_an_epoch() -> None:
    training = Training(SMALL)
    seen = np.concatenate([x.T for x, _ in training.batches])
    expected = training.data.inputs[: training.data.train_count]
    assert sorted(map(tuple, seen[:, :2].tolist())) == sorted(map(tuple, expected.tolist()))


def test_epochs_are_shuffled_differently_and_always_the_same_way() -> None:
    first, second = Training(SMALL), Training(SMALL)
    orders = []
    for _ in range(2):
        orders.append(np.concatenate([y for _, y in first.batches]).copy())
        np.testing.assert_array_equal(orders[-1], np.concatenate([y for _, y in second.batches]))
        first.run_epoch()
        second.run_epoch()
    assert orders[0].tolist() != orders[1].tolist()


@pytest.mark.parametrize("phase", range(4))
@both_engines
def test_a_run_goes_on_from_its_state_bit_for_bit(engine: str, phase: int) -> None:
    configuration = replace(SMALL, engine=engine, zero_grad=False, optimizer="momentum")
    original = Training(configuration)
    for _ in range(4 * 5 + phase):
        original.run_phase()
    state = original.state()
    resumed = Training(configuration)
    resumed.restore(state)
    for training in (original, resumed):
        training.run_epoch()
    assert bits(original) == bits(resumed)


def test_divergence_stops_the_update_and_is_noted_where_it_happens() -> None:
    configuration = replace(SMALL, activation="linear", loss="mse", learning_rate=10.0)
    training = Training(replace(configuration, dataset="plane"))
    for _ in range(200):
        training.run_epoch()
        if training.divergence is not None:
            break
    assert training.divergence is not None
    assert (training.divergence.epoch, training.divergence.batch) == (
        training.epoch,
        training.batch,
    )
    assert "not finite" in training.divergence.what or "the loss is" in training.divergence.what


def test_the_curve_has_one_number_an_epoch_from_epoch_zero_on() -> None:
    training = Training(SMALL)
    assert training.train_history.curve().epochs.tolist() == [0.0]
    for _ in range(3):
        training.run_epoch()
    assert training.train_history.curve().epochs.tolist() == [0.0, 1.0, 2.0, 3.0]
    assert training.train_history.curve().high[-1] == training.evaluate()[0].loss
