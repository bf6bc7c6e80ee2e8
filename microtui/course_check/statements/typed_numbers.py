"""Which numbers a question accepts, and which it should not."""

from __future__ import annotations

import math
from dataclasses import replace

from microtui.course.lesson import NumberQuestion
from microtui.course.player.step_played import StepPlayed
from microtui.words.course.figure_text import figure_text
from microtui.words.number_text import as_float, short, signed

MOST_AROUND_ZERO = 0.5
"""The largest tolerance where the right answer is 0: beyond it, every small number is right."""


def as_shown(value: float) -> list[float]:
    """What one types who reads the value off the screen, wherever it stands there."""
    return [float(form(value)) for form in (as_float, short, signed)]


def accepts(played: StepPlayed, typed: float) -> bool:
    return replace(played, answer=typed).is_near


def far_from(played: StepPlayed, question: NumberQuestion, value: float) -> list[float]:
    """Numbers that are not accepted: above, below, of the other sign, nothing at all."""
    within = question.within * (abs(value) if question.is_share else 1.0)
    beyond = 2.0 * within + abs(value) + 1.0
    numbers = dict.fromkeys([value + beyond, value - beyond, -value, 2.0 * value, 0.0])
    return [typed for typed in numbers if not accepts(played, typed)]


def fault_of(played: StepPlayed, question: NumberQuestion, value: float) -> str | None:
    """Why nobody could answer well, or anybody could; None where the tolerance is sound.

    The step is done: this is the value that it asks for.
    """
    name, tolerance = question.value.text, tolerance_text(question)
    if not math.isfinite(value):
        return f"{name} is {value}, which nobody can type"
    for typed in as_shown(value):
        if not accepts(played, typed):
            return (
                f"{name} is {value!r}; whoever types {typed:g}, as the screen shows it, is not "
                f"within {tolerance} of it: make that larger"
            )
    if value == 0.0:
        if accepts(played, MOST_AROUND_ZERO):
            return f"{name} is 0, and any number within {tolerance} is accepted: make that smaller"
    elif accepts(played, 0.0):
        return (
            f"{name} is {figure_text(value)}, and 0, being within {tolerance} of it, is accepted, "
            "too: make that smaller"
        )
    return None


def tolerance_text(question: NumberQuestion) -> str:
    if question.is_share:
        return f"{100.0 * question.within:g} %"
    return f"{question.within:g}"
