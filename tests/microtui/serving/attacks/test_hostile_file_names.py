"""Names of files that lead elsewhere: of what is uploaded, and of what is delivered."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote, quote_from_bytes

import pytest
from attacked_server import AttackedServer
from attacking_visitor import visiting

TABLE = b"x,y\n1,2\n3,4\n"

NAMES = [
    "../../../x.csv",
    "..",
    ".",
    "",
    "/",
    "/etc/passwd",
    "/tmp/microtui-was-here",
    "..\\..\\x.csv",
    "C:\\x.csv",
    "x.csv\0.png",
    "\0",
    "a" * 10_000,
    "a" * 255,
    "é" * 200,
    "😀" * 100,
    "CON",
    "con.csv",
    "x.csv\n../y",
    "\r\nSet-Cookie: a=b",
    "~/x.csv",
    "$(touch x)",
    "`touch x`.csv",
    "; rm -rf /",
    "-rf",
    "--data",
    ".bashrc",
    "in-use",
    "visitor.json",
    "\u202egnp.csv",
    "\u2044etc\u2044passwd",
    "\uff0e\uff0e\uff0fx",
    "%2e%2e%2fx.csv",
    "\x1b]52;c;ZXZpbA==\x07.csv",
    "\x9b31m.csv",
    "[red]x[/red].csv",
    "<img src=x onerror=alert(1)>.csv",
    '"; filename="y.html',
]


def outside(server: AttackedServer) -> dict[Path, bytes]:
    """All that is kept but what belongs to the one visitor's own place for uploads."""
    kept = (each for each in server.folder.rglob("*") if each.is_file())
    return {
        each: each.read_bytes()
        for each in kept
        if "uploads" not in each.parts and each.name != "visitor.json"
    }


async def test_an_upload_goes_nowhere_but_to_its_own_place(server: AttackedServer) -> None:
    async with visiting(server) as visitor, visitor.page() as page:
        await page.until_written("begun")
        before = outside(server)
        for name in NAMES:
            page.written, page.told = b"", []
            await page.type("ask")
            await page.until_told("ask_file")
            status, text = await visitor.post(f"upload?name={quote(name, safe='')}", TABLE)
            assert status in (200, 204, 400), (name[:80], status, text)
            if status == 400:
                continue
            await page.until_written('"type": "file"}')
            line = page.written.decode().rpartition("told ")[2].partition("\r\n")[0]
            told = json.loads(line)
            kept = Path(told["path"])
            assert kept.parent.name == "uploads", name
            assert kept.is_relative_to(server.folder / "visitors"), name
            assert kept.read_bytes() == TABLE
            assert kept.stat().st_mode & 0o177 == 0
            for shown in (kept.name, told["name"]):
                assert not HARMFUL.search(shown), ascii(shown)
                assert not shown.startswith((".", "-", "~")), shown
                assert 0 < len(shown) <= 255
        assert outside(server) == before


async def test_names_that_are_no_unicode_are_refused_or_mended(server: AttackedServer) -> None:
    async with visiting(server) as visitor, visitor.page() as page:
        await page.until_written("begun")
        await page.type("ask")
        await page.until_told("ask_file")
        for name in (b"\xff\xfe.csv", b"\xed\xa0\x80.csv", b"\xc0\xae\xc0\xae\xc0\xaf"):
            status, _ = await visitor.post(f"upload?name={quote_from_bytes(name)}", TABLE)
            assert status in (200, 204, 400)
        status, _ = await visitor.post("upload", TABLE)
        assert status in (200, 204, 400)
        status, _ = await visitor.post("upload?name=a&name=../../b", TABLE)
        assert status in (200, 204, 400)


HARMFUL = re.compile(r"[/\\\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""In a name: what leads elsewhere, or turns or hides what is read."""

DELIVERED = [
    "/home/teacher/../../etc/passwd",
    "/x/..",
    "/x/.",
    "/",
    "",
    "x\r\nSet-Cookie: a=b",
    '/x/a"; filename="b.html',
    "/x/é😀.svg",
    "/x/\u202egvs.exe",
    "/x/" + "a" * 5_000 + ".svg",
    "/x/a\0b.svg",
    "C:\\x\\y.svg",
]


async def test_a_download_is_named_by_a_plain_word(server: AttackedServer) -> None:
    """And is never shown by the browser as a page of this server, whatever is in it."""
    async with visiting(server) as visitor, visitor.page() as page:
        await page.until_written("begun")
        for path in DELIVERED:
            page.told = []
            await page.type(f"deliver {path}")
            _, told = await page.until_told("download")
            assert not HARMFUL.search(told["name"]), ascii(told["name"])
            assert 0 < len(told["name"]) <= 255
            assert not told["name"].startswith(".")
            assert not told["url"].startswith(("/", "http", ".."))
            status, text, headers = await visitor.get(told["url"])
            assert (status, text) == (200, "0123456789")
            disposition = headers["Content-Disposition"]
            assert disposition.startswith("attachment")
            assert disposition.count("filename=") <= 1
            assert "Set-Cookie" not in headers
            assert "html" not in headers["Content-Type"]
            assert "svg" not in headers["Content-Type"]
            assert "sandbox" in policy(headers)
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert "no-store" in headers["Cache-Control"]
            again, _, _ = await visitor.get(told["url"])
            assert again in (404, 410)


def policy(headers: object) -> str:
    assert hasattr(headers, "get")
    return str(headers.get("Content-Security-Policy", ""))


@pytest.mark.parametrize("scheme", ["javascript:alert(1)", "data:text/html,x", "file:///etc/x"])
async def test_no_address_is_opened_but_of_the_web(server: AttackedServer, scheme: str) -> None:
    async with visiting(server) as visitor, visitor.page() as page:
        await page.until_written("begun")
        for url in (
            scheme,
            f" {scheme}",
            f"\t{scheme}",
            scheme.upper(),
            "//evil.example",
            "ssh://x",
        ):
            await page.type(f"open {url}")
        await page.type("after")
        await page.until_written("<after>")
        assert not [each for each in page.told if each[0] == "open_url"]
