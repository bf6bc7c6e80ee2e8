"""Which terminals are windows, by their names."""

from __future__ import annotations

import pytest

from microtui.terminal.terminal_kind import has_window


@pytest.mark.parametrize(
    ("kind", "is_known"),
    [
        *(("xterm-256color", True), ("screen.xterm-256color", True), ("tmux", True)),
        *(("xterm-kitty", True), ("foot", True)),
        *(("linux", False), ("vt220", False), ("cons25", False), ("", False)),
    ],
)
def test_only_what_is_known_to_have_a_window_is_told_of_titles_and_the_clipboard(
    kind: str, is_known: bool
) -> None:
    assert has_window({"TERM": kind}) is is_known
