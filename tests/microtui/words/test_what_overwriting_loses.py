"""Whether = for += does harm with one sample a batch: as backward itself says, gradient by
gradient."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from situation_case import SCALAR, THREE_CLASSES, TWO_TARGETS
from witness import Witness

from engine.formulas.losses import LOSSES
from engine.run.configuration import Configuration
from engine.training import Training
from microtui.words.situations.table import explain

OF_ONE_SCORE = [name for name, loss in LOSSES.items() if not loss.is_over_classes]
RUNS = [
    *(replace(SCALAR, loss=loss) for loss in OF_ONE_SCORE),
    replace(THREE_CLASSES, engine="scalar"),
    replace(TWO_TARGETS, engine="scalar"),
]


def gradients_of(configuration: Configuration) -> list[list[float]]:
    """Of each sample in turn, all at the parameters that the run begins with."""
    training = Training(configuration)
    gradients = []
    for x, y in training.batches:
        training.model.zero_grad()
        training.criterion(training.model(x), y).backward()
        gradients.append(training.model.gradients.tolist())
    return gradients


@pytest.mark.parametrize(
    ("run", "hidden"),
    list(product(RUNS, [(), (4,), (3, 2)])),
    ids=lambda each: each.loss if isinstance(each, Configuration) else str(each),
)
def test_it_is_called_harmless_where_it_changes_no_gradient(
    run: Configuration, hidden: tuple[int, ...]
) -> None:
    right = replace(run, hidden=hidden, batch_size=1)
    wrong = replace(right, mistakes=("overwrite",))
    is_harmless = np.allclose(gradients_of(right), gradients_of(wrong), rtol=1e-9, atol=0.0)
    said = explain(Witness.of(wrong).snapshot).situation
    assert said == ("overwrite-harmless" if is_harmless else "overwrite")
