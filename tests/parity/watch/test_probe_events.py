"""What the probe tells of small loops, right and wrong, against the norms of the loop itself."""

from __future__ import annotations

import pytest
import torch
from recorded_events import watching
from torch import nn

from microtui.watch.events import Backward, Cleared, Step


def small() -> nn.Sequential:
    torch.manual_seed(1)
    return nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 1))


def error(model: nn.Module) -> torch.Tensor:
    return ((model(torch.randn(5, 2)) - 1.0) ** 2).mean()


def norm(tensor: torch.Tensor | None) -> float:
    return 0.0 if tensor is None else tensor.double().norm().item()


def test_a_right_loop_is_told_in_its_order():
    with watching() as (recorded, _):
        model = small()
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        for _ in range(2):
            optimizer.zero_grad()
            error(model).backward()
            optimizer.step()
    assert [type(each) for each in recorded.events] == [Backward, Step, Cleared, Backward, Step]
    assert recorded.stops == ["backward", "step"] * 2


@pytest.mark.parametrize("clears", [True, False])
def test_carried_and_added_are_the_norms_of_what_was_there_and_of_what_came(clears: bool):
    with watching() as (recorded, _):
        model = small()
        optimizer = torch.optim.Adam(model.parameters(), lr=0.1)
        expected = []
        for _ in range(4):
            if clears:
                optimizer.zero_grad()
            loss = error(model)
            weight = model[0].weight
            before = norm(weight.grad)
            added = norm(torch.autograd.grad(loss, weight, retain_graph=True)[0])
            loss.backward()
            expected.append((before, added, norm(weight.grad)))
            optimizer.step()
    number = recorded.number("model.0.weight")
    for backward, (before, added, grad) in zip(recorded.backwards, expected, strict=True):
        (gradient,) = [each for each in backward.gradients if each.tensor == number]
        assert gradient.carried == pytest.approx(before, rel=1e-5)
        assert gradient.added == pytest.approx(added, rel=1e-5)
        assert gradient.grad == pytest.approx(grad, rel=1e-5)
        assert gradient.held is (before > 0.0)
    for step, (_, _, grad) in zip(recorded.steps, expected, strict=True):
        assert step.held[number] == pytest.approx(grad, rel=1e-5)
