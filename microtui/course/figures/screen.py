"""Figures of what is on the screen, of a case to be solved, and of what the learner has typed."""

from __future__ import annotations

from microtui.course.figures.figure import Figure, condition, number, text

ANSWER = "answer"
"""The only one that is of no moment: it is what was typed."""

FIGURES: tuple[Figure, ...] = (
    text("screen", '"main", "scratchpad", or what is open in front', lambda m: m.screen),
    text("pane", "the one chosen last", lambda m: m.pane),
    condition("alone", "is it the only one on the screen", lambda m: m.is_alone),
    number("sample", "the number of the one that is followed", lambda m: m.sample),
    text("case", 'what is wrong with the run; "none" where nothing is', lambda m: m.case),
    number("cases", "how many have been gone through", lambda m: m.cases),
    number("solved", "how many of them were named rightly", lambda m: m.solved),
    number("looks", "how many this one has taken so far", lambda m: m.looks),
    number(ANSWER, "the number that was typed", lambda m: None),
)
