"""Pages of others that a visitor has open: they may not speak for the visitor."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import aiohttp
import pytest
from attacked_server import HOST, AttackedServer, attacked_server
from attacking_visitor import is_answered, visiting

PUBLIC = "https://class.example/microtui"


def foreign(port: int) -> list[str]:
    """Origins that are not the server's, however much they look like it."""
    return [
        "null",
        "",
        "http://evil.example",
        f"http://evil.example:{port}",
        f"http://{HOST}",
        f"http://{HOST}:{port + 1}",
        f"http://{HOST}:{port}0",
        f"http://{HOST}:{port}.evil.example",
        f"http://{HOST}.evil.example:{port}",
        f"http://evil-{HOST}:{port}",
        f"http://{HOST}:{port}@evil.example",
        f"http://evil.example/http://{HOST}:{port}",
        f"http://evil.example#{HOST}:{port}",
        f"http://localhost:{port}",
        f"http://[::1]:{port}",
        f"http://0x7f000001:{port}",
        f"http://127.1:{port}",
        f"ftp://{HOST}:{port}",
        f"ws://{HOST}:{port}",
        f"file://{HOST}:{port}",
        f"chrome-extension://{HOST}:{port}",
        f"{HOST}:{port}",
        f"//{HOST}:{port}",
        "*",
        "http://",
        "http://[",
        f"http://{HOST}:port",
        f"http://{HOST}:{port} http://evil.example",
    ]


async def test_no_foreign_page_opens_a_websocket(server: AttackedServer) -> None:
    async with visiting(server) as visitor:
        before = server.family()
        for origin in foreign(server.port):
            assert await visitor.refusal(headers={"Origin": origin}) == 403, origin
        assert server.family() == before
        assert await visitor.refusal() == 101


async def test_a_websocket_without_an_origin_is_refused(server: AttackedServer) -> None:
    async with visiting(server) as visitor:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
            await visitor.client.ws_connect(visitor.address("ws?width=80&height=24"))
        assert refusal.value.status == 403


async def test_no_foreign_page_uploads(server: AttackedServer) -> None:
    """A form of another site posts with the visitor's cookie, but says where it comes from."""
    async with visiting(server) as visitor, visitor.page() as page:
        await page.until_told("welcome")
        for origin in foreign(server.port):
            status, _ = await visitor.post("upload?name=a.csv", b"x,y\n1,2\n", {"Origin": origin})
            assert status == 403, origin
        address = visitor.address("upload?name=a.csv")
        async with visitor.client.post(address, data=b"x") as answer:
            assert answer.status == 403
        async with visitor.client.post(address, data={"x": "y"}) as answer:
            assert answer.status == 403
        assert not kept_uploads(server)


async def test_two_origins_are_none(server: AttackedServer) -> None:
    """Which of them counts may be another one for a proxy than for the server."""
    async with visiting(server) as visitor:
        for pair in (
            ["http://evil.example", server.origin],
            [server.origin, "http://evil.example"],
        ):
            headers = [("Origin", each) for each in pair]
            with pytest.raises(aiohttp.WSServerHandshakeError) as refusal:
                await visitor.client.ws_connect(visitor.address("ws"), headers=headers)
            assert refusal.value.status in (400, 403)


async def test_a_name_that_leads_here_from_elsewhere_has_no_cookie(server: AttackedServer) -> None:
    """A foreign name that is made to lead to this address (DNS rebinding): its Origin fits its
    Host, but the visitor's cookie is not sent there, and without one there is nothing."""
    name = f"rebound.example:{server.port}"
    headers = {"Host": name, "Origin": f"http://{name}"}
    async with visiting(server, enters=False) as visitor:
        assert await visitor.refusal(headers=headers) == 403
        status, _, _ = await visitor.get("", {"Host": name})
        assert status == 403


@pytest.mark.parametrize("path", ["class/ws", "class/run/1/ws"])
async def test_no_foreign_page_looks_into_the_class(server: AttackedServer, path: str) -> None:
    async with visiting(server, enters=False) as teacher:
        status, _, _ = await teacher.get(f"class?token={server.class_token}")
        assert status in (302, 303)
        for origin in foreign(server.port):
            assert await teacher.refusal(path, {"Origin": origin}) == 403, origin


async def test_behind_a_proxy_its_public_origin_counts_too(tmp_path: Path) -> None:
    with attacked_server(tmp_path, public_url=PUBLIC) as server:
        async with visiting(server, enters=False) as visitor:
            _, _, headers = await visitor.get(f"?token={server.token}")
            # The jar keeps a Secure cookie from plain http, as a browser does.
            cookie = headers["Set-Cookie"].partition(";")[0]
            assert "secure" in headers["Set-Cookie"].lower()

            def said(origin: str) -> Mapping[str, str]:
                return {"Origin": origin, "Cookie": cookie}

            async with visitor.page(headers=said("https://class.example")) as page:
                await is_answered(page, "hello")
            for origin in (
                "http://class.example",
                "https://class.example:8443",
                "https://class.example.evil.example",
                "https://evil.example",
                "https://sub.class.example",
            ):
                assert await visitor.refusal(headers=said(origin)) == 403, origin


def kept_uploads(server: AttackedServer) -> list[Path]:
    return [each for each in server.folder.glob("visitors/*/uploads/*") if each.is_file()]
