"""The largest entries of the tensor that is opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from microtui.watch.reading import Entry

MOST = 200


def largest_entries(torch: Any, tensor: Any, carried: Any) -> tuple[Entry, ...]:
    """Those with the largest gradients; `carried` is what `.grad` held before, or None where it was
    clear."""
    grad = tensor.grad
    if grad is None or grad.is_meta or grad.is_complex() or not grad.numel():
        return ()
    with torch.no_grad():
        positions = largest_positions(torch, grad.detach())
        index = tuple(positions.unbind(1))
        held = None if carried is None else values_at(carried, index)
        grads = values_at(grad, index)
        return tuple(
            Entry(tuple(position), weight, before, now - before, now)
            for position, weight, before, now in zip(
                positions.tolist(),
                values_at(tensor, index),
                [0.0] * len(grads) if held is None else held,
                grads,
                strict=True,
            )
        )


def largest_positions(torch: Any, grad: Any) -> Any:
    """A row for each, the largest first."""
    if grad.layout is not torch.strided:
        grad = grad.coalesce()
        rows, inner = grad.indices(), grad.values()
        largest = largest_positions(torch, inner)
        return torch.cat([rows[:, largest[:, 0]].T, largest[:, 1:]], dim=1)
    flat = grad.abs().flatten()
    order = flat.topk(min(MOST, flat.numel())).indices
    return (
        torch.stack(torch.unravel_index(order, grad.shape), dim=1)
        if grad.dim()
        else order[:, None][:, :0]
    )


def values_at(tensor: Any, index: Sequence[Any]) -> list[float]:
    tensor = tensor.detach()
    if tensor.is_sparse:
        tensor = tensor.to_dense()
    values = tensor[tuple(index)] if tensor.dim() else tensor[None]
    return [float(each) for each in values.double().tolist()]
