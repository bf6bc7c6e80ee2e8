"""Norms of tensors of any kind: of many at once, in float32 at least, sparse ones too."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any


class Norms:
    """Never in the graph, never in place."""

    def __init__(self, torch: Any) -> None:
        self._torch = torch
        self._plain = (torch.float32, torch.float64)

    def of(self, tensors: Sequence[Any]) -> list[float]:
        """By tensor; not finite only where an element is not."""
        torch = self._torch
        found: dict[int, float] = {}
        groups: dict[tuple[Any, Any], list[int]] = {}
        with torch.no_grad():
            for index, tensor in enumerate(tensors):
                if self._is_plain(tensor):
                    groups.setdefault((tensor.device, tensor.dtype), []).append(index)
                else:
                    found[index] = self._alone(tensor)
            for indices in groups.values():
                norms = torch._foreach_norm([tensors[index] for index in indices])
                # One wait for a device, however many tensors there are.
                numbers = torch.stack(norms).tolist() if norms[0].is_cuda else map(float, norms)
                found.update(zip(indices, numbers, strict=True))
            for index, norm in found.items():
                if not math.isfinite(norm):
                    found[index] = self._wide(tensors[index])
        return [found[index] for index in range(len(tensors))]

    def _is_plain(self, tensor: Any) -> bool:
        return (
            type(tensor) in (self._torch.Tensor, self._torch.nn.Parameter)
            and tensor.layout is self._torch.strided
            and tensor.dtype in self._plain
            and not tensor.is_meta
        )

    def _alone(self, tensor: Any) -> float:
        values = self._values(tensor)
        if values is None or not values.numel():
            return 0.0
        if values.dtype not in self._plain and not values.is_complex():
            return float(self._torch.linalg.vector_norm(values, dtype=self._torch.float32))
        return float(self._torch.linalg.vector_norm(values))

    def _wide(self, tensor: Any) -> float:
        """The squares of large float32 numbers have no room in float32, though their root has."""
        values = self._values(tensor)
        dtype = self._torch.complex128 if values.is_complex() else self._torch.float64
        return float(self._torch.linalg.vector_norm(values, dtype=dtype))

    def _values(self, tensor: Any) -> Any:
        if tensor.is_meta:
            return None
        values = tensor.detach()
        if values.layout is self._torch.strided:
            return values
        if values.layout is self._torch.sparse_coo:
            return values.coalesce().values()
        return values.values()
