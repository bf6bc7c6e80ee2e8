"""The program is played in a browser as in a terminal, and nothing is to be clicked before."""

from __future__ import annotations

import re
from typing import Any

from served_program import Served
from visitor import Visitor


def epoch(visitor: Visitor) -> int:
    found = re.search(r"epoch (\d+)", visitor.screen)
    return int(found[1]) if found else -1


def test_keys_work_at_once(comes: Any, server: Served) -> None:
    visitor = comes().begins(server.address)
    assert visitor.is_at_the_keys
    visitor.types("s")
    visitor.sees("epoch 1 ")


def test_the_header_says_what_z_does(visitor: Visitor) -> None:
    visitor.sees("zero_grad ON")
    visitor.types("z")
    visitor.sees("zero_grad OFF")
    visitor.types("z")
    visitor.sees("zero_grad ON")


def test_space_plays_and_pauses(visitor: Visitor) -> None:
    visitor.types("Space")
    visitor.sees("playing")
    visitor.waits(lambda: epoch(visitor) > 5, "some epochs")
    visitor.types("Space")
    visitor.sees("paused")


def test_keys_that_browsers_take_elsewhere_are_the_programs(visitor: Visitor) -> None:
    visitor.sees("moons", "2-16-16-1")
    visitor.types("h")
    visitor.sees("2-16-16-16-1")
    visitor.types("Control+r")  # not the page anew
    visitor.sees("2-16-16-1 ")
    visitor.types("Control+y")
    visitor.sees("2-16-16-16-1")
    visitor.types("Control+p")  # no printing
    visitor.sees("Search")
    visitor.types("Escape")
    visitor.sees_no("Search for")
    visitor.types("Tab")
    assert visitor.is_at_the_keys


def test_a_click_is_a_click_in_the_program(visitor: Visitor) -> None:
    lines = visitor.screen.split("\n")
    row = next(number for number, line in enumerate(lines) if "z zero_grad" in line)
    column = lines[row].index("z zero_grad")
    click_cell(visitor, column + 3, row)
    visitor.sees("zero_grad OFF")
    assert visitor.is_at_the_keys


def click_cell(visitor: Visitor, column: int, row: int) -> None:
    box = visitor.page.locator(".xterm-screen").bounding_box()
    assert box is not None
    columns, rows = visitor.size
    x = box["x"] + (column + 0.5) * box["width"] / columns
    y = box["y"] + (row + 0.5) * box["height"] / rows
    visitor.page.mouse.click(x, y)


def test_the_focus_comes_back(visitor: Visitor) -> None:
    visitor.page.locator("footer").click(position={"x": 3, "y": 3})
    assert visitor.is_at_the_keys
    visitor.types("F9")
    assert visitor.focus == "name"
    visitor.types("Escape")
    visitor.waits(lambda: visitor.is_at_the_keys, "the focus in the terminal")


def test_two_visitors_have_two_runs(comes: Any, server: Served) -> None:
    first, second = comes().begins(server.address), comes().begins(server.address)
    first.types("z", "s")
    first.sees("zero_grad OFF", "epoch 1 ")
    second.types("s", "s")
    second.sees("zero_grad ON", "epoch 2 ")
    assert "epoch 1 " in first.screen
    numbers = [seen.page.locator("#number").inner_text() for seen in (first, second)]
    assert numbers[0] != numbers[1]


def test_a_visitor_can_give_a_name(visitor: Visitor, server: Served) -> None:
    visitor.types("F9")
    visitor.page.keyboard.type("Ada")
    visitor.types("Enter")
    visitor.waits(lambda: visitor.is_at_the_keys, "the focus in the terminal")
    visitor.page.reload()
    visitor.sees("zero_grad")
    assert visitor.page.locator("#name").input_value() == "Ada"


def test_a_name_that_is_given_leaves_the_program_to_be_seen(visitor: Visitor) -> None:
    visitor.types("F9")
    visitor.page.keyboard.type("Ada")
    visitor.types("Enter")
    visitor.waits(lambda: visitor.is_at_the_keys, "the focus in the terminal")
    visitor.types("s")
    visitor.sees("zero_grad", "epoch 1 ")
    # Longer than the page waits for a program before it says that this one is starting.
    visitor.page.wait_for_timeout(1000)
    assert visitor.page.locator("#veil").is_hidden()


def test_what_is_pasted_is_typed(comes: Any, server: Served) -> None:
    visitor = comes(permissions=["clipboard-read", "clipboard-write"]).begins(server.address)
    visitor.types("E")
    visitor.sees("Scratchpad")
    visitor.types("e")
    visitor.sees("esc graph")
    copy(visitor, "tanh(a*b + 1.25)")
    visitor.types("Control+v")
    visitor.sees("tanh(a*b + 1.25)")


def test_a_long_paste_arrives_in_pieces_that_the_server_takes(comes: Any, server: Served) -> None:
    visitor = comes(permissions=["clipboard-read", "clipboard-write"]).begins(server.address)
    sent: list[str] = []
    visitor.page.on(
        "websocket", lambda socket: socket.on("framesent", lambda piece: sent.append(piece))
    )
    visitor.page.reload()
    visitor.sees("zero_grad")
    copy(visitor, "é" * 50_000)
    visitor.types("Control+v")
    visitor.waits(lambda: sum(piece.count("é") for piece in sent) == 50_000, "all of it")
    assert max(len(piece.encode()) for piece in sent) <= 64 * 1024
    visitor.types("z")
    visitor.sees("zero_grad OFF")
    assert visitor.state == "connected"


def test_what_is_far_too_long_is_not_pasted_but_told(comes: Any, server: Served) -> None:
    visitor = comes(permissions=["clipboard-read", "clipboard-write"]).begins(server.address)
    copy(visitor, "1,2,3\n" * 100_000)
    visitor.types("Control+v")
    visitor.reads("too much to paste here")


def copy(visitor: Visitor, text: str) -> None:
    visitor.page.evaluate("text => navigator.clipboard.writeText(text)", text)
