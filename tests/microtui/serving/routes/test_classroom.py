"""What the teacher's pages are told, and who may ask."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
from attacked_server import AttackedServer
from attacking_visitor import Page, Visitor, is_answered, visiting

from microtui.serving.routes.class_sockets import MOST_ONLOOKERS


@asynccontextmanager
async def teaching(server: AttackedServer) -> AsyncIterator[Visitor]:
    async with visiting(server, enters=False) as teacher:
        await teacher.get(f"class?token={server.class_token}")
        yield teacher


@asynccontextmanager
async def playing(
    server: AttackedServer, width: int = 120, height: int = 40
) -> AsyncIterator[tuple[int, Page]]:
    """A visitor's number and page."""
    async with visiting(server) as visitor, visitor.page(width=width, height=height) as page:
        _, welcome = await page.until_told("welcome")
        yield welcome["number"], page


async def until_listed(listed: Page, number: int, **values: object) -> dict[str, Any]:
    """What the list says of this run, once it says so."""
    while True:
        for told in reversed(listed.told):
            assert isinstance(told, dict)
            runs: list[dict[str, Any]] = told["runs"]
            for run in runs:
                if run["number"] == number and run.items() >= values.items():
                    return run
        assert await listed.hear(), listed.state(str(values))


async def test_the_token_of_the_class_opens_it_and_stands_in_the_address_no_more(
    server: AttackedServer,
) -> None:
    async with visiting(server, enters=False) as teacher:
        assert (await teacher.get("class"))[0] == 403
        status, _, headers = await teacher.get(f"class?token={server.class_token}")
        assert (status, headers["Location"]) == (303, "class")
        status, text, headers = await teacher.get("class")
        assert status == 200
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "<script>" not in text
        assert "http:" not in text


@pytest.mark.parametrize("path", ["class", "class/run/1"])
async def test_the_token_of_visitors_does_not(server: AttackedServer, path: str) -> None:
    async with visiting(server) as visitor:
        assert (await visitor.get(path))[0] == 403
        assert (await visitor.get(f"{path}?token={server.token}"))[0] == 403
        assert await visitor.refusal(f"{path}/ws") == 403


async def test_a_page_of_another_origin_is_told_nothing(server: AttackedServer) -> None:
    async with teaching(server) as teacher:
        for path in ("class/ws", "class/run/1/ws"):
            assert await teacher.refusal(path, {"Origin": "http://evil.example"}) == 403


async def test_each_run_is_listed_and_whatever_changes_of_it(server: AttackedServer) -> None:
    async with (
        teaching(server) as teacher,
        teacher.page("class/ws") as listed,
        playing(server, width=100, height=30) as (number, page),
    ):
        run = await until_listed(listed, number, attached=True)
        assert (run["width"], run["height"], run["report"]) == (100, 30, None)
        await page.say("name", " Ada\n\x1b Lovelace ")
        await until_listed(listed, number, name="Ada Lovelace")
        await page.say("resize", {"width": 90, "height": 25})
        await until_listed(listed, number, width=90, height=25)
        await page.type(f"report {json.dumps({'epoch': 7, 'zero_grad': False})}")
        while not (run["report"] or {}).get("epoch"):
            assert await listed.hear()
            run = await until_listed(listed, number, attached=True)
        assert run["report"]["zero_grad"] is False
        assert run["report"]["loss"] is None


async def test_who_has_gone_is_away(server: AttackedServer) -> None:
    async with teaching(server) as teacher, teacher.page("class/ws") as listed:
        async with playing(server) as (number, _):
            await until_listed(listed, number, attached=True)
        await until_listed(listed, number, attached=False)


async def test_who_looks_on_is_told_the_size_and_sees_what_is_drawn(
    server: AttackedServer,
) -> None:
    async with teaching(server) as teacher, playing(server) as (number, page):
        await is_answered(page, "before")
        async with teacher.page(f"class/run/{number}/ws") as view:
            assert await view.until_told("size") == ["size", {"width": 120, "height": 40}]
            await view.until_written('told {"type": "redraw"}')
            await is_answered(page, "now")
            await view.until_written("<now>")
            await page.say("resize", {"width": 90, "height": 25})
            while (await view.until_told("size"))[1]["width"] != 90:
                assert await view.hear()


async def test_who_looks_on_is_told_that_the_run_is_over(server: AttackedServer) -> None:
    async with teaching(server) as teacher, playing(server) as (number, page):
        await is_answered(page, "before")
        async with teacher.page(f"class/run/{number}/ws") as view:
            await view.until_told("size")
            await page.type("leave 0")
            _, told = await view.until_told("ended")
            assert told["sentence"]
            assert await view.until_closed() == 4000


async def test_a_run_that_is_not_open_is_waited_for(server: AttackedServer) -> None:
    async with teaching(server) as teacher:
        assert (await teacher.get("class/run/999"))[0] == 200
        async with teacher.page("class/run/999/ws") as view:
            _, told = await view.until_told("wait")
            assert "not open now" in told["sentence"]
            assert await view.until_closed() == 4002


async def test_so_many_may_look_on_and_no_more(server: AttackedServer) -> None:
    async with (
        teaching(server) as teacher,
        playing(server) as (number, _),
        AsyncExitStack() as views,
    ):
        for _ in range(MOST_ONLOOKERS):
            view = await views.enter_async_context(teacher.page(f"class/run/{number}/ws"))
            await view.until_told("size")
        async with teacher.page(f"class/run/{number}/ws") as one_more:
            _, told = await one_more.until_told("wait")
            assert told["sentence"].startswith(f"{MOST_ONLOOKERS} pages look on already")
