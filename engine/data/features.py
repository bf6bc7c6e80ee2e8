"""What a network is given of a point in the plane: those of TensorFlow Playground.

https://github.com/tensorflow/playground/blob/master/src/playground.ts
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from engine.arrays import Array

FEATURES: Mapping[str, Callable[[Array, Array], Array]] = {
    "x": lambda x, y: x,
    "y": lambda x, y: y,
    "x2": lambda x, y: x * x,
    "y2": lambda x, y: y * y,
    "xy": lambda x, y: x * y,
    "sinx": lambda x, y: np.sin(x),
    "siny": lambda x, y: np.sin(y),
}


def features_of(points: Array, names: Sequence[str]) -> Array:
    """The named features of points (samples, 2): shape (samples, features)."""
    x, y = points.T
    return np.column_stack([FEATURES[name](x, y) for name in names])
