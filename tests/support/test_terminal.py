"""The pseudo-terminal that other tests rely on, tried with programs of a few lines."""

from __future__ import annotations

import signal
import sys
import time

import pytest
from terminal import Terminal

TEXTUAL_PROGRAM = """
from textual.app import App
from textual.widgets import Label

class Counter(App):
    count = 0

    def compose(self):
        yield Label("pressed 0 times", id="label")

    def on_key(self, event):
        if event.key == "q":
            self.exit(return_code=3)
        self.count += 1
        self.query_one("#label").update(f"pressed {self.count} times, last {event.key}")

    def on_resize(self, event):
        self.query_one("#label").update(f"{event.size.width}x{event.size.height}")

    def on_cursor_position(self, event):
        self.query_one("#label").update(f"cursor {event.x},{event.y}")

    def on_ready(self):
        self._driver.write("\\x1b[2;5H\\x1b[6n")

app = Counter()
app.run()
raise SystemExit(app.return_code)
"""


def python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


def test_a_textual_program_runs_hears_keys_and_leaves_the_terminal_as_it_was() -> None:
    with Terminal(command=python(TEXTUAL_PROGRAM), columns=40, rows=10) as terminal:
        terminal.wait_for("cursor 4,1")
        assert terminal.attributes != terminal.attributes_before
        assert terminal.time_to_answer("x", "pressed 1 times, last x") < 5.0
        terminal.press("up")
        terminal.wait_for("last up")
        terminal.resize(60, 20)
        terminal.wait_for("60x20")
        assert terminal.exit_status is None
        terminal.press("q")
        assert terminal.wait_for_exit() == 3
        assert terminal.attributes == terminal.attributes_before


ASKING_PROGRAM = r"""
import sys, time, tty
tty.setraw(0)
start = time.monotonic()
print("\x1b[3;7H\x1b[6n", end="", flush=True)
answer = sys.stdin.read(6)
print(f"\x1b[2J\x1b[H{answer[1:]} after {time.monotonic() - start:.2f} s", end="", flush=True)
time.sleep(60)
"""


def test_it_answers_where_the_cursor_was_when_it_was_asked() -> None:
    with Terminal(command=python(ASKING_PROGRAM)) as terminal:
        terminal.wait_for(r"\[3;7R after 0\.")


def test_it_can_answer_late() -> None:
    with Terminal(command=python(ASKING_PROGRAM), delay=0.5) as terminal:
        terminal.wait_for(r"\[3;7R after (0\.[5-9]|[1-9])")


def test_it_can_leave_questions_unanswered() -> None:
    with Terminal(command=python(ASKING_PROGRAM), answers=False) as terminal:
        with pytest.raises(AssertionError, match="not on the screen after"):
            terminal.wait_for("after", timeout=1.0)
        terminal.press("123456")
        terminal.wait_for("23456 after")


WRITING_PROGRAM = "for i in range(1000): print(f'line {i:04}', flush=True)"


def test_a_slow_link_takes_its_time_and_loses_nothing() -> None:
    start = time.monotonic()
    with Terminal(command=python(WRITING_PROGRAM), bytes_per_second=10_000.0) as terminal:
        terminal.wait_for("line 0999")
        assert terminal.wait_for_exit() == 0
        assert terminal.bytes_read == 11_000
        assert time.monotonic() - start > 1.0


def test_when_a_program_has_ended_its_last_words_are_on_the_screen() -> None:
    program = "import sys; sys.stdout.write('x' * 1500 + 'last words')"
    with Terminal(command=python(program), bytes_per_second=5_000.0) as terminal:
        assert terminal.wait_for_exit() == 0
        assert "last words" in terminal.text


def test_a_program_that_writes_on_and_off_is_quiet_when_it_has_done() -> None:
    program = "import time\nfor i in range(4): print(i, flush=True); time.sleep(0.1)\ninput()"
    with Terminal(command=python(program)) as terminal:
        terminal.wait_for("0")
        terminal.wait_until_quiet(0.4)
        assert "3" in terminal.text


def test_nothing_passes_a_stalled_link_until_it_comes_back() -> None:
    with Terminal(command=python("input(); print('heard')"), is_stalled=True) as terminal:
        terminal.press("enter")
        time.sleep(0.5)
        assert terminal.bytes_read == 0
        terminal.is_stalled = False
        terminal.wait_for("heard")


def test_sequences_torn_by_a_slow_link_are_put_together() -> None:
    program = r"print('\x1b[>1u\x1b[31mred\x1b[0m\x1b[<u plain', end='', flush=True)"
    with Terminal(command=python(program), bytes_per_second=400.0) as terminal:
        terminal.wait_for(r"^red plain\s*\n")
        assert terminal.screen.buffer[0][0].fg == "red"


def test_ctrl_c_and_signals_reach_the_program() -> None:
    with Terminal(command=python("import time; print('ready'); time.sleep(60)")) as terminal:
        terminal.wait_for("ready")
        terminal.press("ctrl+c")
        assert terminal.wait_for_exit() == -signal.SIGINT
    with Terminal(command=python("import time; print('ready'); time.sleep(60)")) as terminal:
        terminal.wait_for("ready")
        terminal.send_signal(signal.SIGTERM)
        assert terminal.wait_for_exit() == -signal.SIGTERM
