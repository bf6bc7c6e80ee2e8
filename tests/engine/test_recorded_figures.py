"""The engine against what PyTorch said, as recorded by tests/parity/record_figures.py."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from recorded import FIGURES, OPERATIONS, POINTS, RUNS, UPDATES

from engine import Value
from engine.training import Training

RECORD: dict[str, Any] = json.loads(FIGURES.read_text())


def test_the_record_says_which_pytorch_made_it() -> None:
    assert RECORD["recorded_with"].startswith("PyTorch 2")


def test_the_record_holds_every_operation_at_every_point() -> None:
    recorded = {(figure["name"], tuple(figure["at"])) for figure in RECORD["operations"]}
    assert recorded == {(name, point) for name in OPERATIONS for point in POINTS}


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_agrees_with_pytorch(name: str) -> None:
    for figure in RECORD["operations"]:
        if figure["name"] == name:
            a, b = (Value(x) for x in figure["at"])
            result = OPERATIONS[name](a, b)
            result.backward()
            assert result.data == pytest.approx(figure["result"], rel=1e-13)
            assert [a.grad, b.grad] == pytest.approx(figure["gradients"], rel=1e-13)


@pytest.mark.parametrize("engine", ["matrix", "scalar"])
@pytest.mark.parametrize("name", RUNS)
def test_a_run_agrees_with_pytorch(name: str, engine: str) -> None:
    record = RECORD["runs"][name]
    training = Training(replace(RUNS[name], engine=engine))
    losses = []
    for _ in range(UPDATES):
        training.run_batch()
        losses.append(training.loss.data)
    np.testing.assert_allclose(losses, record["losses"], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(training.model.gradients, record["gradients"], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(
        training.model.parameters, record["parameters"], rtol=1e-9, atol=1e-12
    )
