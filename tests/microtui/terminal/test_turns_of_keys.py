"""Keys take their turns, and none holds up the others for good."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from application import key_event, running
from random_steps import throw

from microtui.terminal.application.keys_in_order import KeysInOrder
from microtui.widgets.panes.loss_plot import LossPlot


async def test_a_message_that_is_lost_on_its_way_does_not_hold_up_the_keys_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As when a widget is closed while the message that tells of a key's end waits in it."""
    async with running() as app:
        await app.press("1")
        plot = app.main.query_one(LossPlot)
        assert plot.has_focus
        call_later, lost = plot.call_later, []

        def lose(callback: Any, *arguments: Any) -> bool:
            owner = getattr(getattr(callback, "func", callback), "__self__", None)
            if isinstance(owner, KeysInOrder):
                lost.append(callback)
                return True
            return call_later(partial(callback, *arguments))

        monkeypatch.setattr(plot, "call_later", lose)
        await throw(app, key_event("b"), key_event("b"), key_event("n"))
        monkeypatch.undo()
        await app.press("n")
        assert lost
        assert (app.snapshot.batch, app.snapshot.phase) == (2, 2)
