"""Whether a tensor has changed, told from a sample of its elements."""

from __future__ import annotations

from typing import Any

MOST = 1000
"""Elements of a sample; a smaller tensor is looked at whole."""


def sample(torch: Any, tensor: Any) -> Any:
    """A view of some elements, spread over the whole; it changes with the tensor."""
    tensor = tensor.detach()
    if tensor.layout is not torch.strided:
        tensor = tensor.coalesce().values()
    count = tensor.numel()
    if count <= MOST:
        return tensor
    # Whatever order its elements lie in: any order will do.
    if tensor.is_contiguous():
        return tensor.view(-1)[:: -(-count // MOST)]
    for dimension in sorted(range(tensor.dim()), key=tensor.size, reverse=True):
        stride = -(-tensor.numel() // MOST)
        size = tensor.size(dimension)
        tensor = tensor[(slice(None),) * dimension + (slice(None, None, min(stride, size)),)]
    return tensor


def is_same(torch: Any, before: Any, now: Any) -> bool:
    """Whether two samples are equal; NaN equals NaN here."""
    if before.shape != now.shape or before.dtype != now.dtype or before.device != now.device:
        return False
    if torch.equal(before, now):
        return True
    with torch.no_grad():
        return bool(((before == now) | ((before != before) & (now != now))).all())


class Sample:
    """A tensor's elements as they were."""

    def __init__(self, torch: Any, tensor: Any) -> None:
        self._torch = torch
        self._kept = sample(torch, tensor).clone()
        self._version = tensor._version
        self._is_whole = tensor.numel() == self._kept.numel()

    @property
    def kept(self) -> Any:
        return self._kept

    def has_moved(self, tensor: Any, grad: Any) -> bool | None:
        """Since then; None where this sample can't tell: all gradients in it are zero, and so it
        would stay as it is while others move."""
        torch = self._torch
        if tensor.is_meta:
            return None
        if not is_same(torch, self._kept, sample(torch, tensor)):
            return True
        if self._is_whole or tensor._version == self._version:
            return False
        if grad is None or grad.layout is not torch.strided or grad.shape != tensor.shape:
            return None
        return False if bool(sample(torch, grad).any()) else None
