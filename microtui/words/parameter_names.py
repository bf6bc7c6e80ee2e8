"""What each parameter is called."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise


@lru_cache(maxsize=8)
def parameter_names(sizes: tuple[int, ...]) -> tuple[str, ...]:
    """Names in the flat order of all parameters: layer.neuron.w[input] and layer.neuron.b.

    Counted from zero as one types it: `1.3.w[0]` is `model.layers[1].neurons[3].w[0]`.
    """
    return tuple(
        f"{layer}.{neuron}.{parameter}"
        for layer, (inputs, outputs) in enumerate(pairwise(sizes))
        for neuron in range(outputs)
        for parameter in (*(f"w[{i}]" for i in range(inputs)), "b")
    )
