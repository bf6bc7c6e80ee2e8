"""Who has no token, a guessed one or the wrong one: 403, no cookie and no process."""

from __future__ import annotations

import base64
import json
import string
from urllib.parse import quote

import pytest
from attacked_server import AttackedServer
from attacking_visitor import Visitor, visiting


async def refused(visitor: Visitor, path: str) -> None:
    """One sentence, no cookie, and the token itself is not repeated."""
    before = visitor.server.family()
    status, text, headers = await visitor.get(path)
    assert status == 403, (path, status, text)
    assert "Set-Cookie" not in headers
    assert visitor.server.token not in text
    assert len(text.strip().splitlines()) <= 3
    assert await visitor.refusal() == 403
    assert visitor.server.family() == before


@pytest.mark.parametrize("path", ["", "class", "ws", "class/ws", "class/run/1", "class/run/1/ws"])
async def test_without_a_token_nothing_is_shown_and_nothing_begins(
    server: AttackedServer, path: str
) -> None:
    async with visiting(server, enters=False) as visitor:
        await refused(visitor, path)


async def test_a_guessed_token_is_none(server: AttackedServer) -> None:
    token = server.token
    guesses = ["", "a", token[:-1], f"{token}a", token[1:], token[::-1], "0", "null"]
    guesses += ["*", "%", "' or 1=1 --", "../" + token, token[:-1] + "\x00", "é" * 20, "a" * 6_000]
    async with visiting(server, enters=False) as visitor:
        for each in guesses:
            await refused(visitor, f"?token={quote(each)}")


async def test_a_token_in_another_coat_is_none(server: AttackedServer) -> None:
    """No encoding of it opens, none of another name, and none in another place."""
    token = server.token
    wide = "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in token)
    coats = [
        f"?token={base64.b64encode(token.encode()).decode()}",
        f"?token={token.encode().hex()}",
        f"?token={quote(wide)}",
        f"?token={token}%00",
        f"?token={token}%0Aa",
        f"?token={''.join(f'%25{ord(each):02X}' for each in token)}",
        f"?Token={token}",
        f"?token[]={token}",
        f"?toke={token}",
        f"?token=;token={token}",
    ]
    async with visiting(server, enters=False) as visitor:
        for each in coats:
            await refused(visitor, each)
        await refused(visitor, f"static/?token={token}x")


async def test_a_token_that_is_written_otherwise_is_the_same_token(server: AttackedServer) -> None:
    """It is copied from a board by hand: case, hyphens and blanks around it are forgiven."""
    encoded = "".join(f"%{ord(each):02x}" for each in server.token)
    for each in (encoded, server.token.upper(), server.token.replace("-", ""), f"%20{encoded}%20"):
        async with visiting(server, enters=False) as visitor:
            status, _, _ = await visitor.get(f"?token={each}")
            assert status in (302, 303), each


async def test_two_tokens_are_no_two_guesses(server: AttackedServer) -> None:
    """Whichever counts, a right one among wrong ones is no way to try many at once."""
    many = "&".join(["token=a"] * 500)
    async with visiting(server, enters=False) as visitor:
        await refused(visitor, f"?{many}&token={server.token}")
        await refused(visitor, f"?token=a&token={server.token}")


async def test_a_visitors_token_opens_no_class_and_the_reverse(server: AttackedServer) -> None:
    async with visiting(server, enters=False) as visitor:
        await refused(visitor, f"class?token={server.token}")
        await refused(visitor, f"class/ws?token={server.token}")
        await refused(visitor, f"?token={server.class_token}")
    assert server.token != server.class_token


async def test_the_token_of_the_address_goes_nowhere_else(server: AttackedServer) -> None:
    """The answer leads away from it, to the same place, and no page or header repeats it."""
    async with visiting(server, enters=False) as visitor:
        status, text, headers = await visitor.get(f"?token={server.token}")
        assert status in (302, 303)
        assert headers["Location"] == "./"
        assert "no-store" in headers["Cache-Control"]
        assert headers["Referrer-Policy"] == "no-referrer"
        assert server.token not in text + str(headers)
        status, text, headers = await visitor.get()
        assert status == 200
        assert server.token not in text + str(headers)
        assert server.class_token not in text + str(headers)


async def test_tokens_are_long_and_their_file_is_nobody_elses(server: AttackedServer) -> None:
    letters = set(string.ascii_letters + string.digits + "-_")
    for token in (server.token, server.class_token):
        assert len(token.replace("-", "")) >= 12
        assert set(token) <= letters
    kept = server.folder / "tokens.json"
    assert kept.stat().st_mode & 0o077 == 0
    assert server.folder.stat().st_mode & 0o077 == 0
    values = [each for each in json.loads(kept.read_text()).values() if isinstance(each, str)]
    assert len(set(values)) == len(values) >= 3


async def test_what_a_server_without_a_token_lets_in_is_no_class(server: AttackedServer) -> None:
    """The class page needs its token in any case; see test_no_token for the server itself."""
    async with visiting(server) as visitor:
        status, _, _ = await visitor.get("class")
        assert status == 403
        assert await visitor.refusal("class/ws") == 403
