"""In the place of the web server: keeps what it is told, and listens to nobody."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType

import pytest

from microtui.serving.serve_options import ServeOptions

Entry = Callable[[list[str]], int]
Announce = Callable[[str], None]

ADDRESS = "http://127.0.0.1:8000/?token=x"


class ServeStandIn:
    """What `microtui serve` has asked for, the last time that it did."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, status: int = 130) -> None:
        self.options: ServeOptions | None = None
        self.entry: Entry | None = None
        self.status = status
        module = ModuleType("microtui.serving.server")
        vars(module)["serve"] = self.serve
        monkeypatch.setitem(sys.modules, module.__name__, module)

    def serve(self, options: ServeOptions, entry: Entry, announce: Announce) -> int:
        self.options, self.entry = options, entry
        announce(ADDRESS)
        return self.status

    @property
    def asked(self) -> ServeOptions:
        assert self.options is not None
        return self.options
