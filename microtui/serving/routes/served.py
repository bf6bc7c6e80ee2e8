"""All that the routes share: who is let in, who has come, what is under way."""

from __future__ import annotations

from dataclasses import dataclass, field
from weakref import WeakSet

from aiohttp import web

from microtui.serving.admission.gate import Gate
from microtui.serving.admission.open_connections import OpenConnections
from microtui.serving.sessions.sessions import Sessions
from microtui.serving.visitors.kept_visitors import KeptVisitors


@dataclass(frozen=True)
class Served:
    """What is served; every route finds it in its request."""

    gate: Gate
    public_url: str | None
    visitors: KeptVisitors
    sessions: Sessions
    connections: OpenConnections
    sockets: WeakSet[web.WebSocketResponse] = field(default_factory=WeakSet)
    """Those that are open: they are closed when the server ends."""


SERVED: web.AppKey[Served] = web.AppKey("served", Served)


def served_by(request: web.Request) -> Served:
    return request.app[SERVED]
