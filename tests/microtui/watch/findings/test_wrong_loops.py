"""Loops that are wrong: what is found, since when, where, and with which numbers."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from told_loop import ToldLoop


def forgetting(loop: ToldLoop, steps: int = 30, since: int = 1, adds_up: int = 1) -> None:
    for i in range(1, steps + 1):
        if i < since:
            loop.zero_grad()
        for _ in range(adds_up):
            loop.backward(line=10)
        loop.step()


def test_a_step_that_uses_old_gradients_misses_zero_grad() -> None:
    loop = ToldLoop()
    forgetting(loop)
    (finding,) = loop.findings
    assert (finding.kind, finding.since_step) == ("no_zero_grad", 2)
    assert (finding.file, finding.line) == ("train.py", 10)
    assert "the sum of 30 backwards, 29 of them old" in finding.evidence
    assert "zero_grad()" in finding.remedy


@pytest.mark.parametrize("every", [1, 5])
def test_it_is_told_since_which_step(every: int) -> None:
    loop = ToldLoop(measured=lambda cycle: cycle < 5 or cycle % every in (0, 1))
    forgetting(loop, steps=60, since=21)
    (finding,) = loop.findings
    assert finding.kind == "no_zero_grad"
    # The step before was the last that found what zero_grad had left.
    assert finding.since_step == 21


def test_a_loop_that_adds_up_on_purpose_must_clear_all_the_same() -> None:
    loop = ToldLoop()
    forgetting(loop, adds_up=4)
    (finding,) = loop.findings
    assert (finding.kind, finding.since_step) == ("no_zero_grad", 2)


def test_updates_by_hand_must_clear_too() -> None:
    loop = ToldLoop({}, others=["w", "b"])
    for _ in range(20):
        loop.backward()
        loop.step_by_hand()
    (finding,) = loop.findings
    assert (finding.kind, finding.since_step) == ("no_zero_grad", 2)


def test_a_closure_must_clear_too() -> None:
    loop = ToldLoop()
    loop.begin_step()
    for _ in range(10):
        for _ in range(3):
            loop.backward(during="all")
        loop.step()
    (finding,) = loop.findings
    assert (finding.kind, finding.since_step) == ("no_zero_grad", 2)


def test_one_optimizer_of_several_forgotten_is_named() -> None:
    loop = ToldLoop({"D": ["D.w"], "G": ["G.w"]})
    for _ in range(20):
        loop.zero_grad("D")
        loop.backward()
        loop.step("D")
        loop.step("G")
    (finding,) = loop.findings
    assert finding.kind == "optimizer_forgotten"
    assert "SGD (of G.w) uses" in finding.evidence
    assert "SGD (of D.w) is cleared in time" in finding.evidence


@pytest.mark.parametrize("by_hand", [False, True])
def test_what_is_cleared_before_the_step_can_not_be_used_by_it(by_hand: bool) -> None:
    loop = ToldLoop()
    for _ in range(20):
        loop.backward()
        if by_hand:
            loop.clear_by_hand()
        else:
            loop.zero_grad(line=12)
        loop.step(moved=False)
    (finding,) = loop.findings
    assert (finding.kind, finding.since_step) == ("zero_grad_before_step", 1)
    assert finding.line == (11 if by_hand else 12)


def test_what_is_cleared_at_each_of_the_small_batches_is_thrown_away() -> None:
    loop = ToldLoop()
    for i in range(40):
        loop.zero_grad()
        loop.backward()
        if i % 4 == 3:
            loop.step()
    (finding,) = loop.findings
    assert finding.kind == "gradients_thrown_away"
    assert finding.evidence.startswith("30 of 40 backwards")
    assert finding.line == 9


@pytest.mark.parametrize("every", [1, 4])
def test_the_rest_of_an_epoch_is_thrown_away(every: int) -> None:
    loop = ToldLoop(measured=lambda cycle: cycle % every in (0, 1))
    for _ in range(6):
        loop.zero_grad()
        for i in range(10):
            loop.backward()
            if i % 4 == 3:
                loop.step()
                loop.zero_grad()
    (finding,) = loop.findings
    assert finding.kind == "gradients_thrown_away"
    # Nobody knows yet what becomes of the rest of the last epoch.
    assert finding.evidence.startswith("10 of 58 backwards")


def test_a_tensor_that_never_gets_a_gradient() -> None:
    loop = ToldLoop({"all": ["w", "unused"]})
    for _ in range(20):
        loop.zero_grad()
        loop.backward("w")
        loop.step()
    (finding,) = loop.findings
    assert finding.kind == "no_gradient"
    assert finding.evidence.startswith("unused got no gradient in 20 steps")


def test_a_tensor_that_no_optimizer_has() -> None:
    loop = ToldLoop(others=["head"])
    for _ in range(20):
        loop.zero_grad()
        loop.backward("w", "b", "head")
        loop.step()
    (finding,) = loop.findings
    assert finding.kind == "not_in_optimizer"
    assert finding.evidence.startswith("head ")


def test_an_optimizer_of_another_model() -> None:
    loop = ToldLoop({"all": ["old.w"]}, others=["new.w"])
    for _ in range(20):
        loop.zero_grad()
        loop.backward("new.w")
        loop.step(moved=False)
    (finding,) = loop.findings
    assert finding.kind == "not_in_optimizer"
    assert "another model" in finding.evidence


def test_weights_that_never_move() -> None:
    loop = ToldLoop(rate=0.0)
    for _ in range(20):
        loop.zero_grad()
        loop.backward()
        loop.step(moved=False)
    (finding,) = loop.findings
    assert finding.kind == "weights_not_changing"
    assert "learning rate is 0" in finding.evidence


def test_a_loss_that_is_no_number() -> None:
    loop = ToldLoop()
    for i in range(20):
        loop.zero_grad()
        loop.backward(loss=math.nan if i > 10 else 1.0)
        loop.step()
    (finding,) = loop.findings
    assert (finding.kind, finding.since_step) == ("loss_not_finite", 12)


def test_a_loss_that_only_rises_has_too_high_a_rate() -> None:
    loop = ToldLoop(rate=3.0)
    for i in range(60):
        loop.zero_grad()
        # As where the loss is a square: so is its gradient's.
        loop.backward(loss=1.1**i, scale=math.sqrt(1.1**i))
        loop.step()
    (finding,) = loop.findings
    assert finding.kind == "loss_rises"
    assert "learning rate 3" in finding.evidence


def test_what_only_follows_is_told_with_its_cause() -> None:
    loop = ToldLoop()
    for i in range(40):
        loop.backward(loss=1.1**i if i < 30 else math.inf)
        loop.step()
    (finding,) = loop.findings
    assert finding.kind == "no_zero_grad"
    assert "no finite number" in finding.evidence


@settings(max_examples=25, deadline=None)
@given(
    adds_up=st.integers(1, 4),
    since=st.integers(1, 30),
    every=st.integers(1, 6),
    to_none=st.booleans(),
)
def test_whatever_forgets_is_found(adds_up: int, since: int, every: int, to_none: bool) -> None:
    loop = ToldLoop(measured=lambda cycle: cycle // 3 % every == 0)
    for i in range(1, 91):
        if i < since:
            loop.zero_grad(to_none=to_none)
        for _ in range(adds_up):
            loop.backward()
        loop.step()
    (finding,) = loop.findings
    assert finding.kind == "no_zero_grad"
    found = re.search(r"the sum of (?:up to )?(\d+) backwards, (\d+) of them old", finding.evidence)
    assert found is not None
    whole, old = map(int, found.groups())
    assert whole - old == adds_up
    assert since - 1 <= finding.since_step <= max(since, 2) + 3 * every
