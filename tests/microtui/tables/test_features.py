"""What is learned from: numbers, words as columns of 0 and 1; and what is left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from read_tables import labels, raw, read, refusal, said


def table_of(header: str, line: Callable[[int], str], count: int = 12) -> str:
    """Lines made of their number, each with a class behind."""
    return f"{header},kind\n" + "".join(f"{line(i)},{'ab'[i % 2]}\n" for i in range(count))


R_TABLE = '"x" "kind"\n' + "".join(f'"Car {i}" {i * i} "{"ab"[i % 2]}"\n' for i in range(12))
"""As write.table writes it: the names of the rows have none above them."""


@pytest.mark.parametrize(
    ("text", "out"),
    [
        (table_of(",x", lambda i: f"{i},{i*i}"), "column without a name left out as an index"),
        (table_of(",x", lambda i: f"{3*i+1},{i*i}"), "column without a name left out as an index"),
        (table_of(",x", lambda i: f"Car {i},{i*i}"), "as the names of the rows"),
        (table_of("x", lambda i: f"{i+1},{i*i}"), "column without a name left out as an index"),
        (R_TABLE, "as the names of the rows"),
        (table_of("Unnamed: 0,x", lambda i: f"{i},{i*i}"), "'Unnamed: 0' left out as an index"),
        (table_of("index,x", lambda i: f"{i+1},{i*i}"), "column 'index' left out as an index"),
        (table_of("Id,x", lambda i: f"{i+1},{i*i}"), "column 'Id' left out as an id"),
        (table_of("PassengerId,x", lambda i: f"{i+1},{i*i}"), "column 'PassengerId' left out"),
        (table_of("user_id,x", lambda i: f"u{i},{i*i}"), "column 'user_id' left out as an id"),
        (table_of("id,x", lambda i: f"{90*i*i+7},{i*i}"), "column 'id' left out as an id"),
        (table_of("x,no", lambda i: f"{i*i},{i+1}"), "column 'no' left out as an id"),
    ],
)  # fmt: skip
def test_columns_that_count_or_name_rows_are_left_out_and_said(text: str, out: str) -> None:
    found = read(text)
    assert found.table.column_names == ("x",)
    assert raw(found.table) == [[i * i] for i in range(12)]
    assert out in found.remarks[0]


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("time,x", lambda i: f"{i},{i * i}"),
        ("minute,x", lambda i: f"{i + 1},{i * i}"),
        (",x", lambda i: f"{i // 2},{i * i}"),
        (",x", lambda i: f"{i}.5,{i * i}"),
        ("no,x", lambda i: f"{i // 2},{i * i}"),
    ],
)
def test_columns_that_may_measure_something_are_kept(
    header: str, line: Callable[[int], str]
) -> None:
    assert len(read(table_of(header, line)).table.column_names) == 2


def test_an_index_that_is_named_is_learned_from() -> None:
    text = table_of("id,x", lambda i: f"{i + 1},{i * i}")
    assert read(text, columns=("id", "x")).table.column_names == ("id", "x")


def test_a_first_column_without_names_that_counts_is_left_out_of_longer_files_only() -> None:
    rows = "".join(f"{i},{i * i},{'ab'[i % 2]}\n" for i in range(12))
    assert "column 'x0' left out as an index, which it looks like" in read(rows).remarks[0]
    assert len(read("".join(rows.splitlines(keepends=True)[:6])).table.column_names) == 2


def test_two_words_are_one_column_of_0_and_1_more_are_one_each() -> None:
    text = "sex,town,kind\n" + "male,Rome,a\nfemale,Oslo,b\nmale,Bern,a\nmale,Rome,b\n" * 2
    found = read(text)
    assert found.table.column_names == ("sex=male", "town=Bern", "town=Oslo", "town=Rome")
    assert raw(found.table)[:3] == [[1, 0, 0, 1], [0, 0, 1, 0], [1, 1, 0, 0]]
    assert said(found, "column sex is 1 for male, 0 for female")
    assert said(found, "column town becomes 3 columns of 0 and 1, one for each of Bern, Oslo, Rome")


@pytest.mark.parametrize(
    ("no", "yes"), [("False", "True"), ("no", "yes"), ("N", "Y"), ("f", "t"), ("off", "on")]
)
def test_yes_is_1_and_no_is_0(no: str, yes: str) -> None:
    text = "a,b,kind\n" + "".join(f"{(no, yes)[i // 2 % 2]},{i},{'uv'[i % 2]}\n" for i in range(8))
    assert [row[0] for row in raw(read(text, target=("kind",)).table)] == [0, 0, 1, 1] * 2


def test_many_ways_to_say_yes_are_one() -> None:
    cells = ["True", "0", "1", "False"] * 2
    text = "a,b,kind\n" + "".join(f"{cell},{i},{'uv'[i % 2]}\n" for i, cell in enumerate(cells))
    found = read(text)
    assert [row[0] for row in raw(found.table)] == [1, 0, 1, 0] * 2
    assert said(found, "column a is 1 for 1 and True, 0 for 0 and False")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (lambda i: f"{i}.5,Name {i}", "holds 24 different words, and at most 10 words"),
        (lambda i: f"{i}.5,{i} mm", "it holds numbers with something behind them, as '0 mm'"),
        (lambda i: f"{i}.5,2024-01-{i+1:02}", "holds dates or times"),
        (lambda i: f"{i}.5,{i+1:02}.01.2024", "holds dates or times"),
        (lambda i: f"{i}.5,1/{i+1}/2024 10:30", "holds dates or times"),
        (lambda i: f"{i}.5,12:{i:02}", "holds dates or times"),
        (lambda i: f"{i}.5,Jan {i + 1} 2024", "holds dates or times"),
        (lambda i: f"{i}.5,7", "column w left out: it is 7 in each row"),
        (lambda i: f"{i}.5,same", "column w left out: it is same in each row"),
        (lambda i: f"{i}.5,", "column w left out: it is empty"),
        (lambda i: f"{i}.5,{i if i < 5 else ''}", "it is missing in 19 of 24 rows"),
        (lambda i: f"{i}.5,{'A/' + str(i) if i % 3 else i}", "different words and numbers, as 'A/"),
        (lambda i: f"{i}.5,{'uv'[i % 2]}", "it says the same as the target kind"),
    ],
)  # fmt: skip
def test_what_tells_nothing_is_left_out_and_said(line: Callable[[int], str], reason: str) -> None:
    found = read(table_of("x,w", line, 24))
    assert found.table.column_names == ("x",)
    assert len(found.table.points) == 24
    assert said(found, reason)


def test_one_feature_alone_is_enough() -> None:
    found = read("x,kind\n1,a\n2,b\n3,a\n5,b\n").table
    assert found.points.shape == (4, 1)
    assert labels(found) == ["a", "b", "a", "b"]


MISSING = ["", "NA", "N/A", "NaN", "nan", "null", "None", "?", "-", ".", "#N/A", "none", "unknown"]


def test_what_is_said_of_many_columns_is_said_once() -> None:
    names = ",".join(f"f{i}" for i in range(30))
    text = f"{names},x,kind\n" + "".join("7," * 30 + f"{i}.5,{'ab'[i % 2]}\n" for i in range(6))
    assert read(text).remarks[1:] == (
        "30 columns left out, each the same in each row: f0, f1, f2, f3, f4, f5, f6, f7, "
        "f8, f9, f10, f11, …",
    )


def test_so_is_how_numbers_are_written() -> None:
    names = ";".join(f"f{i}" for i in range(4))
    text = f"{names};kind\n" + "".join(f"{i},5;{i},4;{i},3;{i},2;{'ab'[i % 2]}\n" for i in range(6))
    assert read(text).remarks[1:] == (
        "4 columns have a decimal comma, as in 0,5 for 0.5: f0, f1, f2, f3",
    )
    text = f"{names};kind\n" + "".join(
        f"{'yn'[i // 2 % 2]};" * 4 + f"{'ab'[i % 2]}\n" for i in range(8)
    )
    found = read(text, target=("kind",))
    assert said(found, "4 columns are 1 for y, 0 for n: f0, f1, f2, f3")


def test_how_something_missing_was_written_is_said() -> None:
    found = read("x,pet,kind\n" + "1,cat,a\n2,None,b\n3,dog,a\n5,cat,b\n6,dog,a\n")
    assert said(found, "1 row left out in which something is missing (1 in pet), written as 'None'")


def test_months_are_no_numbers() -> None:
    text = "month,x,kind\n" + "".join(f"{i + 1:02}.2024,{i * i},{'ab'[i % 2]}\n" for i in range(8))
    assert read(text).table.column_names == ("x",)


def test_numbers_that_differ_by_rounding_alone_are_constant() -> None:
    text = "w,x,kind\n" + "".join(f"{0.1 + i * 1e-17!r},{i}.5,{'ab'[i % 2]}\n" for i in range(6))
    assert read(text.replace("0.1,3.5", "0.10000000000000003,3.5")).table.column_names == ("x",)


@pytest.mark.parametrize("mark", MISSING)
def test_rows_in_which_something_is_missing_are_left_out_and_counted(mark: str) -> None:
    text = f"x,w,kind\n1,5,a\n2,{mark},b\n3,7,a\n{mark},8,b\n5,9,a\n6,1,b\n"
    found = read(text)
    assert raw(found.table) == [[1, 5], [3, 7], [5, 9], [6, 1]]
    assert said(found, "2 rows left out in which something is missing (1 in x, 1 in w)")


def test_or_they_are_filled_with_the_mean_of_the_column() -> None:
    text = "x,sex,kind\n1,m,a\n2,f,b\nNA,m,a\n6,,b\n"
    found = read(text, missing="mean")
    assert raw(found.table) == [[1, 1], [2, 0], [3, 1], [6, pytest.approx(2 / 3)]]
    assert said(found, "2 missing cells filled with the mean of the column (1 in x, 1 in sex)")
    assert found.table.asked == (("missing", "mean"),)


@pytest.mark.parametrize(
    ("text", "options", "sentence"),
    [
        ("x,w,kind\n1,,a\n,2,b\n3,,a\n,4,b\n", {}, "something is missing in each of its 4 rows"),
        ("x,w,kind\n" + "1,2,a\n" * 4, {"target": ("kind",)}, "has 'a' as its only target"),
        ("x,kind\n1,a\n2,b\n3,a\n", {}, "holds 3 samples: at least 4"),
        ("x,kind\n7,a\n7,b\n7,a\n7,b\n", {}, "has no column to learn from beside its target"),
        (table_of("d,x", lambda i: f"2024-01-{i+1:02},{i*i}"), {"columns": ("d",)},
         "column d holds dates or times, which are no numbers, so nothing can be learned from it"),
        (table_of("x", lambda i: f"{i / 2}", 10_001), {}, "holds 10,001 samples: at most 10,000"),
        (",".join(f"c{i}" for i in range(502)) + ",kind\n"
         + "".join(",".join(str(i + i * j % 7919) for i in range(1, 503)) + f",{'ab'[j % 2]}\n"
                   for j in range(8)), {}, "502 columns to learn from: at most 500"),
        ("x,kind\n1,a\n2,b\n3,a\n5,\n", {}, "holds 3 samples: at least 4"),
        ("x,w,kind\n1,1,a\n2,2,a\n3,,b\n4,3,a\n5,4,a\n", {}, "only target in the rows that are"),
    ],
)  # fmt: skip
def test_what_is_too_little_or_too_much_is_refused_with_the_remedy(
    text: str, options: dict[str, object], sentence: str
) -> None:
    assert sentence in refusal(text, **options)


def test_the_limit_is_about_the_rows_that_are_asked_for() -> None:
    text = "x,kind\n" + "".join(f"{i / 2},{'abc'[i % 3]}\n" for i in range(12_000))
    assert len(read(text, classes=("a", "b")).table.points) == 8_000


def test_the_first_sentence_sums_up_what_was_read() -> None:
    text = "Unnamed: 0,x,w,species\n" + "".join(
        f"{i},{i * i},{i % 5},{'uvw'[i % 3]}\n" for i in range(150)
    )
    assert read(text).remarks == (
        "read 150 rows, 2 features, 3 classes (u, v, w) from column species; column 'Unnamed: 0' "
        "left out as an index",
    )


def test_unscaled_columns_are_as_in_the_file_and_targets_fit_all_the_same() -> None:
    text = "0.1,2000,10.5\n0.2,4000,20.5\n0.3,6000,30.5\n0.1,8000,50.5\n"
    found = read(text, scale=False).table
    assert found.points.tolist() == [[0.1, 2000.0], [0.2, 4000.0], [0.3, 6000.0], [0.1, 8000.0]]
    assert (found.offsets.tolist(), found.scales.tolist()) == ([0.0, 0.0], [1.0, 1.0])
    assert found.targets.tolist() == [-1.0, -0.5, 0.0, 1.0]
    assert found.dataset.bounds == pytest.approx((0.08, 0.32, 1400.0, 8600.0))
    assert found != read(text).table


def test_a_constant_is_told_shortly_however_long_it_is() -> None:
    rows = "".join(f"{i}.5,{'long ' * 900},{i % 2}\n" for i in range(8))
    found = read(f"x,note,kind\n{rows}")
    assert max(map(len, found.remarks)) < 200


@pytest.mark.parametrize(
    ("name", "is_doubted"), [("paid", False), ("humid", False), ("userId", True)]
)
def test_only_what_is_called_like_an_id_is_doubted(name: str, is_doubted: bool) -> None:
    rows = "".join(f"{i * 7 % 40},{i}.5,{'ab'[i % 2]}\n" for i in range(40))
    found = read(f"{name},x,kind\n{rows}")
    assert any(name in remark for remark in found.remarks) is is_doubted
