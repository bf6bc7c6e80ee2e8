"""The keys over a watched loop, beside those of its panes."""

from __future__ import annotations

from textual.binding import Binding

from microtui.keys import key
from microtui.widgets.watch.watch_panes import WATCH_PANES

INTRODUCTION = (
    "Your own script runs beside this screen, unchanged, and this is what happens to its "
    "gradients. Press space to have the loop wait, then press b to go on to the next backward, or "
    "press s to the next step. What is wrong stands in the findings, with the line of your script "
    "and a remedy."
)
"""What help begins with here."""

WATCH_KEYS: list[Binding] = [
    key("space", "play_or_wait", "play", "Play or pause", "training", footer=True),
    key(
        "b",
        "go_to('backward')",
        "backward",
        "On to the next backward of the loop, and wait behind it",
        "training",
        footer=True,
    ),
    key(
        "s",
        "go_to('step')",
        "step",
        "On to the next step of the loop, and wait behind it",
        "training",
        footer=True,
    ),
    key("f", "maximise", "maximise", "This pane alone, or all again", "looking"),
    *(
        key(pane.key, f"show_pane('{pane.id}')", pane.id, pane.explanation, "looking", footer=True)
        for pane in WATCH_PANES
    ),
    key("Y", "switch_mouse", "mouse", "Mouse off, to select text with it, or on", "sharing"),
]
