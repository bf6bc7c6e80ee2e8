"""The loss that a backward is called on."""

from __future__ import annotations

from typing import Any


def roots_of(torch: Any, tensors: Any) -> tuple[Any, ...]:
    """What backward was given: a tensor or several."""
    if isinstance(tensors, torch.Tensor):
        return (tensors,)
    if isinstance(tensors, dict):
        tensors = tensors.values()
    return tuple(each for each in tensors if isinstance(each, torch.Tensor))


def loss_of(roots: tuple[Any, ...], is_measured: bool) -> float | None:
    """Their sum, where each is a number; to look costs next to nothing where there is no device to
    wait for."""
    loss = 0.0
    for root in roots:
        if root.numel() != 1 or root.is_complex() or root.is_meta:
            return None
        if not is_measured and not root.is_cpu:
            return None
        loss += root.item()
    return loss if roots else None
