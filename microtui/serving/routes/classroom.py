"""The teacher's pages: the list of all runs, and each of them, read only."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

from aiohttp import web

from microtui.serving.admission.gate import NO_TOKEN, Gate
from microtui.serving.admission.origin import require_own_origin
from microtui.serving.admission.signed_cookie import TEACHER
from microtui.serving.routes.class_list import class_list, without_clock
from microtui.serving.sessions.endings import ENDED, NO_PLACE
from microtui.serving.sessions.onlooker import Onlooker
from microtui.serving.sessions.sessions import Sessions

STATIC = Path(__file__).parents[1] / "static"

PERIOD = 0.5
"""Seconds between two times that a page is told of all runs."""

MOST_ONLOOKERS = 16
"""Pages at once, over all runs: each of them is sent as much as a visitor."""

MOST_BYTES = 1024
"""Of a message from a page that has nothing to say."""

REST = 0.02
"""Seconds before the next message of such a page is read."""

HEARTBEAT = 20.0
"""Seconds after which a page is asked whether it is still there."""

AGAIN = 2
"""Seconds until a page asks again for a run that it was not shown."""

NOT_OPEN = "This run is not open now. It is shown here when its visitor comes back."
TOO_MANY = f"{MOST_ONLOOKERS} pages look on already: close one of them."


class Classroom:
    """Answers whoever came with the token of the class; all others get 403."""

    def __init__(self, gate: Gate, sessions: Sessions, public_url: str | None) -> None:
        self._gate = gate
        self._sessions = sessions
        self._public_url = public_url

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/class", self.show_list),
            web.get("/class/ws", self.tell_list),
            web.get(r"/class/run/{number:\d{1,9}}", self.show_run),
            web.get(r"/class/run/{number:\d{1,9}}/ws", self.tell_run),
        ]

    # -- pages -----------------------------------------------------------------------------------

    async def show_list(self, request: web.Request) -> web.StreamResponse:
        """With the token in the address: a cookie, and the same page without it."""
        given = request.query.get("token")
        if given is None:
            self._gate.require_teacher(request)
            return web.FileResponse(STATIC / "class.html")
        if not self._gate.tokens.is_class(given):
            raise web.HTTPForbidden(text=NO_TOKEN)
        response = web.Response(status=303, headers={"Location": "class"})
        self._gate.admit(response, TEACHER)
        return response

    async def show_run(self, request: web.Request) -> web.StreamResponse:
        self._gate.require_teacher(request)
        return web.FileResponse(STATIC / "class_run.html")

    # -- what is live ----------------------------------------------------------------------------

    async def tell_list(self, request: web.Request) -> web.StreamResponse:
        socket = await self._opened(request)
        await first_of(drained(socket), self._tell_list(socket))
        await socket.close()
        return socket

    async def _tell_list(self, socket: web.WebSocketResponse) -> None:
        said = None
        while True:
            listed = class_list(self._sessions.running(), self._sessions.places, time.monotonic())
            if without_clock(listed) != said:
                said = without_clock(listed)
                await socket.send_json(listed)
            await asyncio.sleep(PERIOD)

    async def tell_run(self, request: web.Request) -> web.StreamResponse:
        """The screen of one run, until it is over or the page goes."""
        socket = await self._opened(request)
        session = self._sessions.by_number(int(request.match_info["number"]))
        if session is None:
            return await dismissed(socket, NOT_OPEN)
        if sum(len(each.onlookers) for each in self._sessions.running()) >= MOST_ONLOOKERS:
            return await dismissed(socket, TOO_MANY)
        onlooker = Onlooker(socket)
        session.onlookers.add(onlooker, *session.size)
        try:
            await first_of(drained(socket), onlooker.deliver())
        finally:
            session.onlookers.remove(onlooker)
        await socket.close(code=ENDED)
        return socket

    async def _opened(self, request: web.Request) -> web.WebSocketResponse:
        """Raises 403 where somebody else asks, or another page."""
        self._gate.require_teacher(request)
        require_own_origin(request, self._public_url)
        socket = web.WebSocketResponse(
            heartbeat=HEARTBEAT, max_msg_size=MOST_BYTES, compress=False, timeout=2.0
        )
        await socket.prepare(request)
        return socket


async def dismissed(socket: web.WebSocketResponse, sentence: str) -> web.WebSocketResponse:
    """It is told why, and comes again by itself."""
    with suppress(ConnectionError):
        await socket.send_json(["wait", {"sentence": sentence, "seconds": AGAIN}])
    await socket.close(code=NO_PLACE)
    return socket


async def drained(socket: web.WebSocketResponse) -> None:
    """Until the page goes; whatever it sends has no effect, and is read no faster than this."""
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
