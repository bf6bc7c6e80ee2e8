"""A driver that stands in for a page, for an application that a test runs in its own process."""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO, ClassVar, TextIO

import pytest
from application import Application
from textual.drivers import headless_driver
from textual.message import Message

from microtui.terminal.page.page_messages import FileCame, NoFile, PageLeft, PageSeen
from microtui.terminal.served import VARIABLE


class PageStandIn(headless_driver.HeadlessDriver):
    """Keeps what it is told and given; shown unless somebody says that it is not."""

    begins_shown: ClassVar = True

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.is_shown = self.begins_shown
        self.told: list[dict[str, Any]] = []
        self.delivered: dict[str, bytes] = {}
        self.written: list[str] = []

    @property
    def is_web(self) -> bool:
        return True

    def write(self, data: str) -> None:
        self.written.append(data)

    def write_meta(self, data: dict[str, object]) -> None:
        self.told.append(data)

    def deliver_binary(
        self, binary: BinaryIO | TextIO, *, save_path: Path, **keywords: Any
    ) -> None:
        content = binary.read()
        data = content.encode() if isinstance(content, str) else content
        self.delivered[save_path.name] = data


def serve(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have all applications be on a page from now on."""
    monkeypatch.setenv(VARIABLE, "1")
    monkeypatch.setattr(headless_driver, "HeadlessDriver", PageStandIn)


def serve_unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have all be on a page that is closed before they have begun."""
    serve(monkeypatch)
    monkeypatch.setattr(PageStandIn, "begins_shown", False)


def page_of(app: Application) -> PageStandIn:
    driver = app.pilot.app._driver
    assert isinstance(driver, PageStandIn)
    return driver


def types_told(app: Application) -> list[str]:
    """What the page has been told so far."""
    return [each["type"] for each in page_of(app).told if each["type"] != "report"]


def reports_told(app: Application) -> list[dict[str, Any]]:
    """How the class has been told that the run stands."""
    return [each["report"] for each in page_of(app).told if each["type"] == "report"]


async def say(app: Application, message: Message) -> None:
    """Have the page, or the server, say this."""
    app.pilot.app.post_message(message)
    await app.pilot.pause()


async def choose_file(app: Application, name: str, path: Path) -> None:
    await say(app, FileCame(name, path))


async def close_file(app: Application) -> None:
    await say(app, NoFile())


async def leave_page(app: Application) -> None:
    page_of(app).is_shown = False
    await say(app, PageLeft())


async def come_back(app: Application) -> None:
    page_of(app).is_shown = True
    await say(app, PageSeen())
