"""Names of files that lead elsewhere: of what is uploaded, and of what is delivered."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote, quote_from_bytes

import pytest
from attacked_server import AttackedServer
from attacking_visitor import Visitor, visiting

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


@pytest.mark.parametrize("name", NAMES, ids=lambda name: ascii(name)[:40])
async def test_an_upload_goes_nowhere_but_to_its_own_place(
    server: AttackedServer, name: str
) -> None:
    async with visiting(server) as visitor, visitor.page() as page:
        await page.until_written("begun")
        await page.type("ask")
        await page.until_told("ask_file")
        before = outside(server)
        status, text = await visitor.post(f"upload?name={quote(name, safe='')}", TABLE)
        assert status in (200, 204, 400), (status, text)
        assert outside(server) == before
        if status != 400:
            await page.until_written('"type": "file"')
            told = page.written.decode()
            path = re.findall(r'"path": "([^"]*)"', told)[-1]
            kept = Path(path)
            assert kept.parent.name == "uploads"
            assert kept.is_relative_to(server.folder / "visitors")
            assert kept.read_bytes() == TABLE
            assert re.fullmatch(r"[\w.-]+", kept.name, re.ASCII)
            assert kept.stat().st_mode & 0o177 == 0
            shown = re.findall(r'"name": "((?:[^"\\]|\\.)*)"', told)[-1]
            assert not re.search(r"\\u00[019]|\\[nrtbf]|/|\\u202|\\u206", shown), shown
            assert len(shown) < 1_000
        await visitor.get()


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


@pytest.mark.parametrize("path", DELIVERED, ids=lambda path: ascii(path)[:40])
async def test_a_download_is_named_by_a_plain_word(server: AttackedServer, path: str) -> None:
    """And is never shown by the browser as a page of this server, whatever is in it."""
    async with visiting(server) as visitor, visitor.page() as page:
        await page.until_written("begun")
        await page.type(f"deliver {path}")
        _, told = await page.until_told("download")
        assert not re.search(r"[/\\\x00-\x1f\x7f\u202e]", told["name"])
        assert 0 < len(told["name"]) <= 255
        assert told["name"] not in (".", "..")
        assert not told["url"].startswith(("/", "http", ".."))
        status, text, headers = await visitor.get(told["url"])
        assert (status, text) == (200, "0123456789")
        disposition = headers["Content-Disposition"]
        assert disposition.startswith("attachment")
        assert disposition.count("filename=") <= 1
        assert "Set-Cookie" not in headers
        assert "html" not in headers["Content-Type"]
        assert "svg" not in headers["Content-Type"] or "sandbox" in policy(headers)
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in headers["Cache-Control"]
        again, _, _ = await visitor.get(told["url"])
        assert again in (404, 410)


def policy(headers: object) -> str:
    assert hasattr(headers, "get")
    return str(headers.get("Content-Security-Policy", ""))


async def test_keys_of_downloads_cannot_be_guessed(server: AttackedServer) -> None:
    """The URL is of chance, and not what the program calls it."""
    urls = set()
    for _ in range(3):
        async with visiting(server) as visitor, visitor.page() as page:
            await page.until_written("begun")
            await page.type("deliver /tmp/x.svg")
            urls.add((await page.until_told("download"))[1]["url"])
            assert (await Visitor.get(visitor, "download/x"))[0] in (403, 404)
    assert len(urls) == 3 or all("the-key" in each for each in urls)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//evil.example",
        "ssh://x",
        "https://",
        "",
        "http://[",
    ],
)
async def test_no_address_is_opened_but_of_a_page(server: AttackedServer, url: str) -> None:
    async with visiting(server) as visitor, visitor.page() as page:
        await page.until_written("begun")
        await page.type(f"open {url}")
        await page.type("after")
        await page.until_written("<after>")
        assert not [each for each in page.told if each[0] == "open_url"]
