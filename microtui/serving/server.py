"""`microtui serve`, once it is known what is asked for: from the first socket to the last process.

options -> tokens, sockets, nursery -> routes, sessions -> ... -> ctrl+c -> all saved and gone
"""

from __future__ import annotations

import asyncio
import functools
import os
import signal
import socket
from collections.abc import Callable, Sequence

from aiohttp import web

from engine.errors import ConfigurationError
from microtui.serving.admission.gate import Gate
from microtui.serving.admission.kept_tokens import KeptTokens, kept_tokens
from microtui.serving.admission.open_connections import OpenConnections
from microtui.serving.complaints import complaints
from microtui.serving.listening import close_all, listening_sockets, visible_address
from microtui.serving.open_files import most_connections, raise_open_files
from microtui.serving.process.nursery import Nursery
from microtui.serving.process.session_process import SessionProcess
from microtui.serving.routes.application import add_routes
from microtui.serving.routes.open_socket import close_all_sockets
from microtui.serving.routes.served import Served
from microtui.serving.serve_options import ServeOptions
from microtui.serving.sessions.beginning import Beginning
from microtui.serving.sessions.endings import Endings
from microtui.serving.sessions.sessions import Sessions
from microtui.serving.visitors.kept_visitors import KeptVisitors

Entry = Callable[[list[str]], int]
"""The program: what stands behind its name, to its exit status."""

Announce = Callable[[str], None]

KEEP_ALIVE = 30.0
"""Seconds that a connection may stay open between two requests."""

LAST_ANSWERS = 2.0
"""Seconds for what is being answered when the server ends."""

INTERRUPTED = 130
"""The exit status after ctrl+c."""


def serve(options: ServeOptions, entry: Entry, announce: Announce) -> int:
    """Serve until ctrl+c or SIGTERM; the exit status.

    What the one who serves should know is announced, a line each. Raises `ConfigurationError`
    where it cannot listen, or keep what has to be kept.
    """
    # Whatever is kept, here and by the programs, is for nobody else on this machine.
    os.umask(0o077)
    tokens = kept_tokens(options.folder)
    sockets = listening_sockets(options.host, options.port)
    try:
        nursery = Nursery(entry)
        try:
            return asyncio.run(serve_on(sockets, options, tokens, nursery, announce))
        finally:
            nursery.close()
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        close_all(sockets)


async def serve_on(
    sockets: Sequence[socket.socket],
    options: ServeOptions,
    tokens: KeptTokens,
    nursery: Nursery,
    announce: Announce,
) -> int:
    """The same, with all that it needs at hand."""
    signals = signals_to_end()
    port = sockets[0].getsockname()[1]
    served = what_is_served(options, tokens, nursery, port)
    application = web.Application()
    add_routes(application, served)
    runner = web.AppRunner(
        application,
        access_log=None,
        logger=complaints(),
        # What is sent may be bounded only as it is sent.
        auto_decompress=False,
        keepalive_timeout=KEEP_ALIVE,
        shutdown_timeout=LAST_ANSWERS,
    )
    await runner.setup()
    assert runner.server is not None
    answer = functools.partial(served.connections.made_by, runner.server)
    loop = asyncio.get_running_loop()
    listeners = [await loop.create_server(answer, sock=each) for each in sockets]
    try:
        for line in announcement(options, tokens, port):
            announce(line)
        ended_by = await signals.get()
    finally:
        for listener in listeners:
            listener.close()
        endings = await end_of(served, signals)
        await runner.cleanup()
    announce(farewell(endings))
    return INTERRUPTED if ended_by == signal.SIGINT else 0


def what_is_served(
    options: ServeOptions, tokens: KeptTokens, nursery: Nursery, port: int
) -> Served:
    is_secure = (options.public_url or "").startswith("https:")
    try:
        visitors = KeptVisitors(options.folder / "visitors", options.settings)
    except OSError as error:
        raise ConfigurationError(
            f"visitors cannot be kept in {options.folder}: {error.strerror or error}"
        ) from None
    beginning = Beginning(options.first_arguments, options.later_arguments, visitors.changed)
    start = functools.partial(SessionProcess.start, nursery)
    return Served(
        Gate(tokens, port, options.needs_token, is_secure),
        options.public_url,
        visitors,
        Sessions(start, beginning, options.sessions, options.idle),
        OpenConnections(most_connections(raise_open_files(), options.sessions)),
    )


def signals_to_end() -> asyncio.Queue[int]:
    """Those that have come, from now on."""
    signals: asyncio.Queue[int] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # Whoever has started it so that it is deaf to one, by nohup, has meant that.
        if signal.getsignal(number) != signal.SIG_IGN:
            loop.add_signal_handler(number, signals.put_nowait, number)
    return signals


async def end_of(served: Served, signals: asyncio.Queue[int]) -> Endings:
    """Have all runs saved and ended. A second signal waits for none that takes long."""
    ending = asyncio.create_task(served.sessions.end_all())
    once_more = asyncio.create_task(signals.get())
    await asyncio.wait({ending, once_more}, return_when=asyncio.FIRST_COMPLETED)
    if not ending.done():
        await served.sessions.end_all_at_once()
    once_more.cancel()
    endings = await ending
    await close_all_sockets(served)
    return endings


def announcement(options: ServeOptions, tokens: KeptTokens, port: int) -> list[str]:
    """The addresses of both doors, and how all this ends."""
    address = visible_address(options.host, port, options.public_url)
    visitors = f"{address}/?token={tokens.visitor}" if options.needs_token else f"{address}/"
    return [
        visitors,
        f"For you, all runs at a glance: {address}/class?token={tokens.class_}",
        "ctrl+c ends it; every run is saved.",
    ]


def farewell(endings: Endings) -> str:
    said = []
    if endings.saved:
        runs = "1 run is" if endings.saved == 1 else f"{endings.saved} runs are"
        them = "it" if endings.saved == 1 else "them"
        said.append(f"{runs} saved; microtui serve goes on with {them}.")
    if endings.by_force:
        runs = "1 run" if endings.by_force == 1 else f"{endings.by_force} runs"
        said.append(f"{runs} did not end in time: what was last saved is kept.")
    return " ".join(said) or "No run was open."
