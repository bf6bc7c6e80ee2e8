"""Loops that are right, however they clear, add up and step: nothing is found in them."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from told_loop import ToldLoop

Way = Callable[[ToldLoop], None]

GAN = {"D": ["D.w", "D.b"], "G": ["G.w", "G.b"]}


def plainly(loop: ToldLoop) -> None:
    for _ in range(40):
        loop.zero_grad()
        loop.backward()
        loop.step()


def clearing_behind_the_step(loop: ToldLoop) -> None:
    for _ in range(40):
        loop.backward()
        loop.step()
        loop.zero_grad(to_none=False)


def clearing_by_hand(loop: ToldLoop) -> None:
    for _ in range(40):
        loop.clear_by_hand()
        loop.backward()
        loop.step()


def clipping(loop: ToldLoop) -> None:
    for _ in range(40):
        loop.zero_grad()
        loop.backward()
        loop.scale(0.3)
        loop.step()


def adding_up_four(loop: ToldLoop) -> None:
    for _ in range(20):
        loop.zero_grad()
        for _ in range(4):
            loop.backward()
        loop.step()


def carrying_the_rest_of_an_epoch_on(loop: ToldLoop) -> None:
    for _ in range(8):
        for i in range(10):
            loop.backward()
            if i % 4 == 3:
                loop.step()
                loop.zero_grad()


def two_losses_before_one_step(loop: ToldLoop) -> None:
    for _ in range(30):
        loop.zero_grad()
        loop.backward(line=10)
        loop.backward("w", line=12)
        loop.step()


def with_a_closure(loop: ToldLoop) -> None:
    loop.begin_step()
    for _ in range(10):
        for _ in range(5):
            loop.zero_grad()
            loop.backward(during="all")
        loop.step()


def by_hand(loop: ToldLoop) -> None:
    for _ in range(40):
        loop.clear_by_hand()
        loop.backward()
        loop.step_by_hand()


def skipping_a_step_as_amp_does(loop: ToldLoop) -> None:
    for i in range(60):
        loop.zero_grad()
        overflows = i % 10 == 9
        loop.backward(scale=math.inf if overflows else 1.0)
        if not overflows:
            loop.step()


def gradients_of_zero(loop: ToldLoop) -> None:
    for _ in range(30):
        loop.zero_grad()
        loop.backward(scale=0.0)
        loop.step(moved=False)


def measuring_with_a_backward_of_its_own(loop: ToldLoop) -> None:
    for _ in range(20):
        loop.zero_grad()
        loop.backward(line=20)
        loop.zero_grad()
        loop.backward(line=10)
        loop.step()


def warming_up_from_a_rate_of_zero(loop: ToldLoop) -> None:
    for i in range(40):
        loop.zero_grad()
        loop.backward()
        loop.step(moved=i > 3)


def one_step_only(loop: ToldLoop) -> None:
    loop.backward()
    loop.step()


def a_step_twice_on_one_gradient(loop: ToldLoop) -> None:
    for _ in range(20):
        loop.zero_grad()
        loop.backward()
        loop.step()
        loop.step()


def mixing_in_some_of_the_last_gradient(loop: ToldLoop) -> None:
    for _ in range(30):
        loop.backward()
        loop.step()
        loop.scale(0.9)


def a_loss_that_goes_up_and_down(loop: ToldLoop) -> None:
    for i in range(200):
        loop.zero_grad()
        loop.backward(loss=1.0 + i / 10.0 + 4.0 * math.sin(i / 5.0))
        loop.step()


WAYS = (
    plainly,
    clearing_behind_the_step,
    clearing_by_hand,
    clipping,
    adding_up_four,
    carrying_the_rest_of_an_epoch_on,
    two_losses_before_one_step,
    with_a_closure,
    by_hand,
    skipping_a_step_as_amp_does,
    gradients_of_zero,
    measuring_with_a_backward_of_its_own,
    warming_up_from_a_rate_of_zero,
    one_step_only,
    a_step_twice_on_one_gradient,
    mixing_in_some_of_the_last_gradient,
    a_loss_that_goes_up_and_down,
)


@pytest.mark.parametrize("every", [1, 7])
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_right_loop_has_no_findings_wherever_one_looks(way: Way, every: int) -> None:
    loop = ToldLoop(measured=lambda cycle: cycle % every in (0, 1))
    way(loop)
    assert loop.kinds == []


def test_the_backward_of_a_generator_may_fill_what_the_discriminator_then_clears() -> None:
    loop = ToldLoop(GAN)
    for _ in range(20):
        loop.zero_grad("D")
        loop.backward("D.w", "D.b", line=10)
        loop.backward("D.w", "D.b", line=11)
        loop.step("D")
        loop.zero_grad("G")
        loop.backward("D.w", "D.b", "G.w", "G.b", line=14)
        loop.step("G")
    assert loop.kinds == []


def test_an_attack_on_the_input_may_throw_the_gradients_of_the_weights_away() -> None:
    loop = ToldLoop(inputs=["x"])
    for _ in range(20):
        loop.backward("w", "b", "x", line=8)
        loop.zero_grad()
        loop.clear_by_hand("x", to_none=True)
        loop.backward("w", "b", line=10)
        loop.step()
        loop.zero_grad()
    assert loop.kinds == []


def test_a_network_that_is_only_read_may_stand_outside_of_all_optimizers() -> None:
    loop = ToldLoop(others=["target.w"])
    plainly(loop)
    assert loop.kinds == []


def test_what_is_used_later_is_not_missed_once_it_is_used() -> None:
    loop = ToldLoop({"all": ["w", "head"]})
    for i in range(60):
        loop.zero_grad()
        loop.backward(*(["w", "head"] if i > 30 else ["w"]))
        loop.step()
    assert loop.kinds == []


@settings(max_examples=25, deadline=None)
@given(
    adds_up=st.integers(1, 5),
    behind=st.booleans(),
    to_none=st.booleans(),
    by_hand=st.booleans(),
    optimizers=st.integers(1, 3),
    every=st.integers(1, 9),
)
def test_whatever_clears_once_a_step_is_right(
    adds_up: int, behind: bool, to_none: bool, by_hand: bool, optimizers: int, every: int
) -> None:
    names = {f"o{i}": [f"w{i}", f"b{i}"] for i in range(optimizers)}
    loop = ToldLoop(names, measured=lambda cycle: cycle // (2 * optimizers) % every == 0)

    def clear() -> None:
        for name, tensors in names.items():
            if by_hand:
                loop.clear_by_hand(*tensors, to_none=to_none)
            else:
                loop.zero_grad(name, to_none=to_none)

    for _ in range(30):
        if not behind:
            clear()
        for _ in range(adds_up):
            loop.backward()
        for name in names:
            loop.step(name)
        if behind:
            clear()
    assert loop.kinds == []
