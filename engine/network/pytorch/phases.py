"""The phases of an update as they are written in PyTorch: these lines run, and are shown.

Here `model` is an `nn.Sequential`, `loss` a tensor, and `optimizer` one of `torch.optim`.
"""

from __future__ import annotations

from typing import Any


def scores_of(model: Any, x: Any) -> Any:
    scores = model(x)
    return scores.squeeze(1)


def loss_of(criterion: Any, scores: Any, targets: Any) -> tuple[Any, float]:
    loss = criterion(scores, targets)
    return loss, loss.item()


def zero_grad(model: Any) -> None:
    model.zero_grad()


def backward(loss: Any) -> None:
    loss.backward()


def update(optimizer: Any) -> None:
    optimizer.step()
