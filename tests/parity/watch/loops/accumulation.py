"""Several backwards before a step, on purpose."""

from __future__ import annotations

import torch
from torch import nn


def of_four_batches() -> None:
    x, y = torch.randn(64, 8, 4), torch.randn(64, 8, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for i in range(64):
        (nn.functional.mse_loss(model(x[i]), y[i]) / 4).backward()
        if (i + 1) % 4 == 0:
            optimizer.step()
            optimizer.zero_grad()  # without: no_zero_grad at optimizer.step(


def of_four_batches_as_their_sum() -> None:
    x, y = torch.randn(64, 8, 4), torch.randn(64, 8, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.02)
    for i in range(64):
        nn.functional.mse_loss(model(x[i]), y[i]).backward()
        if (i + 1) % 4 == 0:
            optimizer.step()
            optimizer.zero_grad()  # without: no_zero_grad at optimizer.step(


def in_an_inner_loop() -> None:
    x, y = torch.randn(8, 8, 4), torch.randn(8, 8, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(20):
        optimizer.zero_grad()  # without: no_zero_grad at optimizer.step(
        for i in range(8):
            (nn.functional.mse_loss(model(x[i]), y[i]) / 8).backward()
        optimizer.step()


def with_a_step_for_the_rest() -> None:
    x, y = torch.randn(10, 8, 4), torch.randn(10, 8, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(8):
        for i in range(10):
            (nn.functional.mse_loss(model(x[i]), y[i]) / 4).backward()
            if (i + 1) % 4 == 0 or i + 1 == len(x):
                optimizer.step()
                optimizer.zero_grad()  # without: no_zero_grad at optimizer.step(


def with_the_rest_carried_into_the_next_epoch() -> None:
    x, y = torch.randn(10, 8, 4), torch.randn(10, 8, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(8):
        for i in range(10):
            (nn.functional.mse_loss(model(x[i]), y[i]) / 4).backward()
            if (i + 1) % 4 == 0:
                optimizer.step()
                optimizer.zero_grad()  # without: no_zero_grad at optimizer.step(


def with_a_rest_that_the_very_end_drops() -> None:
    x, y = torch.randn(42, 8, 4), torch.randn(42, 8, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for i in range(42):
        (nn.functional.mse_loss(model(x[i]), y[i]) / 4).backward()
        if (i + 1) % 4 == 0:
            optimizer.step()
            optimizer.zero_grad()


def with_a_scheduler_and_clipping() -> None:
    x, y = torch.randn(64, 8, 4), torch.randn(64, 8, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=16)
    for i in range(64):
        (nn.functional.mse_loss(model(x[i]), y[i]) / 4).backward()
        if (i + 1) % 4 == 0:
            nn.utils.clip_grad_norm_(model.parameters(), 0.1)
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()  # without: no_zero_grad at optimizer.step(


def of_more_and_more_batches() -> None:
    x, y = torch.randn(8, 4), torch.randn(8, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for batches in (1, 1, 1, 1, 1, 2, 2, 2, 4, 4, 8, 8, 16):
        optimizer.zero_grad()  # without: no_zero_grad at optimizer.step(
        for _ in range(batches):
            (nn.functional.mse_loss(model(x), y) / batches).backward()
        optimizer.step()


def of_two_losses() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    for _ in range(30):
        optimizer.zero_grad()  # without: no_zero_grad
        nn.functional.mse_loss(model(x), y).backward()
        nn.functional.l1_loss(model(-x), -y).backward()
        optimizer.step()


def of_two_tasks_with_a_shared_trunk() -> None:
    x, colours, size = torch.randn(32, 4), torch.randint(3, (32,)), torch.randn(32, 1)
    trunk = nn.Sequential(nn.Linear(4, 8), nn.ReLU())
    first, second = nn.Linear(8, 3), nn.Linear(8, 1)
    optimizer = torch.optim.Adam([*trunk.parameters(), *first.parameters(), *second.parameters()])
    for i in range(40):
        optimizer.zero_grad()  # without: no_zero_grad at optimizer.step(
        if i % 2 == 0:
            nn.functional.cross_entropy(first(trunk(x)), colours).backward()
        else:
            nn.functional.mse_loss(second(trunk(x)), size).backward()
        optimizer.step()
