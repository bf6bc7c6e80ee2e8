"""A character for each class: no two alike, and as near to its name as can be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from microtui.words.signs import class_signs, signs

IRIS = ("setosa", "versicolor", "virginica")
DIGITS = tuple("0123456789")
LETTERS = "aAbBzZßäÄŉ猫01-_ "


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        (IRIS, "SVI"),
        (DIGITS, "0123456789"),
        (("a", "b", "c"), "abc"),
        (("apple", "apricot", "pear"), "ARP"),
        (("1", "10", "2"), "102"),
        (("aa", "aa ", "aaa"), "ABC"),
        (("x", "X", "y"), "XAY"),
        (("", "-", "_"), "ABC"),
        (("Äpfel", "Birnen", "straße"), "ÄBS"),
        (("猫", "犬", "鳥"), "ABC"),
    ],
)
def test_it_is_of_the_name_where_that_has_one_to_spare(
    classes: tuple[str, ...], expected: str
) -> None:
    assert "".join(class_signs(classes, ascii_only=False)) == expected


def test_in_ascii_it_is_another_letter_of_the_name() -> None:
    assert class_signs(("Äpfel", "Birnen", "ß"), ascii_only=True) == ("P", "B", "A")


@given(
    st.lists(st.text(LETTERS, max_size=4), min_size=3, max_size=10, unique=True),
    st.booleans(),
)
def test_all_names_have_signs_that_stand_for_nothing_else(
    classes: list[str], ascii_only: bool
) -> None:
    chosen = class_signs(classes, ascii_only=ascii_only)
    assert len(chosen) == len(classes) == len({sign.upper() for sign in chosen})
    shapes = signs(ascii_only=ascii_only)
    for sign in chosen:
        assert len(sign) == cell_len(sign) == 1
        assert sign.isalnum()
        assert sign.isascii() or not ascii_only
        assert sign not in (shapes.both, "[", "]", "?")
