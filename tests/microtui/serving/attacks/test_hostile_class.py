"""What visitors can do to the teacher who looks on, and what looking on may not do."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from attacked_server import AttackedServer
from attacking_visitor import Page, Visitor, is_answered, visiting

NAMES = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1b]8;;http://evil.example\x07click\x1b]8;;\x07",
    "\x9b31mred",
    "a\nb\r\nc\td",
    "\u202eabc\u2066def",
    "z\u0336a\u0336l\u0336g\u0336o" * 50,
    "x" * 60_000,
    "",
    " " * 50,
    "\u200b" * 50,
    "\x00\x01\x7f",
    "\U000e0041" * 20,
]
BIDI = set(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F]))


@asynccontextmanager
async def teaching(server: AttackedServer) -> AsyncIterator[Visitor]:
    async with visiting(server, enters=False) as teacher:
        status, _, headers = await teacher.get(f"class?token={server.class_token}")
        assert status in (302, 303)
        assert "//" not in headers["Location"]
        yield teacher


async def number_of(page: Page) -> int:
    _, told = await page.until_told("welcome")
    number: int = told["number"]
    return number


async def until_listed(page: Page, text: str) -> str:
    """What the class page is told, once it says this."""
    while text not in (said := json.dumps(page.told, ensure_ascii=False)):
        assert await page.hear(), page.state(text)
    return said


async def test_no_name_is_more_than_a_short_line(server: AttackedServer) -> None:
    """What is sent to the class is one line of plain characters; the page shows it as text."""
    async with visiting(server) as visitor, visitor.page() as page, teaching(server) as teacher:
        number = await number_of(page)
        for name in NAMES:
            await page.say("name", name)
            page.written = b""
            await is_answered(page, "after the name")
            async with teacher.page("class/ws") as listed:
                while not listed.told:
                    assert await listed.hear()
                for shown in names_in(listed.told):
                    assert len(shown) <= 100
                    assert not BIDI & set(shown)
                    assert all(each.isprintable() for each in shown), ascii(shown)
        async with visitor.page() as page:
            _, told = await page.until_told("welcome")
            assert told["number"] == number
            assert all(each.isprintable() for each in told["name"] or "")


def names_in(told: object) -> list[str]:
    """Every value that is called a name, wherever it stands."""
    if isinstance(told, dict):
        own = [told["name"]] if isinstance(told.get("name"), str) else []
        return own + [each for value in told.values() for each in names_in(value)]
    if isinstance(told, list):
        return [each for value in told for each in names_in(value)]
    return []


REPORTS: list[object] = [
    [],
    {},
    "x",
    None,
    {"dataset": "\x1b]52;c;x\x07", "epoch": "x"},
    {"dataset": "x" * 10_000, "changed": ["y" * 1_000] * 20, "epoch": 10**400},
    {"dataset": {"a": "b"}, "loss": [], "changed": "abc", "lesson": 5, "screen": None},
    {"dataset": "<script>", "epoch": True, "loss": 1e999, "changed": [None, {}, []]},
]


async def test_no_report_of_a_program_breaks_the_class_page(server: AttackedServer) -> None:
    sound: dict[str, object] = {"epoch": 7, "loss": 0.5, "accuracy": 1.0, "zero_grad": True}
    sound |= {"playing": True, "diverged": False, "changed": [], "lesson": None, "screen": "run"}
    async with (
        visiting(server) as visitor,
        visitor.page() as page,
        teaching(server) as teacher,
        teacher.page("class/ws") as listed,
    ):
        await page.until_written("begun")
        for turn, report in enumerate(["large", *REPORTS]):
            await page.type("large report" if turn == 0 else f"report {json.dumps(report)}")
            await is_answered(page, f"after report {turn}")
            await page.type(f"report {json.dumps({**sound, 'dataset': f'sound {turn}'})}")
            said = await until_listed(listed, f"sound {turn}")
            assert len(said) < 400_000
            for sign in ("\\u001b", "Infinity", "NaN"):
                assert sign not in said


async def test_who_looks_on_types_nothing(server: AttackedServer) -> None:
    """Whatever is sent over the view: no key, size, focus or name of it reaches the run."""
    async with visiting(server) as visitor, visitor.page() as page, teaching(server) as teacher:
        number = await number_of(page)
        await is_answered(page, "before")
        page.written = b""
        for message in (
            '["stdin", "typed by another"]',
            '["resize", {"width": 77, "height": 33}]',
            '["focus"]',
            '["blur"]',
            '["name", "given by another"]',
            '["no_file"]',
            "x",
            "[" * 60_000,
        ):
            async with teacher.page(f"class/run/{number}/ws", width=66, height=22) as view:
                await view.socket.send_str(message)
                await view.hear(0.2)
        async with teacher.page(f"class/run/{number}/ws") as view:
            await view.socket.send_bytes(b"\x00")
            await view.hear(0.2)
        await is_answered(page, "after")
        for text in (b"another", b"77", b"66", b"blur", b"no_file"):
            assert text not in page.written
        assert [each[0] for each in page.told] == ["welcome"]


@pytest.mark.thorough
async def test_a_view_that_reads_nothing_holds_nobody_up(server: AttackedServer) -> None:
    async with visiting(server) as visitor, visitor.page() as page, teaching(server) as teacher:
        number = await number_of(page)
        async with teacher.page(f"class/run/{number}/ws"):
            memory = server.memory()
            for turn in range(20):
                await page.type("flood")
                await is_answered(page, f"turn {turn}", 60.0)
                page.written = b""
            assert server.memory() < memory + 40_000_000


async def test_a_run_that_is_none_is_said_to_be_none(server: AttackedServer) -> None:
    async with teaching(server) as teacher:
        for number in ("-1", "x", "1e1", "0x1", " 1", "9" * 400, "%00", "1%2f.."):
            assert (await teacher.get(f"class/run/{number}"))[0] in (400, 404), number
            assert await teacher.refusal(f"class/run/{number}/ws") in (400, 404), number
        for number in ("0", "999999"):
            async with teacher.page(f"class/run/{number}/ws") as view:
                await view.until_told("wait")
                assert not view.written


async def test_a_visitor_reaches_nothing_of_the_class(server: AttackedServer) -> None:
    async with visiting(server) as visitor, visitor.page() as page:
        number = await number_of(page)
        for path in ("class", f"class/run/{number}", "class/"):
            assert (await visitor.get(path))[0] in (403, 404)
        for path in ("class/ws", f"class/run/{number}/ws"):
            assert await visitor.refusal(path) == 403
        jar = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
        renamed = jar.replace("microtui-", "microtui-class-")
        assert await visitor.refusal("class/ws", {"Cookie": f"{jar}; {renamed}"}) == 403
