"""The gate: who a request comes from, as far as its cookie proves it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web
from aiohttp.typedefs import Middleware

from microtui.serving.admission.kept_tokens import KeptTokens
from microtui.serving.admission.signed_cookie import (
    TEACHER,
    VISITOR,
    YEAR,
    identity_in,
    new_cookie,
)

Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]

NO_TOKEN = (
    "This needs the whole address, with its token at the end: ask whoever gave you this one. "
    "(It is kept in a cookie: your browser must allow that.)\n"
)

DOORS = frozenset({"/", "/class"})
"""Where a token is looked at: all else is for those who came in there."""


@dataclass(frozen=True)
class Gate:
    """Reads and writes cookies; two servers on one machine have two names for them."""

    tokens: KeptTokens
    port: int
    needs_token: bool
    is_secure: bool
    """Whether browsers reach it by https, and may send its cookies by nothing else."""

    def visitor_of(self, request: web.Request) -> str | None:
        """The id of the visitor; None where no cookie of ours comes with the request."""
        return identity_in(VISITOR, request.cookies.get(self.name_of(VISITOR)), self.tokens.secret)

    def is_teacher(self, request: web.Request) -> bool:
        given = request.cookies.get(self.name_of(TEACHER))
        return identity_in(TEACHER, given, self.tokens.secret) is not None

    def require_visitor(self, request: web.Request) -> str:
        """Raises 403 where there is none."""
        identity = self.visitor_of(request)
        if identity is None:
            raise web.HTTPForbidden(text=NO_TOKEN)
        return identity

    def require_teacher(self, request: web.Request) -> None:
        """Raises 403 where it is somebody else."""
        if not self.is_teacher(request):
            raise web.HTTPForbidden(text=NO_TOKEN)

    def admit(self, response: web.StreamResponse, kind: str) -> None:
        """Give the browser a cookie of this kind.

        It has no path: the browser takes the one under which a proxy may show us, as we cannot.
        """
        response.set_cookie(
            self.name_of(kind),
            new_cookie(kind, self.tokens.secret),
            max_age=YEAR,
            path="",
            httponly=True,
            secure=self.is_secure,
            samesite="Lax",
        )

    def name_of(self, kind: str) -> str:
        return f"microtui-{self.port}" if kind == VISITOR else f"microtui-{kind}-{self.port}"


def only_the_admitted(gate: Gate) -> Middleware:
    """Whoever has no cookie gets no further than the doors, whatever they ask for."""

    @web.middleware
    async def admitted(request: web.Request, handler: Answering) -> web.StreamResponse:
        if request.path not in DOORS and not gate.is_teacher(request):
            gate.require_visitor(request)
        return await handler(request)

    return admitted
