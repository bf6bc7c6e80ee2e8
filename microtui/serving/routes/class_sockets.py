"""What is live on the teacher's pages. Whatever these send has no effect."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from aiohttp import web

from microtui.serving.routes.class_list import class_list, without_clock
from microtui.serving.routes.open_socket import open_socket
from microtui.serving.routes.served import served_by
from microtui.serving.sessions.endings import ENDED, NO_PLACE
from microtui.serving.sessions.onlooker import Onlooker
from microtui.serving.sessions.sessions import Sessions

PERIOD = 0.5
"""Seconds between two times that a page is told of all runs."""

MOST_ONLOOKERS = 16
"""Pages at once, over all runs: each of them is sent as much as a visitor."""

REST = 0.02
"""Seconds before the next message of a page is read that has nothing to say."""

AGAIN = 2
"""Seconds until a page asks again for a run that it was not shown."""

NOT_OPEN = "This run is not open now. It is shown here when its visitor comes back."
TOO_MANY = f"{MOST_ONLOOKERS} pages look on already: close one of them."


async def list_socket(request: web.Request) -> web.StreamResponse:
    """All runs, as often as any of them stands otherwise."""
    served = served_by(request)
    served.gate.require_teacher(request)
    socket = await open_socket(request)
    await first_of(drained(socket), tell_list(socket, served.sessions))
    await socket.close()
    return socket


async def tell_list(socket: web.WebSocketResponse, sessions: Sessions) -> None:
    said = None
    while True:
        listed = class_list(sessions.running(), sessions.places, time.monotonic())
        if without_clock(listed) != said:
            said = without_clock(listed)
            await socket.send_json(listed)
        await asyncio.sleep(PERIOD)


async def onlooker_socket(request: web.Request) -> web.StreamResponse:
    """The screen of one run, until it is over or the page goes."""
    served = served_by(request)
    served.gate.require_teacher(request)
    socket = await open_socket(request)
    session = served.sessions.by_number(int(request.match_info["number"]))
    if session is None:
        return await dismissed(socket, NOT_OPEN)
    if sum(len(each.onlookers) for each in served.sessions.running()) >= MOST_ONLOOKERS:
        return await dismissed(socket, TOO_MANY)
    onlooker = Onlooker(socket)
    session.onlookers.add(onlooker, *session.size)
    try:
        await first_of(drained(socket), onlooker.deliver())
    finally:
        session.onlookers.remove(onlooker)
    await socket.close(code=ENDED)
    return socket


async def dismissed(socket: web.WebSocketResponse, sentence: str) -> web.WebSocketResponse:
    """It is told why, and comes again by itself."""
    with suppress(ConnectionError):
        await socket.send_json(["wait", {"sentence": sentence, "seconds": AGAIN}])
    await socket.close(code=NO_PLACE)
    return socket


async def drained(socket: web.WebSocketResponse) -> None:
    """Until the page goes. What it sends is read, and slowly: there is nothing to be said."""
    async for _ in socket:
        await asyncio.sleep(REST)


async def first_of(*waited: Coroutine[Any, Any, None]) -> None:
    """Until one of them is done; the others are given up. A page may go at any moment."""
    tasks = [asyncio.create_task(each) for each in waited]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception) and not isinstance(result, ConnectionError):
            raise result
