"""A number that the screen shows is accepted; one that shows no understanding is not."""

from __future__ import annotations

import pytest
from lesson_beside import lesson_of
from lesson_without_screen import Run

from microtui.course.lesson import NumberQuestion
from microtui.course.player.step_played import StepPlayed
from microtui.course_check.statements.typed_numbers import accepts, far_from, fault_of

STEP = """
## A number

```scratchpad
a = 2.0
```

```number
What is it?
value: {value}
within: {within}
```
"""
RUN = Run.of(0)


def asked(value: object, within: str) -> tuple[StepPlayed, NumberQuestion]:
    """A step that asks for this number."""
    step = lesson_of(STEP.format(value=value, within=within)).steps[0]
    assert isinstance(step.question, NumberQuestion)
    return RUN.begun(step), step.question


def fault(value: float, within: str) -> str:
    return fault_of(*asked(value, within), value) or ""


@pytest.mark.parametrize(
    ("value", "within"),
    [(41.0, "0"), (-3.0, "0.01"), (0.0, "0.01"), (14.4321, "0.01"), (0.7071, "5 %")],
)
def test_a_sound_tolerance_has_no_fault(value: float, within: str) -> None:
    assert fault(value, within) == ""


def test_the_number_as_the_screen_shows_it_has_to_be_accepted() -> None:
    assert "whoever types 0.7071, as the screen shows it, is not" in fault(0.70710678, "0")


def test_so_has_the_shortest_form_that_a_pane_has() -> None:
    assert "whoever types 138.83," in fault(138.83384, "0.001")


@pytest.mark.parametrize("within", ["0.003", "0.01", "100 %"])
def test_0_is_not_to_be_accepted_for_another_number(within: str) -> None:
    assert "and 0, being within" in fault(-0.003, within)


def test_around_0_not_every_small_number_is_right() -> None:
    assert "any number within 1 is accepted" in fault(0.0, "1")


def test_what_is_no_number_cannot_be_typed() -> None:
    played, question = asked("1 / (epoch - epoch)", "0.01")
    assert played.value is not None
    assert "is inf, which nobody can type" in (fault_of(played, question, played.value) or "")


@pytest.mark.parametrize("value", [0.0, 2.0, -0.004])
@pytest.mark.parametrize("within", ["0.001", "5 %"])
def test_far_numbers_are_on_both_sides_and_none_of_them_is_accepted(
    value: float, within: str
) -> None:
    played, question = asked(value, within)
    far = far_from(played, question, value)
    assert min(far) < value < max(far)
    assert not any(accepts(played, typed) for typed in far)
