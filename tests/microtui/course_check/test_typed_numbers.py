"""A number that the screen shows is accepted; one that shows no understanding is not."""

from __future__ import annotations

import ast

import pytest

from microtui.course.expressions.expression import Expression
from microtui.course.lesson import NumberQuestion
from microtui.course_check.typed_numbers import far_from, fault_of, is_near


def question(within: float, *, is_share: bool = False) -> NumberQuestion:
    value = Expression("slope", ast.parse("slope", mode="eval").body, 7)
    return NumberQuestion((), value, within, is_share, (), (), (), 5)


@pytest.mark.parametrize(
    ("value", "within"), [(41.0, 0.0), (-3.0, 0.01), (0.0, 0.01), (14.4321, 0.01), (0.7071, 0.1)]
)
def test_a_sound_tolerance_has_no_fault(value: float, within: float) -> None:
    assert fault_of(question(within), value) is None


@pytest.mark.parametrize("value", [-3.0, 14.4321, 0.7071])
def test_neither_has_a_sound_share(value: float) -> None:
    assert fault_of(question(0.05, is_share=True), value) is None


def test_the_number_as_the_screen_shows_it_has_to_be_accepted() -> None:
    fault = fault_of(question(0.0), 0.70710678)
    assert fault is not None
    assert "0.7071, as the screen shows it, is not within" in fault


def test_so_has_the_shortest_form_that_a_pane_has() -> None:
    fault = fault_of(question(0.001), 138.83384)
    assert fault is not None
    assert "138.8" in fault or "138.83" in fault


@pytest.mark.parametrize("within", [0.003, 0.01])
def test_0_is_not_to_be_accepted_for_another_number(within: float) -> None:
    fault = fault_of(question(within), -0.003)
    assert fault is not None
    assert "0 is within" in fault


def test_a_share_of_all_of_it_accepts_0() -> None:
    assert fault_of(question(1.0, is_share=True), 2.0) is not None


def test_around_0_not_every_small_number_is_right() -> None:
    assert "anything within 1.0" in (fault_of(question(1.0), 0.0) or "")


@pytest.mark.parametrize("value", [float("inf"), float("nan")])
def test_what_is_no_number_cannot_be_typed(value: float) -> None:
    assert "nobody can type" in (fault_of(question(0.01), value) or "")


@pytest.mark.parametrize("value", [0.0, 2.0, -0.004])
@pytest.mark.parametrize("is_share", [True, False])
def test_far_numbers_are_on_both_sides_and_none_of_them_is_near(
    value: float, is_share: bool
) -> None:
    asked = question(0.05, is_share=is_share)
    far = far_from(asked, value)
    assert min(far) < value < max(far)
    assert not any(is_near(asked, value, typed) for typed in far)
