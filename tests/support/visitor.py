"""A person in front of a browser: what they see of the program, and what they do."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Page

PATIENCE = 120.0
"""Seconds for whatever is to come; a slow machine with full hands needs some of them."""

AROUND = "#veil:visible, #notice:visible, footer, dialog[open]"
"""Where the page has words of its own."""


class Visitor:
    """One page in one browser."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.failures: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", lambda opened: self.requests.append(opened.url))
        page.on("pageerror", lambda error: self.failures.append(str(error)))

    def comes(self, address: str) -> Visitor:
        self.page.goto(address)
        return self

    def begins(self, address: str) -> Visitor:
        """Comes, and the program is there."""
        self.comes(address)
        self.sees("zero_grad")
        return self

    def types(self, *keys: str) -> None:
        """Keys as Playwright names them, wherever the focus is: nothing is clicked before."""
        for key in keys:
            self.page.keyboard.press(key)

    @property
    def screen(self) -> str:
        """What the terminal shows."""
        text: str = self.page.evaluate("window.microtui ? window.microtui.text() : ''")
        return text

    @property
    def words(self) -> str:
        """What the page says around the terminal and before it, or one without a terminal."""
        places = self.page.locator(AROUND).or_(self.page.locator("body:not(:has(#terminal))"))
        return "\n".join(places.all_inner_texts())

    @property
    def state(self) -> str:
        state: str = self.page.evaluate("window.microtui ? window.microtui.state() : ''")
        return state

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows of the terminal."""
        size = self.page.evaluate("window.microtui.size()")
        return size["columns"], size["rows"]

    @property
    def focus(self) -> str:
        """The class, or else the id, of what takes the keys."""
        script = "document.activeElement.className || document.activeElement.id"
        focus: str = self.page.evaluate(script)
        return focus

    @property
    def is_at_the_keys(self) -> bool:
        """Whether what is typed now goes to the program."""
        return self.focus == "xterm-helper-textarea"

    def sees(self, *texts: str) -> None:
        """Waits until all of these stand in the terminal."""
        self.waits(lambda: all(text in self.screen for text in texts), f"{texts} on the screen")

    def sees_no(self, text: str) -> None:
        """Waits until this stands there no more."""
        self.waits(lambda: text not in self.screen, f"no {text!r} on the screen")

    def reads(self, *texts: str) -> None:
        """Waits until the page says all of these."""
        self.waits(lambda: all(text in self.words for text in texts), f"the words {texts}")

    def is_connected(self) -> None:
        self.waits(lambda: self.state == "connected", "a connection")

    def waits(self, is_so: Callable[[], bool], what: str) -> None:
        """Raises `AssertionError`, with what stands there instead, when it does not come."""
        end = time.monotonic() + PATIENCE
        while not is_so():
            if time.monotonic() > end:
                raise AssertionError(f"waited for {what}, and saw:\n{self.words}\n{self.screen}")
            self.page.wait_for_timeout(100)
