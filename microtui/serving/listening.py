"""The sockets that the server listens on, and the address that is told to visitors."""

from __future__ import annotations

import errno
import ipaddress
import socket
from collections.abc import Sequence
from typing import Any

from engine.errors import ConfigurationError, require_whole

WAITING_TO_BE_ACCEPTED = 256

Address = tuple[Any, ...]
"""Of a socket: host and port, and two numbers more for IPv6."""


def listening_sockets(host: str, port: int) -> Sequence[socket.socket]:
    """One for each address that the host has.

    Raises `ConfigurationError` where there is none that can be listened on.
    """
    addresses = addresses_of(host, port)
    listening: list[socket.socket] = []
    refused: OSError | None = None
    for family, address in addresses:
        try:
            # A port that the system chooses is the same for all of them.
            chosen = listening[0].getsockname()[1] if listening and port == 0 else port
            listening.append(bound(family, (address[0], chosen, *address[2:])))
        except OSError as error:
            # `localhost` may have an address that this machine has switched off.
            if error.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
                close_all(listening)
                raise ConfigurationError(refusal(error, host, port)) from None
            refused = error
    if not listening:
        assert refused is not None
        raise ConfigurationError(refusal(refused, host, port))
    return listening


def addresses_of(host: str, port: int) -> list[tuple[int, Address]]:
    """Family and address of each; raises `ConfigurationError` where the host is none."""
    require_whole("--port", port, 0, 65535)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError, ValueError):
        raise ConfigurationError(
            f"--host must be a name or an address of this machine, got {host!r}"
        ) from None
    return list({(family, address): None for family, _, _, _, address in found})


def bound(family: int, address: Address) -> socket.socket:
    """Raises OSError."""
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        # The server before it may have left connections that the system is not quite done with.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listening.bind(address)
        listening.listen(WAITING_TO_BE_ACCEPTED)
        listening.setblocking(False)
    except OSError:
        listening.close()
        raise
    return listening


def refusal(error: OSError, host: str, port: int) -> str:
    match error.errno:
        case errno.EADDRINUSE:
            return f"port {port} is in use by another program: choose another one with --port"
        case errno.EACCES:
            return f"port {port} is for the system only: choose one from 1024 on with --port"
        case errno.EADDRNOTAVAIL:
            return f"--host must be an address of this machine, got {host!r}"
    return f"{host} port {port} cannot be listened on: {error.strerror or error}"


def close_all(sockets: Sequence[socket.socket]) -> None:
    for each in sockets:
        each.close()


def visible_address(host: str, port: int, public_url: str | None) -> str:
    """What others type to come here, without a slash at the end."""
    if public_url is not None:
        return public_url
    shown = this_machine(host)
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"


def this_machine(host: str) -> str:
    """A host that others can name: where all addresses are meant, the one that goes out."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host or outward_address(socket.AF_INET, "192.0.2.1")
    if not address.is_unspecified:
        return host
    if address.version == 4:
        return outward_address(socket.AF_INET, "192.0.2.1")
    return outward_address(socket.AF_INET6, "2001:db8::1")


def outward_address(family: int, somewhere: str) -> str:
    """The one that this machine would use to reach somewhere; nothing is sent there."""
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as asking:
            asking.connect((somewhere, 9))
            return str(asking.getsockname()[0])
    except OSError:
        return socket.gethostname()
