"""Whatever comes is a table or one sentence, and what other programs write is read back."""

from __future__ import annotations

import csv
import io
import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from read_tables import labels, numbers, raw, read

from microtui.tables.column_names import names_text, names_typed
from microtui.tables.read_table import TableRead
from microtui.tables.table_error import TableFileError
from microtui.tables.table_options import TableOptions

CELLS = st.sampled_from(
    (
        *("1", "2.5", "a", "b", "", '"', "'", "nan", "1,5", "2.440", "1 000", "#x", "-", "x=1"),
        *("yes", "2024-01-02", "True", "5%", "inf", "a b", "''", '""', "\t", "0", "1e5", "%"),
        "Unnamed: 0",
    )
)
ROUGH = st.builds(
    lambda rows, separator, end: end.join(separator.join(row) for row in rows).encode(),
    st.lists(st.lists(CELLS, max_size=5), max_size=9),
    st.sampled_from([",", ";", "\t", "|", " ", "  ", ", "]),
    st.sampled_from(["\n", "\r\n", "\r", "\n\n"]),
)


def read_or_refusal(content: bytes) -> TableRead | str:
    try:
        return read(content)
    except TableFileError as error:
        return str(error)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode) | ROUGH)
def test_any_file_is_a_table_or_a_sentence(content: bytes) -> None:
    found = read_or_refusal(content)
    if isinstance(found, str):
        assert "\n" not in found
        return
    table = found.table
    assert np.isfinite(table.points).all()
    assert np.abs(table.targets).max() <= 1.0
    assert table.points.shape[1] == len(table.column_names) == len(set(table.column_names))
    assert len(table.points) == len(table.targets) >= 4
    assert all("\n" not in remark for remark in found.remarks)


@pytest.mark.thorough
@settings(max_examples=3000, deadline=None)
@given(ROUGH)
def test_any_rough_file_is_a_table_or_a_sentence(content: bytes) -> None:
    found = read_or_refusal(content)
    assert isinstance(found, str) or np.isfinite(found.table.points).all()


@pytest.mark.parametrize(
    "content",
    [
        *("\n" * 100_000, '"' * 100_001, "-" * 300_000 + "x", "1," * 100_000, "a " * 200_000),
        *(
            "9" * 200_000 + ",a\n",
            "{" * 100_000,
            "[" * 100_000,
            "(1" * 50_000 + "\n",
            "#\n" * 50_000,
        ),
        *("x," * 9_000 + "\n" + "1," * 9_000, "," * 9_000 + "x\n" * 2, "1\t" * 100_000),
    ],
    ids=lambda content: repr(content[:8]),
)
def test_what_is_monotonous_takes_no_time(content: str) -> None:
    assert isinstance(read_or_refusal(content.encode()), str)


Written = tuple[list[str], list[list[float]], list[str]]
"""Names, rows of numbers, and a class for each."""

REALS = st.floats(-1e6, 1e6, allow_subnormal=False).map(lambda number: round(number, 6))


@st.composite
def tables(draw: st.DrawFn) -> Written:
    width, height = draw(st.integers(1, 5)), draw(st.integers(4, 12))
    rows = draw(
        st.lists(st.lists(REALS, min_size=width, max_size=width), min_size=height, max_size=height)
    )
    # A column must have a fraction and two values to be told from an index or a constant one.
    for place, row in enumerate(rows):
        row[:] = [round(number + 0.123456 + place, 6) for number in row]
    assume(all(len({row[column] for row in rows}) > 1 for column in range(width)))
    names = [f"size {place}" for place in range(width)]
    return names, rows, [f"kind, {'abc'[place % 3]}" for place in range(height)]


def written_by_hand(separator: str, decimal: str, table: Written) -> str:
    names, rows, kinds = table
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow([*names, "kind"])
    for row, kind in zip(rows, kinds, strict=True):
        writer.writerow([*(repr(number).replace(".", decimal) for number in row), kind])
    return text.getvalue()


@pytest.mark.parametrize(
    ("separator", "decimal"),
    [*((mark, decimal) for mark in ",;\t|" for decimal in ".,"), (" ", ".")],
)
@settings(max_examples=25, deadline=None)
@given(table=tables())
def test_tables_of_every_dialect_are_read_back_exactly(
    separator: str, decimal: str, table: Written
) -> None:
    names, rows, kinds = table
    found = read(written_by_hand(separator, decimal, table)).table
    assert list(found.column_names) == names
    np.testing.assert_allclose(raw(found), rows, rtol=1e-9, atol=1e-8)
    assert labels(found) == kinds


@settings(max_examples=50, deadline=None)
@given(st.lists(REALS, min_size=6, max_size=20, unique=True))
def test_numbers_to_be_fitted_are_read_back(values: list[float]) -> None:
    values = [round(value + 0.123456, 6) for value in values]
    text = "a,b\n" + "".join(f"{i % 4}.5,{value!r}\n" for i, value in enumerate(values))
    found = read(text).table
    assert found.task == "regression"
    span = max(values) - min(values)
    np.testing.assert_allclose(numbers(found), values, atol=1e-8 + 1e-12 * span)
    assert math.isclose(float(found.targets.max()), 1.0)


@given(st.lists(st.text("ab ,\"'xé", min_size=1).map(str.strip).filter(bool), min_size=1))
def test_names_that_are_typed_come_back(names: list[str]) -> None:
    assert list(names_typed(names_text(names))) == names
    assert TableOptions(target=tuple(names)).asked == (("target", names_text(names)),)


def test_nothing_typed_names_nothing() -> None:
    assert names_typed("") == names_typed(" , ") == ()
    assert names_typed('a, "b, c",d') == ("a", "b, c", "d")
