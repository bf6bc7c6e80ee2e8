"""Graphs that are gone through twice, kept, computed again, or differentiated themselves."""

from __future__ import annotations

import torch
from torch import nn
from torch.utils.checkpoint import checkpoint


def kept_for_a_second_backward() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    for _ in range(30):
        optimizer.zero_grad()  # without: no_zero_grad
        output = model(x)
        nn.functional.mse_loss(output, y).backward(retain_graph=True)
        output.square().mean().backward()
        optimizer.step()


def penalty_on_the_gradient() -> None:
    x, y = torch.randn(32, 4, requires_grad=True), torch.randn(32, 1)
    model = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    for _ in range(30):
        optimizer.zero_grad()  # without: no_zero_grad
        output = model(x)
        slope = torch.autograd.grad(output.sum(), x, create_graph=True)[0]
        (nn.functional.mse_loss(output, y) + slope.square().mean()).backward()
        optimizer.step()


def sharpness_aware() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    for _ in range(30):
        nn.functional.mse_loss(model(x), y).backward()
        with torch.no_grad():
            ways = [0.05 * p.grad / p.grad.norm() for p in model.parameters()]
            for p, way in zip(model.parameters(), ways, strict=True):
                p.add_(way)
        optimizer.zero_grad()
        nn.functional.mse_loss(model(x), y).backward()
        with torch.no_grad():
            for p, way in zip(model.parameters(), ways, strict=True):
                p.sub_(way)
        optimizer.step()
        optimizer.zero_grad()


def computed_again() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    for reentrant in (False, True):
        body = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 8))
        stem, head = nn.Linear(4, 4), nn.Linear(8, 1)
        parameters = [*stem.parameters(), *body.parameters(), *head.parameters()]
        optimizer = torch.optim.SGD(parameters, lr=0.05)
        for _ in range(15):
            optimizer.zero_grad()  # without: no_zero_grad
            hidden = checkpoint(body, stem(x), use_reentrant=reentrant)
            nn.functional.mse_loss(head(hidden), y).backward()
            optimizer.step()


def model_agnostic_meta_learning() -> None:
    model = nn.Linear(4, 1)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(15):
        optimizer.zero_grad()  # without: no_zero_grad at optimizer.step(
        for _ in range(3):
            x, y = torch.randn(8, 4), torch.randn(8, 1)
            fast = dict(model.named_parameters())
            loss = nn.functional.mse_loss(torch.func.functional_call(model, fast, (x,)), y)
            slopes = torch.autograd.grad(loss, list(fast.values()), create_graph=True)
            fast = {n: p - 0.05 * g for (n, p), g in zip(fast.items(), slopes, strict=True)}
            output = torch.func.functional_call(model, fast, (x,))
            (nn.functional.mse_loss(output, y) / 3).backward()
        optimizer.step()


def reptile() -> None:
    model = nn.Linear(4, 1)
    for _ in range(8):
        before = [p.detach().clone() for p in model.parameters()]
        inner = torch.optim.SGD(model.parameters(), lr=0.05)
        x, y = torch.randn(8, 4), torch.randn(8, 1)
        for _ in range(4):
            inner.zero_grad()  # without: no_zero_grad
            nn.functional.mse_loss(model(x), y).backward()
            inner.step()
        with torch.no_grad():
            for p, old in zip(model.parameters(), before, strict=True):
                p.copy_(old + 0.5 * (p - old))


def a_custom_function() -> None:
    class Straight(torch.autograd.Function):
        @staticmethod
        def forward(ctx: object, x: torch.Tensor) -> torch.Tensor:
            return x.sign()

        @staticmethod
        def backward(ctx: object, gradient: torch.Tensor) -> torch.Tensor:
            return gradient

    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    for _ in range(30):
        optimizer.zero_grad()  # without: no_zero_grad
        nn.functional.mse_loss(Straight.apply(model(x)), y).backward()
        optimizer.step()


def backward_by_autograd_and_with_a_gradient_given() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    for i in range(30):
        optimizer.zero_grad()  # without: no_zero_grad at optimizer.step(
        if i % 2:
            torch.autograd.backward(nn.functional.mse_loss(model(x), y))
        else:
            output = model(x)
            output.backward(gradient=2 * (output - y).detach() / y.numel())
        optimizer.step()


def only_some_inputs_of_backward() -> None:
    x, y = torch.randn(32, 4), torch.randn(32, 1)
    body, head = nn.Linear(4, 8), nn.Linear(8, 1)
    optimizer = torch.optim.SGD([*body.parameters(), *head.parameters()], lr=0.05)
    for _ in range(30):
        optimizer.zero_grad()  # without: no_zero_grad
        loss = nn.functional.mse_loss(head(body(x).tanh()), y)
        loss.backward(inputs=list(head.parameters()), retain_graph=True)
        loss.backward(inputs=list(body.parameters()))
        optimizer.step()


def gradients_of_all_samples_by_vmap() -> None:
    x, y = torch.randn(16, 4), torch.randn(16, 1)
    model = nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)

    def loss_of(parameters: dict, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        return nn.functional.mse_loss(torch.func.functional_call(model, parameters, (x,)), y)

    for _ in range(10):
        parameters = {name: p.detach() for name, p in model.named_parameters()}
        each = torch.func.vmap(torch.func.grad(loss_of), in_dims=(None, 0, 0))(parameters, x, y)
        for name, p in model.named_parameters():
            p.grad = each[name].clamp(-1, 1).mean(0)
        optimizer.step()
