"""A run on a page that nobody looks at: it is not drawn, and soon it waits; the class is told."""

from __future__ import annotations

import pytest
from application import running
from page_stand_in import come_back, leave_page, reports_told, serve, serve_unseen

from microtui.screens import unseen


@pytest.fixture(autouse=True)
def served(monkeypatch: pytest.MonkeyPatch) -> None:
    serve(monkeypatch)


async def test_nothing_is_asked_of_the_run_while_nobody_looks_but_for_the_class(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(unseen, "LOOKING_PERIOD", 3600.0)
    async with running() as app:
        await app.press("space")
        await leave_page(app)
        for _ in range(5):
            await app.pilot.pause(0.1)
        seen = app.main.snapshot
        await app.pilot.pause(0.5)
        assert app.main.snapshot is seen
        await come_back(app)
        await app.until(lambda snapshot: snapshot is not seen)
        assert app.snapshot.progress.playing


async def test_a_run_that_nobody_sees_is_paused_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(unseen, "PATIENCE", 0.05)
    async with running(notifications=True) as app:
        await app.press("space")
        await leave_page(app)
        await app.until(lambda snapshot: not snapshot.progress.playing)
        assert not reports_told(app)[-1]["playing"]
        await come_back(app)
        await app.until(lambda snapshot: not snapshot.progress.playing)
        await app.until_shown("Nobody was looking for a minute")


async def test_a_page_that_was_closed_while_the_program_began_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    serve_unseen(monkeypatch)
    monkeypatch.setattr(unseen, "PATIENCE", 0.05)
    async with running(play=True, size=(50, 14)) as app:
        await app.until(lambda snapshot: not snapshot.progress.playing)


async def test_in_a_terminal_there_is_always_somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    async with running() as app:
        assert app.main._unseen._timer is app.main._unseen._looks is None


async def test_the_class_is_told_how_a_run_goes_on_that_nobody_sees(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(unseen, "LOOKING_PERIOD", 0.25)
    async with running() as app:
        await app.press("space")
        await leave_page(app)
        told = len(reports_told(app))
        await app.until(lambda _: len(reports_told(app)) > told + 1)
        first, last = reports_told(app)[told], reports_told(app)[-1]
        assert first["playing"]
        assert last["playing"]
        assert first["epoch"] < last["epoch"]


async def test_that_ends_when_it_is_paused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unseen, "LOOKING_PERIOD", 0.02)
    monkeypatch.setattr(unseen, "PATIENCE", 0.1)
    async with running() as app:
        await app.press("space")
        await leave_page(app)
        await app.until(lambda snapshot: not snapshot.progress.playing)
        assert app.main._unseen._looks is None


async def test_who_comes_back_in_time_finds_it_playing(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(notifications=True) as app:
        await app.press("space")
        await leave_page(app)
        await come_back(app)
        assert app.main._unseen._timer is None
        await app.until(lambda snapshot: snapshot.progress.playing)
