"""What the probe tells of loops of many kinds, as they are written outside."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import torch
from recorded_events import Recorded, watching
from torch import nn
from torch.utils.checkpoint import checkpoint


def model(activation: type[nn.Module] = nn.Tanh) -> nn.Sequential:
    torch.manual_seed(1)
    return nn.Sequential(nn.Linear(2, 8), activation(), nn.Linear(8, 1))


def error(net: nn.Module, samples: int = 16) -> torch.Tensor:
    return ((net(torch.randn(samples, 2)) - 1.0) ** 2).mean()


def held(recorded: Recorded) -> set[Any]:
    """Whether anything was found in a gradient, over all backwards."""
    return {each.held for backward in recorded.backwards for each in backward.gradients}


def test_two_optimizers_in_turn_have_their_own_tensors():
    with watching() as (recorded, _):
        made, judge = model(), nn.Linear(1, 1)
        makes = torch.optim.RMSprop(made.parameters())
        judges = torch.optim.Adam(judge.parameters())
        for _ in range(30):
            judges.zero_grad()
            judge(made(torch.randn(16, 2)).detach()).mean().backward()
            judges.step()
            for each in judge.parameters():
                each.data.clamp_(-0.01, 0.01)
            makes.zero_grad()
            judge(made(torch.randn(16, 2))).mean().backward()
            makes.step()
    names = [
        {recorded.tensors[n].name for n in each.tensors} for each in recorded.optimizers.values()
    ]
    assert [each.name for each in recorded.optimizers.values()] == ["Adam", "RMSprop"]
    assert names == [
        {"judge.weight", "judge.bias"},
        {"made.0.weight", "made.0.bias", "made.2.weight", "made.2.bias"},
    ]
    # What is clamped has moved, but not by a step.
    assert [each.optimizer for each in recorded.steps] == [0, 1] * 30


def test_a_closure_is_called_from_within_its_step():
    with watching() as (recorded, _):
        net = model()
        optimizer = torch.optim.LBFGS(net.parameters(), lr=0.1, max_iter=5)
        x = torch.randn(16, 2)

        def closure() -> torch.Tensor:
            optimizer.zero_grad()
            loss = (net(x) ** 2).mean()
            loss.backward()
            return loss

        for _ in range(3):
            optimizer.step(closure)
        error(net).backward()
    assert [each.during_step for each in recorded.backwards[:-1]] == [0] * (
        len(recorded.backwards) - 1
    )
    assert recorded.backwards[-1].during_step is None
    assert len(recorded.steps) == 3


def test_a_step_that_raises_is_none_and_is_not_gone_on_with():
    def closure() -> float:
        raise KeyError

    with watching() as (recorded, _):
        net = model()
        optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
        for _ in range(3):
            error(net).backward()
            with pytest.raises(KeyError):
                optimizer.step(closure)
            error(net).backward()
            optimizer.step()
    assert len(recorded.steps) == 3
    assert {each.during_step for each in recorded.backwards} == {None}


def test_a_step_within_a_step_is_part_of_it():
    class Outer(torch.optim.Optimizer):
        def __init__(self, parameters: Any) -> None:
            super().__init__(parameters, {"lr": 0.1})
            self.inner = torch.optim.SGD(self.param_groups, lr=0.1)

        def step(self, closure: Any = None) -> None:
            self.inner.step()

    with watching() as (recorded, _):
        net = model()
        optimizer = Outer(net.parameters())
        error(net).backward()
        optimizer.step()
    assert [each.name for each in recorded.optimizers.values()] == ["Outer"]
    assert len(recorded.steps) == 1
    assert set(recorded.steps[0].moved.values()) == {True}


def test_a_step_for_each_tensor_within_the_backward_is_told_behind_it():
    with watching() as (recorded, _):
        net = model()
        optimizers = {each: torch.optim.SGD([each], lr=0.1) for each in net.parameters()}

        def use_up(parameter: torch.Tensor) -> None:
            optimizers[parameter].step()
            optimizers[parameter].zero_grad()

        for each in net.parameters():
            each.register_post_accumulate_grad_hook(use_up)
        for _ in range(2):
            error(net).backward()
    kinds = [type(each).__name__ for each in recorded.events]
    assert kinds == ["Backward", *["Step", "Cleared"] * 4] * 2
    assert [len(each.gradients) for each in recorded.backwards] == [4, 4]
    assert held(recorded) == {False}
    assert all(each.held for each in recorded.steps)


def test_a_scaled_loss_is_told_as_it_was_and_a_step_left_out_is_none():
    with watching() as (recorded, _):
        net = model()
        optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
        scaler = torch.amp.GradScaler("cpu", init_scale=2.0**16)
        losses = []
        for index in range(5):
            optimizer.zero_grad()
            loss = error(net) * (1e34 if index == 3 else 1.0)
            losses.append(loss.item())
            scaler.scale(loss).backward()
            scaler.step(optimizer)
            scaler.update()
        assert [each.loss for each in recorded.backwards][:3] == pytest.approx(losses[:3])
        assert len(recorded.steps) == 4


@pytest.mark.parametrize("use_reentrant", [True, False])
def test_what_is_recomputed_is_one_backward(use_reentrant: bool):
    with watching() as (recorded, _):
        net = model()
        optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
        for _ in range(3):
            x = torch.randn(16, 2, requires_grad=True)
            once = checkpoint(net, x, use_reentrant=use_reentrant)
            twice = checkpoint(net, x, use_reentrant=use_reentrant)
            (once + twice).sum().backward()
            optimizer.step()
    assert [each.number for each in recorded.backwards] == [1, 2, 3]
    assert {len(each.gradients) for each in recorded.backwards} == {5}


def test_gradients_that_are_only_computed_do_not_arrive():
    with watching() as (recorded, _):
        net = model()
        loss = error(net)
        torch.autograd.grad(loss, list(net.parameters()), retain_graph=True)
        loss.backward(inputs=[net[0].weight])
    (backward,) = recorded.backwards
    assert [recorded.tensors[each.tensor].name for each in backward.gradients] == ["net.0.weight"]


def test_a_gradient_of_a_gradient_and_two_backwards_of_one_graph():
    with watching() as (recorded, _):
        net = model()
        x = torch.randn(16, 2, requires_grad=True)
        (slope,) = torch.autograd.grad(net(x).sum(), x, create_graph=True)
        loss = (slope**2).mean()
        loss.backward(retain_graph=True)
        grad = net[0].weight.grad.clone()
        loss.backward()
    first, second = (
        next(each for each in backward.gradients if each.tensor == recorded.number("net.0.weight"))
        for backward in recorded.backwards
    )
    assert first.carried == 0.0
    assert second.carried == second.added == pytest.approx(grad.norm().item())
    assert second.grad == pytest.approx(2.0 * grad.norm().item())


def test_what_is_unfrozen_or_added_later_is_told_when_it_moves():
    with watching() as (recorded, _):
        net, late = model(), nn.Linear(2, 2)
        net[0].requires_grad_(False)
        optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
        error(net).backward()
        optimizer.step()
        assert len(recorded.optimizers[0].tensors) == 2
        net[0].requires_grad_(True)
        optimizer.add_param_group({"params": late.parameters(), "lr": 0.5})
        (error(net) + late(torch.randn(3, 2)).sum()).backward()
        optimizer.step()
    assert len(recorded.optimizers[0].tensors) == 6
    assert [each.rates for each in recorded.steps] == [(0.1,), (0.1, 0.5)]


def test_shared_and_moved_parameters_stay_one_tensor():
    with watching() as (recorded, _):
        net = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2))
        net[1].weight = net[0].weight
        optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
        for dtype in (torch.float32, torch.float64):
            net.to(dtype)
            net.load_state_dict(net.state_dict())
            optimizer.zero_grad()
            net(torch.randn(3, 2, dtype=dtype)).sum().backward()
            optimizer.step()
    assert Counter(each.name for each in recorded.tensors.values()) == {
        "net.0.weight": 1,
        "net.0.bias": 1,
        "net.1.bias": 1,
    }


def test_inputs_that_ask_for_a_gradient_are_one_tensor_and_no_parameter():
    with watching() as (recorded, _):
        net = model()
        for _ in range(30):
            x = torch.randn(16, 2, requires_grad=True)
            net.zero_grad()
            net(x).sum().backward()
    assert [each.name for each in recorded.tensors.values() if not each.is_parameter] == ["x"]
    assert len(recorded.tensors) == 5
    assert recorded.steps == []
    assert {len(each.gradients) for each in recorded.backwards} == {5}


def test_gradients_cleared_by_hand_are_found_clear():
    with watching() as (recorded, _):
        net = model()
        optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
        for _ in range(3):
            error(net).backward()
            optimizer.step()
            for each in net.parameters():
                each.grad.data.zero_()  # moves no version
    assert held(recorded) == {False}
    assert {each.carried for backward in recorded.backwards for each in backward.gradients} == {0.0}


def test_weights_that_do_not_move_are_told():
    with watching() as (recorded, _):
        net = nn.Linear(60, 60)
        optimizer = torch.optim.SGD(net.parameters(), lr=0.0)
        net(torch.randn(8, 60)).pow(2).sum().backward()
        optimizer.step()
    assert set(recorded.steps[0].moved.values()) == {False}


def test_only_the_model_that_is_watched_alone_is_told_of():
    net, other = model(), model()
    with watching(only=net) as (recorded, _):
        moving = torch.optim.SGD(net.parameters(), lr=0.1)
        others = torch.optim.SGD(other.parameters(), lr=0.1)
        for _ in range(2):
            error(other).backward()
            others.step()
            error(net).backward()
            moving.step()
    assert len(recorded.tensors) == 4
    assert len(recorded.backwards) == len(recorded.steps) == len(recorded.stops) // 2 == 2


def test_places_are_lines_of_the_script():
    with watching() as (recorded, _):
        net = model()
        optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
        loss = error(net)
        loss.backward()
        optimizer.step()
    backward, step = recorded.backwards[0].place, recorded.steps[0].place
    assert backward.file == step.file == __file__
    with open(__file__) as file:
        lines = file.readlines()
    assert lines[backward.line - 1].strip() == "loss.backward()"
    assert step.line == backward.line + 1
