"""Mistakes that begin late, or come but once an epoch, in loops that are looked at now and then."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from told_loop import ToldLoop

from microtui.watch.events import WatchedOptimizer


def at_all(step: int) -> bool:
    return True


def at_every_fiftieth(step: int) -> bool:
    """Whole steps, as the probe does: the one before, and the one behind."""
    return step < 20 or step % 50 < 2


LOOKS = pytest.mark.parametrize("measured", [at_all, at_every_fiftieth])
Look = Callable[[int], bool]


@LOOKS
@pytest.mark.parametrize("adds_up", [1, 4])
def test_zero_grad_forgotten_from_a_step_on(measured: Look, adds_up: int) -> None:
    loop = ToldLoop(measured=measured)
    for i in range(1, 701):
        if i < 500:
            loop.zero_grad()
        for _ in range(adds_up):
            loop.backward()
        loop.step()
    (finding,) = loop.findings
    assert (finding.kind, finding.since_step) == ("no_zero_grad", 500)


@LOOKS
def test_a_loop_around_backward_moves_the_remedy_behind_the_step(measured: Look) -> None:
    loop = ToldLoop(measured=measured)
    for _ in range(100):
        for _ in range(4):
            loop.backward(line=10)
        loop.step(line=12)
    (finding,) = loop.findings
    assert (finding.line, finding.remedy) == (12, "Call optimizer.zero_grad() behind line 12.")


@pytest.mark.parametrize("looks", range(3, 8))
def test_where_two_lines_call_backward_in_turn_it_belongs_behind_the_step(looks: int) -> None:
    """Before one of them it would be called at every other step only; and which of them was looked
    at last says nothing."""
    loop = ToldLoop(measured=lambda step: step <= looks)
    for i in range(40):
        loop.backward(line=14 if i % 2 else 12)
        loop.step(line=16)
    (finding,) = loop.findings
    assert (finding.line, finding.since_step) == (16, 2)
    assert finding.remedy == "Call optimizer.zero_grad() behind line 16."


def in_one_loop_after_the_other(loop: ToldLoop) -> None:
    for backward in (10, 20):
        for _ in range(30):
            loop.backward(line=backward)
            loop.step(line=backward + 1)


def in_turn(loop: ToldLoop) -> None:
    for i in range(60):
        backward = 20 if i % 2 == 0 else 10
        loop.backward(line=backward)
        loop.step(line=backward + 1)


@pytest.mark.parametrize("forget", [in_one_loop_after_the_other, in_turn])
def test_where_two_lines_take_steps_it_belongs_before_the_backward_of_each(
    forget: Callable[[ToldLoop], None],
) -> None:
    loop = ToldLoop()
    forget(loop)
    (finding,) = loop.findings
    assert (finding.line, finding.since_step) == (10, 2)
    assert finding.remedy == "Call optimizer.zero_grad() before line 10 and before line 20."


@LOOKS
def test_a_second_model_in_the_place_of_the_first_is_not_cleared_by_that(measured: Look) -> None:
    """Its gradients are None at its first backward, and nobody has called anything."""
    loop = ToldLoop({"first": ["w", "b"], "second": ["w", "b"]}, measured=measured)
    for optimizer in ("first", "second"):
        if optimizer == "second":
            loop.replace("w", "b")
        for _ in range(25):
            loop.backward("w", "b")
            loop.step(optimizer)
    kinds_and_lines = {(each.kind, each.line) for each in loop.findings}
    assert kinds_and_lines == {("no_zero_grad", 10)}


def test_zero_grad_forgotten_at_each_end_of_an_epoch() -> None:
    loop = ToldLoop()
    for _ in range(6):
        for i in range(10):
            if i:
                loop.zero_grad()
            loop.backward()
            loop.step()
    (finding,) = loop.findings
    assert (finding.kind, finding.since_step) == ("no_zero_grad", 11)
    assert "the sum of 2 backwards, 1 of them old" in finding.evidence


def test_one_bias_forgotten_by_hand() -> None:
    loop = ToldLoop({}, others=["w", "b"])
    for _ in range(20):
        loop.clear_by_hand("w")
        loop.backward()
        loop.step_by_hand()
    (finding,) = loop.findings
    assert finding.kind == "no_zero_grad"
    assert ".grad of b was the sum of 20 backwards" in finding.evidence


@LOOKS
def test_the_gradient_of_a_critic_that_nobody_clears(measured: Look) -> None:
    loop = ToldLoop({"D": ["D"], "G": ["G"]}, measured=measured)
    for _ in range(200):
        loop.backward("D", line=10)
        loop.backward("D", line=11)
        loop.step("D", line=12)
        loop.zero_grad("G", line=13)
        loop.backward("D", "G", line=14)
        loop.step("G", line=15)
    (finding,) = loop.findings
    assert finding.kind == "optimizer_forgotten"
    assert finding.since_step == 3
    assert finding.remedy == "Call zero_grad() of SGD (of D) before line 10."


@LOOKS
def test_cleared_before_the_step_from_a_step_on(measured: Look) -> None:
    loop = ToldLoop(measured=measured)
    for i in range(1, 801):
        if i < 500:
            loop.zero_grad()
        loop.backward()
        if i >= 500:
            loop.zero_grad(line=12)
        loop.step(moved=i < 500)
    (finding,) = loop.findings
    assert (finding.kind, finding.since_step, finding.line) == ("zero_grad_before_step", 500, 12)
    assert "301 steps of SGD (of 800) found none" in finding.evidence


@LOOKS
def test_cleared_before_the_step_at_each_end_of_an_epoch(measured: Look) -> None:
    loop = ToldLoop(measured=measured)
    for i in range(1, 301):
        loop.zero_grad()
        loop.backward()
        if i % 30 == 0:
            loop.zero_grad(line=12)
        loop.step()
    (finding,) = loop.findings
    assert (finding.kind, finding.since_step) == ("zero_grad_before_step", 30)


def test_in_a_closure_too_it_can_be_cleared_too_late() -> None:
    loop = ToldLoop()
    loop.begin_step()
    for _ in range(10):
        loop.backward(during="all")
        loop.zero_grad()
        loop.step(moved=False)
    assert loop.kinds == ["zero_grad_before_step"]


@pytest.mark.parametrize(("moved", "words"), [(True, "repeats older moves"), (False, "nothing")])
def test_what_a_step_without_gradients_does(moved: bool, words: str) -> None:
    loop = ToldLoop()
    for _ in range(10):
        loop.backward()
        loop.zero_grad(to_none=False)
        loop.step(moved=moved)
    (finding,) = loop.findings
    assert words in finding.evidence


@LOOKS
@pytest.mark.parametrize("by_hand", [False, True])
def test_small_batches_cleared_from_a_step_on(measured: Look, by_hand: bool) -> None:
    loop = ToldLoop(measured=measured)
    for i in range(1, 801):
        for j in range(4):
            if i >= 500 or j == 0:
                if by_hand:
                    loop.clear_by_hand(to_none=True)
                else:
                    loop.zero_grad()
            loop.backward()
        loop.step()
    if measured is at_all or not by_hand:
        (finding,) = loop.findings
        assert (finding.kind, finding.since_step) == ("gradients_thrown_away", 500)
        assert finding.evidence.startswith("903 of 3,200 backwards")


@LOOKS
def test_the_rest_of_an_epoch_from_one_on(measured: Look) -> None:
    loop = ToldLoop(measured=measured)
    for epoch in range(20):
        for i in range(10):
            loop.backward()
            if i % 4 == 3:
                loop.step()
                loop.zero_grad()
        if epoch < 10:
            loop.step()
        loop.zero_grad()
    loop.backward()
    loop.step()
    findings = {each.kind: each for each in loop.findings}
    assert list(findings) == ["gradients_thrown_away"]


def test_an_overflow_is_no_loss_but_an_epochs_end_is() -> None:
    loop = ToldLoop()
    for _ in range(12):
        loop.zero_grad()
        for i in range(10):
            loop.backward(scale=math.inf if i < 4 else 1.0)
            if i % 4 == 3:
                if i > 3:
                    loop.step()
                loop.zero_grad()
    (finding,) = loop.findings
    assert finding.kind == "gradients_thrown_away"
    assert ": 2 each time, 11 times, where a step takes 4." in finding.evidence


@LOOKS
def test_the_whole_of_an_optimizer_without_a_gradient(measured: Look) -> None:
    loop = ToldLoop({"D": ["D.w", "D.b"], "G": ["G.w", "G.b", "G.c", "G.d"]}, measured=measured)
    for _ in range(60):
        loop.zero_grad("D")
        loop.backward("D.w", "D.b", line=10)
        loop.step("D")
        loop.zero_grad("G")
        loop.backward("D.w", "D.b", line=14)
        loop.step("G", moved=False)
    (finding,) = loop.findings
    assert (finding.kind, finding.since_step) == ("no_gradient", 2)
    assert "G.w, G.b and 2 more got no gradient in 60 steps" in finding.evidence
    assert "4 of its 4 tensors" in finding.evidence


def test_a_loss_that_is_none_once_a_step_has_used_it_tells_what_it_was_before() -> None:
    loop = ToldLoop(rate=10.0)
    for i in range(11):
        loop.zero_grad()
        loop.backward(loss=10.0**i if i < 10 else math.nan)
        loop.step()
    (finding,) = loop.findings
    assert (finding.kind, finding.since_step) == ("loss_not_finite", 11)
    assert "the last one before was 1e+09, up from 1" in finding.evidence
    assert finding.remedy == "Lower the learning rate (10)."


@LOOKS
def test_a_rate_raised_on_the_way_that_has_the_loss_rise(measured: Look) -> None:
    loop = ToldLoop(measured=at_all if measured is at_all else lambda step: step % 10 < 2)
    for i in range(1, 701):
        loop.set_rate(0.1 if i < 500 else 5.0)
        loop.zero_grad()
        loss = 1.0 / i if i < 500 else 0.002 * 1.05 ** (i - 500)
        loop.backward(loss=loss, scale=math.sqrt(loss))
        loop.step()
    (finding,) = loop.findings
    assert (finding.kind, finding.since_step) == ("loss_rises", 500)
    assert "with learning rate 5" in finding.evidence


@pytest.mark.parametrize(("name", "found"), [("LBFGS", ["no_zero_grad"]), ("Adam", [])])
def test_a_closure_cleared_once_a_step_is_wrong_where_it_is_called_many_times(
    name: str, found: list[str]
) -> None:
    loop = ToldLoop()
    loop.begin_step()
    loop.ledger.optimizer(0, WatchedOptimizer(name, frozenset({0, 1})))
    for _ in range(10):
        loop.zero_grad()
        for _ in range(20):
            loop.backward(during="all")
        loop.step()
    assert loop.kinds == found
    assert all("the sum of 20 backwards" in each.evidence for each in loop.findings)
