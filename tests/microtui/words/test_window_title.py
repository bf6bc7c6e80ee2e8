"""What the window is called."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from microtui.session.snapshot import Snapshot
from microtui.words.window_title import window_title


def title(name: str, *, ascii_only: bool = False) -> str:
    configuration = SimpleNamespace(data=SimpleNamespace(name=name))
    snapshot = SimpleNamespace(configuration=configuration, epoch=340)
    return window_title(cast(Snapshot, snapshot), ascii_only=ascii_only)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("moons", "microtui · moons · epoch 340"),
        ("data/own points.csv", "microtui · own points.csv · epoch 340"),
        ("a\x1b]2;mine\x07b\x9c\n.csv", "microtui · a?]2;mine?b??.csv · epoch 340"),
        ("m" * 200, f"microtui · {'m' * 28} ... · epoch 340"),
    ],
)
def test_it_says_what_runs_and_how_far(name: str, text: str) -> None:
    assert title(name) == text


def test_a_terminal_with_ascii_only_gets_nothing_else() -> None:
    assert title("moons", ascii_only=True) == "microtui - moons - epoch 340"
