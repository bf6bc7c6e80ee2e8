"""Figures of what is on the screen, of a case to be solved, and of what the learner has typed."""

from __future__ import annotations

from microtui.course.figures.figure import Figure, chosen_text, condition, number

ANSWER = "answer"
"""The only one that is of no moment: it is what was typed."""

# Those who draw them, or the mistakes, are told of in rooms that are above this one.
SCREENS = ("main", "scratchpad", "help", "source", "legend", "check", "settings", "dialog")
PANES = (
    "loss",
    "map",
    "parameters",
    "update",
    "network",
    "histograms",
    "gradient",
    "examples",
    "graph",
    "confusion",
)
CASES = (
    "none",
    "zero_grad",
    "overwrite",
    "ascend",
    "equal-start",
    "large-start",
    "rate-large",
    "rate-small",
)

FIGURES: tuple[Figure, ...] = (
    chosen_text(
        "screen", '"main", "scratchpad", or what is open in front', lambda m: m.screen, SCREENS
    ),
    chosen_text("pane", "the one chosen last", lambda m: m.pane, PANES),
    condition("alone", "is it the only one on the screen", lambda m: m.is_alone),
    number("sample", "the number of the one that is followed", lambda m: m.sample),
    chosen_text(
        "case", 'what is wrong with the run; "none" where nothing is', lambda m: m.case, CASES
    ),
    number("cases", "how many have been gone through", lambda m: m.cases),
    number("solved", "how many of them were named rightly", lambda m: m.solved),
    number("looks", "how many this one has taken so far", lambda m: m.looks),
    number(ANSWER, "the number that was typed", lambda m: None),
)
