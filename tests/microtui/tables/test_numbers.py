"""How the numbers of a column are written: decided over the whole column, and refused in doubt."""

from __future__ import annotations

import csv
import io

import pytest
from read_tables import raw, read, refusal, said

OTHERS = ("0.5", "1.5", "2.5", "4.5")
KINDS = ("a", "b", "a", "b")


def written(cells: tuple[str, ...], others: tuple[str, ...] = KINDS, separator: str = ",") -> str:
    """A file of these cells, others beside them, and two classes."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(("x", "w", "kind"))
    writer.writerows(zip(cells, others, KINDS, strict=True))
    return text.getvalue()


def first_numbers(text: str) -> list[float]:
    """Those of the column x, whatever the others are."""
    found = read(text, columns=("x",), target=("kind",)).table
    return [row[0] for row in raw(found)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (("1", "2", "3", "5"), [1, 2, 3, 5]),
        (("1e5", "+3", ".5", "5."), [1e5, 3, 0.5, 5]),
        (("-1.5E-3", "0", "2.25", "1"), [-0.0015, 0, 2.25, 1]),
        (("−3", "–4", "5", "6"), [-3, -4, 5, 6]),
        (("1.0D+02", "2.0D+02", "3", "4"), [100, 200, 3, 4]),
        (("1,5", "2,25", "3", "-0,5"), [1.5, 2.25, 3, -0.5]),
        (("0,440", "2,440", "3,128", "1,111"), [0.44, 2.44, 3.128, 1.111]),
        (("1,500e+00", "2,500e+00", "3,500e+00", "4,500e+00"), [1.5, 2.5, 3.5, 4.5]),
        (("1,234,567", "2,440", "812", "3"), [1234567, 2440, 812, 3]),
        (("1,234.5", "2,440.25", "812", "3"), [1234.5, 2440.25, 812, 3]),
        (("1.234,5", "2.440,25", "812", "3"), [1234.5, 2440.25, 812, 3]),
        (("1.234.567", "2.440", "812", "3"), [1234567, 2440, 812, 3]),
        (("1 234", "2 440", "812", "3"), [1234, 2440, 812, 3]),
        (("1\u202f234,5", "2\u00a0440,5", "812", "3"), [1234.5, 2440.5, 812, 3]),
        (("1'234", "2’440.5", "812", "3"), [1234, 2440.5, 812, 3]),
        (("12,34,567", "1,00,000", "5", "7"), [1234567, 100000, 5, 7]),
        (("12%", "7.5 %", "0", "30%"), [12, 7.5, 0, 30]),
        (("$1,234.50", "$2", "$3.25", "$4"), [1234.5, 2, 3.25, 4]),
        (("5 €", "6 €", "7,5 €", "8 €"), [5, 6, 7.5, 8]),
        (("0", "0.0", "00", "1"), [0, 0, 0, 1]),
    ],
)
def test_numbers_are_read_as_their_column_writes_them(
    cells: tuple[str, ...], numbers: list[float], separator: str
) -> None:
    assert first_numbers(written(cells, separator=separator)) == pytest.approx(numbers)


@pytest.mark.parametrize(
    ("cells", "separator", "readings"),
    [
        (("2,440", "1,299", "3,100", "9,999"), ",", "2.44 or 2440"),
        (("2,440", "812", "3,100", "9"), ",", "2.44 or 2440"),
        (("2,440", "812", "3,100", "9"), ";", "2.44 or 2440"),
        (("2,440", "812", "3,100", "9"), "\t", "2.44 or 2440"),
        (("2.440", "1.299", "3.100", "9.999"), ";", "2.44 or 2440"),
        (("2.440", "812", "3.100", "9"), ";", "2.44 or 2440"),
        (("2.440", "812", "3.100", "9"), "\t", "2.44 or 2440"),
    ],
)
def test_what_may_be_thousands_or_decimals_is_refused_with_both_readings(
    cells: tuple[str, ...], separator: str, readings: str
) -> None:
    sentence = refusal(written(cells, separator=separator))
    assert f"data.csv, line 2, column 1 (x): '{cells[0]}' may be {readings}" in sentence


def test_a_point_in_a_file_with_commas_is_no_doubt() -> None:
    assert first_numbers(written(("2.440", "1.299", "3.100", "9.999"))) == pytest.approx(
        [2.44, 1.299, 3.1, 9.999]
    )


@pytest.mark.parametrize(
    ("cell", "others", "number"),
    [
        ("2,440", ("0.5", "1.5", "2.5", "3.5"), 2440),
        ("2,440", ("0,5", "1,5", "2,5", "3,5"), 2.44),
        ("2.440", ("0,5", "1,5", "2,5", "3,5"), 2440),
    ],
)
def test_other_columns_settle_the_doubt_and_it_is_said(
    cell: str, others: tuple[str, ...], number: float
) -> None:
    cells = (cell, cell.replace("2", "3"), cell.replace("2", "4"), cell.replace("2", "5"))
    found = read(written(cells, others, ";"))
    assert raw(found.table)[0][0] == pytest.approx(number)
    assert said(found, f"{cell} is {number:g}, as the other columns write")


def test_other_columns_that_are_at_odds_settle_nothing() -> None:
    text = "x;w;v;kind\n" + "".join(f"{i},440;{i}.5;{i},5;{'ab'[i % 2]}\n" for i in range(1, 6))
    assert "may be 1.44 or 1440" in refusal(text)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (("1", "2", "lots", "4"), "line 4, column 1 (x): 'lots' is not a number: mend it"),
        (("1", "2", "3_000", "4"), "'3_000' is not a number"),
        (("1", "2", "٣", "4"), "'٣' is not a number"),
        (("1", "2", "3", "0x1F"), "'0x1F' is not a number"),
        (("1", "2", "3", "1/2"), "'1/2' is not a number"),
        (("1", "2", "inf", "4"), "line 4, column 1 (x): inf is not a number to calculate with"),
        (("1", "2", "-Infinity", "4"), "-Infinity is not a number to calculate with"),
        (("1", "2", "1e400", "4"), "line 4, column 1 (x): 1e400 is not a number to calculate"),
        (("1", "2", "1e101", "4"), "1e101 is not a number to calculate with"),
        (("1.5", "2.5", "3,5", "4.5"), "'3,5' is not a number written as the others"),
        (("1,5", "2,5", "3.55", "4,5"), "'3.55' is not a number written as the others"),
        (("1", "2", "(3)", "4"), "'(3)' is not a number written as the others"),
        (("1", "2", "3-", "4"), "'3-' is not a number written as the others"),
        (("1%", "2", "3%", "4"), "some numbers of this column have a unit as in '1%'"),
        (("$1", "€2", "$3", "$4"), "some numbers of this column have a unit"),
    ],
)
def test_what_is_no_number_is_refused_with_its_line_and_column(
    cells: tuple[str, ...], sentence: str
) -> None:
    refused = refusal(written(cells, OTHERS))
    assert refused.startswith("data.csv, line ")
    assert sentence in refused
    assert refused.count(": ") >= 2


def test_what_is_no_number_is_of_no_harm_in_a_column_that_is_left_out() -> None:
    text = written(("1", "2", "lots", "4"), OTHERS)
    assert read(text, columns=("w",)).table.column_names == ("w",)


@pytest.mark.parametrize(
    ("cells", "remark"),
    [
        (("1,5", "2,5", "3,5", "4"), "column x has a decimal comma: 1,5 is 1.5"),
        (("1 234", "2", "3", "4"), "column x has a mark between thousands: 1 234 is 1234"),
        (("1,234,567", "2", "3", "4"), "a mark between thousands: 1,234,567 is 1234567"),
        (("12%", "3%", "4%", "5%"), "column x is read without its %"),
        (("$12", "$3", "$4", "$5"), "column x is read without its $"),
    ],
)
def test_any_other_way_of_writing_is_said(cells: tuple[str, ...], remark: str) -> None:
    assert said(read(written(cells, OTHERS)), remark)


def test_numbers_as_usual_need_no_word() -> None:
    assert len(read(written(("1.25", "2", "3e2", "-4"), OTHERS)).remarks) == 1
