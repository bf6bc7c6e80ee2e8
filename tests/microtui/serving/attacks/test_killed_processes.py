"""kill -9 of a program, of what programs are forked from, and of the server itself."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import pytest
from attacked_server import AttackedServer, attacked_server, is_alive, wait_until
from attacking_visitor import Page, Visitor, eventually, is_answered, visiting


async def pid_of(page: Page) -> int:
    """The process of the program behind a page."""
    page.written = b""
    await page.type("pid")
    while not (found := re.search(rb"pid (\d+)\r", page.written)):
        assert await page.hear(), page.state("pid")
    return int(found[1])


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


async def test_the_page_of_a_killed_program_says_so_and_no_other_notices(
    server: AttackedServer,
) -> None:
    async with (
        visiting(server) as visitor,
        visiting(server) as other,
        other.page() as theirs,
    ):
        await is_answered(theirs, "before")
        async with visitor.page() as page:
            kill(await pid_of(page))
            _, told = await page.until_told("ended")
            assert re.search(r"[a-z]{3}", told["sentence"])
            assert "Traceback" not in told["sentence"]
            assert str(server.folder) not in told["sentence"]
            assert await page.until_closed() == 4000
        await is_answered(theirs, "meanwhile")
        async with visitor.page() as page:
            await is_answered(page, "begun again")


async def test_a_program_that_crashes_or_writes_nonsense_is_ended_the_same_way(
    server: AttackedServer,
) -> None:
    async with visiting(server) as visitor:
        for word in ("crash", "leave 1", "leave 0", "raw 5472616365"):
            async with visitor.page() as page:
                await page.until_told("welcome")
                await page.type(word)
                await page.until_told("ended")
                assert await page.until_closed() == 4000
        async with visitor.page() as page:
            await is_answered(page, "begun again")


@pytest.mark.thorough
async def test_a_program_that_neither_hears_nor_ends_is_killed_with_the_server(
    tmp_path: Path,
) -> None:
    """Ctrl+c waits for it, but not for ever; `attacked_server` looks for what is left."""
    with attacked_server(tmp_path) as server:
        async with visiting(server) as visitor, visitor.page() as page:
            await page.until_told("welcome")
            await page.type("deaf")


@pytest.mark.thorough
async def test_programs_outlive_what_they_were_forked_from_or_are_begun_anew(
    tmp_path: Path,
) -> None:
    """And what comes after has no more of the teacher's environment than what was before."""
    secret = {"TEACHERS_PASSWORD": "open-sesame"}
    with attacked_server(tmp_path, environment=secret) as server:
        async with visiting(server) as visitor:
            async with visitor.page() as page:
                kill_the_forkserver(server, await pid_of(page))
            await comes_back(visitor)
        async with visiting(server) as late, late.page() as theirs:
            await is_answered(theirs, "after")
            await theirs.type("environment")
            await theirs.until_written("MICROTUI_SERVED")
            await is_answered(theirs, "all of it")
            assert b"open-sesame" not in theirs.written
            assert b"TEACHERS_PASSWORD" not in theirs.written


@pytest.mark.thorough
async def test_a_hung_program_does_not_outlive_what_it_was_forked_from_unseen(
    tmp_path: Path,
) -> None:
    """The server hears of its end when that is killed; the visitor's next program must begin."""
    with attacked_server(tmp_path) as server:
        async with visiting(server) as visitor:
            async with visitor.page() as page:
                pid = await pid_of(page)
                await page.type("deaf")
                kill_the_forkserver(server, pid)
            await comes_back(visitor)
            await eventually(lambda: not is_alive(pid), 40.0)


async def comes_back(visitor: Visitor) -> None:
    """As the page does by a key: it may be told of the end of the old program once or twice."""
    for _ in range(5):
        async with visitor.page() as page:
            await page.type("back")
            while b"<back>" not in page.written and await page.hear():
                pass
            if b"<back>" in page.written:
                return
    raise AssertionError("the visitor's program does not begin again")


def kill_the_forkserver(server: AttackedServer, program: int) -> None:
    stat = Path(f"/proc/{program}/stat").read_text()
    parent = int(stat.rpartition(")")[2].split()[1])
    assert parent in server.family() - {server.process.pid}
    kill(parent)
    wait_until(lambda: not is_alive(parent))


@pytest.mark.thorough
async def test_a_killed_server_leaves_no_process_and_comes_back_to_the_same_runs(
    tmp_path: Path,
) -> None:
    """The same address and the same cookie: the board stays right."""
    with attacked_server(tmp_path) as server:
        token = server.token
        async with visiting(server) as visitor, visiting(server) as hung:
            async with visitor.page() as page, hung.page() as theirs:
                await is_answered(page, "before")
                await theirs.until_told("welcome")
                await theirs.type("deaf")
                family = server.family()
                kill(server.process.pid)
                await page.until_closed()
            wait_until(lambda: not [pid for pid in family if is_alive(pid)], 40.0)
            server.process.wait()
            with attacked_server(tmp_path, port=server.port) as again:
                assert again.token == token
                async with visitor.page() as page:
                    await is_answered(page, "after")
                    assert (await page.until_told("welcome"))[1]["number"] == 1
