"""Loops that are wrong in other ways than a line that is missing."""

from __future__ import annotations

import torch
from torch import nn


def cleared_between_backward_and_step() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(30):
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.zero_grad()  # found: zero_grad_before_step since 1
        optimizer.step()


def cleared_to_zeros_between_backward_and_step() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(30):
        nn.functional.mse_loss(model(x), y).backward()
        model.zero_grad(set_to_none=False)  # found: zero_grad_before_step since 1
        optimizer.step()


def cleared_at_each_batch_though_a_step_comes_every_fourth() -> None:
    x, y = torch.randn(64, 8, 4), torch.randn(64, 8, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for i in range(64):
        optimizer.zero_grad()  # found: gradients_thrown_away since 1
        (nn.functional.mse_loss(model(x[i]), y[i]) / 4).backward()
        if (i + 1) % 4 == 0:
            optimizer.step()


def rest_of_each_epoch_lost() -> None:
    x, y = torch.randn(10, 8, 4), torch.randn(10, 8, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(12):
        optimizer.zero_grad()  # found: gradients_thrown_away
        for i in range(10):
            (nn.functional.mse_loss(model(x[i]), y[i]) / 4).backward()
            if (i + 1) % 4 == 0:
                optimizer.step()
                optimizer.zero_grad()


def parameter_that_nothing_uses() -> None:
    class Model(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.used, self.unused = nn.Linear(4, 1), nn.Linear(4, 1)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.used(x)

    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = Model()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(40):
        optimizer.zero_grad()
        nn.functional.mse_loss(model(x), y).backward()  # found: no_gradient
        optimizer.step()


def detached_on_the_way() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    body, head = nn.Linear(4, 8), nn.Linear(8, 1)
    optimizer = torch.optim.SGD([*body.parameters(), *head.parameters()], lr=0.1)
    for _ in range(40):
        optimizer.zero_grad()
        nn.functional.mse_loss(head(body(x).tanh().detach()), y).backward()  # found: no_gradient
        optimizer.step()


def parameter_in_no_optimizer() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1))
    optimizer = torch.optim.SGD(model[2].parameters(), lr=0.1)
    for _ in range(40):
        model.zero_grad()
        nn.functional.mse_loss(model(x), y).backward()  # found: not_in_optimizer
        optimizer.step()


def optimizer_of_another_model() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model, other = nn.Linear(4, 1), nn.Linear(4, 1)
    optimizer = torch.optim.SGD(other.parameters(), lr=0.1)
    for _ in range(40):
        model.zero_grad()
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()  # found: not_in_optimizer


def layer_made_anew_behind_the_optimizer() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 2))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    model[2] = nn.Linear(8, 1)
    for _ in range(40):
        model.zero_grad()
        nn.functional.mse_loss(model(x), y).backward()  # found: not_in_optimizer, no_gradient
        optimizer.step()


def rate_so_high_that_the_loss_overflows() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=1e10)
    for _ in range(30):
        optimizer.zero_grad()
        nn.functional.mse_loss(model(x), y).backward()  # found: loss_not_finite
        optimizer.step()


def logarithm_of_what_is_negative() -> None:
    x = torch.rand(32, 4)
    model = nn.Linear(4, 1)
    nn.init.constant_(model.weight, -1.0)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(10):
        optimizer.zero_grad()
        loss = -model(x).log().mean()
        loss.backward()  # found: loss_not_finite
        optimizer.step()


def rate_so_high_that_the_loss_only_rises() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=1.2)
    for _ in range(30):
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(model(x), y)
        loss.backward()  # found: loss_rises
        optimizer.step()


def uphill() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.02, maximize=True)
    for _ in range(60):
        optimizer.zero_grad()
        nn.functional.mse_loss(model(x), y).backward()  # found: loss_rises
        optimizer.step()


def rate_of_zero() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.0)
    for _ in range(60):
        optimizer.zero_grad()
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()  # found: weights_not_changing


def rate_that_rounds_to_nothing() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-12)
    for _ in range(60):
        optimizer.zero_grad()
        nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()  # found: weights_not_changing


def forgotten_from_the_third_epoch_on() -> None:
    x, y = torch.randn(100, 8, 4), torch.randn(100, 8, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.002)
    for epoch in range(5):
        for i in range(100):
            if epoch <= 2:
                optimizer.zero_grad()
            nn.functional.mse_loss(model(x[i]), y[i]).backward()  # found: no_zero_grad since 301
            optimizer.step()


def cleared_once_an_epoch() -> None:
    x, y = torch.randn(10, 8, 4), torch.randn(10, 8, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    for _ in range(5):
        optimizer.zero_grad()
        for i in range(10):
            nn.functional.mse_loss(model(x[i]), y[i]).backward()  # found: no_zero_grad since 2
            optimizer.step()


def the_bracket_forgotten() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    for _ in range(30):
        optimizer.zero_grad  # noqa: B018
        nn.functional.mse_loss(model(x), y).backward()  # found: no_zero_grad since 2
        optimizer.step()
