"""Who leaves, here or on the page, while their file is being read, has left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from application import Application, running
from page_stand_in import choose_file, close_file, serve, types_told

from microtui.screens.dialogs.data import upload_screen
from microtui.tables.read_table import TableRead, table_from_bytes

TABLE = "height,width,kind\n" + "".join(f"{i % 7},{i % 5},{i % 2}\n" for i in range(60))
NO_TABLE = "a,b\n1\n"


@pytest.fixture(autouse=True)
def served(monkeypatch: pytest.MonkeyPatch) -> None:
    serve(monkeypatch)


class SlowReading:
    """Reads a table no sooner than it is let to."""

    def __init__(self) -> None:
        self.began, self._may_go_on, self.ended = Event(), Event(), Event()

    def __call__(self, *arguments: Any, **options: Any) -> TableRead:
        self.began.set()
        assert self._may_go_on.wait(20.0)
        try:
            return table_from_bytes(*arguments, **options)
        finally:
            self.ended.set()

    async def end(self, app: Application) -> None:
        self._may_go_on.set()
        await app.until(lambda _: self.ended.is_set())
        await app.pilot.pause()


@pytest.fixture
def slow_reading(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowReading]:
    reading = SlowReading()
    monkeypatch.setattr(upload_screen, "table_from_bytes", reading)
    yield reading
    reading._may_go_on.set()


@pytest.mark.parametrize("is_table", [True, False])
@pytest.mark.parametrize("leaves_on_the_page", [True, False])
async def test_who_leaves_while_a_file_is_read_has_left(
    tmp_path: Path, slow_reading: SlowReading, is_table: bool, leaves_on_the_page: bool
) -> None:
    upload = tmp_path / "5f3a"
    upload.write_text(TABLE if is_table else NO_TABLE)
    async with running() as app:
        await app.press("D")
        await app.until_shown("The page asks for it")
        await choose_file(app, "flowers.csv", upload)
        await app.until(lambda _: slow_reading.began.is_set())
        if leaves_on_the_page:
            await close_file(app)
        else:
            await app.pilot.press("escape")
        await app.until(lambda _: app.pilot.app.screen is app.main)
        await slow_reading.end(app)
        assert app.pilot.app.screen is app.main
        assert types_told(app) == ["ask_file", "close_file"]
        assert not upload.exists()


async def test_who_leaves_before_they_hear_that_a_file_is_of_no_use_is_not_asked_on(
    tmp_path: Path,
) -> None:
    broken = tmp_path / "77ab"
    broken.write_text(NO_TABLE)
    async with running() as app:
        await app.press("D")
        await app.until_shown("The page asks for it")
        await choose_file(app, "broken.csv", broken)
        await app.until(lambda _: types_told(app) == ["ask_file", "ask_file"])
        await close_file(app)
        assert types_told(app) == ["ask_file", "ask_file", "close_file"]
