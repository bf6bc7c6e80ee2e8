"""Every key, dialog and entry of the palette in the real program, by a visitor who wants out.

Nothing of the server is shown, written or run: no path, no environment, no process.
"""

from __future__ import annotations

import contextlib
import os
import random
import re
import string
import time
from pathlib import Path

import pytest
from aiohttp import ClientError
from attacked_server import AttackedServer, attacked_server, parent_of
from attacking_visitor import Page, Visitor, visiting

KEYS = [*string.printable[:95], *map(chr, range(1, 27)), "\r", "\t", "\x7f"]
KEYS += [f"\x1b[{each}" for each in ("A", "B", "C", "D", "5~", "6~", "H", "F", "Z", "15~", "20~")]
WAYS = ["\x1b"] * 6 + ["\x1b\x1b"] * 3 + ["D", "C", "C\r", "E", "E\x1b[B\r", "x\r", "y", "l", "o"]
WAYS += ["x" + "\x1b[B" * each + "\r" for each in range(1, 7)]
WAYS += [f"\x10{word}\r" for word in ("theme", "screen", "quit", "set ", "preset", "data", "run")]
WAYS += ["/etc/passwd\r", "../../../etc/passwd\r", "~/.ssh/id_rsa\r", "$HOME\r", "`id`\r", "%s\r"]
TABLE = b"x,y,kind\n" + b"1,2,0\n3,1,1\n5,2,0\n7,8,1\n" * 10
SECONDS = 60.0


@pytest.mark.thorough
@pytest.mark.parametrize("seed", [1, 2])
async def test_nothing_leads_out_of_the_program(tmp_path: Path, seed: int) -> None:
    place = tmp_path / "teachers-own-place"
    (place / "teacher-home").mkdir(parents=True)
    data = place / "teacher-home" / "marks.csv"
    data.write_bytes(TABLE)
    arguments = ["--data", str(data)] if seed == 2 else []
    secret = {"TEACHERS_PASSWORD": "open-sesame"}
    with attacked_server(place, is_real=True, arguments=arguments, environment=secret) as server:
        before = teachers_files(place)
        shown = await tried(server, random.Random(seed))
        for text in (str(tmp_path), "teachers-own-place", "open-sesame", "TEACHERS_PASSWORD"):
            assert text not in shown, context(shown, text)
        for text in ("Traceback", "site-packages", "visitors/", "/home/", str(Path.home())):
            assert text not in shown, context(shown, text)
        after = teachers_files(place)
        assert after == before


async def tried(server: AttackedServer, chance: random.Random) -> str:
    """All that came of a minute of keys: the screen, messages, downloads."""
    shown, end = "", time.monotonic() + SECONDS
    async with visiting(server) as visitor:
        while time.monotonic() < end:
            async with visitor.page(width=chance.choice([60, 120, 300])) as page:
                with contextlib.suppress(AssertionError, ConnectionError, ClientError):
                    await page.until_told("welcome")
                    while time.monotonic() < end and not page.socket.closed:
                        await page.type(chance.choice(KEYS if chance.random() < 0.5 else WAYS))
                        while await page.hear(0.03):
                            pass
                        shown += await fetched(visitor, page)
                        no_process_of_its_own(server)
                shown += re.sub(r"\x1b\[[0-9;]*m", "", page.written.decode(errors="replace"))
                shown += str(page.told)
    return shown


async def fetched(visitor: Visitor, page: Page) -> str:
    """What it hands out, and what becomes of data that it asks for."""
    text = str(page.told)
    for kind, told in page.told:
        if kind == "download":
            text += (await visitor.get(told["url"]))[1]
        elif kind == "ask_file":
            await visitor.post("upload?name=../../table.csv", TABLE)
    page.told = []
    return text


def no_process_of_its_own(server: AttackedServer) -> None:
    """The visitor's program is the child of a child of the server, and has none."""
    family = server.family()
    programs = {pid for pid in family if parent_of(parent_of(pid)) == server.process.pid}
    assert not {pid for pid in family if parent_of(pid) in programs}


def teachers_files(place: Path) -> dict[str, int]:
    """All that is not the visitor's, with the times of their last change."""
    found = {}
    for folder, _, names in os.walk(place):
        if "visitors" not in Path(folder).parts:
            for name in names:
                if name != "said.txt":
                    found[f"{folder}/{name}"] = os.stat(f"{folder}/{name}").st_mtime_ns
    return found


def context(shown: str, text: str) -> str:
    at = shown.index(text)
    return repr(shown[max(at - 200, 0) : at + 200])
