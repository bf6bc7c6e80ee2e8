"""Loops that look wrong and are right: what people do with gradients beside training by them."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import pytest
from told_loop import ToldLoop

Way = Callable[[Callable[[int], bool]], ToldLoop]

GAN = {"D": ["D.w", "D.b"], "G": ["G.w", "G.b"]}
D, G = GAN["D"], GAN["G"]


def surgery_on_the_gradients_of_several_tasks(measured: Callable[[int], bool]) -> ToldLoop:
    loop = ToldLoop(measured=measured)
    for _ in range(80):
        for _ in range(3):
            loop.zero_grad()
            loop.backward()
        loop.fill_by_hand()
        loop.step()
    return loop


def clipping_the_gradient_of_each_sample(measured: Callable[[int], bool]) -> ToldLoop:
    loop = ToldLoop(measured=measured)
    for _ in range(80):
        for _ in range(8):
            loop.backward()
            loop.zero_grad()
        loop.fill_by_hand()
        loop.scale(0.01)
        loop.step()
        loop.zero_grad()
    return loop


def a_discriminator_that_steps_only_where_it_is_bad(measured: Callable[[int], bool]) -> ToldLoop:
    loop, chance = ToldLoop(GAN, measured=measured), random.Random(3)
    for _ in range(400):
        loop.zero_grad("D")
        loop.backward(*D, line=10)
        if chance.random() < 0.5:
            loop.step("D", line=12)
        loop.zero_grad("G")
        loop.backward(*D, *G, line=14)
        loop.step("G", line=15)
    return loop


def leaving_out_steps_whose_gradient_is_large(measured: Callable[[int], bool]) -> ToldLoop:
    loop, chance = ToldLoop(measured=measured), random.Random(5)
    for _ in range(300):
        loop.zero_grad()
        loop.backward()
        if chance.random() < 0.8:
            loop.step()
    return loop


def clearing_gradients_that_are_large(measured: Callable[[int], bool]) -> ToldLoop:
    loop, chance = ToldLoop(measured=measured), random.Random(6)
    for _ in range(300):
        loop.zero_grad()
        loop.backward()
        if chance.random() < 0.1:
            loop.zero_grad(line=13)
        loop.step()
    return loop


def a_lone_backward_to_warm_up(measured: Callable[[int], bool]) -> ToldLoop:
    loop = ToldLoop(measured=measured)
    for _ in range(3):
        loop.backward()
    for _ in range(60):
        loop.zero_grad()
        loop.backward()
        loop.step()
    return loop


def backwards_in_an_evaluation(measured: Callable[[int], bool]) -> ToldLoop:
    loop = ToldLoop(measured=measured)
    for _ in range(6):
        for _ in range(12):
            loop.zero_grad()
            loop.backward()
            loop.step()
        for _ in range(4):
            loop.zero_grad()
            loop.backward()
    return loop


def an_overflow_at_the_beginning(measured: Callable[[int], bool]) -> ToldLoop:
    loop = ToldLoop(measured=measured)
    for i in range(120):
        loop.zero_grad()
        for _ in range(2):
            loop.backward(scale=math.inf if i < 6 or i % 40 == 39 else 65536.0)
        if not (i < 6 or i % 40 == 39):
            loop.scale(1 / 65536.0)
            loop.step()
    return loop


def several_steps_of_a_critic_for_one_of_the_generator(
    measured: Callable[[int], bool],
) -> ToldLoop:
    loop = ToldLoop(GAN, measured=measured)
    for _ in range(40):
        for _ in range(5):
            loop.zero_grad("D")
            loop.backward(*D, line=10)
            loop.backward(*D, line=11)
            loop.step("D", line=12)
        loop.zero_grad("G")
        loop.backward(*D, *G, line=14)
        loop.step("G", line=15)
    return loop


def a_shared_encoder_in_two_optimizers(measured: Callable[[int], bool]) -> ToldLoop:
    optimizers = {"actor": ["encoder", "actor"], "critic": ["encoder", "critic"]}
    loop = ToldLoop(optimizers, measured=measured)
    for _ in range(60):
        loop.zero_grad("actor")
        loop.zero_grad("critic")
        loop.backward("encoder", "actor", "critic")
        loop.step("actor")
        loop.step("critic")
    return loop


def a_critic_that_the_actor_looks_through(measured: Callable[[int], bool]) -> ToldLoop:
    loop = ToldLoop({"actor": ["a"], "critic": ["c"]}, measured=measured)
    for _ in range(60):
        loop.zero_grad("critic")
        loop.backward("c", line=10)
        loop.step("critic")
        loop.zero_grad("actor")
        loop.backward("a", "c", line=14)
        loop.step("actor")
    return loop


def a_teacher_that_follows_by_hand(measured: Callable[[int], bool]) -> ToldLoop:
    """Its forward was left to autograd, so it gets gradients that nobody clears."""
    loop = ToldLoop(others=["teacher"], measured=measured)
    for i in range(60):
        loop.zero_grad()
        if i:
            loop.step_by_hand("teacher")
        loop.backward("w", "b", "teacher")
        loop.step()
    return loop


def a_closure_that_adds_up_small_batches(measured: Callable[[int], bool]) -> ToldLoop:
    loop = ToldLoop(measured=measured)
    loop.begin_step()
    for _ in range(12):
        for _ in range(4):
            loop.zero_grad()
            for _ in range(3):
                loop.backward(during="all")
        loop.step()
    return loop


def a_closure_that_clears_by_hand(measured: Callable[[int], bool]) -> ToldLoop:
    loop = ToldLoop(measured=measured)
    loop.begin_step()
    for _ in range(20):
        for _ in range(4):
            loop.clear_by_hand()
            loop.backward(during="all")
        loop.step()
    return loop


def two_steps_of_sharpness(measured: Callable[[int], bool]) -> ToldLoop:
    """The first backward only says where to look."""
    loop = ToldLoop(measured=measured)
    for _ in range(60):
        loop.backward(line=10)
        loop.zero_grad()
        loop.backward(line=12)
        loop.step()
        loop.zero_grad()
    return loop


def by_hand_with_zero_grad_of_the_model(measured: Callable[[int], bool]) -> ToldLoop:
    loop = ToldLoop(measured=measured)
    for i in range(60):
        loop.zero_grad()
        if i:
            loop.step_by_hand()
        loop.backward()
    return loop


def a_loss_that_grows_with_what_is_learned(measured: Callable[[int], bool]) -> ToldLoop:
    loop, noise = ToldLoop(measured=measured), random.Random(8)
    for i in range(800):
        loop.zero_grad()
        loop.backward(loss=(0.1 + i / 80.0) * noise.uniform(0.3, 2.0))
        loop.step()
    return loop


def a_single_loss_that_is_none(measured: Callable[[int], bool]) -> ToldLoop:
    loop = ToldLoop(measured=measured)
    for i in range(60):
        loop.zero_grad()
        bad = i in (7, 59)
        loop.backward(loss=math.inf if bad else 1.0, scale=math.inf if bad else 1.0)
        if not bad:
            loop.step()
    return loop


def a_rate_that_ends_at_zero(measured: Callable[[int], bool]) -> ToldLoop:
    loop = ToldLoop(measured=measured)
    for i in range(100):
        loop.zero_grad()
        loop.set_rate(max(0.0, 0.1 - i / 500.0))
        loop.backward()
        loop.step(moved=i < 50)
    return loop


def gradients_that_are_filled_in_by_hand_only(measured: Callable[[int], bool]) -> ToldLoop:
    loop = ToldLoop({"all": ["w", "meta"]}, measured=measured)
    for _ in range(40):
        loop.zero_grad()
        loop.backward("w")
        loop.fill_by_hand("meta")
        loop.step()
    return loop


def attacks_on_an_input_in_a_loop(measured: Callable[[int], bool]) -> ToldLoop:
    loop = ToldLoop(inputs=["x"], measured=measured)
    for _ in range(40):
        for _ in range(5):
            loop.backward("w", "b", "x", line=10)
            loop.zero_grad()
            loop.clear_by_hand("x", to_none=True)
        loop.backward("w", "b", line=10)
        loop.step()
        loop.zero_grad()
    return loop


def halving_what_is_kept(measured: Callable[[int], bool]) -> ToldLoop:
    loop = ToldLoop(measured=measured)
    for _ in range(60):
        loop.backward()
        loop.step()
        loop.scale(0.5)
    return loop


def the_rest_of_an_epoch_in_a_step_of_its_own(measured: Callable[[int], bool]) -> ToldLoop:
    loop = ToldLoop(measured=measured)
    for _ in range(12):
        for i in range(10):
            loop.backward()
            if i % 4 == 3 or i == 9:
                loop.step()
                loop.zero_grad()
    return loop


def a_step_at_the_end_of_an_epoch_with_nothing_left(measured: Callable[[int], bool]) -> ToldLoop:
    loop = ToldLoop(measured=measured)
    for _ in range(12):
        for i in range(8):
            loop.backward()
            if i % 4 == 3:
                loop.step()
                loop.zero_grad()
        loop.step(line=20, moved=False)
    return loop


def turns_of_two_optimizers_on_one_loss(measured: Callable[[int], bool]) -> ToldLoop:
    loop = ToldLoop({"one": ["a"], "other": ["b"]}, measured=measured)
    for i in range(120):
        loop.zero_grad("one")
        loop.zero_grad("other")
        loop.backward("a", "b")
        loop.step("one" if i % 2 else "other")
    return loop


WAYS: tuple[Way, ...] = (
    surgery_on_the_gradients_of_several_tasks,
    clipping_the_gradient_of_each_sample,
    a_discriminator_that_steps_only_where_it_is_bad,
    leaving_out_steps_whose_gradient_is_large,
    clearing_gradients_that_are_large,
    a_lone_backward_to_warm_up,
    backwards_in_an_evaluation,
    an_overflow_at_the_beginning,
    several_steps_of_a_critic_for_one_of_the_generator,
    a_shared_encoder_in_two_optimizers,
    a_critic_that_the_actor_looks_through,
    a_teacher_that_follows_by_hand,
    a_closure_that_adds_up_small_batches,
    a_closure_that_clears_by_hand,
    two_steps_of_sharpness,
    by_hand_with_zero_grad_of_the_model,
    a_loss_that_grows_with_what_is_learned,
    a_single_loss_that_is_none,
    a_rate_that_ends_at_zero,
    gradients_that_are_filled_in_by_hand_only,
    attacks_on_an_input_in_a_loop,
    halving_what_is_kept,
    the_rest_of_an_epoch_in_a_step_of_its_own,
    a_step_at_the_end_of_an_epoch_with_nothing_left,
    turns_of_two_optimizers_on_one_loss,
)


def at_all(step: int) -> bool:
    return True


def at_first_and_then_at_some(step: int) -> bool:
    return step < 20 or step % 17 < 3


@pytest.mark.parametrize("measured", [at_all, at_first_and_then_at_some])
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_nothing_is_found(way: Way, measured: Callable[[int], bool]) -> None:
    assert [each.evidence for each in way(measured).findings] == []
