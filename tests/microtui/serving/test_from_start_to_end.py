"""A whole server: it begins, is ended or killed, begins again, and the visitor goes on."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pyte
import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, WSMsgType
from attacked_server import attacked_server, is_alive, wait_until
from served_program import Served, served

PATIENCE = 60.0
"""Seconds for a program to begin and draw, on a machine that does much else."""


@asynccontextmanager
async def visiting(client: ClientSession, server: Served) -> AsyncIterator[ClientWebSocketResponse]:
    async with client.ws_connect(
        f"{server.origin}/ws?width=120&height=40", headers={"Origin": server.origin}
    ) as socket:
        yield socket


async def seen(socket: ClientWebSocketResponse, screen: pyte.Screen, text: str) -> None:
    """Until this stands on the screen."""
    stream = pyte.ByteStream(screen)
    async with asyncio.timeout(PATIENCE):
        while text not in "\n".join(screen.display):
            message = await socket.receive()
            assert message.type in (WSMsgType.BINARY, WSMsgType.TEXT), (message, screen.display)
            if message.type == WSMsgType.BINARY:
                stream.feed(message.data)


async def end_of(socket: ClientWebSocketResponse) -> int | None:
    async with asyncio.timeout(PATIENCE):
        while not socket.closed:
            await socket.receive()
    return socket.close_code


@pytest.mark.thorough
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
async def test_it_ends_with_every_run_saved_and_nothing_left(
    tmp_path: Path, number: signal.Signals, status: int
) -> None:
    with served(tmp_path) as server:
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
            await client.get(server.address)
            screen = pyte.Screen(120, 40)
            async with visiting(client, server) as socket:
                await seen(socket, screen, "epoch 0")
                server.process.send_signal(number)
                await end_of(socket)
                # In a thread: the client has to answer when it is told that this is the end.
                assert await asyncio.to_thread(server.process.wait, PATIENCE) == status
        assert server.process.stdout is not None
        assert "1 run is saved; microtui serve goes on with it." in server.process.stdout.read()
    assert programs_in(tmp_path) == []


@pytest.mark.thorough
async def test_killed_and_begun_again_it_is_the_same_address_and_the_same_run(
    tmp_path: Path,
) -> None:
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
        with served(tmp_path, "--seed", "7") as server:
            await client.get(server.address)
            screen = pyte.Screen(120, 40)
            async with visiting(client, server) as socket:
                await seen(socket, screen, "zero_grad ON")
                await socket.send_json(["stdin", "z"])
                await seen(socket, screen, "zero_grad OFF")
                server.process.kill()
                await end_of(socket)
            wait_until(lambda: programs_in(tmp_path) == [], PATIENCE)
        with served(tmp_path, "--seed", "7", port=server.port) as again:
            assert again.address == server.address
            screen = pyte.Screen(120, 40)
            async with visiting(client, again) as socket:
                await seen(socket, screen, "zero_grad OFF")


@pytest.mark.thorough
async def test_a_second_signal_waits_for_no_program(tmp_path: Path) -> None:
    with attacked_server(tmp_path) as server:
        async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
            await client.get(f"{server.origin}/?token={server.token}")
            headers = {"Origin": server.origin}
            async with client.ws_connect(f"{server.origin}/ws", headers=headers) as socket:
                await socket.send_json(["stdin", "deaf"])
                await seen(socket, pyte.Screen(120, 40), "deaf now")
                family = server.family()
                server.process.send_signal(signal.SIGINT)
                await end_of(socket)
                assert server.process.poll() is None
                server.process.send_signal(signal.SIGINT)
                await asyncio.to_thread(server.process.wait, PATIENCE)
        wait_until(lambda: not any(map(is_alive, family)), PATIENCE)


def programs_in(folder: Path) -> list[str]:
    """The processes that are at home in this folder."""
    found = []
    for place in Path("/proc").glob("[0-9]*/cwd"):
        try:
            home = place.readlink()
        except OSError:
            continue
        if home.is_relative_to(folder):
            found.append(str(place))
    return found
