"""A step of training in PyTorch is what somebody calculated by hand."""

from __future__ import annotations

import pytest
from by_hand import AFTER, IS_WEIGHT, LOSS, configuration

from engine.training import Training


def test_loss_and_weights_are_those_calculated() -> None:
    training = Training(configuration("pytorch"))
    training.run_batch()
    assert training.loss.data == pytest.approx(LOSS, abs=1e-9)
    assert training.model.parameters[IS_WEIGHT] == pytest.approx(AFTER, abs=6e-9)
