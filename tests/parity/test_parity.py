"""The engine beside PyTorch, live."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
import torch
from pytorch_run import run
from recorded import FIGURES, OPERATIONS, POINTS, RUNS, UPDATES

from engine import Value
from engine.data.datasets import DATASETS
from engine.run.suggestions import configured
from engine.training import Training


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_agrees_forward_and_backward(name: str) -> None:
    for point in POINTS:
        ours = [Value(x) for x in point]
        result = OPERATIONS[name](*ours)
        result.backward()
        theirs = [torch.tensor(x, dtype=torch.float64, requires_grad=True) for x in point]
        expected = OPERATIONS[name](*theirs)
        expected.backward()
        assert result.data == pytest.approx(expected.item(), rel=1e-12)
        gradients = [0.0 if x.grad is None else x.grad.item() for x in theirs]
        assert [x.grad for x in ours] == pytest.approx(gradients, rel=1e-12)


@pytest.mark.parametrize("engine", ["matrix", "scalar"])
@pytest.mark.parametrize("name", RUNS)
def test_a_run_agrees_in_every_loss_gradient_and_parameter(name: str, engine: str) -> None:
    expected = run(RUNS[name], UPDATES)
    training = Training(replace(RUNS[name], engine=engine))
    losses = []
    for _ in range(UPDATES):
        training.run_batch()
        losses.append(training.loss.data)
    np.testing.assert_allclose(losses, expected.losses, rtol=1e-9)
    np.testing.assert_allclose(training.model.parameters, expected.parameters, rtol=1e-9)
    np.testing.assert_allclose(training.model.gradients, expected.gradients, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("name", [each.name for each in DATASETS.values() if each.outputs > 1])
def test_five_epochs_of_several_classes_end_at_the_same_parameters(name: str) -> None:
    training = Training(configured({"dataset": name}))
    expected = run(training.configuration, 5 * training.configuration.batches)
    while training.epoch < 5:
        training.run("epoch")
    np.testing.assert_allclose(training.model.parameters, expected.parameters, rtol=1e-9)
    np.testing.assert_allclose(training.model.gradients, expected.gradients, rtol=1e-9, atol=1e-12)


def test_the_recorded_runs_are_still_what_pytorch_says() -> None:
    record = json.loads(FIGURES.read_text())["runs"]
    for name, configuration in RUNS.items():
        np.testing.assert_allclose(
            run(configuration, UPDATES).losses, record[name]["losses"], rtol=1e-9
        )
