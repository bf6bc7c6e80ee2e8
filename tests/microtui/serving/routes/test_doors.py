"""Who gets in, by which address, and what stands on every answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp import WSServerHandshakeError
from served_here import TOKENS, served_here


async def test_the_address_with_the_token_leads_to_the_page_without_it(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        stranger = here.stranger()
        address = f"{here.address}?token={TOKENS.visitor}"
        async with stranger.client.get(address, allow_redirects=False) as answer:
            assert answer.status == 303
            assert answer.headers["Location"] == "./"
            cookie = answer.headers["Set-Cookie"]
        assert cookie.startswith("microtui-8000=")
        assert {"HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))
        assert "Secure" not in cookie
        assert "Path" not in cookie
        async with stranger.client.get(here.address) as answer:
            assert answer.status == 200
            assert "<title>" in await answer.text()
            assert "Set-Cookie" not in answer.headers


async def test_behind_tls_the_cookie_goes_by_nothing_else(tmp_path: Path) -> None:
    async with served_here(tmp_path, public_url="https://example.org/microtui") as here:
        address = f"{here.address}?token={TOKENS.visitor}"
        async with here.stranger().client.get(address, allow_redirects=False) as answer:
            assert "Secure" in answer.headers["Set-Cookie"].split("; ")


@pytest.mark.parametrize(
    "path",
    [
        *("", "?token=", "?token=abcd-efgh-jkmm", f"?token={TOKENS.class_}"),
        *("static/page.js", "ws", "upload", "download/1", "nowhere"),
        *("class", f"class?token={TOKENS.visitor}", "class/ws"),
    ],
)
async def test_who_has_no_token_gets_403_and_no_process(tmp_path: Path, path: str) -> None:
    async with served_here(tmp_path) as here:
        async with here.stranger().client.get(here.address + path) as answer:
            assert answer.status == 403
            assert answer.content_type == "text/plain"
            assert (await answer.text()).startswith("This needs the whole address")
            assert "Set-Cookie" not in answer.headers
        assert here.programs == []
        assert list((tmp_path / "visitors").iterdir()) == []


async def test_looking_at_the_page_leaves_nothing_behind(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        await here.visitor()
        assert here.programs == []
        assert list((tmp_path / "visitors").iterdir()) == []


async def test_without_tokens_everybody_is_a_visitor_and_nobody_the_teacher(
    tmp_path: Path,
) -> None:
    async with served_here(tmp_path, needs_token=False) as here:
        stranger = here.stranger()
        assert await stranger.status_of("static/page.js") == 403
        assert await stranger.status_of("") == 200
        assert await stranger.status_of("static/page.js") == 200
        assert await stranger.status_of("class") == 403
        await stranger.plays()


async def test_a_websocket_needs_an_origin_of_ours(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        visitor = await here.visitor()
        for origin in ("", "null", "http://evil.example", here.address.replace("http", "ftp")):
            with pytest.raises(WSServerHandshakeError) as refusal:
                await visitor.opens(origin=origin)
            assert refusal.value.status == 403
        assert here.programs == []


async def test_behind_a_proxy_the_public_origin_is_ours(tmp_path: Path) -> None:
    async with served_here(tmp_path, public_url="http://example.org/microtui") as here:
        await (await here.visitor()).opens(origin="http://example.org")


async def test_every_answer_trusts_nothing_but_this_server(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        visitor = await here.visitor()
        for path in ("", "static/page.js", "nowhere", "download/1"):
            async with visitor.client.get(here.address + path) as answer:
                policy = answer.headers["Content-Security-Policy"]
                assert "default-src 'none'" in policy
                assert "frame-ancestors 'none'" in policy
                assert "http" not in policy
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                assert answer.headers["Referrer-Policy"] == "no-referrer"
                assert answer.headers["Server"] == "microtui"
                kept = "no-cache" if path.startswith("static") else "no-store"
                assert answer.headers["Cache-Control"] == kept


@pytest.mark.parametrize(
    "path", ["..%2fserver.py", "%2e%2e/server.py", "", "xterm", "a" * 4000, "page.js%00", "//etc"]
)
async def test_only_files_of_the_page_are_given_away(tmp_path: Path, path: str) -> None:
    async with served_here(tmp_path) as here:
        assert await (await here.visitor()).status_of(f"static/{path}") == 404
