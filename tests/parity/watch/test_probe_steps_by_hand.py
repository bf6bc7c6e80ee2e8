"""Updates without an optimizer, noticed by the tensors being others."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from recorded_events import watching
from torch import nn

from microtui.watch.events import Step

STEPS = 60
"""More than all are measured of."""


def in_place(w: torch.Tensor) -> torch.Tensor:
    with torch.no_grad():
        w -= 0.01 * w.grad
    return w


def through_data(w: torch.Tensor) -> torch.Tensor:
    w.data.add_(w.grad, alpha=-0.01)  # moves no version
    return w


def anew(w: torch.Tensor) -> torch.Tensor:
    return (w - 0.01 * w.grad).detach().requires_grad_()


@pytest.mark.parametrize("moved", [in_place, through_data, anew])
def test_each_is_one_step(moved: Callable[[torch.Tensor], torch.Tensor]):
    with watching() as (recorded, probe):
        w = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
        for _ in range(STEPS):
            w.grad = None
            (w**2).sum().backward()
            w = moved(w)
        if moved is not anew:
            probe.reading(None, is_over=True)
    expected = STEPS - (moved is anew)
    assert len(recorded.steps) == expected
    assert {each.optimizer for each in recorded.steps} == {None}
    assert {each.rates for each in recorded.steps} == {()}
    assert {each.tensors for each in recorded.steps} == {frozenset({0})}
    assert recorded.steps[0].place == recorded.backwards[0].place
    assert recorded.steps[0].held == {0: pytest.approx((4 + 16 + 36) ** 0.5)}
    assert recorded.steps[0].moved == {0: True}


def test_the_step_that_makes_weights_anew_is_told_before_they_are_others():
    with watching() as (recorded, _):
        w = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
        for _ in range(STEPS):
            (w**2).sum().backward()
            w = anew(w)
    assert [type(each) for each in recorded.replaced_behind] == [Step] * (STEPS - 1)


def test_only_every_so_many_backwards_there_is_one():
    with watching() as (recorded, _):
        net = nn.Linear(2, 1)
        for index in range(40):
            net(torch.randn(4, 2)).pow(2).sum().backward()
            if index % 4 == 3:
                for each in net.parameters():
                    each.data.sub_(each.grad, alpha=0.001)
                net.zero_grad()
    assert len(recorded.steps) == 9
    kinds = [type(each).__name__ for each in recorded.events]
    assert kinds[:6] == ["Backward"] * 4 + ["Cleared", "Step"]


def test_weights_that_an_optimizer_holds_are_not_stepped_by_hand():
    with watching() as (recorded, _):
        net = nn.Linear(2, 1)
        optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
        for _ in range(4):
            net(torch.randn(4, 2)).pow(2).sum().backward()
            net.weight.data.clamp_(-0.1, 0.1)
        optimizer.step()
    assert [each.optimizer for each in recorded.steps] == [0]


def test_inputs_pushed_along_the_sign_of_their_gradient_are_no_weights():
    with watching() as (recorded, _):
        torch.manual_seed(0)
        net = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))
        x = torch.randn(16, 2)
        for _ in range(10):
            x = x.detach().requires_grad_()
            net.zero_grad()
            net(x).pow(2).sum().backward()
            x = x + 0.1 * x.grad.sign()
    assert recorded.steps == []
