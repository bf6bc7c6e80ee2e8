"""What every answer tells the browser: trust nothing but this server, show it in no frame."""

from __future__ import annotations

from aiohttp import web

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        # xterm.js writes a style element of its own for the colours of the cells.
        "style-src 'self' 'unsafe-inline'",
        "font-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Which versions of what serve here is nobody's business.
    "Server": "microtui",
}


async def add_security_headers(request: web.Request, response: web.StreamResponse) -> None:
    """For the signal `on_response_prepare`."""
    for name, value in HEADERS.items():
        # An answer may be stricter.
        if name not in response.headers or name == "Server":
            response.headers[name] = value
    is_file_of_the_page = request.path.startswith("/static/")
    # Files of the page are asked for again by their tag; the rest is never kept.
    response.headers["Cache-Control"] = "no-cache" if is_file_of_the_page else "no-store"
