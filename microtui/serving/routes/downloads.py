"""Files that a visitor's program gives to their browser."""

from __future__ import annotations

from urllib.parse import quote

from aiohttp import web

from microtui.serving.routes.served import served_by
from microtui.serving.sessions.session import Session


async def download(request: web.Request) -> web.StreamResponse:
    """The file of this key, once, to the visitor whose program made it."""
    session = session_of(request)
    delivery = session.deliveries.take(request.match_info["key"]) if session else None
    if session is None or delivery is None:
        raise web.HTTPNotFound(text="There is no such file, or it has been fetched already.\n")
    name = delivery.name

    async def ask(size: int) -> None:
        await session.tell("deliver_chunk_request", key=delivery.key, size=size, name=name)

    response = web.StreamResponse(
        headers={
            "Content-Type": "application/octet-stream",
            "Content-Disposition": disposition(name),
            # A picture may hold a script: it is kept, and never shown as a page of ours.
            "Content-Security-Policy": "sandbox; default-src 'none'",
        }
    )
    await response.prepare(request)
    try:
        async for piece in session.deliveries.pieces(delivery, ask):
            await response.write(piece)
    except TimeoutError:
        # Half a file must not look like a whole one.
        if request.transport is not None:
            request.transport.abort()
        return response
    await response.write_eof()
    return response


def session_of(request: web.Request) -> Session | None:
    """The run of the visitor who asks, if there is one under way; raises 403 for nobody."""
    served = served_by(request)
    identity = served.gate.require_visitor(request)
    if not served.visitors.knows(identity):
        return None
    return served.sessions.by_number(served.visitors.of(identity).number)


def disposition(name: str) -> str:
    """How a browser is told to keep a file, and under which name."""
    plain = "".join(each if is_plain(each) else "_" for each in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def is_plain(character: str) -> bool:
    """Whether it needs no quoting anywhere."""
    return character.isascii() and (character.isalnum() or character in " ._-+()")
