"""Every dataset, with the source of its formula.

Adding one is one generator in `engine.data.generators` and one entry here, with the settings that
suit it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.arrays import Array
from engine.data.generators import (
    circles,
    four_points,
    gauss,
    lecture,
    moons,
    multi_gauss,
    notebook,
    plane,
    spiral,
    three_spirals,
    xor,
)
from engine.data.measured import digits, iris
from engine.data.suggestion import Suggestion

Generate = Callable[[int, float, np.random.Generator], tuple[Array, Array]]
Bounds = tuple[float, float, float, float]
"""The edges of a part of the plane: (x_min, x_max, y_min, y_max)."""

PLAYGROUND = "TensorFlow Playground, github.com/tensorflow/playground, src/dataset.ts"
PLAYGROUND_BOUNDS = (-6.0, 6.0, -6.0, 6.0)
MOONS_BOUNDS = (-1.75, 2.75, -1.25, 1.75)


@dataclass(frozen=True)
class Dataset:
    """A way to make samples.

    Targets have shape (samples,): -1 and 1 for two classes, -1 .. 1 for regression. Of more than
    two classes, and of several numbers to fit, they have shape (samples, outputs): 1 for the class
    that a sample is of and 0 for the others, in the order of `classes`, or the numbers. `bounds` is
    the part of the plane that the map shows. A `fixed` dataset is what it is: the number of
    samples, noise and split do not apply.
    """

    name: str
    description: str
    source: str
    task: Literal["classification", "regression"]
    generate: Generate
    suggestion: Suggestion
    bounds: Bounds = PLAYGROUND_BOUNDS
    input_names: tuple[str, ...] = ("x", "y")
    fixed: bool = False
    count: int | None = None
    """How many samples there are, where that is not for the configuration to say."""
    classes: tuple[str, ...] = ()
    """The names of all classes; empty where two have no names, and for regression."""
    target_names: tuple[str, ...] = ()
    """What the numbers to be fitted are called, where they have names."""
    picture: tuple[int, int] | None = None
    """Rows and columns, where what the network is given is a picture, row by row."""

    @property
    def outputs(self) -> int:
        """How many outputs a network has for it: one of two classes, of more one for each."""
        return len(self.classes) if len(self.classes) > 2 else max(len(self.target_names), 1)

    @property
    def has_several_classes(self) -> bool:
        """Whether there are more than two."""
        return self.task == "classification" and self.outputs > 1


DATASETS = {
    each.name: each
    for each in (
        Dataset(
            "moons",
            "two half moons that reach into each other",
            "scikit-learn, sklearn.datasets.make_moons",
            "classification",
            moons,
            Suggestion(
                "squared errors are never quite zero, so there always is a gradient to learn from",
                {"loss": "mse", "learning_rate": 0.1, "batch_size": 20, "l2": 0.002},
            ),
            bounds=MOONS_BOUNDS,
        ),
        Dataset(
            "circles",
            "a disc inside a ring",
            PLAYGROUND,
            "classification",
            circles,
            Suggestion(
                "a ring needs no large weights, and kept small they come back from a mistake",
                {"l2": 0.01},
            ),
        ),
        Dataset(
            "xor",
            "a square of four quarters",
            PLAYGROUND,
            "classification",
            xor,
            Suggestion(
                "sure of a class, it still has a gradient, and small weights come back from a "
                "mistake",
                {"loss": "bce", "batch_size": 10, "l2": 0.01},
            ),
        ),
        Dataset(
            "gauss",
            "two clouds of points",
            PLAYGROUND,
            "classification",
            gauss,
            Suggestion(
                "two clouds are so easy that only large steps, and many of them, can overshoot",
                {"learning_rate": 0.2, "batch_size": 5, "l2": 0.01},
            ),
        ),
        Dataset(
            "spiral",
            "two arms around each other",
            PLAYGROUND,
            "classification",
            spiral,
            Suggestion(
                "arms that wind are learned in seconds only from inputs that wind, too",
                {"features": ("x", "y", "sinx", "siny"), "l2": 0.01},
            ),
        ),
        Dataset(
            "lecture",
            "four examples of three inputs",
            "A. Karpathy, The spelled-out intro to neural networks and backpropagation (2022)",
            "classification",
            lecture,
            Suggestion(
                "four examples need but a small network, and all of them in each update",
                {
                    "hidden": (4, 4),
                    "loss": "sse",
                    "learning_rate": 0.1,
                    "batch_size": None,
                    "l2": 0.0,
                },
            ),
            bounds=(-1.0, 5.0, -3.0, 5.0),
            input_names=("x0", "x1", "x2"),
            fixed=True,
            count=4,
        ),
        Dataset(
            "notebook",
            "the hundred points of micrograd's demo",
            "A. Karpathy, micrograd, github.com/karpathy/micrograd, demo.ipynb",
            "classification",
            notebook,
            Suggestion(
                "as in micrograd's demo, where a hundred updates on all points learn every one",
                {
                    "activation": "relu",
                    "loss": "hinge",
                    "learning_rate": 1.0,
                    "schedule": "linear",
                    "learning_rate_end": 0.1,
                    "batch_size": None,
                    "l2": 1e-4,
                    "initialization": "uniform",
                },
            ),
            bounds=MOONS_BOUNDS,
            fixed=True,
            count=100,
        ),
        Dataset(
            "xor-points",
            "the four points of exclusive or",
            "M. Minsky and S. Papert, Perceptrons (1969)",
            "classification",
            four_points,
            Suggestion(
                "four points need but four neurons, and all of them in each update",
                {"hidden": (4,), "learning_rate": 0.5, "batch_size": None, "l2": 0.001},
            ),
            bounds=(-0.5, 1.5, -0.5, 1.5),
            fixed=True,
            count=4,
        ),
        Dataset(
            "plane",
            "a slope to fit",
            PLAYGROUND,
            "regression",
            plane,
            Suggestion(
                "a slope is learned soon and needs no penalty, and large steps would overshoot it",
                {"learning_rate": 0.03, "batch_size": 10, "l2": 0.0},
            ),
        ),
        Dataset(
            "multi-gauss",
            "six hills and valleys to fit",
            PLAYGROUND,
            "regression",
            multi_gauss,
            Suggestion(
                "hills in rows are learned from waves, in steps small enough for their tops",
                {
                    "features": ("x", "y", "sinx", "siny"),
                    "learning_rate": 0.03,
                    "batch_size": 10,
                    "l2": 0.0,
                },
            ),
        ),
        Dataset(
            "three-spirals",
            "three arms around one another",
            "Stanford's CS231n, cs231n.github.io/neural-networks-case-study",
            "classification",
            three_spirals,
            Suggestion(
                "arms wound into a small space need large weights, and many updates to make them",
                {
                    "loss": "cross-entropy",
                    "learning_rate": 0.2,
                    "batch_size": 5,
                    "l2": 0.0002,
                },
            ),
            bounds=(-1.2, 1.2, -1.2, 1.2),
            classes=("1", "2", "3"),
        ),
        Dataset(
            "iris",
            "150 flowers of three species by four measures",
            "R. A. Fisher, The use of multiple measurements in taxonomic problems (1936)",
            "classification",
            iris,
            Suggestion(
                "four measures need but few neurons, whose small weights come back from a mistake",
                {
                    "hidden": (8,),
                    "loss": "cross-entropy",
                    "learning_rate": 0.1,
                    "batch_size": 10,
                    "l2": 0.01,
                },
            ),
            bounds=(-2.0, 2.5, -1.3, 1.6),
            input_names=("sepal length", "sepal width", "petal length", "petal width"),
            count=150,
            classes=("setosa", "versicolor", "virginica"),
        ),
        Dataset(
            "digits",
            "1,797 handwritten digits of 8 x 8 pixels",
            "E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI (1998)",
            "classification",
            digits,
            Suggestion(
                "a layer this wide learns ten digits with small weights, which come back from a "
                "mistake",
                {
                    "hidden": (32,),
                    "loss": "cross-entropy",
                    "learning_rate": 0.2,
                    "batch_size": 100,
                    "l2": 0.005,
                },
            ),
            bounds=(-0.1, 1.1, -0.1, 1.1),
            input_names=tuple(
                f"pixel {row},{column}" for row in range(1, 9) for column in range(1, 9)
            ),
            count=1797,
            classes=tuple("0123456789"),
            picture=(8, 8),
        ),
    )
}
