"""Whether a request was made by a page of ours: a foreign page may ask a browser for anything."""

from __future__ import annotations

from urllib.parse import urlsplit

from aiohttp import web

USUAL_PORTS = {"http": 80, "https": 443}


def require_own_origin(request: web.Request, public_url: str | None) -> None:
    """Raises 403 where the page that asks is not of this host, or nobody says which it is."""
    if not is_own_origin(only_one(request, "Origin"), only_one(request, "Host"), public_url):
        raise web.HTTPForbidden(text="Only a page of this server may ask for that.\n")


def only_one(request: web.Request, header: str) -> str | None:
    """What it says; None where it says nothing, or two things."""
    said = request.headers.getall(header, [])
    return said[0] if len(said) == 1 else None


def is_own_origin(origin: str | None, host: str | None, public_url: str | None) -> bool:
    """Whether the origin is the host that was asked (by http or https), or the public one."""
    given = place_of(origin)
    if given is None:
        return False
    scheme, name, port = given
    if public_url is not None and given == place_of(public_url):
        return True
    # A proxy that ends TLS asks us by http: the name and the port are what there is to compare.
    return (scheme, name, port) == place_of(f"{scheme}://{host}") if host else False


def place_of(url: str | None) -> tuple[str, str, int] | None:
    """Scheme, host and port of an address; None where it is none of the web."""
    try:
        parts = urlsplit(url or "")
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in USUAL_PORTS or not parts.hostname or parts.username is not None:
        return None
    return parts.scheme, parts.hostname, USUAL_PORTS[parts.scheme] if port is None else port
