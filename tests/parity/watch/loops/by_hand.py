"""Updates without an optimizer."""

from __future__ import annotations

import torch
from torch import nn


def added_to_the_data() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    for _ in range(30):
        model.zero_grad()  # without: no_zero_grad
        nn.functional.mse_loss(model(x), y).backward()
        for p in model.parameters():
            p.data.add_(p.grad, alpha=-0.1)


def subtracted_from_the_data() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    for _ in range(30):
        nn.functional.mse_loss(model(x), y).backward()
        for p in model.parameters():
            p.data -= 0.1 * p.grad
        model.zero_grad()  # without: no_zero_grad


def without_grad() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    for _ in range(30):
        nn.functional.mse_loss(model(x), y).backward()
        with torch.no_grad():
            for p in model.parameters():
                p -= 0.1 * p.grad
                p.grad = None  # without: no_zero_grad


def of_raw_leaves() -> None:
    x, y = torch.randn(64, 2), torch.randn(64, 1)
    w1 = torch.randn(2, 16, requires_grad=True)
    b1 = torch.zeros(16, requires_grad=True)
    w2 = torch.randn(16, 1, requires_grad=True)
    parameters = [w1, b1, w2]
    for _ in range(40):
        loss = ((torch.tanh(x @ w1 + b1) @ w2 - y) ** 2).mean()
        for p in parameters:  # without: no_zero_grad
            p.grad = None
        loss.backward()
        for p in parameters:
            p.data += -0.02 * p.grad


def of_a_single_neuron_in_double() -> None:
    x1, x2 = torch.tensor([2.0]).double(), torch.tensor([0.0]).double()
    w1 = torch.tensor([-3.0], dtype=torch.float64, requires_grad=True)
    w2 = torch.tensor([1.0], dtype=torch.float64, requires_grad=True)
    b = torch.tensor([6.88], dtype=torch.float64, requires_grad=True)
    for _ in range(30):
        for p in (w1, b):  # without: no_zero_grad
            p.grad = None
        o = torch.tanh(x1 * w1 + x2 * w2 + b)
        loss = (o - 0.2) ** 2
        loss.backward()
        for p in (w1, b):
            p.data -= 0.05 * p.grad


def in_an_order_of_its_own_each_batch() -> None:
    model = nn.Linear(4, 1)
    for i in range(30):
        x, y = torch.randn(8 + i % 3, 4), torch.randn(8 + i % 3, 1)
        model.zero_grad(set_to_none=False)  # without: no_zero_grad
        nn.functional.mse_loss(model(x), y).backward()
        with torch.no_grad():
            for p in model.parameters():
                p.sub_(p.grad * 0.05)


def added_up_over_batches() -> None:
    x, y = torch.randn(8, 4), torch.randn(8, 1)
    model = nn.Linear(4, 1)
    for _ in range(15):
        model.zero_grad()  # without: no_zero_grad
        for _ in range(4):
            (nn.functional.mse_loss(model(x), y) / 4).backward()
        for p in model.parameters():
            p.data.add_(-0.1 * p.grad)


def beside_an_optimizer() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model, scale = nn.Linear(4, 1), torch.ones(1, requires_grad=True)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    for _ in range(30):
        optimizer.zero_grad()
        scale.grad = None
        nn.functional.mse_loss(model(x) * scale, y).backward()
        optimizer.step()
        scale.data -= 0.05 * scale.grad
