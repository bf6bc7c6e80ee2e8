"""Leaving a script that still runs: what is to become of it."""

from __future__ import annotations

from typing import Literal

from microtui.screens.dialogs.choice_screen import Choice, ChoiceScreen
from microtui.words.watch.sighting import Sighting

Fate = Literal["stop", "let-go", "stay"]


class LeavingScreen(ChoiceScreen):
    """Asks whether to stop it, let it run on, or stay; escape stays."""


def leaving_screen(sighting: Sighting, output_path: str) -> LeavingScreen:
    waits = " from where it waits" if sighting.is_waiting else ""
    return LeavingScreen(
        f"{sighting.name} is still running",
        [
            Choice("stop", "Stop it", "As ctrl+c would; then the report is printed."),
            Choice(
                "let-go",
                "Let it run on",
                f"It goes on{waits} without being watched; its output goes to {output_path}",
            ),
            Choice("stay", "Stay", "Go on watching."),
        ],
    )
