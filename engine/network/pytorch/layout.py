"""Where PyTorch has what stands in the flat order of `engine.network.flat`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from engine.arrays import Array, Indices
from engine.network.flat import by_layer, parameter_count


def weights_and_biases(flat: Array, sizes: Sequence[int]) -> Iterator[Array]:
    """Views into a flat vector: each layer's weights, then its biases, as `parameters()` goes."""
    for layer in by_layer(flat, sizes):
        yield layer[:, :-1]
        yield layer[:, -1]


def flat_of(tensors: Iterable[Any], sizes: tuple[int, ...]) -> Array:
    """The numbers of these tensors, in the order of `parameters()`, as one flat vector."""
    flat = np.empty(parameter_count(sizes))
    flat[places(sizes)] = np.concatenate([each.detach().numpy().ravel() for each in tensors])
    return flat


@lru_cache(maxsize=8)
def places(sizes: tuple[int, ...]) -> Indices:
    """Where each number of PyTorch's, in its order, stands in the flat vector."""
    numbered = np.arange(float(parameter_count(sizes)))
    in_order = [each.ravel() for each in weights_and_biases(numbered, sizes)]
    return np.concatenate(in_order).astype(np.intp)
