"""What is told of a script that runs, what can be asked of it, and that it runs on whatever
happens to whoever looks on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from stand_in_torch import put_stand_in, reading_when, status_of

from microtui.watch import process
from microtui.watch.commands import Command
from microtui.watch.process import WatchedScript

ROOT = Path(process.__file__).parents[2]
Start = Callable[..., WatchedScript]

LOOP = """
import torch
for each in range({steps}):
    torch.backward()
    torch.step()
print("done")
"""


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a script of these lines, which none of the tests leaves running."""
    put_stand_in(tmp_path)
    started = []

    def start(lines: str, *, is_paused: bool = False) -> WatchedScript:
        (tmp_path / "script.py").write_text(lines)
        script = WatchedScript(
            str(tmp_path / "script.py"),
            output="file",
            folder=tmp_path / "outputs",
            is_paused=is_paused,
        )
        started.append(script)
        script.start()
        return script

    yield start
    for script in started:
        script.signal(signal.SIGKILL)
        status_of(script)
        script.let_go()


def output(script: WatchedScript) -> str:
    return script.output_from(0)[0]


def test_the_last_reading_comes_at_the_end_with_numbers_that_are_not_finite(start: Start) -> None:
    script = start(LOOP.format(steps=3000))
    assert script.wait() == 0
    reading = script.newest()
    assert reading is not None
    assert (reading.steps, reading.backwards, reading.is_over) == (3000, 3000, True)
    assert reading.loss != reading.loss
    assert output(script) == "done\n"


def test_a_script_without_pytorch_is_run_and_nothing_told_of_it(start: Start) -> None:
    script = start("print('alone')")
    assert script.wait() == 0
    assert (script.newest(), script.error, output(script)) == (None, None, "alone\n")


def test_it_waits_where_it_is_asked_to(start: Start) -> None:
    script = start(LOOP.format(steps=3000), is_paused=True)

    def asked(wish: str) -> tuple[int, int, str | None]:
        before = reading_when(script, lambda reading: reading.waits_at is not None)
        script.send(Command(wish))  # type: ignore[arg-type]
        passed = before.steps + before.backwards
        after = reading_when(script, lambda now: now.steps + now.backwards > passed)
        return after.backwards, after.steps, after.waits_at

    first = reading_when(script, lambda reading: reading.backwards == 1)
    assert (first.steps, first.waits_at) == (0, "backward")
    assert asked("backward") == (2, 1, "backward")
    assert asked("step") == (2, 2, "step")
    assert asked("step") == (3, 3, "step")
    assert asked("backward") == (4, 3, "backward")
    script.send(Command("open", 7))
    assert reading_when(script, lambda reading: reading.opened == 7).waits_at == "backward"
    script.send(Command("open", None))
    assert reading_when(script, lambda reading: reading.opened is None).backwards == 4
    script.send(Command("go"))
    assert script.wait() == 0
    last = script.newest()
    assert last is not None
    assert (last.steps, last.waits_at) == (3000, None)


def test_a_loop_that_runs_can_be_paused_at_any_time(start: Start) -> None:
    script = start(LOOP.format(steps=10**9))
    reading_when(script, lambda reading: reading.steps > 10)
    script.send(Command("pause"))
    waiting = reading_when(script, lambda reading: reading.waits_at is not None)
    time.sleep(0.05)
    assert script.newest() == waiting
    script.stop()
    assert status_of(script) == 130
    script.newest()
    assert script.error == "KeyboardInterrupt"


@pytest.mark.parametrize("is_paused", [True, False])
def test_a_script_runs_on_when_nobody_looks_on_any_more(start: Start, is_paused: bool) -> None:
    lines = "import signal\nsignal.signal(signal.SIGPIPE, signal.SIG_DFL)\n"
    lines += LOOP.format(steps=3000).replace("    torch.backward()\n", "    torch.backward()\n" * 2)
    lines += "print(torch.Probe.newest.is_looking)"
    script = start(lines, is_paused=is_paused)
    reading_when(script, lambda reading: reading.backwards > 0)
    script.let_go()
    assert status_of(script) == 0
    assert output(script).endswith("done\nFalse\n" if is_paused else "\n")


def test_a_script_waits_for_nobody_to_take_what_it_tells(start: Start) -> None:
    script = start(
        "import time\nimport torch\n"
        "torch.Probe.newest.ballast = 'x' * 1_000_000\n"
        "began = time.monotonic()\n"
        f"{LOOP.format(steps=20_000)}"
        "print(time.monotonic() - began < 1.0)\n"
    )
    assert status_of(script) == 0
    assert output(script) == "done\nTrue\n"


