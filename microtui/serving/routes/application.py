"""The addresses that there are, and what stands before all of them."""

from __future__ import annotations

from aiohttp import web

from microtui.serving.admission.gate import Answering, only_the_admitted
from microtui.serving.admission.security_headers import add_security_headers
from microtui.serving.routes.classroom import classroom_routes
from microtui.serving.routes.downloads import download
from microtui.serving.routes.page import page
from microtui.serving.routes.run_socket import run_socket
from microtui.serving.routes.served import SERVED, Served, served_by
from microtui.serving.routes.static_files import static_files
from microtui.serving.routes.uploads import upload


def add_routes(application: web.Application, served: Served) -> None:
    application[SERVED] = served
    application.middlewares.append(counted)
    application.middlewares.append(only_the_admitted(served.gate))
    application.on_response_prepare.append(add_security_headers)
    application.add_routes(
        [
            web.get("/", page),
            web.get("/ws", run_socket),
            web.post("/upload", upload),
            web.get("/download/{key}", download),
            web.get("/static/{path:.*}", static_files()),
        ]
    )
    application.add_routes(classroom_routes())


@web.middleware
async def counted(request: web.Request, handler: Answering) -> web.StreamResponse:
    """The connection has asked for something: it is none of those that only hold a place."""
    served_by(request).connections.has_asked(request.protocol)
    return await handler(request)
