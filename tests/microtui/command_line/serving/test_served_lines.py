"""What is typed behind `microtui serve` is what a visitor sees, of a real server."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pyte
import pytest
from aiohttp import ClientSession, CookieJar, WSMsgType
from served_program import Served, environment, served

PATIENCE = 60.0
"""Seconds for a program to begin and draw, on a machine that does much else."""


async def shown_to_a_visitor(server: Served, *texts: str) -> str:
    """All that was drawn until these stand on their screen."""
    screen = pyte.Screen(120, 40)
    stream, drawn = pyte.ByteStream(screen), b""
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
        await client.get(server.address)
        address, headers = f"{server.origin}/ws?width=120&height=40", {"Origin": server.origin}
        async with client.ws_connect(address, headers=headers) as socket:
            async with asyncio.timeout(PATIENCE):
                while not all(text in "\n".join(screen.display) for text in texts):
                    message = await socket.receive()
                    assert message.type in (WSMsgType.BINARY, WSMsgType.TEXT), screen.display
                    if message.type == WSMsgType.BINARY:
                        drawn += message.data
                        stream.feed(message.data)
    return drawn.decode()


@pytest.mark.thorough
async def test_a_file_beside_the_teacher_is_what_visitors_learn_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "where-it-lies"
    folder.mkdir()
    rows = [f"{index},{-index},{'ab'[index % 2]}" for index in range(40)]
    (folder / "flowers.csv").write_text("\n".join(["x,y,kind", *rows]))
    monkeypatch.chdir(folder)
    with served(tmp_path, "--data", "flowers.csv", "--lr", "0.02") as server:
        drawn = await shown_to_a_visitor(server, "flowers.csv", "lr 0.02", "zero_grad ON")
    assert "where-it-lies" not in drawn


@pytest.mark.thorough
async def test_each_visitor_is_in_the_lesson(tmp_path: Path) -> None:
    with served(tmp_path, "--lesson", "9") as server:
        await shown_to_a_visitor(server, "The forgotten zero_grad", "lesson 9 of 11")


@pytest.mark.thorough
def test_a_port_that_is_in_use_is_told_of_in_a_sentence(tmp_path: Path) -> None:
    with served(tmp_path) as server:
        second = subprocess.run(
            [sys.executable, "-m", "microtui", "serve", "--port", str(server.port)],
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    assert second.returncode == 2
    assert second.stdout == ""
    assert second.stderr == (
        f"microtui: port {server.port} is in use by another program: choose another one with "
        "--port\n"
    )
