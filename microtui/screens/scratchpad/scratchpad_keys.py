"""The keys of the scratchpad, beside those of its graph and of the editor."""

from __future__ import annotations

from textual.binding import Binding

from microtui.keys import key

INTRODUCTION = (
    "Type lines as in the lecture, a = 2.0 and L = a*b, and see the gradient of the last one "
    "by every number in it. Choose a number with the arrows and press + to move it. Press . to "
    "walk the chain rule, step by step."
)
"""What help begins with here."""

SCRATCHPAD_KEYS: list[Binding] = [
    key(
        "e,enter,tab",
        "edit",
        "edit",
        "Type: change the lines of the expression",
        "expression",
        footer=True,
        display="e",
    ),
    key(
        "escape,tab",
        "look",
        "graph",
        "Back to the graph, where letters are keys",
        "expression",
        footer=True,
        display="esc",
    ),
    key(
        "plus,equals_sign",
        "nudge(1)",
        "nudge",
        "Move the chosen number up by h",
        "expression",
        footer=True,
        display="+ -",
    ),
    key(
        "minus",
        "nudge(-1)",
        "nudge down",
        "Move the chosen number down by h",
        "expression",
        display="-",
    ),
    key("h", "scale_h(-1)", "h smaller", "A tenth of h", "expression"),
    key("H", "scale_h(1)", "h larger", "Ten times h", "expression"),
    key(
        "d",
        "descend(-1)",
        "descend",
        "Move every named number by -lr · grad: the result falls, as in training",
        "expression",
        footer=True,
    ),
    key(
        "D",
        "descend(1)",
        "climb",
        "Move every named number by +lr · grad: the result rises, as the lecture does it first",
        "expression",
    ),
    key("l", "scale_rate(-1)", "lr lower", "Half of lr", "expression"),
    key("L", "scale_rate(1)", "lr higher", "Twice lr", "expression"),
    key(
        "M",
        "make_mistake",
        "mistake",
        "Walk with the mistake = for +=, or without it again",
        "expression",
        footer=True,
    ),
    key(
        "o",
        "open_example",
        "examples",
        "Take an example of the lecture",
        "expression",
        footer=True,
    ),
    key(
        "ctrl+r",
        "take_back",
        "undo",
        "Take back the last change of the lines, a nudge too",
        "expression",
        footer=True,
        display="^r",
    ),
    key("ctrl+y", "bring_back", "redo", "Bring back what was taken back", "expression"),
    key("f", "maximise", "alone", "The graph without the lines, or with them again", "expression"),
    key("x", "export", "save", "Write the graph, or a picture of it, to a file", "expression"),
    key("f1", "explain", "help", "Show all keys", "expression", footer=True),
    key("escape", "leave", "less", "Leave out what was told; then close", "expression"),
    key("q", "close", "close", "Close the scratchpad", "program", footer=True),
]
