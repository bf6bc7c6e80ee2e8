"""Where PyTorch is not installed, what it would find is not there, and nothing else comes of it."""

from __future__ import annotations

import sys

import pytest
from lesson_moments import scratchpad_moment, worth

from microtui.course.figures import scratchpad


def test_what_pytorch_finds_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scratchpad, "is_installed", lambda: False)
    moment = scratchpad_moment("a = 2.0\nb = a*a")
    assert worth("torch", moment) is False
    assert worth('torch_grad("a")', moment) is None
    assert worth("torch_result", moment) is None


def test_one_that_cannot_be_imported_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scratchpad, "is_installed", lambda: True)
    monkeypatch.setitem(sys.modules, "torch", None)
    monkeypatch.delitem(sys.modules, "microtui.course.figures.pytorch_graph", raising=False)
    moment = scratchpad_moment("a = 2.0\nb = a*a")
    assert worth('torch_grad("a")', moment) is None
    assert worth("torch_result == 4", moment) is False
