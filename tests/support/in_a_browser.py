"""Fixtures of tests/browser: a real server, and a real Chromium.

It is Debian's package, or the one that CHROMIUM names.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from served_program import Served, served
from visitor import PATIENCE, Visitor

COMMON_SIZE = {"width": 1280, "height": 800}

Comes = Callable[..., Visitor]
"""Opens a browser of its own, which knows no cookie of another, with Playwright's options."""


def chromium() -> str:
    """Where it is; raises `LookupError` where there is none."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    for found in map(shutil.which, filter(None, names)):
        if found is not None:
            return found
    raise LookupError("no Chromium: apt-get install chromium, or name one in CHROMIUM")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # The sandbox of Chromium refuses to be started by root, which CI is.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=sandbox)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One for all tests that leave it as it was: each visitor has a run of their own."""
    with served(tmp_path_factory.mktemp("served")) as running:
        yield running


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Starts a server with options of its own; a second call goes on in the same folder."""
    with ExitStack() as running:
        yield lambda *options, **rest: running.enter_context(served(tmp_path, *options, **rest))


@pytest.fixture
def comes(browser: Browser) -> Iterator[Comes]:
    visitors = []

    def come(**options: Any) -> Visitor:
        context = browser.new_context(**{"viewport": COMMON_SIZE, **options})
        context.set_default_timeout(1000.0 * PATIENCE)
        visitors.append(Visitor(context.new_page()))
        return visitors[-1]

    yield come
    failures = [failure for visitor in visitors for failure in visitor.failures]
    for visitor in visitors:
        visitor.page.context.close()
    assert not failures, "a script of the page failed"


@pytest.fixture
def visitor(comes: Comes, server: Served) -> Visitor:
    """Somebody for whom the program has begun."""
    return comes().begins(server.address)
