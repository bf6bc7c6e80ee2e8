"""Looking on changes nothing: neither numbers, nor what can be copied and kept, nor what lives."""

from __future__ import annotations

import copy
import gc
import io
import os
import pickle
import sys
import warnings
import weakref
from collections.abc import Callable
from typing import Any

import pytest
import torch
from recorded_events import watching
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

OPTIMIZERS: dict[str, Callable[[Any], torch.optim.Optimizer]] = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, foreach=True),
    "adam": lambda p: torch.optim.Adam(p, lr=0.01, fused=True),
    "lbfgs": lambda p: torch.optim.LBFGS(p, lr=0.1, max_iter=4),
}


def trained(optimizer: str, clears: bool) -> tuple[Any, torch.Tensor]:
    """The parameters after 100 steps with dropout and shuffled batches, and the next random
    numbers."""
    torch.manual_seed(3)
    data = TensorDataset(torch.randn(64, 4), torch.randn(64, 1))
    loader = DataLoader(data, batch_size=16, shuffle=True)
    model = nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Dropout(0.3), nn.Linear(16, 1))
    moving = OPTIMIZERS[optimizer](model.parameters())
    for _ in range(25):
        for x, y in loader:

            def closure(x: torch.Tensor = x, y: torch.Tensor = y) -> torch.Tensor:
                if clears:
                    moving.zero_grad()
                loss = nn.functional.mse_loss(model(x), y)
                loss.backward()
                return loss

            if optimizer == "lbfgs":
                moving.step(closure)
            else:
                closure()
                moving.step()
    return list(model.parameters()), torch.rand(4)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("clears", [True, False])
def test_parameters_are_those_of_the_loop_alone_bit_for_bit(optimizer: str, clears: bool):
    alone, random_alone = trained(optimizer, clears)
    with watching() as (_, probe):
        probe.reading(0)
        watched, random_watched = trained(optimizer, clears)
    # As bits: some diverge, and NaN is not equal to itself.
    for a, b in zip(alone, watched, strict=True):
        assert a.detach().view(torch.int32).equal(b.detach().view(torch.int32))
    assert random_alone.equal(random_watched)


def loop(model: nn.Module, optimizer: torch.optim.Optimizer, clears: bool = False) -> None:
    for _ in range(3):
        if clears:
            optimizer.zero_grad()
        (model(torch.randn(16, 2)) ** 2).mean().backward()
        optimizer.step()


def test_what_is_watched_is_copied_and_kept_without_a_word():
    with watching(), warnings.catch_warnings():
        warnings.simplefilter("error")
        model = nn.Linear(2, 2)
        raw = torch.ones(2, requires_grad=True)
        optimizer = torch.optim.Adam([*model.parameters(), raw])
        for _ in range(2):
            (model(torch.randn(16, 2)) * raw).sum().backward()
            optimizer.step()
        for each in (model, raw, optimizer, model.weight):
            kept = io.BytesIO()
            torch.save(each, kept)
            assert kept.getvalue()
            assert pickle.dumps(each)
            copy.deepcopy(each)
        assert copy.deepcopy(model).weight.equal(model.weight)


def test_a_model_that_the_script_lets_go_of_is_gone_with_its_gradients():
    with watching() as (_, probe):
        model = nn.Linear(2, 2)
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        loop(model, optimizer)
        probe.reading(0)
        gone = [weakref.ref(each) for each in (model, optimizer, model.weight, model.weight.grad)]
        del model, optimizer
        gc.collect()
        assert [each() for each in gone] == [None] * 4
        assert probe.reading(0).tensors[0].name == "model.weight"


def test_a_graph_lives_no_longer_than_alone():
    with watching():
        model = nn.Linear(2, 2)

        def step() -> weakref.ref[Any]:
            hidden = model(torch.randn(16, 2))
            hidden.sum().backward()
            return weakref.ref(hidden)

        assert step()() is None


def test_no_hook_stays_on_a_tensor():
    with watching():
        model = nn.Linear(2, 2)
        loop(model, torch.optim.SGD(model.parameters(), lr=0.1))
        assert not model.weight._backward_hooks
        assert not model.weight._post_accumulate_grad_hooks


def test_what_is_wrapped_is_put_back():
    def public() -> list[Any]:
        return [
            torch.autograd.backward,
            torch.optim.Optimizer.zero_grad,
            torch.optim.Optimizer.add_param_group,
            nn.Module.zero_grad,
            torch.amp.GradScaler.scale,
            dict(nn.modules.module._global_forward_hooks),
        ]

    before = public()
    with watching():
        assert public()[0] is not before[0]
        assert public()[0].__name__ == "backward"
    assert public() == before


def test_schedulers_warn_of_nothing_new():
    with watching(), warnings.catch_warnings():
        warnings.simplefilter("error")
        model = nn.Linear(2, 2)
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 1)
        loop(model, optimizer)
        scheduler.step()


def test_a_mistake_of_the_probe_ends_the_watch_and_not_the_script():
    with watching(may_fail=True) as (recorded, probe):
        model = nn.Linear(2, 2)
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        loop(model, optimizer)
        recorded.events = None
        loop(model, optimizer)
        fault = probe.reading(None).fault
    assert fault is not None
    assert "AttributeError" in fault


def test_a_forked_process_tells_nothing():
    with watching() as (recorded, _):
        model = nn.Linear(2, 2)
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        loop(model, optimizer)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            seen = len(recorded.events)
            loop(model, optimizer)
            os.write(writing, str(len(recorded.events) - seen).encode())
            os._exit(0)
        os.waitpid(child, 0)
        assert os.read(reading, 10) == b"0"
        os.close(reading)
        os.close(writing)


def test_what_a_backward_raises_reaches_the_script_and_is_no_event():
    with watching() as (recorded, _):
        with pytest.raises(RuntimeError, match="does not require grad"):
            torch.zeros(3).sum().backward()
        model = nn.Linear(2, 2)
        loop(model, torch.optim.SGD(model.parameters(), lr=0.1))
    assert [each.number for each in recorded.backwards] == [1, 2, 3]


def test_what_backward_raises_is_printed_as_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    loss = torch.ones(2, requires_grad=True).square().sum()
    loss.backward()
    with watching(), pytest.raises(RuntimeError, match="second time") as raised:
        loss.backward()
    sys.excepthook(raised.type, raised.value, raised.tb)
    printed = capsys.readouterr().err
    assert "in backward" in printed
    assert os.path.join("microtui", "watch", "probe") not in printed
