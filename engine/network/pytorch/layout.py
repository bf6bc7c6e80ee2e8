"""Where PyTorch has what stands in the flat order of `engine.network.flat`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from engine.arrays import Array
from engine.network.flat import by_layer, parameter_count


def weights_and_biases(flat: Array, sizes: Sequence[int]) -> Iterator[Array]:
    """Views into a flat vector: each layer's weights, then its biases, as `parameters()` goes."""
    for layer in by_layer(flat, sizes):
        yield layer[:, :-1]
        yield layer[:, -1]


def flat_of(tensors: Iterable[Any], sizes: Sequence[int]) -> Array:
    """These tensors, in the order of `parameters()`, as one flat vector; None is all zeros."""
    flat = np.zeros(parameter_count(sizes))
    for view, tensor in zip(weights_and_biases(flat, sizes), tensors, strict=True):
        if tensor is not None:
            view[...] = tensor.detach().numpy()
    return flat
