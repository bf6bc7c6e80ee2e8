"""Keys take their turns, and none holds up the others for good."""

from __future__ import annotations

import pytest
from application import running
from random_steps import key_event, throw

from microtui.widgets.panes.loss_plot import LossPlot


async def test_a_message_that_is_lost_on_its_way_does_not_hold_up_the_keys_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As when a widget is closed while the message that tells of a key's end waits in it."""
    async with running() as app:
        await app.press("1")
        plot = app.main.query_one(LossPlot)
        assert plot.has_focus
        monkeypatch.setattr(plot, "call_later", lambda *arguments: True)
        await throw(app, key_event("b"), key_event("b"), key_event("n"))
        monkeypatch.undo()
        await app.press("n")
        assert (app.snapshot.batch, app.snapshot.phase) == (2, 2)
