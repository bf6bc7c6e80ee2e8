"""A watched script that is none: fixed readings, and what it was told; no PyTorch is needed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from application import key_event
from textual.keys import _character_to_key
from textual.pilot import Pilot

from microtui.terminal.application.steady_app import SteadyApp
from microtui.watch.commands import Command
from microtui.watch.events import Place
from microtui.watch.finding import Finding
from microtui.watch.reading import (
    Entry,
    NormsReading,
    OptimizerReading,
    Reading,
    TensorReading,
    UnitsReading,
)
from microtui.watch_app import WatchApp

PLACE = Place("/home/somebody/train.py", 31)

SCRIPT = """\
import torch
from torch import nn

torch.manual_seed(1337)
points = torch.randn(200, 2)
labels = (points[:, :1] * points[:, 1:] > 0.0).float() * 2.0 - 1.0
net = nn.Sequential(
    nn.Linear(2, 16),
    nn.Tanh(),
    nn.Linear(16, 16),
    nn.ReLU(),
    nn.Linear(16, 1),
)
criterion = nn.MSELoss()
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)


def batches():
    for start in range(0, len(points), 20):
        yield points[start : start + 20], labels[start : start + 20]


for epoch in range(100):
    total = 0.0
    for x, y in batches():
        scores = net(x)
        loss = criterion(scores, y)
        total += loss.item()

        # Here the gradients pile up.
        loss.backward()
        optimizer.step()
    print(f"epoch {epoch}: loss {total / 10.0:.4f}")
