"""The page is readable in every window, and the program is as large as it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from served_program import Served
from visitor import Visitor


def font(visitor: Visitor) -> float:
    size: float = visitor.page.evaluate("window.microtui.size().font")
    return size


def nothing_overflows(visitor: Visitor) -> bool:
    inner: bool = visitor.page.evaluate(
        "document.documentElement.scrollWidth <= innerWidth"
        " && document.documentElement.scrollHeight <= innerHeight"
        " && document.querySelector('.xterm-screen').getBoundingClientRect().bottom"
        "    <= document.querySelector('footer').getBoundingClientRect().top"
    )
    return inner


def test_a_usual_window(visitor: Visitor) -> None:
    columns, rows = visitor.size
    assert columns >= 130
    assert rows >= 42
    assert font(visitor) >= 14
    assert nothing_overflows(visitor)


@pytest.mark.parametrize(
    ("width", "height"), [(768, 1024), (1024, 768), (640, 400)], ids=["tablet", "lying", "zoomed"]
)
def test_eighty_by_twenty_four_fit_and_can_be_read(
    comes: Any, server: Served, width: int, height: int
) -> None:
    """The last is a window of 1280 by 800 at 200 %: pixels of the page are twice as large."""
    visitor = comes(viewport={"width": width, "height": height}).begins(server.address)
    columns, rows = visitor.size
    assert columns >= 80
    assert rows >= 24
    assert font(visitor) >= 12
    assert nothing_overflows(visitor)


def test_the_program_is_as_large_as_the_window(visitor: Visitor) -> None:
    before = visitor.size
    visitor.page.set_viewport_size({"width": 900, "height": 600})
    visitor.waits(lambda: visitor.size[0] < before[0], "fewer columns")
    columns, rows = visitor.size
    visitor.waits(
        lambda: lines_of(visitor)[-1].startswith(" 1 loss") or "1 loss" in lines_of(visitor)[-1],
        "the last line of the program at the last of the terminal",
    )
    assert len(lines_of(visitor)) == rows
    assert max(map(len, lines_of(visitor))) <= columns


def lines_of(visitor: Visitor) -> list[str]:
    return visitor.screen.split("\n")


def test_a_tablet_has_keys_to_tap(comes: Any, server: Served) -> None:
    visitor = comes(viewport={"width": 768, "height": 1024}, has_touch=True, is_mobile=True).begins(
        server.address
    )
    visitor.page.get_by_role("button", name="z: zero_grad").tap()
    visitor.sees("zero_grad OFF")
    visitor.page.get_by_role("button", name="s: an epoch on").tap()
    visitor.sees("epoch 1 ")
    visitor.page.get_by_role("button", name="left", exact=True).tap()
    visitor.sees("epoch 0 ")
    assert nothing_overflows(visitor)


def test_the_program_is_asked_for_as_large_as_the_keys_to_tap_leave_room(
    comes: Any, server: Served
) -> None:
    visitor = comes(viewport={"width": 768, "height": 1024}, has_touch=True, is_mobile=True)
    sent: list[Any] = []
    visitor.page.on(
        "websocket",
        lambda socket: socket.on("framesent", lambda piece: sent.append(json.loads(piece))),
    )
    visitor.begins(server.address)
    columns, rows = visitor.size
    assert any(url.endswith(f"/ws?width={columns}&height={rows}") for url in visitor.requests)
    # And once more when there is a connection: meanwhile the window may have been turned.
    assert ["resize", {"width": columns, "height": rows}] in sent


def test_who_has_a_keyboard_has_no_keys_to_tap(visitor: Visitor) -> None:
    assert visitor.page.locator("#key-row").is_hidden()


def test_the_page_is_as_dark_as_the_program_from_the_first(comes: Any, server: Served) -> None:
    visitor = comes().comes(server.address)
    script = "getComputedStyle(document.body).backgroundColor"
    assert visitor.page.evaluate(script) == "rgb(18, 18, 18)"


def test_no_other_host_is_asked(comes: Any, server: Served) -> None:
    visitor = comes().begins(server.address)
    visitor.types("s", "z", "y", "?")
    visitor.sees("zero_grad")
    hosts = {request.split("/")[2] for request in visitor.requests}
    assert hosts == {f"127.0.0.1:{server.port}"}


def test_without_a_graphics_card_all_is_drawn_as_well(comes: Any, server: Served) -> None:
    visitor = comes()
    visitor.page.add_init_script(
        "const get = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {"
        "  return kind.startsWith('webgl') ? null : get.call(this, kind, ...rest); };"
    )
    visitor.begins(server.address)
    drawn = visitor.page.locator(".xterm-rows")
    visitor.waits(lambda: "zero_grad" in drawn.inner_text(), "the text drawn by the browser")


def test_a_graphics_card_that_is_lost_takes_nothing_along(comes: Any, server: Served) -> None:
    visitor = comes()
    # The card of a machine without one is played by the processor, which the page declines.
    visitor.page.add_init_script(
        "const get = WebGL2RenderingContext.prototype.getParameter;"
        "WebGL2RenderingContext.prototype.getParameter = function (name) {"
        "  const told = get.call(this, name); return /SwiftShader/.test(told) ? 'a card' : told; };"
    )
    visitor.begins(server.address)
    canvas, drawn = visitor.page.locator("#terminal canvas"), visitor.page.locator(".xterm-rows")
    assert canvas.count() > 0
    assert drawn.count() == 0
    visitor.page.evaluate(
        "for (const canvas of document.querySelectorAll('#terminal canvas'))"
        "  canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context').loseContext()"
    )
    visitor.waits(
        lambda: drawn.count() > 0 and "zero_grad" in drawn.inner_text(),
        "the text drawn by the browser",
    )
