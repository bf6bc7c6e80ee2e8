"""The flat order of all parameters, known in this one place.

Layer by layer, neuron by neuron: its weights, then its bias, as `engine.nn` lists them. So a layer
is one matrix (units, inputs + 1) in the flat vector, row after row, its biases in the last column.
`sizes` counts the units of each layer, the inputs first: (2, 16, 16, 1).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from engine.arrays import Array


def shapes(sizes: Sequence[int]) -> list[tuple[int, int]]:
    """The shape (units, inputs + 1) of each layer's matrix."""
    return [(units, inputs + 1) for inputs, units in pairwise(sizes)]


def parameter_count(sizes: Sequence[int]) -> int:
    return sum(rows * columns for rows, columns in shapes(sizes))


def by_layer(flat: Array, sizes: Sequence[int]) -> list[Array]:
    """A flat vector as one matrix a layer, weights and biases; views that share its memory."""
    return [
        flat[end - rows * columns : end].reshape(rows, columns)
        for end, (rows, columns) in zip(layer_ends(sizes), shapes(sizes), strict=True)
    ]


def first_index(sizes: Sequence[int], layer: int, neuron: int) -> int:
    """Where the parameters of a neuron begin; both count from 0, as in `model.layers[1]`."""
    return [0, *layer_ends(sizes)][layer] + neuron * (sizes[layer] + 1)


def neuron_at(index: int, sizes: Sequence[int]) -> tuple[int, int]:
    """The layer and the neuron that the parameter at this index belongs to, from 0."""
    ends = layer_ends(sizes)
    layer = next(layer for layer, end in enumerate(ends) if index < end)
    start = ends[layer - 1] if layer else 0
    return layer, (index - start) // (sizes[layer] + 1)


@lru_cache(maxsize=8)
def parameter_names(sizes: tuple[int, ...]) -> tuple[str, ...]:
    """What each parameter is called: `1.3.w[0]` is `model.layers[1].neurons[3].w[0]`."""
    return tuple(
        f"{layer}.{neuron}.{parameter}"
        for layer, (neurons, columns) in enumerate(shapes(sizes))
        for neuron in range(neurons)
        for parameter in (*(f"w[{i}]" for i in range(columns - 1)), "b")
    )


def layer_ends(sizes: Sequence[int]) -> list[int]:
    """Where each layer ends in the flat vector."""
    return list(accumulate(rows * columns for rows, columns in shapes(sizes)))
