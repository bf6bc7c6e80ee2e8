"""Which column is learned, and as what."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from read_tables import labels, numbers, raw, read, refusal, said


def rows(*columns: str, count: int = 12) -> str:
    """Lines of cells: for each of these words a column that is like it."""
    made: dict[str, Callable[[int], str]] = {
        "real": lambda i: f"{0.37 * i * i - i:.2f}",
        "real2": lambda i: f"{7.5 - 1.1 * i:.1f}",
        "three": lambda i: str(i % 3),
        "two": lambda i: str(i % 2),
        "words": lambda i: ("red", "green", "blue")[i % 3],
        "yes": lambda i: ("yes", "no")[i * i % 5 % 2],
        "many": lambda i: str(100 + i),
        "names": lambda i: f"Name {i}",
        "dates": lambda i: f"2024-01-{i + 1:02}",
        "same": lambda i: "7",
        "empty": lambda i: "",
    }
    return "".join(",".join(made[column](i) for column in columns) + "\n" for i in range(count))


@pytest.mark.parametrize(
    ("header", "columns", "target", "why"),
    [
        ("a,b,c", ("real", "real2", "words"), "c", ""),
        ("a,b,c", ("real", "words", "real2"), "b", "the only one of words"),
        ("a,b,price", ("real", "words", "real2"), "price", ""),
        ("a,b,c", ("words", "yes", "real"), "c", ""),
        ("a,b,c", ("words", "real", "two"), "c", ""),
        ("a,species,c", ("real", "three", "two"), "species", "as its name says"),
        ("label,x,y", ("two", "real", "real2"), "label", "as its name says"),
        ("target,x,y", ("real", "real2", "many"), "target", "as its name says"),
        ("Class,x,y", ("words", "real", "real2"), "Class", "as its name says"),
        ("x1,Survived,class", ("real", "two", "words"), "class", ""),
        ("survived,x1,class,who", ("two", "real", "words", "yes"), "survived", "as its name says"),
        ("a,wine class,b", ("real", "three", "real2"), "wine class", "as its name says"),
        ("x,y", ("real", "real2"), "y", ""),
        ("a,y,b", ("real", "real2", "many"), "y", "as its name says"),
        ("a,b,name", ("real", "real2", "names"), "b", "different in nearly each row"),
        ("a,b,day", ("real", "real2", "dates"), "b", "since the last, day, holds dates"),
        (None, ("three", "real", "real2"), "x0", "the only one of a few whole numbers"),
        (None, ("words", "real", "real2"), "x0", "the only one of words"),
        (None, ("real", "real2", "three"), "x2", ""),
    ],
)
def test_the_last_column_is_learned_unless_another_is_clearly_the_label(
    header: str | None, columns: tuple[str, ...], target: str, why: str
) -> None:
    found = read((f"{header}\n" if header else "") + rows(*columns))
    assert found.table.target_names == (target,)
    assert target not in found.table.column_names
    assert (f"{why}: --target chooses another" if why else "") in found.remarks[0]
    assert bool(why) == ("--target" in found.remarks[0])


@pytest.mark.parametrize(
    ("cells", "task", "classes"),
    [
        (["0", "1", "2", "0", "1", "2"], "classification", ("0", "1", "2")),
        (["1.0", "2.0", "3.0", "1.0", "2", "3"], "classification", ("1", "2", "3")),
        (["0", "0.0", "1", "1", "0", "1.0"], "classification", ("0", "1")),
        (["-1", "1", "1", "-1", "1", "1"], "classification", ("-1", "1")),
        (["0.5", "1.5", "0.5", "1.5", "0.5", "0.5"], "classification", ("0.5", "1.5")),
        (["10", "9", "10", "9", "8", "8"], "classification", ("8", "9", "10")),
        (["0.5", "1.5", "2.5", "0.5", "1.5", "2.5"], "regression", ()),
        (["10", "20", "30", "50", "60", "70"], "regression", ()),
        (["True", "False", "True", "True", "False", "False"], "classification", ("False", "True")),
        (["c", "b", "a", "c", "b", "a"], "classification", ("a", "b", "c")),
        (["+", "-", "+", "-", "+", "-"], "classification", ("+", "-")),
    ],
)
def test_few_whole_numbers_and_words_are_classes(
    cells: list[str], task: str, classes: tuple[str, ...]
) -> None:
    text = "x,kind\n" + "".join(f"{i}.5,{cell}\n" for i, cell in enumerate(cells))
    found = read(text)
    assert (found.table.task, found.table.labels) == (task, classes)
    are_numbers = task == "classification" and cells[0].strip("-").replace(".", "").isdigit()
    assert ("which --task regression fits as numbers" in found.remarks[0]) == are_numbers


def test_classes_can_be_had_as_numbers_and_numbers_as_classes() -> None:
    text = "a,b\n" + rows("real", "three")
    assert numbers(read(text, task="regression").table).tolist() == [i % 3 for i in range(12)]
    reals = "a,b\n" + "".join(f"{i},{i % 4 + 0.5}\n" for i in range(12))
    assert read(reals).table.task == "regression"
    assert read(reals, task="classification").table.labels == ("0.5", "1.5", "2.5", "3.5")


@pytest.mark.parametrize("name", ["c", "C", "3"])
def test_the_target_is_named_or_numbered(name: str) -> None:
    text = "a,b,c,d\n" + rows("real", "real2", "words", "many")
    found = read(text, target=(name,))
    assert found.table.target_names == ("c",)
    assert found.table.column_names == ("a", "b", "d")
    assert found.table.asked == (("target", name),)


def test_a_name_counts_more_than_a_number() -> None:
    text = "0,1,2,kind\n" + rows("real", "real2", "many", "two")
    assert read(text, target=("2",)).table.target_names == ("2",)


def test_a_name_is_found_as_it_stands_in_the_file_however_long() -> None:
    long = "x" * 200
    text = f'{long},"a\nb",w\n' + rows("real", "real2", "many")
    assert read(text, target=(long,)).table.target_names == ("x" * 80 + "…",)
    assert read(text, target=("a\nb",)).table.target_names == ("a b",)
    assert read(text, target=("a b",)).table.target_names == ("a b",)


def test_several_targets_are_numbers_each_scaled_by_its_own() -> None:
    text = "a,u,v\n0.5,0,100\n1.5,1,300\n2.5,4,200\n4.5,2,500\n"
    found = read(text, target=("u", "v")).table
    assert found.target_names == ("u", "v")
    assert found.column_names == ("a",)
    np.testing.assert_allclose(numbers(found), [[0, 100], [1, 300], [4, 200], [2, 500]])
    assert found.asked == (("target", "u,v"),)


def test_columns_and_classes_are_chosen() -> None:
    text = "a,b,c,kind\n" + rows("real", "real2", "many", "words")
    found = read(text, columns=("c", "1"), classes=("red", "blue"))
    assert found.table.column_names == ("c", "a")
    assert labels(found.table) == ["red", "blue"] * 4
    assert raw(found.table)[1][0] == 102
    assert said(found, "4 rows of other classes left out, as --classes asks")
    assert found.table.asked == (("columns", "c,1"), ("classes", "red,blue"))


def test_a_class_of_one_sample_is_said() -> None:
    assert said(read("a,k\n1,x\n2,x\n3,y\n4,y\n5,z\n"), "class z has one sample only")


def test_classes_that_differ_in_capitals_are_said() -> None:
    found = read("x,k\n1,Yes\n2,yes\n3,no\n4,no\n5,yes\n6,Yes\n")
    assert found.table.labels == ("Yes", "no", "yes")
    assert said(found, "classes Yes, yes differ in small and capital letters only")


def test_where_features_are_named_something_must_be_left_to_learn() -> None:
    text = ",x,w\n0,1.5,3\n1,2.5,4\n2,4.5,7\n3,5.5,1\n"
    assert "no column left to be learned" in refusal(text, columns=("x", "w"))


def test_rows_without_a_target_are_left_out_and_counted() -> None:
    found = read("a,k\n1,x\n2,y\n3,?\n4,NA\n5,x\n6,y\n", missing="mean")
    assert labels(found.table) == ["x", "y", "x", "y"]
    assert said(found, "2 rows left out in which the target column k is missing, written as '?'")


@pytest.mark.parametrize(
    ("header", "columns", "options", "sentence"),
    [
        ("a,b", ("real", "many"), {"target": ("c",)}, "--target 'c': data.csv has no such column"),
        ("area,b", ("real", "many"), {"target": ("aera",)}, "did you mean area?"),
        ("a,b", ("real", "many"), {"target": ("3",)}, "among its 2 columns"),
        ("a,b", ("real", "many"), {"columns": ("a", "a")}, "--columns names column a twice"),
        ("a,b", ("real", "many"), {"target": ("b",), "columns": ("b",)}, "cannot be the target"),
        ("a,b", ("real", "words"), {"task": "regression"}, "column b holds words (red, green"),
        ("a,b,c", ("real", "words", "many"), {"target": ("b", "c")}, "column b holds words"),
        ("a,b", ("real", "real2"), {"classes": ("1", "2")}, "no such class"),
        ("a,b", ("real", "words"), {"classes": ("red", "pink")}, "--classes 'pink'"),
        ("a,b", ("real", "words"), {"classes": ("red",)}, "at least two classes are needed"),
        ("a,b", ("real", "dates"), {"target": ("b",)}, "column b holds dates or times"),
        ("a,b", ("real", "empty"), {"target": ("b",)}, "column b holds nothing"),
        ("a,label", ("real", "same"), {}, "has 7 as its only target in column label"),
        ("a,label", ("real", "same"), {"task": "regression"}, "has 7 as its only target"),
        ("a,label", ("real", "names"), {}, "12 classes in column label, and at most 10"),
        ("a,b", ("real", "many"), {"task": "classification"}, "or fit numbers with --task"),
        ("a,b", ("names", "dates"), {}, "no column that could be learned"),
        ("a,b,c", ("real", "many", "words"), {"target": ("a", "b"), "task": "classification"},
         "--task classification is about classes"),
    ],
)  # fmt: skip
def test_what_cannot_be_learned_is_refused(
    header: str, columns: tuple[str, ...], options: dict[str, object], sentence: str
) -> None:
    assert sentence in refusal(f"{header}\n" + rows(*columns), **options)


def test_of_too_many_classes_the_most_frequent_are_named_as_the_remedy() -> None:
    text = "a,kind\n" + "".join(f"{i},k{min(i // 3, 12)}\n" for i in range(60))
    sentence = refusal(text)
    assert "13 classes in column kind" in sentence
    assert "keep some with --classes k12,k0,k1" in sentence
    assert read(text, classes=("k12", "k0", "k1")).table.labels == ("k0", "k1", "k12")


def test_a_number_beyond_all_columns_is_no_column_however_long_it_is() -> None:
    rows = "".join(f"{i}.5,{i * i}.5,{'ab'[i % 2]}\n" for i in range(8))
    assert "has no such column" in refusal(f"x,w,kind\n{rows}", target=("9" * 5000,))
