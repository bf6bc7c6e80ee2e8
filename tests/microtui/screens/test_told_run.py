"""What is told to whoever serves the program: how the run stands, on whatever screen."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from application import running
from lesson_beside import playing
from textual.drivers.headless_driver import HeadlessDriver

from microtui.session.commands import Play

RUN = "## Read\n\n```run\n--dataset xor\n```\n\nLook at it.\n\n## On\n\nRead on.\n"
SCRATCHPAD = "## Read\n\n```scratchpad\na = 2.0\n```\n\nLook at it.\n"


class Server:
    """The one at the other end of the pipe."""

    def __init__(self) -> None:
        self.reports: list[dict[str, Any]] = []

    def hear(self, driver: HeadlessDriver, message: dict[str, Any]) -> None:
        if message["type"] == "report":
            self.reports.append(message["report"])

    @property
    def last(self) -> dict[str, Any]:
        return self.reports[-1] if self.reports else {}

    async def until(self, **values: object) -> None:
        end = time.monotonic() + 20.0
        while any(self.last.get(name) != value for name, value in values.items()):
            assert time.monotonic() < end, self.last
            await asyncio.sleep(0.01)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    server = Server()
    monkeypatch.setattr(HeadlessDriver, "is_web", property(lambda driver: True))
    monkeypatch.setattr(
        HeadlessDriver,
        "write_meta",
        lambda driver, message: server.hear(driver, message),
        raising=False,
    )
    return server


async def test_each_change_is_told(server: Server) -> None:
    async with running(hidden=(2,)) as app:
        await server.until(screen="run", epoch=0, zero_grad=True)
        await app.press("s")
        await server.until(epoch=1)
        await app.press("z")
        await server.until(zero_grad=False, changed=("zero_grad on → off",))


async def test_what_is_open_in_front_of_the_run_is_told(server: Server) -> None:
    async with running(hidden=(2,)) as app:
        await app.press("o")
        await server.until(screen="settings")
        await app.press("escape")
        await server.until(screen="run")


async def test_while_training_plays_it_is_told_now_and_then_and_at_once_when_it_rests(
    server: Server,
) -> None:
    async with running(hidden=(2,)) as app:
        app.main.carry_out(Play())
        await server.until(playing=True)
        told = len(server.reports)
        await app.until(lambda snapshot: snapshot.epoch > 20)
        assert len(server.reports) - told < 20
        await app.press("space")
        await server.until(playing=False, epoch=app.snapshot.epoch)


async def test_the_step_of_the_lesson_is_told(server: Server) -> None:
    async with playing(RUN) as lesson:
        await server.until(lesson="1 · step 1 of 2", dataset="xor")
        await lesson.press("enter")
        await server.until(lesson="1 · step 2 of 2")


async def test_in_a_lesson_on_the_scratchpad_there_are_no_numbers_of_a_run(server: Server) -> None:
    async with playing(SCRATCHPAD):
        await server.until(lesson="1 · step 1 of 1", dataset="", loss=None, zero_grad=None)


async def test_where_nobody_serves_the_program_nothing_is_told() -> None:
    async with running(hidden=(2,)) as app:
        await app.press("s")
        assert not hasattr(app.pilot.app._driver, "write_meta")
