"""Numbers as readers type them."""

from __future__ import annotations

import pytest

from engine.errors import ConfigurationError
from microtui.widgets.course.number_line import typed_number


@pytest.mark.parametrize(
    ("text", "number"),
    [("41", 41), (" 0.25 ", 0.25), ("-3", -3), ("−3.5", -3.5), ("1e-4", 1e-4), ("0,5", 0.5)],
)
def test_numbers_are_read(text: str, number: float) -> None:
    assert typed_number(text) == number
    assert isinstance(typed_number(text), type(number))


@pytest.mark.parametrize("text", ["", "  ", "three", "1_000", "nan", "inf", "1.2.3", "1,000.5"])
def test_what_is_no_number_gets_one_sentence_with_what_would_be(text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"type a number, such as 0.25") as caught:
        typed_number(text)
    assert "\n" not in str(caught.value)
