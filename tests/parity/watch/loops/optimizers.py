"""Optimizers of all kinds, and what stands between them and the gradients."""

from __future__ import annotations

import torch
from torch import nn


def of_each_class() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    for make in (
        lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True),
        lambda p: torch.optim.Adam(p, lr=0.01),
        lambda p: torch.optim.AdamW(p, lr=0.01, amsgrad=True),
        lambda p: torch.optim.RMSprop(p, lr=0.01, centered=True),
        lambda p: torch.optim.Adagrad(p, lr=0.1),
        lambda p: torch.optim.Adadelta(p),
        lambda p: torch.optim.Rprop(p, lr=0.01),
        lambda p: torch.optim.NAdam(p),
    ):
        model = nn.Linear(4, 1)
        optimizer = make(model.parameters())
        for _ in range(15):
            optimizer.zero_grad()  # without: no_zero_grad
            nn.functional.mse_loss(model(x), y).backward()
            optimizer.step()


def foreach_fused_and_neither() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    for how in ({"foreach": True}, {"fused": True}, {"foreach": False}):
        model = nn.Linear(4, 1)
        optimizer = torch.optim.AdamW(model.parameters(), lr=0.01, **how)
        for _ in range(15):
            optimizer.zero_grad()  # without: no_zero_grad
            nn.functional.mse_loss(model(x), y).backward()
            optimizer.step()


def lbfgs() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.LBFGS(model.parameters(), lr=0.5, max_iter=4)

    def closure() -> torch.Tensor:
        optimizer.zero_grad()  # without: no_zero_grad
        loss = nn.functional.mse_loss(model(x), y)
        loss.backward()
        return loss

    for _ in range(8):
        optimizer.step(closure)


def lbfgs_with_a_line_search() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1))
    optimizer = torch.optim.LBFGS(model.parameters(), line_search_fn="strong_wolfe", max_iter=5)

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(model(x), y)
        loss.backward()
        return loss

    for _ in range(8):
        loss = optimizer.step(closure)
        with torch.no_grad():
            loss = nn.functional.mse_loss(model(x), y)
    assert loss < 2


def closure_with_sgd() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)

    def closure() -> torch.Tensor:
        optimizer.zero_grad()  # without: no_zero_grad
        loss = nn.functional.mse_loss(model(x), y)
        loss.backward()
        return loss

    for _ in range(20):
        optimizer.step(closure)


def two_at_once() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    encoder, decoder = nn.Linear(4, 8), nn.Linear(8, 1)
    first = torch.optim.SGD(encoder.parameters(), lr=0.05)
    second = torch.optim.Adam(decoder.parameters(), lr=0.01)
    for _ in range(30):
        first.zero_grad()  # without: optimizer_forgotten since 3
        second.zero_grad()  # without: optimizer_forgotten since 4
        nn.functional.mse_loss(decoder(encoder(x).tanh()), y).backward()
        first.step()
        second.step()


def two_of_which_one_steps_every_third_time() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    encoder, decoder = nn.Linear(4, 8), nn.Linear(8, 1)
    slow = torch.optim.SGD(encoder.parameters(), lr=0.02)
    fast = torch.optim.SGD(decoder.parameters(), lr=0.05)
    for i in range(30):
        nn.functional.mse_loss(decoder(encoder(x).tanh()), y).backward()
        fast.step()
        fast.zero_grad()  # without: optimizer_forgotten
        if i % 3 == 2:
            slow.step()
            slow.zero_grad()  # without: optimizer_forgotten since 8 at slow.step(


def clipping() -> None:
    x, y = torch.randn(32, 4), 100 * torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for i in range(30):
        optimizer.zero_grad()  # without: no_zero_grad
        nn.functional.mse_loss(model(x), y).backward()
        if i % 2:
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        else:
            nn.utils.clip_grad_value_(model.parameters(), 0.5)
        optimizer.step()


def groups_one_of_them_added_later() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    head, body = nn.Linear(8, 1), nn.Linear(4, 8)
    optimizer = torch.optim.SGD(
        [{"params": head.weight}, {"params": head.bias, "lr": 0.01}], lr=0.1
    )
    for i in range(40):
        if i == 20:
            optimizer.add_param_group({"params": body.parameters(), "lr": 0.01})
        optimizer.zero_grad()
        hidden = body(x).tanh() if i >= 20 else body(x).tanh().detach()
        nn.functional.mse_loss(head(hidden), y).backward()
        optimizer.step()


def an_optimizer_made_anew_each_epoch() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    for epoch in range(4):
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1 / (epoch + 1))
        for _ in range(10):
            optimizer.zero_grad()  # without: no_zero_grad
            nn.functional.mse_loss(model(x), y).backward()
            optimizer.step()


def scaler() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    scaler = torch.amp.GradScaler("cpu")
    for _ in range(30):
        optimizer.zero_grad()  # without: no_zero_grad
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = nn.functional.mse_loss(model(x).float(), y)
        scaler.scale(loss).backward()
        scaler.unscale_(optimizer)
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        scaler.step(optimizer)
        scaler.update()


def scaler_that_skips_a_step() -> None:
    x, y = torch.randn(32, 4), 100 * torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    scaler = torch.amp.GradScaler("cpu", init_scale=2.0**126, backoff_factor=2.0**-40)
    for _ in range(30):
        optimizer.zero_grad()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = nn.functional.mse_loss(model(x).float(), y)
        scaler.scale(loss).backward()
        scaler.step(optimizer)
        scaler.update()
    assert scaler.get_scale() < 2.0**126


def step_in_a_post_accumulate_hook() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1))
    optimizers = {p: torch.optim.SGD([p], lr=0.05) for p in model.parameters()}

    def update(p: torch.Tensor) -> None:
        optimizers[p].step()
        optimizers[p].zero_grad()

    for p in model.parameters():
        p.register_post_accumulate_grad_hook(update)
    for _ in range(20):
        nn.functional.mse_loss(model(x), y).backward()
