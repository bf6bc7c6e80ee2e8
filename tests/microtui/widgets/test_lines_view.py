"""Which cells of a line are sent again when it changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from microtui.widgets.drawing.lines_view import cells, changed_span

STYLES = (None, Style(color="red"), Style(color="red", bold=True))
strips = st.lists(
    st.tuples(st.text("ab▀漢", min_size=1, max_size=4), st.sampled_from(STYLES)), max_size=6
).map(lambda parts: Strip([Segment(text, style) for text, style in parts]))


@given(strips, strips, st.integers(1, 20))
def test_outside_of_the_span_nothing_differs_and_its_ends_do(
    before: Strip, after: Strip, width: int
) -> None:
    start, end = changed_span(before, after, width)
    old, new = cells(before, width), cells(after, width)
    assert len(old) == len(new) == width
    assert old[:start] == new[:start]
    assert old[end:] == new[end:]
    if start < end:
        assert old[start] != new[start]
        assert old[end - 1] != new[end - 1]


def test_a_number_that_changes_in_its_last_digit_costs_one_cell() -> None:
    before = Strip([Segment("loss ", None), Segment("0.1234", STYLES[1])])
    after = Strip([Segment("loss ", None), Segment("0.1235", STYLES[1])])
    assert changed_span(before, after, 40) == (10, 11)
