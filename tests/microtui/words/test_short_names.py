"""Names in less room than they take: still told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from microtui.words.samples.short_names import padded, shortened

FLOWERS = ("setosa", "versicolor", "virginica")


@pytest.mark.parametrize(
    ("names", "width", "short"),
    [
        (FLOWERS, 10, FLOWERS),
        (FLOWERS, 6, ("setosa", "versi…", "virgi…")),
        (FLOWERS, 2, ("se", "ve", "vi")),
        (FLOWERS, 1, ("0", "1", "2")),
        (("class number 0", "class number 1"), 12, ("0", "1")),
        (("left-handed", "left-footed"), 5, ("…nded", "…oted")),
        (("日本語の花", "日本語の木"), 4, ("…花", "…木")),
        (("a", "b"), 5, ("a", "b")),
    ],
)
def test_beginnings_then_last_words_then_ends_then_numbers(
    names: tuple[str, ...], width: int, short: tuple[str, ...]
) -> None:
    assert shortened(names, width) == short


@given(
    st.lists(st.text("abcé日 …", min_size=1, max_size=12), min_size=2, max_size=10, unique=True),
    st.integers(1, 14),
)
def test_no_two_of_them_are_alike_and_none_is_longer_than_it_may_be(
    names: list[str], width: int
) -> None:
    short = shortened(names, width)
    assert len(set(short)) == len(names)
    assert all(cell_len(each) <= width for each in short)


def test_a_wide_character_takes_two_cells() -> None:
    for align in ("left", "center", "right"):
        assert cell_len(padded("日本", 7, align)) == 7
