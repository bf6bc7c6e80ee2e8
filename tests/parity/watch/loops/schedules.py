"""Learning rates that change, down to 0 and up from it."""

from __future__ import annotations

import torch
from torch import nn
from torch.optim import lr_scheduler


def one_after_the_other() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    for make in (
        lambda optimizer: lr_scheduler.StepLR(optimizer, step_size=5, gamma=0.5),
        lambda optimizer: lr_scheduler.OneCycleLR(optimizer, max_lr=0.2, total_steps=20),
        lambda optimizer: lr_scheduler.CosineAnnealingLR(optimizer, T_max=20),
        lambda optimizer: lr_scheduler.ExponentialLR(optimizer, gamma=0.8),
        lambda optimizer: lr_scheduler.CosineAnnealingWarmRestarts(optimizer, T_0=5),
    ):
        model = nn.Linear(4, 1)
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        scheduler = make(optimizer)
        for _ in range(20):
            optimizer.zero_grad()  # without: no_zero_grad
            nn.functional.mse_loss(model(x), y).backward()
            optimizer.step()
            scheduler.step()


def warm_up_from_zero() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
    scheduler = lr_scheduler.LambdaLR(optimizer, lambda step: min(1.0, step / 10))
    for _ in range(40):
        optimizer.zero_grad()  # without: no_zero_grad
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()
        scheduler.step()


def cosine_to_zero_and_some_steps_on_there() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for i in range(45):
        for group in optimizer.param_groups:
            group["lr"] = 0.05 * (1 + torch.cos(torch.tensor(min(i, 40) / 40 * torch.pi)).item())
        optimizer.zero_grad()
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()


def on_a_plateau() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    scheduler = lr_scheduler.ReduceLROnPlateau(optimizer, patience=2)
    for _ in range(60):
        optimizer.zero_grad()  # without: no_zero_grad
        loss = nn.functional.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        scheduler.step(loss.item())


def a_group_at_rate_zero_for_a_while() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    body, head = nn.Linear(4, 8), nn.Linear(8, 1)
    optimizer = torch.optim.SGD(
        [{"params": body.parameters(), "lr": 0.0}, {"params": head.parameters(), "lr": 0.1}]
    )
    for i in range(60):
        if i == 30:
            optimizer.param_groups[0]["lr"] = 0.05
        optimizer.zero_grad()
        nn.functional.mse_loss(head(body(x).tanh()), y).backward()
        optimizer.step()
