"""A step of training that was calculated by hand, with all its numbers.

M. Mazur, "A step by step backpropagation example", 2015,
https://mattmazur.com/2015/03/17/a-step-by-step-backpropagation-example/

Two inputs, two hidden neurons and two outputs, sigmoids throughout; half the sum of the squares of
two errors, which is `mse` here, for that is their mean. The two neurons of a layer share a bias
there, and it is not updated: so only weights are compared after the step.
"""

from __future__ import annotations

import numpy as np

from engine.data.table import scaled_table
from engine.run.configuration import Configuration
from engine.run.starting_parameters import StartingParameters

WEIGHTS = np.array([0.15, 0.20, 0.25, 0.30, 0.40, 0.45, 0.50, 0.55])
"""w1 .. w8."""

HIDDEN_BIAS, OUTPUT_BIAS = 0.35, 0.60

IS_WEIGHT = np.tile([True, True, False], 4)
"""Of the parameters in their flat order: each neuron has two weights and a bias."""

HIDDEN = [0.593269992, 0.596884378]
SCORES = [0.75136507, 0.772928465]
LOSSES = [0.274811083, 0.023560026]
LOSS = 0.298371109

AFTER = [
    *(0.149780716, 0.19956143, 0.24975114, 0.29950229),
    *(0.35891648, 0.408666186, 0.511301270, 0.561370121),
]
"""w1 .. w8 after a step with a learning rate of 0.5."""


def configuration(engine: str) -> Configuration:
    """Before that step; the sample stands there four times, since fewer are no training set, and
    the mean over them is that of one."""
    parameters = np.empty(12)
    parameters[IS_WEIGHT] = WEIGHTS
    parameters[~IS_WEIGHT] = [HIDDEN_BIAS, HIDDEN_BIAS, OUTPUT_BIAS, OUTPUT_BIAS]
    points, targets = np.tile([0.05, 0.10], (4, 1)), np.tile([0.01, 0.99], (4, 1))
    return Configuration(
        table=scaled_table(
            "mazur.csv", ("x0", "x1"), points, targets, scale=False, target_names=("u", "v")
        ),
        train_share=1.0,
        hidden=(2,),
        activation="sigmoid",
        output="sigmoid",
        loss="mse",
        learning_rate=0.5,
        l2=0.0,
        batch_size=None,
        parameters=StartingParameters("mazur.json", parameters),
        engine=engine,
    )
