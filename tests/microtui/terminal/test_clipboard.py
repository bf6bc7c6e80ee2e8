"""What is said of a text that is sent to the clipboard, by where the program runs."""

from __future__ import annotations

import pytest
from terminal import Terminal

from microtui.terminal.clipboard import whereabouts

TMUX = "set -g set-clipboard on"
PLACES = [
    ({"TERM": "xterm-256color"}, "where the terminal lets programs"),
    ({"TERM": "vt220"}, "A terminal of this kind (vt220) has no clipboard."),
    ({"TERM": "tmux-256color", "TMUX": "/tmp/tmux-0/default,1,0"}, TMUX),
    ({"TERM": "tmux-256color"}, TMUX),
    ({"TERM": "screen-256color", "TMUX": "/tmp/tmux-0/default,1,0"}, TMUX),
    ({"TERM": "screen-256color", "STY": "15149.pts-0"}, "screen does not hand it on."),
    ({"TERM": "screen.xterm-256color"}, "screen does not hand it on; tmux"),
    ({"TERM": "linux"}, "The Linux console has no clipboard."),
    ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, "macOS Terminal lets no"),
    ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, "Applications in terminal may"),
    ({"TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"}, "Applications in terminal may"),
    ({"TERM": "xterm-256color", "VTE_VERSION": "7600"}, "GNOME Terminal"),
    ({"TERM": "xterm-256color", "XTERM_VERSION": "XTerm(398)"}, "disallowedWindowOps"),
    ({"TERM": "tmux-256color", "TMUX": "1", "VTE_VERSION": "7600", "STY": "1"}, TMUX),
]


@pytest.mark.parametrize(("environment", "words"), PLACES)
def test_it_is_said_where_a_text_may_get_stuck(environment: dict[str, str], words: str) -> None:
    sentence = whereabouts(environment)
    assert words in sentence
    assert sentence.isascii()


def test_lines_copied_are_told_of_and_stand_on_the_normal_screen_after_leaving() -> None:
    with Terminal(["--seed", "4"], environment={"TMUX": "/tmp/tmux-0/default,1,0"}) as terminal:
        terminal.wait_for("zero_grad ON")
        terminal.press("y")
        terminal.wait_for(TMUX)
        terminal.press("z", "y", "z", "y", "q")
        assert terminal.wait_for_exit() == 0
        _, _, behind = terminal.written.rpartition(b"\x1b[?1049l")
        printed = [line for line in behind.split(b"\r\n") if b"microtui" in line]
        lines = [b"microtui --seed 4 --no-zero-grad", b"microtui --seed 4"]
        assert [line[line.index(b"microtui") :] for line in printed] == lines
