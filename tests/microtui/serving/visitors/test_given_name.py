"""What is left of the name that a visitor gives."""

from __future__ import annotations

import pytest

from microtui.serving.visitors.given_name import given_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada", "Ada"),
        ("  Ada \t\n Lovelace ", "Ada Lovelace"),
        ("Émile 田中", "Émile 田中"),
        ("a\x1b]2;mine\x07b\x9cc\x00", "a ]2;mine b c"),
        ("\u202eadA\u2066", "adA"),
        ("\u200b\u200b", ""),
        ("\ud800", ""),
        ("n" * 41, "n" * 40),
        ("n" * 39 + " m", "n" * 39),
        ("<b>Ada</b>", "<b>Ada</b>"),
        ("", ""),
        (7, ""),
        (None, ""),
        (["Ada"], ""),
    ],
)
def test_it_is_one_short_line_of_what_can_be_seen(text: object, name: str) -> None:
    assert given_name(text) == name
