"""What is read of a loop: norms, entries, units, names, where NaN came first; of tensors of any
kind."""

from __future__ import annotations

import dataclasses
import math
import weakref
from typing import Any

import pytest
import torch
from recorded_events import watching
from torch import nn

from engine.formulas.activations import ACTIVATIONS
from engine.formulas.elementary import ARRAYS
from microtui.watch.probe.histories import MOST
from microtui.watch.probe.numbers.units import KINDS


def error(net: nn.Module) -> torch.Tensor:
    return ((net(torch.randn(16, 2)) - 1.0) ** 2).mean()


def net_with(activation: nn.Module) -> nn.Sequential:
    torch.manual_seed(1)
    return nn.Sequential(nn.Linear(2, 8), activation, nn.Linear(8, 1))


def test_a_reading_holds_what_the_last_measured_update_was():
    with watching() as (_, probe):
        net = net_with(nn.Tanh())
        optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
        for _ in range(2):
            loss = error(net)
            loss.backward()
        carried = net[0].weight.grad.norm().item()
        optimizer.step()
        reading = probe.reading(None)
        grad = torch.cat([each.grad.flatten() for each in net.parameters()]).norm().item()
    first = reading.tensors[0]
    assert (first.name, first.shape, first.optimizer) == ("net.0.weight", (8, 2), 0)
    assert first.grad == pytest.approx(carried)
    assert reading.norms[-1].grad == pytest.approx(grad)
    assert reading.norms[0].carried == 0.0
    assert reading.loss == reading.losses[-1][1] == loss.item()
    assert (reading.steps, reading.backwards) == (1, 2)
    assert [(each.name, each.rates, each.steps) for each in reading.optimizers] == [
        ("SGD", (0.1,), 1)
    ]


def test_the_weights_of_each_tensor_are_measured():
    with watching() as (_, probe):
        net = net_with(nn.Tanh())
        optimizer = torch.optim.SGD(net.parameters(), lr=0.0)
        error(net).backward()
        optimizer.step()
        weights = [each.weight for each in probe.reading(None).tensors]
    assert weights == pytest.approx([each.norm().item() for each in net.parameters()])


@pytest.mark.parametrize("clears", [True, False])
def test_the_tensor_that_is_opened_shows_its_largest_entries(clears: bool):
    with watching() as (_, probe):
        net = nn.Linear(30, 20)
        for _ in range(2):
            before = torch.zeros(20, 30) if net.weight.grad is None else net.weight.grad.clone()
            net(torch.randn(4, 30)).pow(2).sum().backward()
            entries = probe.reading(0).entries
            grad = net.weight.grad.clone()
            if clears:
                net.zero_grad()
                before = torch.zeros(20, 30)
        assert probe.reading(None).entries == ()
    assert len(entries) == 200
    largest = grad.abs().flatten().sort(descending=True).values[:200]
    assert [abs(each.grad) for each in entries] == pytest.approx(largest.tolist())
    for each in entries[:10]:
        assert each.weight == pytest.approx(net.weight[each.position].item())
        assert each.carried == pytest.approx(before[each.position].item(), abs=1e-12)
        assert each.carried + each.added == pytest.approx(each.grad)


def test_a_reading_is_bounded():
    with watching() as (recorded, probe):
        weights = [torch.ones(2, requires_grad=True) for _ in range(400)]
        optimizer = torch.optim.SGD(weights, lr=0.0)
        for _ in range(3):
            torch.stack(weights).sum().backward()
            optimizer.step()
        optimizer.zero_grad()
        w = torch.ones(2, requires_grad=True)
        for _ in range(3 * MOST):
            w.sum().backward()
        reading = probe.reading(0)
    assert (len(reading.tensors), reading.tensor_count) == (300, 401)
    assert all(recorded.tensors[each.number].name == each.name for each in reading.tensors)
    assert MOST / 2 <= len(reading.losses) <= MOST
    assert reading.losses[-1][0] == 3 + 3 * MOST


def test_dead_and_saturated_units_are_counted():
    with watching() as (_, probe):
        dead, saturated = net_with(nn.ReLU()), net_with(nn.Tanh())
        with torch.no_grad():
            dead[0].bias.fill_(100.0)
            dead[0].bias[:3] = -100.0
            saturated[0].weight.fill_(0.1)
            saturated[0].bias.zero_()
            saturated[0].bias[:2] = 100.0
        for _ in range(2):
            (error(dead) + error(saturated)).backward()
        units = {each.name: each for each in probe.reading(None).units}
    assert units["dead.1"][1:] == ("ReLU", "dead", 8, 3, 0)
    assert units["saturated.1"][1:] == ("Tanh", "saturated", 8, 2, 0)


@pytest.mark.parametrize("activation", [nn.Tanh, nn.ReLU, nn.ELU])
def test_units_whose_values_are_no_numbers_are_counted_as_that(activation: type[nn.Module]):
    with watching() as (_, probe):
        net = net_with(activation())
        with torch.no_grad():
            net[0].weight.fill_(0.1)
            net[0].bias[:3] = math.nan
            net[0].bias[3:5] = 100.0
            net[0].bias[5:] = -100.0
        for _ in range(2):
            error(net).backward()
        (units,) = probe.reading(None).units
    # Far above 0 the one is flat, and far below it all of them are.
    stuck = 5 if activation is nn.Tanh else 3
    assert (units.units, units.stuck_units, units.not_finite) == (8, stuck, 3)


