"""The websocket in which a visitor plays."""

from __future__ import annotations

import sys
from dataclasses import replace

from aiohttp import WSCloseCode, WSMsgType, web

from microtui.serving.admission.rate_bound import SocketBounds
from microtui.serving.routes.browser_message import (
    BrowserMessage,
    MalformedMessageError,
    Named,
    Resized,
    Told,
    Typed,
    browser_message,
    size_asked_for,
)
from microtui.serving.routes.open_socket import open_socket
from microtui.serving.routes.served import Served, served_by
from microtui.serving.routes.viewer import Viewer
from microtui.serving.sessions.endings import ENDED, NO_PLACE, NOT_STARTED, NoPlace
from microtui.serving.sessions.program import Size
from microtui.serving.sessions.session import Session
from microtui.serving.visitors.given_name import given_name
from microtui.serving.visitors.kept_visitors import TooManyVisitorsError

LONG_WAIT = 60.0
"""Seconds after which a page asks again where there is little hope."""


async def run_socket(request: web.Request) -> web.WebSocketResponse:
    """Shows the visitor's run until the page goes, or the run ends."""
    served = served_by(request)
    identity = served.gate.require_visitor(request)
    size = size_asked_for(request.query)
    socket = await open_socket(request)
    viewer = Viewer(socket, request.transport)
    try:
        session = await session_for(served, identity, size, viewer)
        if session is not None:
            session.attach(viewer, size)
            try:
                await play(served, session, socket, viewer)
            finally:
                session.detach(viewer)
    finally:
        viewer.close(WSCloseCode.OK)
        await viewer.gone()
    return socket


async def session_for(served: Served, identity: str, size: Size, viewer: Viewer) -> Session | None:
    """The visitor's; None where there is none, and the page has been told why."""
    sessions, visitors = served.sessions, served.visitors
    try:
        # Nothing is kept of somebody new as long as there is no place for them.
        full = None if visitors.knows(identity) else sessions.why_full()
        joined = full or await sessions.join(visitors.of(identity), size)
    except TooManyVisitorsError as error:
        joined = NoPlace(str(error), LONG_WAIT)
    except OSError as error:
        print(f"microtui: nothing can be kept of a visitor: {error}", file=sys.stderr)
        viewer.say("ended", sentence=NOT_STARTED)
        viewer.close(ENDED)
        return None
    if isinstance(joined, NoPlace):
        viewer.say("wait", sentence=joined.sentence, seconds=joined.seconds)
        viewer.close(NO_PLACE)
        return None
    return joined


async def play(
    served: Served, session: Session, socket: web.WebSocketResponse, viewer: Viewer
) -> None:
    """Hand on what the page says, as long as it is the one that shows the run."""
    bounds = SocketBounds()
    async for frame in socket:
        if not session.is_shown_on(viewer):
            return
        if frame.type == WSMsgType.ERROR:
            # A message too large, among others: aiohttp has said so to the page.
            return
        try:
            if frame.type != WSMsgType.TEXT:
                raise MalformedMessageError("A message must be text.")
            await act(served, session, browser_message(frame.data))
        except MalformedMessageError as error:
            viewer.close(WSCloseCode.POLICY_VIOLATION, str(error))
            return
        await bounds.passed(len(frame.data))


async def act(served: Served, session: Session, message: BrowserMessage) -> None:
    """Returns once the program has taken it: the visitor waits for it, and nobody else."""
    match message:
        case Typed(text):
            await session.type(text, message.is_by_hand)
        case Resized(size):
            await session.resize(size)
        case Told(type_):
            if type_ == "no_file":
                session.is_asking_for_file = False
            await session.tell(type_)
        case Named(name):
            renamed = replace(session.visitor, name=given_name(name))
            session.rename(served.visitors.changed(renamed))
