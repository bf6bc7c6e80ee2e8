"""What is told in passing: shown while there is time to read it, and never a danger."""

from __future__ import annotations

import pytest
from application import running

from microtui.terminal.application.steady_parts import Notice


async def test_a_notification_is_shown() -> None:
    async with running(notifications=True) as app:
        app.main.notify("All is well.")
        await app.until_shown("All is well.")


async def test_the_same_is_shown_once_however_often_it_is_said() -> None:
    async with running(notifications=True, hidden=()) as app:
        await app.press(*["H"] * 5)
        assert app.text.count("there is no hidden layer") == 1
        await app.press("y")
        assert "Sent to the clipboard" in app.text
        assert app.text.count("there is no hidden layer") == 1


async def test_one_whose_time_runs_out_while_it_is_made_does_not_stop_the_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # As on a machine so busy that making it takes longer than it is to be shown.
    monkeypatch.setattr(Notice, "has_expired", property(lambda self: False))
    async with running(notifications=True) as app:
        app.main.notify("Too late.", timeout=-1.0)
        await app.pilot.pause(0.2)
        monkeypatch.undo()
        await app.press("s")
        assert app.snapshot.epoch == 1
        assert "Too late." not in app.text
