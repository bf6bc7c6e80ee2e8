"""What a ledger tells of single tensors, and what it costs to keep one."""

from __future__ import annotations

import time
import tracemalloc

import pytest
from told_loop import ToldLoop

from microtui.watch.events import (
    Backward,
    Cleared,
    Gradient,
    Place,
    Step,
    WatchedOptimizer,
    WatchedTensor,
)
from microtui.watch.findings import loop_facts
from microtui.watch.findings.ledger import Ledger

LINE = Place("train.py", 10)


def test_a_tensor_holds_as_many_backwards_as_came_since_it_was_cleared() -> None:
    loop = ToldLoop()
    held = []
    for way in (loop.backward, loop.backward, loop.step, loop.zero_grad, loop.backward):
        way()
        held.append(loop.ledger.backwards_in(0))
    assert held == [1, 2, 2, 0, 1]


def test_it_is_stale_once_a_backward_has_come_on_top_of_what_was_used() -> None:
    loop = ToldLoop()
    stale = []
    for way in (loop.backward, loop.step, loop.backward, loop.step, loop.zero_grad, loop.backward):
        way()
        stale.append(loop.ledger.is_stale(0))
    assert stale == [False, False, True, True, False, False]


def test_what_is_cleared_by_hand_is_not_counted_where_nobody_looks() -> None:
    loop = ToldLoop(measured=lambda step: step < 20)
    for _ in range(100):
        loop.clear_by_hand()
        loop.backward()
        loop.step()
    assert loop.ledger.backwards_in(0) == 1
    assert not loop.ledger.is_stale(0)


def test_a_tensor_that_nobody_has_told_of_is_empty() -> None:
    ledger = Ledger()
    assert ledger.backwards_in(7) == 0
    assert not ledger.is_stale(7)
    assert ledger.findings() == ()


def gradients_of(*tensors: int) -> tuple[Gradient, ...]:
    return tuple(Gradient(tensor, False, 0.0, 1.0, 1.0) for tensor in tensors)


def test_a_loop_that_never_ends_takes_no_more_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither by backwards that nobody clears, nor by inputs that are new each time."""
    monkeypatch.setattr(loop_facts, "MOST_ACCOUNTS", 100)
    monkeypatch.setattr(loop_facts, "LONG_AGO", 20)
    ledger = Ledger()
    ledger.tensor(0, WatchedTensor("w", (3,), True))
    ledger.optimizer(0, WatchedOptimizer("SGD", frozenset({0})))
    kept = (Gradient(0, True, 1.0, 1.0, 1.0),)

    def run(first: int, last: int) -> None:
        for number in range(first, last):
            ledger.tensor(number, WatchedTensor(f"x{number}", (3,), False))
            ledger.backward(Backward(number, LINE, 1.0, None, (*kept, *gradients_of(number))))
            if number % 3 == 0:
                ledger.step(Step(number, 0, frozenset({0}), LINE, (0.1,), {0: 1.0}, {0: True}))

    run(1, 500)
    tracemalloc.start()
    run(500, 3_000)
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken < 300_000
    assert ledger.backwards_in(0) == 2_999


def test_an_event_takes_a_few_microseconds_a_tensor() -> None:
    count = 200
    ledger = Ledger()
    tensors = frozenset(range(count))
    for tensor in tensors:
        ledger.tensor(tensor, WatchedTensor(f"layer.{tensor}", (3,), True))
    ledger.optimizer(0, WatchedOptimizer("SGD", tensors))
    gradients = gradients_of(*range(count))
    began = time.process_time()
    for number in range(1, 51):
        ledger.cleared(Cleared(LINE, tensors))
        ledger.backward(Backward(number, LINE, 1.0, None, gradients))
        ledger.step(Step(number, 0, tensors, LINE, (0.1,), dict.fromkeys(tensors, 1.0), {0: True}))
    each = (time.process_time() - began) / (50 * count)
    # Some two microseconds on a machine that has nothing else to do.
    assert each < 20e-6
