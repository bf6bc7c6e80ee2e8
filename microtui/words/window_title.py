"""What the window is called, so that one finds it among others: what runs, and how far."""

from __future__ import annotations

from pathlib import PurePath

from microtui.session.snapshot import Snapshot
from microtui.words.cut_text import CUT
from microtui.words.plain_text import without_controls

LONGEST_NAME = 32
"""Characters of a file's name that leave room for the rest in a tab."""


def window_title(snapshot: Snapshot, *, ascii_only: bool) -> str:
    """`microtui · moons · epoch 340`."""
    name = name_in_title(PurePath(snapshot.configuration.data.name).name)
    joint = " - " if ascii_only else " · "
    return joint.join(("microtui", name, f"epoch {snapshot.epoch}"))


def name_in_title(name: str) -> str:
    name = without_controls(name)
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - len(CUT)] + CUT
