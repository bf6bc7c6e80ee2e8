"""A package that is called `torch` and brings its own probe, so that what runs around a script can
be tested where there is no PyTorch."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from microtui.watch.process import WatchedScript
from microtui.watch.reading import Reading

PACKAGE = '''
"""`torch.backward()` and `torch.step()` are all there is of a loop."""

import sys
import types


class Probe:
    newest = None

    def __init__(self, reached, script_folder, only=None):
        self.reached, self.script_folder = reached, script_folder
        self.backwards = self.steps = 0
        self.is_looking = False
        self.ballast = self.findings = ()

    def install(self):
        from microtui.watch.reading import Reading

        self.reading_of, self.is_looking = Reading, True
        Probe.newest = self

    def remove(self):
        self.is_looking = False

    def reading(self, opened, *, is_over=False):
        return self.reading_of(
            steps=self.steps,
            backwards=self.backwards,
            loss=float("nan"),
            losses=self.ballast,
            findings=self.findings,
            opened=opened,
            has_torch=True,
            is_over=is_over,
        )


probing = types.ModuleType("microtui.watch.probe.probe")
probing.Probe = Probe
sys.modules[probing.__name__] = probing


def backward():
    if Probe.newest is not None and Probe.newest.is_looking:
        Probe.newest.backwards += 1
        Probe.newest.reached("backward")


def step():
    if Probe.newest is not None and Probe.newest.is_looking:
        Probe.newest.steps += 1
        Probe.newest.reached("step")
'''


def put_stand_in(folder: Path, lines: str = PACKAGE) -> None:
    """Where scripts in this folder find it."""
    (folder / "torch").mkdir(parents=True)
    (folder / "torch" / "__init__.py").write_text(lines)


def reading_when(
    script: WatchedScript, holds: Callable[[Reading], bool], seconds: float = 30.0
) -> Reading:
    """The first reading of which this holds; raises AssertionError where none comes in time."""
    end = time.monotonic() + seconds
    while (reading := script.newest()) is None or not holds(reading):
        assert time.monotonic() < end, f"not in {seconds} s: {reading}, status {script.status}"
        time.sleep(0.002)
    return reading


def status_of(script: WatchedScript, seconds: float = 30.0) -> int:
    """Its exit status, once it has ended without anybody waiting for what it tells."""
    end = time.monotonic() + seconds
    while (status := script.status) is None:
        assert time.monotonic() < end, f"still running after {seconds} s"
        time.sleep(0.002)
    return status
