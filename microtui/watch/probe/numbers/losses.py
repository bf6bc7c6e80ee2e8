"""The loss that a backward is called on."""

from __future__ import annotations

from typing import Any

from microtui.watch.probe.numbers.scaling import Scaled


def roots_of(torch: Any, tensors: Any) -> tuple[Any, ...]:
    """What backward was given: a tensor or several."""
    if isinstance(tensors, torch.Tensor):
        return (tensors,)
    if isinstance(tensors, dict):
        tensors = list(tensors.values())
    # Whatever can be gone through once only is the script's to go through.
    if not isinstance(tensors, list | tuple):
        return ()
    return tuple(each for each in tensors if isinstance(each, torch.Tensor))


def loss_of(roots: tuple[Any, ...], scaled: Scaled, is_measured: bool) -> float | None:
    """Their sum, where each is a number; to look costs next to nothing where there is no device to
    wait for."""
    loss = 0.0
    for root in roots:
        if not root.is_cpu and (root.is_meta or not is_measured):
            return None
        if root.numel() != 1 or root.is_complex():
            return None
        loss += root.item() / (scaled.scale_of(root) or 1.0)
    return loss if roots else None
