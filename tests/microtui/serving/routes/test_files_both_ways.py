"""Files: delivered to the visitor's own browser, and taken from it where the program asks."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path
from urllib.parse import quote

import pytest
from served_here import PATIENCE, Browser, ServedHere, served_here
from yarl import URL


async def deliver(here: ServedHere, data: bytes) -> None:
    """As the program does, piece by piece."""
    count = 0
    while True:
        count += 1
        asked = await here.program.has_heard("deliver_chunk_request", count)
        piece, data = data[: asked["size"]], data[asked["size"] :]
        here.program.hear.chunk(asked["key"], piece)
        if not piece:
            return


def offer(here: ServedHere, path: str, key: str = "key1") -> None:
    here.program.hear.told(
        {"type": "deliver_file_start", "key": key, "path": path, "mime_type": "image/svg+xml"}
    )


async def test_a_file_of_the_program_comes_to_its_visitor(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        browser = await here.visitor()
        tab = await browser.plays()
        offer(here, "/home/somebody/moons 1.svg")
        assert await tab.hears("download") == {"url": "download/key1", "name": "moons 1.svg"}
        delivering = asyncio.create_task(deliver(here, b"<svg>" * 50_000))
        async with browser.client.get(f"{here.address}download/key1") as answer:
            assert answer.status == 200
            assert answer.content_type == "application/octet-stream"
            assert answer.headers["Content-Disposition"].startswith(
                'attachment; filename="moons 1.svg"'
            )
            assert answer.headers["Content-Security-Policy"].startswith("sandbox")
            assert await answer.read() == b"<svg>" * 50_000
        await delivering


async def test_it_is_fetched_once_and_by_nobody_else(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        browser, other = await here.visitor(), await here.visitor()
        tab = await browser.plays()
        offer(here, "x.csv")
        await tab.hears("download")
        assert await other.status_of("download/key1") == 404
        assert await here.stranger().status_of("download/key1") == 403
        delivering = asyncio.create_task(deliver(here, b"x"))
        assert await browser.status_of("download/key1") == 200
        await delivering
        assert await browser.status_of("download/key1") == 404


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/etc/../../x.csv", "x.csv"),
        ("C:\\x\\y.svg", "y.svg"),
        ('a"; filename="b.html', "a_; filename=_b.html"),
        ("x\r\nSet-Cookie: a=b", "xSet-Cookie_ a=b"),
        ("..", "microtui"),
        ("/", "microtui"),
        (".bashrc", "bashrc"),
        ("\u202egvs.exe", "gvs.exe"),
        ("é😀.svg", "é😀.svg"),
        ("a" * 5000 + ".svg", "a" * 146 + ".svg"),
    ],
)
async def test_a_file_is_called_by_a_name_and_nothing_else(
    tmp_path: Path, path: str, name: str
) -> None:
    async with served_here(tmp_path) as here:
        browser = await here.visitor()
        tab = await browser.plays()
        offer(here, path)
        assert (await tab.hears("download"))["name"] == name
        delivering = asyncio.create_task(deliver(here, b""))
        async with browser.client.get(f"{here.address}download/key1") as answer:
            given = answer.headers["Content-Disposition"]
            assert given.isascii()
            assert given.count('"') == 2
            assert given.endswith(f"; filename*=UTF-8''{quote(name, safe='')}")
        await delivering


async def test_a_proxy_that_speaks_an_old_language_is_answered_in_it(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        browser = await here.visitor()
        tab = await browser.plays()
        offer(here, "x.csv")
        await tab.hears("download")
        delivering = asyncio.create_task(deliver(here, b"x,y\n"))
        cookies = browser.client.cookie_jar.filter_cookies(URL(here.address))
        cookie = "; ".join(f"{each.key}={each.value}" for each in cookies.values())
        server = URL(here.address)
        assert server.host is not None
        reader, writer = await asyncio.open_connection(server.host, server.port)
        writer.write(f"GET /download/key1 HTTP/1.0\r\nCookie: {cookie}\r\n\r\n".encode())
        async with asyncio.timeout(PATIENCE):
            answer = await reader.read()
        assert answer.startswith(b"HTTP/1.0 200")
        assert answer.endswith(b"\r\n\r\nx,y\n")
        writer.close()
        await delivering


async def upload(here: ServedHere, browser: Browser, name: str, data: bytes) -> tuple[int, str]:
    async with browser.client.post(
        f"{here.address}upload?name={quote(name, safe='')}",
        data=io.BytesIO(data),
        headers={"Origin": here.address.rstrip("/")},
    ) as answer:
        return answer.status, await answer.text()


async def test_data_come_to_the_program_that_asks_for_them(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        browser = await here.visitor()
        tab = await browser.plays()
        here.program.hear.told({"type": "ask_file"})
        assert await tab.hears("ask_file") == {"most_bytes": 8 * 1024 * 1024, "sentence": ""}
        assert (await upload(here, browser, "../../houses.csv", b"x,y\n"))[0] == 200
        told = await here.program.has_heard("file")
        assert told["name"] == ".._.._houses.csv".lstrip(".-~ ")
        kept = Path(told["path"])
        assert kept.parent == here.program.folder / "uploads"
        assert kept.read_bytes() == b"x,y\n"
        here.program.hear.told({"type": "close_file"})
        await tab.hears("close_file")


async def test_a_page_that_comes_back_is_asked_again(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        browser = await here.visitor()
        tab = await browser.plays()
        here.program.hear.told({"type": "ask_file", "sentence": "Line 2 has no number."})
        await tab.hears("ask_file")
        later = await browser.opens()
        assert (await later.hears("ask_file"))["sentence"] == "Line 2 has no number."
        await later.sends("no_file")
        await here.program.has_heard("no_file")
        assert (await upload(here, browser, "x.csv", b"x"))[0] == 409


async def test_what_nobody_has_asked_for_is_refused(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        browser = await here.visitor()
        assert (await upload(here, browser, "x.csv", b"x"))[0] == 409
        await browser.plays()
        assert (await upload(here, browser, "x.csv", b"x"))[0] == 409
        assert list((here.program.folder / "uploads").iterdir()) == []


async def test_a_foreign_page_uploads_nothing(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        browser = await here.visitor()
        tab = await browser.plays()
        here.program.hear.told({"type": "ask_file"})
        await tab.hears("ask_file")
        for headers in ({}, {"Origin": "null"}, {"Origin": "http://evil.example"}):
            address = f"{here.address}upload?name=x.csv"
            async with browser.client.post(address, data=b"x", headers=headers) as answer:
                assert answer.status == 403


async def test_data_above_the_bound_are_refused_with_a_sentence(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        browser = await here.visitor()
        tab = await browser.plays()
        here.program.hear.told({"type": "ask_file"})
        await tab.hears("ask_file")
        status, text = await upload(here, browser, "x.csv", b"x" * (8 * 1024 * 1024 + 1))
        assert (status, text) == (413, "A file may have 8 MB at most.\n")
        assert (await upload(here, browser, "x.csv", b"x" * 8 * 1024 * 1024))[0] == 200


async def test_only_the_newest_files_are_kept(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        browser = await here.visitor()
        tab = await browser.plays()
        here.program.hear.told({"type": "ask_file"})
        await tab.hears("ask_file")
        for number in range(8):
            assert (await upload(here, browser, f"{number}.csv", b"x"))[0] == 200
        kept = {each.name for each in (here.program.folder / "uploads").iterdir()}
        assert len(kept) == 5
        assert "7.csv" in kept


async def test_only_pages_of_the_web_are_opened(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        tab = await (await here.visitor()).plays()
        for url in ("javascript:alert(1)", "file:///etc/passwd", 1, "data:text/html,x"):
            here.program.hear.told({"type": "open_url", "url": url})
        here.program.hear.told({"type": "open_url", "url": "https://example.org/"})
        assert await tab.hears("open_url") == {"url": "https://example.org/"}


async def test_a_program_that_says_nonsense_harms_nobody(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        tab = await (await here.visitor()).plays()
        for message in (
            {},
            {"type": None},
            {"type": "deliver_file_start"},
            {"type": "deliver_file_start", "key": "../x", "path": 1},
            {"type": "report", "report": []},
            {"type": "exit"},
        ):
            here.program.hear.told(message)
        here.program.hear.chunk("unknown", b"x")
        here.program.hear.screen(b"on")
        await tab.sees(b"on")
        assert [said[0] for said in tab.said] == ["welcome"]