@pytest.mark.parametrize("name", KINDS)
def test_units_are_stuck_where_our_own_screen_says_so(name: str):
    activation = next(each for each in ACTIVATIONS.values() if each.pytorch == f"nn.{name}()")
    x = torch.linspace(-6.0, 6.0, 1001, dtype=torch.float64)
    y = getattr(nn, name)()(x)
    kind = KINDS[name]
    assert kind.stuck == activation.stuck
    assert kind.is_flat(y).tolist() == activation.is_flat(ARRAYS, y.numpy()).tolist()


class Root(nn.Module):
    """Has an infinite slope, and no result below zero."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x.sqrt()


@pytest.mark.parametrize(
    ("break_at_3", "expected"),
    [
        (lambda net, x: x.fill_(-1e30), "NaN in the output of net.1, at backward 3"),
        (lambda net, x: net[0].weight.data.fill_(math.nan), "NaN in net.0.weight, at backward 3"),
    ],
)
def test_the_first_place_of_nan_is_told(break_at_3: Any, expected: str):
    with watching() as (_, probe):
        net = nn.Sequential(nn.Linear(2, 1), Root())
        with torch.no_grad():
            for each in net.parameters():
                each.fill_(1.0)
        optimizer = torch.optim.SGD(net.parameters(), lr=0.0)
        for index in range(5):
            x = torch.ones(4, 2)
            if index == 2:
                break_at_3(net, x)
            optimizer.zero_grad()
            net(x).sum().backward()
            optimizer.step()
        assert probe.reading(None).not_finite == expected


def test_an_infinite_gradient_of_a_finite_loss_is_told():
    with watching() as (_, probe):
        w = torch.zeros(1, requires_grad=True)
        w.sqrt().sum().backward()
        assert probe.reading(None).not_finite == "an infinity in the gradient of w, at backward 1"


def test_large_numbers_are_no_infinity():
    with watching() as (_, probe):
        w = torch.ones(4, requires_grad=True)
        (w * 1e30).sum().backward()
        reading = probe.reading(None)
    assert reading.tensors[0].grad == pytest.approx(2e30)
    assert reading.not_finite is None


def test_tensors_of_any_kind_are_measured():
    with watching() as (recorded, probe):
        leaves = {
            "half": torch.ones(300, dtype=torch.bfloat16),
            "complex": torch.ones(2, dtype=torch.complex64),
            "scalar": torch.tensor(2.0),
            "empty": torch.zeros(0),
            "turned": torch.ones(40, 60).t(),
        }
        leaves = {name: each.requires_grad_() for name, each in leaves.items()}
        words = nn.Embedding(3000, 2, sparse=True)
        for _ in range(2):
            loss = sum(each.abs().float().pow(2).sum() for each in leaves.values())
            (loss + words(torch.tensor([1, 1, 2])).sum()).backward()
        grads = {
            recorded.tensors[each.tensor].name: (each.carried, each.added, each.grad)
            for each in recorded.backwards[-1].gradients
        }
        for number in recorded.tensors:
            probe.reading(number)
    for name, each in leaves.items():
        expected = float(each.grad.abs().float().norm())
        assert grads[f"leaves[{name!r}]"] == pytest.approx(
            (expected / 2, expected / 2, expected), rel=1e-2
        )
    once = math.sqrt(2 * (4 + 1))
    assert grads["words.weight"] == pytest.approx((once, once, 2 * once))


def test_names_are_those_of_the_scripts_variables():
    class Trainer:
        def __init__(self) -> None:
            self.model = nn.Linear(2, 1)

        def fit(self) -> None:
            self.model(torch.randn(3, 2)).sum().backward()

    def unnamed() -> torch.Tensor:
        return nn.Sequential(nn.Linear(2, 1))(torch.randn(3, 2)).sum()

    with watching() as (recorded, _):
        Trainer().fit()
        layers = [nn.Linear(2, 1)]
        layers[0](torch.randn(3, 2)).sum().backward()
        unnamed().backward()
    names = [each.name for each in recorded.tensors.values()]
    assert names[:4] == [
        "self.model.weight",
        "self.model.bias",
        "layers[0].weight",
        "layers[0].bias",
    ]
    assert names[4:] == ["Linear.weight", "Linear.bias"]


def test_variables_that_a_function_lets_go_of_are_not_kept_by_being_named():
    with watching():
        net = nn.Linear(2, 1)
        activations = net(torch.randn(3, 2))
        activations.sum().backward()
        gone = weakref.ref(activations)
        del activations
        assert gone() is None


def test_a_reading_is_plain_data():
    with watching() as (_, probe):
        net = net_with(nn.ReLU())
        error(net).backward()
        reading = probe.reading(0)
    plain = (int, float, str, bool, type(None))

    def check(value: object) -> None:
        if dataclasses.is_dataclass(value):
            value = tuple(getattr(value, each.name) for each in dataclasses.fields(value))
        if isinstance(value, tuple):
            for each in value:
                check(each)
        else:
            assert type(value) in plain

    check(reading)
