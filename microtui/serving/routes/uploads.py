"""Data that a visitor gives to their run."""

from __future__ import annotations

import asyncio
import contextlib
import os
from pathlib import Path

from aiohttp import web

from microtui.serving.admission.origin import require_own_origin
from microtui.serving.routes.downloads import session_of
from microtui.serving.routes.served import served_by
from microtui.serving.sessions.file_names import safe_name
from microtui.serving.sessions.session import MOST_BYTES_OF_A_FILE

MOST_FILES = 5
"""Kept of one visitor; the oldest goes for one more."""

PATIENCE = 120.0
"""Seconds for all of it to come."""


async def upload(request: web.Request) -> web.Response:
    """Keep what was sent in the visitor's folder, and tell their program."""
    require_own_origin(request, served_by(request).public_url)
    session = session_of(request)
    if session is None or not session.is_asking_for_file:
        raise web.HTTPConflict(text="Nothing has asked for data: choose them in the program.\n")
    if session.is_receiving:
        raise web.HTTPConflict(text="Some data are on their way already.\n")
    session.is_receiving = True
    try:
        data = await whole_body(request)
    finally:
        session.is_receiving = False
    if not session.is_asking_for_file:
        raise web.HTTPConflict(text="The program does not ask for data any more.\n")
    name = safe_name(request.query.get("name", ""))
    try:
        path = kept_file(session.visitor.folder / "uploads", name, data)
    except OSError:
        raise web.HTTPInsufficientStorage(text="The data cannot be kept here.\n") from None
    await session.tell("file", name=name, path=str(path))
    return web.Response(text="The data have come.\n")


async def whole_body(request: web.Request) -> bytes:
    """Raises 413 where it is too large, 408 where it does not come, 415 and 400 where it is not
    sent as it is."""
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise web.HTTPUnsupportedMediaType(text="Data must be sent as they are, not packed.\n")
    too_large = web.HTTPRequestEntityTooLarge(
        max_size=MOST_BYTES_OF_A_FILE,
        actual_size=request.content_length or 0,
        text=f"A file may have {MOST_BYTES_OF_A_FILE // 1024**2} MB at most.\n",
    )
    if (request.content_length or 0) > MOST_BYTES_OF_A_FILE:
        raise too_large
    data = bytearray()
    try:
        async with asyncio.timeout(PATIENCE):
            async for piece in request.content.iter_any():
                data += piece
                if len(data) > MOST_BYTES_OF_A_FILE:
                    raise too_large
    except TimeoutError:
        raise web.HTTPRequestTimeout(text="The data did not come in time.\n") from None
    except web.RequestPayloadError:
        raise web.HTTPBadRequest(text="The data did not come whole.\n") from None
    return bytes(data)


def kept_file(folder: Path, name: str, data: bytes) -> Path:
    """Where it is kept; raises OSError where it cannot be."""
    for old in sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)[: -MOST_FILES + 1]:
        with contextlib.suppress(OSError):
            old.unlink()
    path = folder / name
    new = folder / ".new"
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    os.replace(new, path)
    return path