def test_what_a_script_did_before_it_was_killed_is_known(start: Start) -> None:
    script = start(LOOP.format(steps=100) + "import os; os._exit(5)")
    assert script.wait() == 5
    reading = script.newest()
    assert reading is not None
    assert reading.backwards > 0
    assert not reading.is_over


def test_forked_workers_tell_nothing(start: Start) -> None:
    script = start(
        "import os, time\nimport torch\ntorch.step()\n"
        "if os.fork() == 0:\n"
        "    end = time.monotonic() + 0.3\n"
        "    while time.monotonic() < end: torch.step()\n"
        "    1 / 0\n"
        "os.wait()\nos._exit(6)\n"
    )
    assert script.wait() == 6
    reading = script.newest()
    assert reading is not None
    assert reading.steps <= 1
    assert script.error is None
    assert "ZeroDivisionError" in output(script)


@pytest.mark.parametrize("lines", ["", "import torch\n"])
def test_an_end_that_nobody_hears_is_the_same_end(lines: str, start: Start, tmp_path: Path) -> None:
    script = start(
        f"{lines}import os, signal, time\nsignal.signal(signal.SIGPIPE, signal.SIG_DFL)\n"
        f"while not os.path.exists({str(tmp_path / 'gone')!r}):\n    time.sleep(0.005)\n"
        "raise OSError\n"
    )
    if lines:
        # What is not taken is another error than that nobody is there.
        reading_when(script, lambda reading: reading.has_torch)
    script.let_go()
    (tmp_path / "gone").touch()
    assert status_of(script) == 1


def test_a_script_runs_on_when_whoever_has_started_it_is_killed(tmp_path: Path) -> None:
    put_stand_in(tmp_path)
    (tmp_path / "script.py").write_text(
        "import os\nimport time\nimport torch\n"
        "while os.getppid() == int(os.environ['PARENT']):\n    torch.backward()\n"
        f"{LOOP.format(steps=3000)}"
    )
    lines = (
        "import os, pathlib, signal\nfrom microtui.watch.process import WatchedScript\n"
        "os.environ['PARENT'] = str(os.getpid())\n"
        "script = WatchedScript('script.py', output='file', folder=pathlib.Path('outputs'))\n"
        "script.start()\n"
        "while script.newest() is None: pass\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    killed = subprocess.run([sys.executable, "-c", lines], cwd=tmp_path, env=environment)
    assert killed.returncode == -signal.SIGKILL
    (output_file,) = (tmp_path / "outputs").iterdir()
    end = time.monotonic() + 30.0
    while output_file.read_text() != "done\n":
        assert time.monotonic() < end, output_file.read_text()
        time.sleep(0.01)


def test_what_a_script_opens_in_its_place_is_not_written_to(start: Start, tmp_path: Path) -> None:
    script = start(
        "import os\nimport torch\n"
        "os.closerange(3, 100)\n"
        f"file = open({str(tmp_path / 'own')!r}, 'w+')\n"
        "first, second = __import__('socket').socketpair()\n"
        "taken = [os.dup(first.fileno()) for each in range(20)]\n"
        f"{LOOP.format(steps=3000)}"
        "second.setblocking(False)\n"
        "second.recv(1)\n"
    )
    assert script.wait() == 1
    assert (tmp_path / "own").read_text() == ""
    assert "BlockingIOError" in output(script)


def test_where_looking_on_fails_the_script_runs_on(start: Start) -> None:
    lines = LOOP.format(steps=3000)
    script = start(lines.replace("for", "torch.Probe.newest.reading_of = None\nfor"))
    assert script.wait() == 0
    reading = script.newest()
    assert reading is not None
    assert reading.fault == "TypeError: 'NoneType' object is not callable"
    assert output(script) == "done\n"


def test_a_script_that_heeds_no_signal_is_ended_by_force(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    patience = [(number, min(seconds, 0.05)) for number, seconds in process.PATIENCE]
    monkeypatch.setattr(process, "PATIENCE", patience)
    ignoring = "import signal\nfor each in (2, 15):\n    signal.signal(each, signal.SIG_IGN)\n"
    script = start(ignoring + LOOP.format(steps=10**9))
    reading_when(script, lambda reading: reading.steps > 0)
    script.stop()
    assert status_of(script) == 137
