"""A way names keys as the screen does; they are pressed as a terminal sends them."""

from __future__ import annotations

import pytest

from engine.errors import ConfigurationError
from microtui.course_check.way_keys import key_events


def keys(*way: str) -> list[str]:
    return [event.key for event in key_events(way)]


def test_keys_are_called_as_on_the_screen() -> None:
    assert keys("s", "esc", "^r", "space", ".", "*") == [
        *("s", "escape", "ctrl+r", "space", "full_stop", "asterisk")
    ]


def test_or_as_textual_and_keyboards_call_them() -> None:
    assert keys("escape", "ctrl+r", "F3", "↑", "up", "pgup") == [
        *("escape", "ctrl+r", "f3", "up", "up", "pageup")
    ]


def test_what_stands_in_quotes_is_typed_letter_by_letter() -> None:
    events = key_events(['"a = 2*b"'])
    assert "".join(event.character or "?" for event in events) == "a = 2*b"
    assert all(event.is_printable for event in events)


def test_a_letter_that_is_no_key_of_ours_can_be_typed_too() -> None:
    assert [event.character for event in key_events(['"ä"'])] == ["ä"]


@pytest.mark.parametrize("name", ["entr", "ctrl-r", "ss", "F99"])
def test_what_is_no_key_is_said(name: str) -> None:
    with pytest.raises(ConfigurationError, match=f"there is no key '{name}'"):
        key_events([name])


def test_capitals_are_keys_of_their_own() -> None:
    assert keys("T", "t") == ["T", "t"]
