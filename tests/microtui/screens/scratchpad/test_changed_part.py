"""Of two texts only what differs is edited."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from microtui.screens.scratchpad.changed_part import ChangedPart, changed_part

TEXTS = st.text("ab\n", max_size=12)


@given(TEXTS, TEXTS)
def test_replacing_the_part_makes_the_new_text(old: str, new: str) -> None:
    part = changed_part(old, new)
    assert old[: part.start] + part.replacement + old[part.end :] == new


def test_no_more_is_replaced_than_differs() -> None:
    assert changed_part("a = 2.0\nb = 1", "a = 2.001\nb = 1") == ChangedPart(7, 7, "01")
    assert changed_part("aa", "a") == ChangedPart(1, 2, "")
