"""Tables that are small to send and large to read, given to the real program by a visitor."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from attacked_server import AttackedServer, attacked_server
from attacking_visitor import Page, Visitor, is_answered_by_screen, visiting
from seen_screen import SeenScreen

MEGABYTE = 1_000_000


def zipped(*files: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return packed.getvalue()


TABLES: dict[str, Callable[[], bytes]] = {
    "2 GB of nothing": lambda: gzip.compress(bytes(100 * MEGABYTE)) * 20,
    "millions of samples": lambda: gzip.compress(b"1,2,3\n" * (15 * MEGABYTE), 1),
    "one long number": lambda: gzip.compress(b"a,b\n" + b"1" * (99 * MEGABYTE)),
    "nothing but commas": lambda: gzip.compress(b"," * (99 * MEGABYTE)),
    "a quote without end": lambda: gzip.compress(b'a,b\n"' + b"x" * (99 * MEGABYTE)),
    "bzip2": lambda: bz2.compress(bytes(100 * MEGABYTE)),
    "xz": lambda: lzma.compress(bytes(100 * MEGABYTE)),
    "a zip of nothing": lambda: zipped(("a.csv", bytes(100 * MEGABYTE))),
    "a zip of many": lambda: zipped(*((f"{each}.csv", b"1") for each in range(5_000))),
    "a zip that leads elsewhere": lambda: zipped(("../../../x.csv", b"1,2\n3,4\n")),
    "20,000 columns": lambda: b",".join([b"1"] * 20_000) + b"\n" + b",".join([b"2"] * 20_000),
    "escape sequences": lambda: b"\x1b]52;c;ZXZpbA==\x07,\x9b31mkind\n" + b"1,2\n3,4\n" * 20,
    "bytes": lambda: bytes(range(256)) * 1_000,
}


@pytest.mark.thorough
async def test_no_table_takes_the_machine_from_the_others(tmp_path: Path) -> None:
    """It is refused in a sentence, within seconds and with little memory."""
    with attacked_server(tmp_path, is_real=True) as server:
        async with (
            visiting(server) as visitor,
            visiting(server) as other,
            visitor.page() as page,
            other.page() as theirs,
        ):
            screen, their_screen = SeenScreen(page, 120, 40), SeenScreen(theirs, 120, 40)
            await screen.until_shown("Decision map")
            await their_screen.until_shown("Decision map")
            for name, table in TABLES.items():
                await give(visitor, page, table())
                await is_answered_by_screen(theirs)
                await until_refused_or_taken(page)
                await screen.press("\x1b", "\x1b")
                assert b"]52;" not in page.written, name
                assert largest(server) < 400 * MEGABYTE, name


async def give(visitor: Visitor, page: Page, data: bytes) -> None:
    page.written, page.told = b"", []
    await page.type("D")
    await page.until_told("ask_file")
    page.told = []
    status, text = await visitor.post("upload?name=table.csv", data)
    assert status == 200, text


async def until_refused_or_taken(page: Page) -> None:
    while not {each[0] for each in page.told} & {"ask_file", "close_file"}:
        assert await page.hear(60.0), page.state("an answer to the table")
    for _, told in page.told:
        assert "Traceback" not in str(told)


def largest(server: AttackedServer) -> int:
    """Bytes that the largest of all programs has ever had in memory."""
    sizes = [0]
    for pid in server.family():
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                sizes.append(1024 * int(line.split()[1]))
    return max(sizes)
