"""A websocket for somebody who has been let in."""

from __future__ import annotations

import asyncio

from aiohttp import WSCloseCode, web

from microtui.serving.admission.origin import require_own_origin
from microtui.serving.routes.served import Served, served_by

MOST_BYTES = 64 * 1024
"""Of one message, when it has been inflated."""

HEARTBEAT = 25.0
"""Seconds between two times that the browser is asked whether it is still there."""


async def open_socket(request: web.Request) -> web.WebSocketResponse:
    """Raises 403 where a foreign page asks; who may have it the route has looked at."""
    served = served_by(request)
    require_own_origin(request, served.public_url)
    socket = web.WebSocketResponse(max_msg_size=MOST_BYTES, heartbeat=HEARTBEAT, timeout=5.0)
    await socket.prepare(request)
    served.connections.settle(request.protocol)
    served.sockets.add(socket)
    return socket


async def close_all_sockets(served: Served) -> None:
    closing = [socket.close(code=WSCloseCode.GOING_AWAY) for socket in served.sockets]
    await asyncio.gather(*closing, return_exceptions=True)
