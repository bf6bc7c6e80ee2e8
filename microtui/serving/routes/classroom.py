"""The teacher's pages: the list of all runs, and each of them, read only."""

from __future__ import annotations

from aiohttp import web

from microtui.serving.admission.gate import NO_TOKEN
from microtui.serving.admission.signed_cookie import TEACHER
from microtui.serving.routes.class_sockets import list_socket, onlooker_socket
from microtui.serving.routes.served import served_by
from microtui.serving.routes.static_files import STATIC


def classroom_routes() -> list[web.RouteDef]:
    """For whoever came with the token of the class; all others get 403."""
    return [
        web.get("/class", list_page),
        web.get("/class/ws", list_socket),
        web.get(r"/class/run/{number:\d{1,9}}", run_page),
        web.get(r"/class/run/{number:\d{1,9}}/ws", onlooker_socket),
    ]


async def list_page(request: web.Request) -> web.StreamResponse:
    """With the token in the address: a cookie, and the same page without it."""
    gate = served_by(request).gate
    given = request.query.get("token")
    if given is None:
        gate.require_teacher(request)
        return web.FileResponse(STATIC / "class.html")
    if not (gate.is_teacher(request) or gate.tokens.is_class(given)):
        raise web.HTTPForbidden(text=NO_TOKEN)
    response = web.Response(status=303, headers={"Location": "class"})
    if not gate.is_teacher(request):
        gate.admit(response, TEACHER)
    return response


async def run_page(request: web.Request) -> web.StreamResponse:
    """The same whichever run it is: its socket says whether there is one."""
    served_by(request).gate.require_teacher(request)
    return web.FileResponse(STATIC / "class_run.html")
