"""The objective: the loss with its penalties, which is what an update makes smaller."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.run.configuration import Configuration
from engine.training import Training

PENALISED = Configuration(samples=24, hidden=(3,), batch_size=None, l1=0.01, l2=0.02)


@pytest.mark.parametrize("engine", ["matrix", "scalar"])
@pytest.mark.parametrize("loss", ["mse", "sse", "hinge", "bce"])
def test_it_is_what_the_next_forward_on_the_whole_training_set_computes(
    engine: str, loss: str
) -> None:
    training = Training(replace(PENALISED, engine=engine, loss=loss))
    training.run_epoch()
    objective = training.objective()
    training.run_phase()
    assert training.batch_loss == pytest.approx(objective, rel=1e-12)


def test_it_is_the_loss_and_the_penalties_over_all_parameters() -> None:
    training = Training(PENALISED)
    training.run_epoch()
    p = training.model.parameters
    penalties = 0.01 * sum(abs(x) for x in p.tolist()) + 0.02 * sum(x * x for x in p.tolist())
    assert training.objective() == pytest.approx(training.evaluate()[0].loss + penalties, rel=1e-12)


def test_without_penalties_it_is_the_loss() -> None:
    training = Training(replace(PENALISED, l1=0.0, l2=0.0))
    assert training.objective() == training.evaluate()[0].loss


def test_of_a_diverged_run_it_is_no_number_and_no_warning() -> None:
    training = Training(replace(PENALISED, activation="linear", loss="mse", learning_rate=1e200))
    while training.divergence is None:
        training.run_batch()
    assert not np.isfinite(training.objective())
