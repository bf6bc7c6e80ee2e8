"""A time is read as people write it, and what is none gets a sentence."""

from __future__ import annotations

import pytest

from engine.errors import ConfigurationError
from microtui.command_line.serving.duration import read_duration


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        *(("90s", 90), ("30m", 1800), ("2h", 7200), ("1.5h", 5400), ("168h", 604_800)),
        *((" 30 M ", 1800), ("1s", 1)),
    ],
)
def test_a_time_has_its_unit(text: str, seconds: float) -> None:
    assert read_duration("--idle", text) == seconds


@pytest.mark.parametrize(
    "text",
    ["30", "", "m", "half an hour", "-5m", "1h30m", "30min", "nan", "infs", "٣٠m", "9" * 30 + "s"],
)
def test_what_is_no_time_is_told_what_one_looks_like(text: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read_duration("--idle", text)
    assert str(caught.value) == (
        f"--idle needs a time with its unit, such as 90s, 30m or 2h, got {text!r}"
    )


@pytest.mark.parametrize("text", ["0s", "0.5s", "0h", "169h", "999999999h"])
def test_a_time_is_neither_nothing_nor_for_ever(text: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read_duration("--idle", text)
    assert str(caught.value) == f"--idle must be from 1s to 168h, got {text!r}"
