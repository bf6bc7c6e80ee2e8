"""A run belongs to a browser: nobody else's cookie leads to it, however it is made."""

from __future__ import annotations

import hashlib
import hmac
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from attacked_server import AttackedServer, attacked_server
from attacking_visitor import Visitor, is_answered, visiting


async def cookie_of(visitor: Visitor) -> tuple[str, str]:
    """Its name and value, as the server has set it."""
    cookies = visitor.cookies
    assert len(cookies) == 1
    return next(iter(cookies.items()))


async def test_the_cookie_is_for_the_server_alone(server: AttackedServer) -> None:
    async with visiting(server, enters=False) as visitor:
        _, _, headers = await visitor.get(f"?token={server.token}")
        morsel = next(iter(SimpleCookie(headers["Set-Cookie"]).values()))
        assert morsel.key == f"microtui-{server.port}"
        assert morsel["httponly"]
        assert morsel["samesite"] == "Lax"
        assert not morsel["domain"]
        assert not morsel["secure"]  # plain http, where a browser would not keep it


async def test_ids_are_random_and_long(server: AttackedServer) -> None:
    ids = set()
    for _ in range(20):
        async with visiting(server) as visitor:
            ids.add((await cookie_of(visitor))[1])
    assert len(ids) == 20
    assert all(len(each) >= 40 for each in ids)


async def test_nothing_is_kept_of_who_only_looks_at_the_page(server: AttackedServer) -> None:
    before = sorted(server.folder.glob("visitors/*"))
    async with visiting(server) as visitor:
        assert (await visitor.get())[0] == 200
    assert sorted(server.folder.glob("visitors/*")) == before


async def test_a_changed_cookie_is_none(server: AttackedServer) -> None:
    async with visiting(server) as owner, owner.page() as page:
        await page.until_told("welcome")
        name, value = await cookie_of(owner)
        async with visiting(server) as other:
            theirs = (await cookie_of(other))[1]
        forged = [
            "",
            value[:-1],
            value[1:],
            value + "a",
            value.upper(),
            value.swapcase(),
            value[:40],
            value[: len(value) // 2],
            value[: len(value) // 2] + theirs[len(theirs) // 2 :],
            theirs[: len(theirs) // 2] + value[len(value) // 2 :],
            *(value.replace(sign, "") for sign in ".-:" if sign in value),
            value.replace(".", ".."),
            "../../../../etc",
            f"../{value}",
            "%2e%2e%2f" + value,
            value + "%00",
            '"' + value + "x" + '"',
            "a" * 7_000,
            "é" * 20,
        ]
        before = server.family()
        async with visiting(server, enters=False) as thief:
            for each in forged:
                if each.casefold() == value.casefold() and each == value:
                    continue
                cookie = {"Cookie": f"{name}={each}"}
                assert await thief.refusal(headers=cookie) == 403, each
                assert (await thief.get("", cookie))[0] in (400, 403), each
        assert server.family() == before
        await is_answered(page, "still here")


async def test_the_signature_of_another_secret_is_none(server: AttackedServer) -> None:
    """An id that is known, signed with what a thief may guess."""
    async with visiting(server) as owner:
        name, value = await cookie_of(owner)
    sign = next((each for each in ".:-" if value.count(each) == 1), ".")
    id_ = value.partition(sign)[0]
    async with visiting(server, enters=False) as thief:
        for secret in (b"", b"secret", id_.encode(), server.token.encode(), b"\0" * 32):
            mark = hmac.new(secret, id_.encode(), hashlib.sha256)
            for text in (mark.hexdigest(), mark.hexdigest()[:32]):
                headers = {"Cookie": f"{name}={id_}{sign}{text}"}
                assert await thief.refusal(headers=headers) == 403


async def test_a_cookie_of_another_server_is_none(server: AttackedServer, tmp_path: Path) -> None:
    async with visiting(server) as visitor:
        value = (await cookie_of(visitor))[1]
    with attacked_server(tmp_path) as other:
        async with visiting(other, enters=False) as thief:
            headers = {"Cookie": f"microtui-{other.port}={value}"}
            assert await thief.refusal(headers=headers) == 403


async def test_a_visitors_cookie_is_no_class_cookie_and_the_reverse(server: AttackedServer) -> None:
    """The same value under the other's name opens nothing."""
    async with visiting(server) as visitor, visiting(server, enters=False) as teacher:
        value = (await cookie_of(visitor))[1]
        await teacher.get(f"class?token={server.class_token}")
        class_name, class_value = await cookie_of(teacher)
        assert class_name == f"microtui-class-{server.port}"
        async with visiting(server, enters=False) as thief:
            as_class = {"Cookie": f"{class_name}={value}"}
            assert (await thief.get("class", as_class))[0] == 403
            assert await thief.refusal("class/ws", as_class) == 403
            as_visitor = {"Cookie": f"microtui-{server.port}={class_value}"}
            assert await thief.refusal(headers=as_visitor) == 403
            assert (await thief.get("", as_visitor))[0] == 403


async def test_with_two_cookies_nobody_is_taken_for_another(server: AttackedServer) -> None:
    """A neighbour on another port of the host may set a cookie of the same name: at worst the
    visitor is asked for the token, and never is a page's run given to the other."""
    async with visiting(server) as owner, owner.page() as page:
        await page.until_told("welcome")
        name, value = await cookie_of(owner)
        async with visiting(server, enters=False) as thief:
            for forged in (f"{name}=x; {name}={value[:-1]}", f"{name}={value[:-1]}; {name}=x"):
                assert await thief.refusal(headers={"Cookie": forged}) == 403
        await is_answered(page, "still mine")


@pytest.mark.parametrize("path", ["download/the-key", "download/..%2fthe-key", "download/%00"])
async def test_nobody_downloads_what_is_anothers(server: AttackedServer, path: str) -> None:
    async with visiting(server) as owner, owner.page() as page:
        await page.type("deliver /tmp/picture.svg")
        url = (await page.until_told("download"))[1]["url"]
        async with visiting(server) as thief, thief.page() as theirs:
            await theirs.until_told("welcome")
            for each in (path, url):
                assert (await thief.get(each))[0] in (403, 404), each
        async with visiting(server, enters=False) as stranger:
            assert (await stranger.get(url))[0] == 403
        status, text, _ = await owner.get(url)
        assert (status, text) == (200, "0123456789")


async def test_a_visitors_program_learns_nothing_of_others(server: AttackedServer) -> None:
    """Neither in its environment nor through what it has inherited."""
    async with visiting(server) as owner, owner.page() as page:
        name, value = await cookie_of(owner)
        await page.type("environment")
        await page.until_written("MICROTUI_SERVED")
        for secret in (server.token, server.class_token, value, name):
            assert secret not in page.written.decode()
        await page.type("descriptors")
        await page.until_written("0 1 2")
