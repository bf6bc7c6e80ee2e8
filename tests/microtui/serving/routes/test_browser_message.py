"""What a page may say, and what becomes of the rest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from served_here import served_here

from microtui.serving.routes.browser_message import (
    MalformedMessageError,
    Named,
    Resized,
    Told,
    Typed,
    browser_message,
    size_asked_for,
)

MALFORMED = [
    "",
    "[",
    pytest.param("[" * 60_000, id="many brackets"),
    pytest.param("9" * 5_000, id="many digits"),
    "null",
    '"stdin"',
    "{}",
    "[]",
    '["stdin"]',
    '["stdin", 1]',
    '["stdin", "a", "b"]',
    '["resize", [80, 24]]',
    '["resize", {"width": "80", "height": "24"}]',
    '["resize", {"width": 80}]',
    '["quit"]',
    '["attach", {}]',
    '["deliver_chunk_request"]',
    '[["stdin"], "a"]',
]


@pytest.mark.parametrize("text", MALFORMED)
def test_what_is_none_of_ours_is_refused(text: str) -> None:
    with pytest.raises(MalformedMessageError):
        browser_message(text)


def test_what_there_is() -> None:
    assert browser_message('["stdin", "z"]') == Typed("z")
    assert browser_message('["resize", {"width": 120.4, "height": 40}]') == Resized((120, 40))
    assert browser_message('["focus"]') == Told("focus")
    assert browser_message('["no_file"]') == Told("no_file")
    assert browser_message('["name", null]') == Named(None)


@pytest.mark.parametrize(
    ("size", "within_bounds"),
    [
        ({"width": 1, "height": 1}, (20, 5)),
        ({"width": -(10**400), "height": 10**400}, (20, 200)),
        ({"width": float("inf"), "height": float("nan")}, (500, 5)),
    ],
)
def test_a_size_is_one_that_can_be_drawn_in(
    size: dict[str, float], within_bounds: tuple[int, int]
) -> None:
    assert browser_message(json.dumps(["resize", size])) == Resized(within_bounds)


def test_a_size_in_the_address_is_one_or_the_usual_one() -> None:
    assert size_asked_for({"width": "120", "height": "40"}) == (120, 40)
    assert size_asked_for({"width": "inf", "height": "nan"}) == (500, 5)
    assert size_asked_for({"width": "wide"}) == (80, 24)


def test_answers_of_the_terminal_are_told_from_keys() -> None:
    assert not Typed("\x1b[12;40R").is_by_hand
    assert not Typed("\x1b[?1;2c\x1b[12;40R").is_by_hand
    assert not Typed("\x1b]11;rgb:0000/0000/0000\x1b\\").is_by_hand
    assert Typed("z").is_by_hand
    assert Typed("\x1b[A").is_by_hand
    assert Typed("\x1b[12;40Rz").is_by_hand


@pytest.mark.parametrize("text", ["[", '["quit"]', pytest.param("[" * 60_000, id="many brackets")])
async def test_a_malformed_message_closes_the_page_and_leaves_the_run(
    tmp_path: Path, text: str
) -> None:
    async with served_here(tmp_path) as here:
        browser = await here.visitor()
        tab = await browser.plays()
        await tab.socket.send_str(text)
        assert await tab.is_closed_with() == 1008
        await browser.plays()
        assert len(here.programs) == 1


async def test_bytes_are_no_message(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        tab = await (await here.visitor()).plays()
        await tab.socket.send_bytes(b"z")
        assert await tab.is_closed_with() == 1008


async def test_a_huge_message_closes_the_page(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        tab = await (await here.visitor()).plays()
        await tab.sends("stdin", "x" * 70_000)
        assert await tab.is_closed_with() == 1009
        assert here.program.typed == ""


async def test_half_of_a_letter_harms_nobody(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        tab = await (await here.visitor()).plays()
        await tab.socket.send_str('["stdin", "\\ud800"]')
        await tab.sends("stdin", "z")
        await here.program.has_typed("z")
