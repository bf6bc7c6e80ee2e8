"""`microtui watch` over real loops: what it says of them, and that they run as they run alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from stand_in_torch import reading_when, status_of

from microtui.command_line.cli import run
from microtui.watch.commands import Command
from microtui.watch.process import WatchedScript

Capture = pytest.CaptureFixture[str]

WRONG = """
import torch
torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Linear(2, 8), torch.nn.Tanh(), torch.nn.Linear(8, 1))
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
x = torch.randn(32, 2)
for each in range(STEPS):
    loss = ((model(x) - 1.0) ** 2).mean()
    loss.backward()
    optimizer.step()
print(sum(each.double().sum().item() for each in model.parameters()))
"""
RIGHT = WRONG.replace("    loss.backward()", "    optimizer.zero_grad()\n    loss.backward()")

IN_WORKERS = f"""
import sys
import warnings
import torch
from torch.utils.data import DataLoader, TensorDataset

if __name__ == "__main__":
    {RIGHT.replace("STEPS", "20").strip().replace(chr(10), chr(10) + "    ")}
    loader = DataLoader(TensorDataset(x), batch_size=8, num_workers=2)
    for epoch in range(2):
        for (batch,) in loader:
            optimizer.zero_grad()
            model(batch).mean().backward()
            optimizer.step()
    warnings.warn("here")
    print(sorted(each for each in sys.modules if not each.startswith("microtui")))
    print(sum(each.double().sum().item() for each in model.parameters()))
    raise KeyboardInterrupt
"""

COMPILED = """
import torch
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)

@torch.compile(backend="eager")
def step(x):
    optimizer.zero_grad()
    model(x).mean().backward()
    optimizer.step()

for each in range(5):
    step(torch.ones(3, 2))
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    return tmp_path


def watched(capture: Capture, lines: str, *options: str) -> tuple[dict[str, Any], int]:
    Path("train.py").write_text(lines)
    status = run(["watch", "--json", *options, "train.py"])
    out = capture.readouterr().out
    assert out.count("\n") == 1
    return json.loads(out), status


def test_a_wrong_loop_is_found_and_a_right_one_not(capfd: Capture):
    told, status = watched(capfd, WRONG.replace("STEPS", "100"), "--strict")
    assert status == 3
    assert (told["steps"], told["backwards"], told["status"]) == (100, 100, 0)
    (finding,) = told["findings"]
    assert (finding["kind"], finding["since_step"]) == ("no_zero_grad", 2)
    assert (finding["file"], finding["line"]) == (str(Path("train.py").absolute()), 9)
    assert set(finding) == {"kind", "since_step", "evidence", "file", "line", "remedy"}
    told, status = watched(capfd, RIGHT.replace("STEPS", "100"), "--strict")
    assert (told["steps"], told["findings"], status) == (100, [], 0)
    assert told["loss"] < 1.0


def test_a_loop_with_workers_prints_and_ends_as_alone(capfd: Capture):
    Path("train.py").write_text(IN_WORKERS)
    environment = {name: os.environ[name] for name in os.environ if name != "PYTHONUNBUFFERED"}
    alone = subprocess.run([sys.executable, "train.py"], env=environment)
    assert alone.returncode == -2
    printed = capfd.readouterr()
    script = WatchedScript("train.py")
    script.start()
    assert script.wait() == 130
    assert capfd.readouterr() == printed
    reading = script.newest()
    assert reading is not None
    assert (reading.steps, reading.backwards, reading.is_over) == (28, 28, True)
    assert script.error == "KeyboardInterrupt"


def test_the_compiler_leaves_alone_what_looks_on(capfd: Capture):
    Path("train.py").write_text(COMPILED)
    assert run(["watch", "--json", "train.py"]) == 0
    out, err = capfd.readouterr()
    told = json.loads(out)
    assert (told["steps"], told["findings"]) == (5, [])
    assert "Dynamo does not know" not in err


def test_a_loop_waits_at_each_stop_that_is_asked_for_and_runs_on_alone(folder: Path):
    Path("train.py").write_text(RIGHT.replace("STEPS", "10"))
    script = WatchedScript("train.py", output="file", folder=folder / "outputs", is_paused=True)
    script.start()

    def asked(wish: str) -> tuple[int, int, str | None]:
        before = reading_when(script, lambda reading: reading.waits_at is not None, 60.0)
        script.send(Command(wish))  # type: ignore[arg-type]
        passed = before.steps + before.backwards
        after = reading_when(script, lambda now: now.steps + now.backwards > passed)
        return after.backwards, after.steps, after.waits_at

    assert asked("backward") == (2, 1, "backward")
    assert asked("step") == (2, 2, "step")
    script.send(Command("open", 0))
    opened = reading_when(script, lambda reading: reading.opened == 0)
    assert opened.entries
    script.let_go()
    assert status_of(script, 60.0) == 0
    text, _ = script.output_from(0)
    namespace: dict[str, Any] = {"print": lambda total: namespace.update(total=total)}
    exec(RIGHT.replace("STEPS", "10"), namespace)
    assert float(text) == namespace["total"]
