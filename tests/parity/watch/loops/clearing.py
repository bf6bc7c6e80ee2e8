"""Where gradients are cleared, and how."""

from __future__ import annotations

import torch
from torch import nn


def before_the_forward_pass() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(30):
        optimizer.zero_grad()  # without: no_zero_grad
        loss = nn.functional.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()


def between_forward_and_backward() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(30):
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()  # without: no_zero_grad
        loss.backward()
        optimizer.step()


def behind_the_step() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(30):
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()
        optimizer.zero_grad()  # without: no_zero_grad


def once_before_and_once_behind() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(30):
        optimizer.zero_grad()
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()
        optimizer.zero_grad()


def to_zeros() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(30):
        optimizer.zero_grad(set_to_none=False)  # without: no_zero_grad
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()


def by_the_module() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(30):
        model.zero_grad()  # without: no_zero_grad
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()


def by_hand_to_none() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(30):
        for p in model.parameters():  # without: no_zero_grad
            p.grad = None
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()


def by_hand_to_zero() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(30):
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()
        for p in model.parameters():  # without: no_zero_grad
            p.grad.zero_()


def by_hand_in_its_data() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(30):
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()
        for p in model.parameters():  # without: no_zero_grad
            p.grad.data.zero_()


def by_hand_as_zero_grad_once_was_written() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(30):
        for p in model.parameters():  # without: no_zero_grad
            if p.grad is not None:
                p.grad.detach_()
                p.grad.zero_()
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()


def gradients_put_there_by_hand() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(30):
        loss = nn.functional.mse_loss(model(x), y)
        parameters = list(model.parameters())
        for p, gradient in zip(parameters, torch.autograd.grad(loss, parameters), strict=True):
            p.grad = gradient
        optimizer.step()
