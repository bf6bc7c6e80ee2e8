"""What takes long in a lesson is not waited for, and not missed where the program is left."""

from __future__ import annotations

import asyncio
import gc
from typing import Any

from textual.app import App

from microtui.screens.course.turns import Turns


async def test_whoever_leaves_while_a_stage_is_being_set_is_told_of_no_error() -> None:
    complaints: list[dict[str, Any]] = []
    told: list[str] = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: complaints.append(context))
    app: App[None] = App()
    async with app.run_test():
        turns = Turns(app, lambda: told.append("done"), lambda: told.append("slow"))
        await turns.take(never())
        assert turns.is_busy
        assert told == ["slow"]
    for _ in range(10):
        await asyncio.sleep(0)
    gc.collect()
    assert complaints == []
    assert told == ["slow"]


async def never() -> None:
    await asyncio.Event().wait()
