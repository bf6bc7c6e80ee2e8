"""Losses that a gradient scaler has made larger: what they were."""

from __future__ import annotations

import weakref
from collections import deque
from typing import Any

MOST = 16
"""That are remembered; the one that a backward is called on is among the last."""


class Scaled:
    """Remembers which tensors came out of a scaler."""

    def __init__(self) -> None:
        self._outputs: deque[tuple[weakref.ref[Any], weakref.ref[Any]]] = deque(maxlen=MOST)

    def came(self, scaler: Any, output: Any) -> None:
        self._outputs.append((weakref.ref(output), weakref.ref(scaler)))

    def scale_of(self, loss: Any) -> float | None:
        """How many times as large as it was; None for one that is as it was."""
        if not self._outputs:
            return None
        for output, reference in self._outputs:
            if output() is loss:
                scaler: Any = reference()
                return None if scaler is None else float(scaler.get_scale())
        return None
