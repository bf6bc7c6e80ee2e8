"""The schedules of the learning rate beside PyTorch's schedulers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch.optim import lr_scheduler

from engine.formulas.schedules import SCHEDULES

FIRST, LAST, EPOCHS = 0.7, 0.03, 40

SCHEDULERS: dict[str, Callable[[torch.optim.Optimizer], lr_scheduler.LRScheduler]] = {
    "constant": lambda each: lr_scheduler.ConstantLR(each, factor=1.0),
    "linear": lambda each: lr_scheduler.LinearLR(each, 1.0, LAST / FIRST, EPOCHS),
    "cosine": lambda each: lr_scheduler.CosineAnnealingLR(each, EPOCHS, LAST),
    "step": lambda each: lr_scheduler.StepLR(each, EPOCHS // 4, (LAST / FIRST) ** 0.25),
}


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_schedule_is_what_pytorch_s_scheduler_does(name: str) -> None:
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=FIRST)
    scheduler = SCHEDULERS[name](optimizer)
    for epoch in range(EPOCHS + 1):
        rate = SCHEDULES[name].rate(FIRST, LAST, epoch, EPOCHS)
        assert rate == pytest.approx(scheduler.get_last_lr()[0], rel=1e-12), epoch
        optimizer.step()
        scheduler.step()


@pytest.mark.parametrize("name", SCHEDULES)
def test_what_a_script_says_of_a_schedule_is_the_same_number(name: str) -> None:
    text = SCHEDULES[name].pytorch.format(first=FIRST, last=LAST, epochs=EPOCHS)
    for epoch in range(EPOCHS):
        names = {"epoch": epoch, "cos": torch.math.cos, "pi": torch.pi}
        assert eval(text, names) == SCHEDULES[name].rate(FIRST, LAST, epoch, EPOCHS)
