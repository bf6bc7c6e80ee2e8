"""Where PyTorch is not installed, what it would find is not there, and nothing else comes of it."""

from __future__ import annotations

import pytest
from lesson_moments import scratchpad_moment, worth

from microtui.course.figures import scratchpad


@pytest.fixture(autouse=True)
def no_pytorch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scratchpad, "is_installed", lambda: False)


def test_what_pytorch_finds_is_not_there() -> None:
    moment = scratchpad_moment("a = 2.0\nb = a*a")
    assert worth("torch", moment) is False
    assert worth('torch_grad("a")', moment) is None
    assert worth("torch_result", moment) is None
