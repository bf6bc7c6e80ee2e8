"""The questions that the main screen asks: what may be chosen, and each choice in words."""

from __future__ import annotations

from engine.mistakes import MISTAKES
from microtui.changes.twins import DIFFERENCES
from microtui.exports.formats import FORMATS
from microtui.screens.dialogs.choice_screen import Choice, ChoiceScreen

PICTURE = Choice("svg", "picture", "This screen as it is, as an SVG image.")


def which_mistake() -> ChoiceScreen:
    """Gives a name from `engine.mistakes`."""
    choices = [
        Choice(each.name, f"{each.label}:  {each.wrong}", each.explanation)
        for each in MISTAKES.values()
    ]
    return ChoiceScreen("Make a mistake, or mend it", choices)


def which_difference() -> ChoiceScreen:
    """Gives a name from `microtui.changes.twins`."""
    choices = [Choice(each.name, each.label, each.explanation) for each in DIFFERENCES.values()]
    return ChoiceScreen("A twin that differs in", choices)


def which_export() -> ChoiceScreen:
    """Gives the name of a format, or that of the picture."""
    choices = [Choice(each.name, each.label, each.explanation) for each in FORMATS.values()]
    return ChoiceScreen("Take this run with you as", [*choices, PICTURE])