"""
"""That the readings are of."""

NAMES = ("net.0.weight", "net.0.bias", "net.2.weight", "net.2.bias", "net.4.weight", "net.4.bias")
SHAPES = ((16, 2), (16,), (16, 16), (16,), (1, 16), (1,))

NO_ZERO_GRAD = Finding(
    kind="no_zero_grad",
    since_step=2,
    evidence=(
        "Step 41 used gradients of 41 backwards, 40 of them from before the last step: 97 % of "
        ".grad is old."
    ),
    file=PLACE.file,
    line=PLACE.line,
    remedy="Call optimizer.zero_grad() once for each step, before the backward.",
)


def tensor(index: int, *, carried: float, backwards: int, is_stale: bool) -> TensorReading:
    added = 0.0123 * (index + 1)
    return TensorReading(
        number=index,
        name=NAMES[index],
        shape=SHAPES[index],
        optimizer=0,
        weight=1.5,
        carried=carried * (index + 1),
        added=added,
        # Norms of a sum are at most the sum of the norms.
        grad=carried * (index + 1) + (0.9 if carried else 1.0) * added,
        backwards=backwards,
        is_stale=is_stale,
    )


def right_loop(steps: int = 41) -> Reading:
    """Of a loop in which nothing is wrong."""
    return Reading(
        steps=steps,
        backwards=steps,
        seconds=steps / 100.0,
        steps_per_second=812.0,
        loss=1.0 / (steps + 1),
        losses=tuple((i, 1.0 / (i + 1)) for i in range(1, steps + 1)),
        norms=tuple(NormsReading(i, 0.0, 2.0 / i, 2.0 / i) for i in range(1, steps + 1)),
        tensor_count=len(NAMES),
        tensors=tuple(
            tensor(index, carried=0.0, backwards=1, is_stale=False) for index in range(len(NAMES))
        ),
        optimizers=(OptimizerReading("SGD", (0.1,), steps),),
        units=(
            UnitsReading("net.1", "Tanh", "saturated", 16, 3),
            UnitsReading("net.3", "ReLU", "dead", 16, 12),
        ),
        place=PLACE,
        has_torch=True,
    )


def wrong_loop(steps: int = 41) -> Reading:
    """Of one whose zero_grad is forgotten."""
    return replace(
        right_loop(steps),
        norms=tuple(
            NormsReading(i, 0.2 * (i - 1), 0.5, 0.2 * (i - 1) + 0.4) for i in range(1, steps + 1)
        ),
        tensors=tuple(
            tensor(index, carried=0.4, backwards=steps, is_stale=True)
            for index in range(len(NAMES))
        ),
        findings=(NO_ZERO_GRAD,),
    )


def opened(reading: Reading, number: int) -> Reading:
    """The same with the entries of this tensor."""
    entries = tuple(
        Entry((i, 0), 0.5 - 0.1 * i, 0.4 / (i + 1), 0.1 / (i + 1), 0.5 / (i + 1)) for i in range(8)
    )
    return replace(reading, opened=number, entries=entries)


@dataclass
class StandIn:
    """What it is told it does at once, and remembers."""

    reading: Reading | None = None
    printed: str = ""
    script: str = "examples/train.py"
    status: int | None = None
    error: str | None = None
    unwatched: str | None = None
    output_path: str = "/state/microtui/train-4711.txt"
    sent: list[Command] = field(default_factory=list)
    was_stopped: bool = False
    was_let_go: bool = False

    def newest(self) -> Reading | None:
        return self.reading

    def output_from(self, offset: int) -> tuple[str, int]:
        return self.printed[offset:], len(self.printed)

    def send(self, command: Command) -> None:
        self.sent.append(command)
        if self.reading is None:
            return
        if command.wish == "open" and command.tensor is not None:
            self.reading = opened(self.reading, command.tensor)
        elif command.wish == "open":
            self.reading = replace(self.reading, opened=None, entries=())
        elif command.wish == "go":
            self.reading = replace(self.reading, waits_at=None)
        else:
            stop = "backward" if command.wish == "pause" else command.wish
            self.reading = replace(self.reading, waits_at=stop)

    def stop(self) -> None:
        self.was_stopped = True
        self.end(130)

    def let_go(self) -> None:
        self.was_let_go = True

    def end(self, status: int, error: str | None = None) -> None:
        self.status, self.error = status, error
        if self.reading is not None:
            self.reading = replace(self.reading, waits_at=None, is_over=True)


@dataclass(frozen=True)
class WatchApplication:
    """The application in front of a stand-in, and the pilot at its keyboard."""

    pilot: Pilot[None]
    app: WatchApp
    watched: StandIn

    async def press(self, *keys: str) -> None:
        """Type keys in one go, and wait until all have acted and a frame shows it."""
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            is_sign = len(key) == 1 and not key.isalnum()
            driver.process_message(key_event(_character_to_key(key) if is_sign else key))
        await asyncio.sleep(0.001)
        assert isinstance(self.app, SteadyApp)
        while self.app.input.is_busy and not self.app._exit:
            self.app.input.ask()
            await asyncio.sleep(0.001)
        await self.draw()

    async def draw(self) -> None:
        """Have the newest on the screen."""
        if not self.app._exit and self.app.screen_stack:
            self.app.watch_screen._show(in_full=True)
            await self.pilot.pause()
            await self.pilot.pause()

    async def until_left(self, seconds: float = 5.0) -> None:
        end = time.monotonic() + seconds
        while not self.app._exit:
            assert time.monotonic() < end, self.text
            await asyncio.sleep(0.005)

    @property
    def text(self) -> str:
        """What is on the screen."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text for strip in lines)

    @property
    def words(self) -> str:
        """The same in one line, without frames."""
        return " ".join(self.text.replace("│", " ").split())


@asynccontextmanager
async def watching(
    reading: Reading | None = None,
    *,
    size: tuple[int, int] = (80, 24),
    printed: str = "",
    ascii_only: bool | None = None,
    changed_keys: Mapping[str, str] | None = None,
) -> AsyncIterator[WatchApplication]:
    """The application with this reading on the screen."""
    watched = StandIn(reading, printed)
    app = WatchApp(watched, ascii_only=ascii_only, changed_keys=changed_keys)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        application = WatchApplication(pilot, app, watched)
        await application.draw()
        yield application
