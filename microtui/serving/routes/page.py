"""The page that shows a run."""

from __future__ import annotations

from aiohttp import web

from microtui.serving.admission.gate import NO_TOKEN
from microtui.serving.admission.signed_cookie import VISITOR
from microtui.serving.routes.served import served_by
from microtui.serving.routes.static_files import STATIC


async def page(request: web.Request) -> web.StreamResponse:
    """The page for whoever is known; who brings the token becomes known, and is sent back here."""
    gate = served_by(request).gate
    is_known = gate.visitor_of(request) is not None
    given = request.query.get("token")
    may_enter = is_known or not gate.needs_token or gate.tokens.is_visitor(given or "")
    if not may_enter:
        raise web.HTTPForbidden(text=NO_TOKEN)
    response: web.StreamResponse
    if given is None:
        response = web.FileResponse(STATIC / "index.html")
    else:
        # The token stands in the address no more than it must: others may look over a shoulder.
        response = web.Response(status=303, headers={"Location": "./"})
    if not is_known:
        gate.admit(response, VISITOR)
    return response
