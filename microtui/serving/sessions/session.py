"""One visitor's run, whoever is looking at it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine
from typing import Any

from microtui.serving.sessions.deliveries import Deliveries, Delivery
from microtui.serving.sessions.endings import ENDED, ENDED_FOR_ONLOOKERS, TAKEN, TAKEN_OVER
from microtui.serving.sessions.onlookers import Onlookers
from microtui.serving.sessions.program import Page, Program, Size
from microtui.serving.sessions.told_report import told_report
from microtui.serving.visitors.visitor import Visitor

MOST_BYTES_OF_A_FILE = 8 * 1024 * 1024
"""Of data that a visitor gives."""

LONGEST_SENTENCE = 1000
"""Characters."""


class Session:
    """Goes on while pages come and go: the newest page of the visitor is the one that plays.

    It hears what the program says (`Hearing`), on the loop.
    """

    def __init__(self, visitor: Visitor, size: Size) -> None:
        self.visitor = visitor
        self.size = size
        self.process: Program | None = None
        """None until the program has been started."""
        self.report: dict[str, object] | None = None
        """What the program last said of the run, for the class, each value within bounds."""
        self.is_ready = False
        """Whether its application has begun."""
        self.last_typed = time.monotonic()
        self.detached_at: float | None = self.last_typed
        """Since when no page shows it, by the clock `time.monotonic`; None while one does."""
        self.is_asking_for_file = False
        self.is_receiving = False
        """Whether a file is on its way from the browser."""
        self.deliveries = Deliveries()
        self.onlookers = Onlookers(self._redraw)
        self._refused_because = ""
        """What was wrong with the file before, in the words of the program."""
        self._page: Page | None = None
        self._last_sentence: str | None = None
        """Why it has ended, once it has."""
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def number(self) -> int:
        return self.visitor.number

    @property
    def name(self) -> str:
        return self.visitor.name

    @property
    def is_attached(self) -> bool:
        return self._page is not None

    def is_shown_on(self, page: Page) -> bool:
        return self._page is page

    def begin(self, process: Program) -> None:
        """It is this program from now on."""
        self.process = process
        self.is_ready = False

    def attach(self, page: Page, size: Size) -> None:
        """Show it on this page from now on, and on no other."""
        if self._last_sentence is not None:
            page.say("ended", sentence=self._last_sentence)
            page.close(ENDED)
            return
        if self._page is not None:
            self._page.say("taken", sentence=TAKEN_OVER)
            self._page.close(TAKEN)
        self._page = page
        self.detached_at = None
        self._set_size(size)
        page.say("welcome", number=self.number, name=self.name)
        if self.is_asking_for_file:
            self._ask_for_file(page)
        for delivery in self.deliveries.offered:
            say_download(page, delivery)
        self._tell_attached()

    def detach(self, page: Page) -> None:
        """The page has gone; another one may have come before."""
        if self._page is not page:
            return
        self._page = None
        self.detached_at = time.monotonic()
        self._soon(self.tell("detach"))

    async def type(self, text: str, is_by_hand: bool) -> None:
        """Until the program has taken it. What the terminal says by itself is not by hand."""
        if is_by_hand:
            self.last_typed = time.monotonic()
        if self.process is not None:
            await self.process.type(text)

    async def tell(self, type_: str, **values: Any) -> None:
        """Until the program has taken it."""
        if self.process is not None and not self.process.ended.done():
            await self.process.tell(type_, **values)

    async def resize(self, size: Size) -> None:
        if size != self.size:
            self._set_size(size)
            await self.tell("resize", width=size[0], height=size[1])

    def rename(self, visitor: Visitor) -> None:
        """They have said what they want to be called."""
        self.visitor = visitor
        if self._page is not None:
            self._page.say("welcome", number=self.number, name=self.name)

    def notice(self, sentence: str) -> None:
        """Something that the visitor should know and that changes nothing."""
        if self._page is not None:
            self._page.say("notice", sentence=sentence)

    def over(self, sentence: str) -> None:
        """It has ended: tell whoever looks at it why."""
        self._last_sentence = sentence
        self.onlookers.end(ENDED_FOR_ONLOOKERS)
        if self._page is not None:
            self._page.say("ended", sentence=sentence)
            self._page.close(ENDED)
            self._page = None
        for task in self._tasks:
            task.cancel()

    def let_go(self, code: int) -> None:
        """The server ends: close the page without a word, it comes again by itself."""
        if self._page is not None:
            self._page.close(code)

    # What the program says: Hearing.

    def screen(self, data: bytes) -> None:
        if self._page is not None:
            self._page.send(data)
        self.onlookers.show(data)

    def chunk(self, key: str, data: bytes) -> None:
        self.deliveries.chunk(key, data)

    def told(self, message: dict[str, Any]) -> None:
        page = self._page
        match message.get("type"):
            case "ready":
                self.is_ready = True
                self.is_asking_for_file = False
                self._tell_attached()
            case "report":
                report = message.get("report")
                self.report = told_report(report) if isinstance(report, dict) else None
            case "deliver_file_start":
                delivery = self.deliveries.offer(message)
                if delivery and page:
                    say_download(page, delivery)
            case "open_url":
                url = message.get("url")
                # Only where a browser goes anyway: no script, no file.
                if page and isinstance(url, str) and url.startswith(("https://", "http://")):
                    page.say("open_url", url=url)
            case "ask_file":
                self.is_asking_for_file = True
                self._refused_because = text_of(message.get("sentence"))
                if page:
                    self._ask_for_file(page)
            case "close_file":
                self.is_asking_for_file = False
                if page:
                    page.say("close_file")
            case "ask_name":
                if page:
                    page.say("ask_name")

    def _ask_for_file(self, page: Page) -> None:
        page.say("ask_file", most_bytes=MOST_BYTES_OF_A_FILE, sentence=self._refused_because)

    def _set_size(self, size: Size) -> None:
        self.size = size
        self.onlookers.resized(*size)

    def _tell_attached(self) -> None:
        if self._page is not None and self.is_ready:
            self._soon(self.tell("attach", width=self.size[0], height=self.size[1]))

    def _redraw(self) -> None:
        self._soon(self.tell("redraw"))

    def _soon(self, telling: Coroutine[Any, Any, None]) -> None:
        """Nobody waits for the program to take it."""
        task = asyncio.create_task(telling)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def say_download(page: Page, delivery: Delivery) -> None:
    page.say("download", url=f"download/{delivery.key}", name=delivery.name)


def text_of(value: object) -> str:
    return value[:LONGEST_SENTENCE] if isinstance(value, str) else ""
