"""How lines become rows of cells: separators, quotes, comments, names."""

from __future__ import annotations

import pytest
from read_tables import labels, raw, read, refusal, said

NUMBERS = [[1.5, 2.0], [3.5, 4.0], [5.5, 6.0], [7.5, 8.0]]
CLASSES = ["a", "b", "a", "b"]
ROWS = "1.5,2,a\n3.5,4,b\n5.5,6,a\n7.5,8,b\n"
NAMED = "x,w,kind\n" + ROWS


@pytest.mark.parametrize(
    "text",
    [
        NAMED,
        NAMED.replace(",", ";"),
        NAMED.replace(",", "\t"),
        NAMED.replace(",", "|"),
        NAMED.replace(",", " "),
        NAMED.replace(",", "    "),
        NAMED.replace(",", ", "),
        NAMED.replace(",", " ; "),
        "sep=;\n" + NAMED.replace(",", ";"),
        '"sep=|"\n' + NAMED.replace(",", "|"),


        NAMED.replace(",", ";").replace(".", ","),
        NAMED.replace(",", "\t").replace(".", ","),
        NAMED.replace(",", " ").replace(".", ","),
        NAMED.replace("\n", ",\n"),
        "x,w,kind\n" + ROWS.replace("\n", ",\n"),
        NAMED.replace("\n", ",,,\n"),
        NAMED.replace("\n", "\r\n"),
        NAMED.replace("\n", "\r"),
        NAMED.replace("\n", "\n\n"),
        NAMED.rstrip("\n"),
        NAMED + ",,\n" + ";;\n".replace(";", ","),
        NAMED + "\x1a",
        "\n\n" + NAMED,
        '"x","w","kind"\n"1.5","2","a"\n"3.5","4","b"\n"5.5","6","a"\n"7.5","8","b"\n',
        "'x','w','kind'\n1.5,2,'a'\n3.5,4,'b'\n5.5,6,'a'\n7.5,8,'b'\n",
        "| x | w | kind |\n|---|:-:|---|\n" + "".join(
            f"| {row.replace(',', ' | ')} |\n" for row in ROWS.splitlines()
        ),
        "+---+---+---+\n|x|w|kind|\n+---+---+---+\n"
        + "".join(f"|{row.replace(',', '|')}|\n" for row in ROWS.splitlines())
        + "+---+---+---+\n",
        "  x    w  kind\n1.5    2     a\n3.5    4     b\n5.5    6     a\n7.5    8     b\n",
        "   x  w kind\n0 1.5 2 a\n1 3.5 4 b\n2 5.5 6 a\n3 7.5 8 b\n",
        "% note\n" + NAMED,
        "// note\n" + NAMED,
        "# a note, with a comma\n#\n" + NAMED.replace("3.5", "# between\n3.5"),
        "# x,w,kind\n" + ROWS,
        NAMED.replace("4,b\n", "4,b # doubtful\n"),
        "Measured in May\n\n" + NAMED,
        "x,w,kind\n[cm],[kg],\n" + ROWS,
        NAMED + NAMED,
        "@relation d\n% note\n@attribute x numeric\n@attribute w real\n"
        "@attribute 'kind' {a,b}\n\n@data\n" + ROWS,
    ],
)  # fmt: skip
def test_the_same_table_is_read_from_each_of_these(text: str) -> None:
    found = read(text).table
    repeats = len(found.points) // 4
    assert found.column_names == ("x", "w")
    assert raw(found) == NUMBERS * repeats
    assert labels(found) == CLASSES * repeats
    assert found.target_names == ("kind",)


@pytest.mark.parametrize(
    ("text", "names", "target"),
    [
        (ROWS, ("x0", "x1"), "x2"),
        (",0,1,2\n" + "".join(f"{i},{row}\n" for i, row in enumerate(ROWS.splitlines())),
         ("0", "1"), "2"),
        ("0,1,kind\n" + ROWS, ("0", "1"), "kind"),
        ("0,1,2\n" + ROWS, ("0", "1"), "2"),
        ("2019,2020,kind\n" + ROWS, ("2019", "2020"), "kind"),
        ("x,nan,kind\n" + ROWS, ("x", "nan"), "kind"),
        ("x,x,kind\n" + ROWS, ("x", "x.2"), "kind"),
        ("x,,kind\n" + ROWS, ("x", "x1"), "kind"),
        ('"x\n(cm)",w,kind\n' + ROWS, ("x (cm)", "w"), "kind"),
    ],
)  # fmt: skip
def test_names_stand_in_the_first_row_where_it_is_unlike_the_others(
    text: str, names: tuple[str, ...], target: str
) -> None:
    found = read(text).table
    assert (found.column_names, found.target_names) == (names, (target,))
    assert raw(found) == NUMBERS


@pytest.mark.parametrize(
    "text",
    [
        "a,b,1\nb,a,2\na,a,3\nb,b,4\na,b,5\n",
        "1,2,3\n4,5,6\n7,8,10\n1,3,3\n",
        "0,1,2\n2,1,0\n1,1,1\n0,2,2\n",
        "5,3,c\n1,2,a\n3,4,b\n5,6,a\n7,8,b\n",
    ],
)
def test_a_first_row_like_the_others_is_a_sample(text: str) -> None:
    assert len(read(text).table.points) == text.count("\n")


def test_separators_and_line_ends_in_quotes_are_part_of_the_cell() -> None:
    text = (
        'x,"w, in kg",kind\n1.5,2,"a, or ""A"""\n3.5,4,"b\nor B"\n5.5,6,"a, or ""A"""\n'
        '7.5,8,"b\nor B"\n'
    )
    found = read(text).table
    assert found.column_names == ("x", "w, in kg")
    assert found.labels == ('a, or "A"', "b or B")
    assert raw(found) == NUMBERS


def test_blanks_in_cells_separate_nothing_where_tabs_do() -> None:
    found = read("x\tcity\n1.5\tNew York\n2.5\tLos Angeles\n3.5\tNew York\n4\tLos Angeles\n")
    assert found.table.labels == ("Los Angeles", "New York")
    assert found.table.column_names == ("x",)


def test_commas_separate_cells_of_several_words() -> None:
    text = "temp,rain,kind\n" + "".join(f"{i % 3} C,{i % 2} mm,{'ab'[i % 2]}\n" for i in range(12))
    found = read(text, columns=("temp",), target=("kind",)).table
    assert found.column_names == ("temp=0 C", "temp=1 C", "temp=2 C")


def test_a_line_of_text_above_is_no_row_because_it_has_as_many_words() -> None:
    text = "|1x3 Cross validator\n" + "".join(f"{i}.5, {i * i}, <=5{i % 2}K.\n" for i in range(8))
    found = read(text)
    assert len(found.table.points) == 8
    assert said(found, "1 line above the table left out, as '|1x3 Cross validator'")


def test_colours_are_no_comments() -> None:
    text = "".join(f"{'#ff0000' if i % 2 else 'red'},{i},{'ab'[i % 2]}\n" for i in range(4))
    assert len(read("colour,x,kind\n" + text).table.points) == 4


def test_scikit_learns_own_first_line_names_the_classes() -> None:
    text = "6,2,setosa,virginica\n" + "".join(f"{i}.5,{7 - i},{i % 2}\n" for i in range(6))
    found = read(text)
    assert found.table.labels == ("setosa", "virginica")
    assert len(found.table.points) == 6
    assert said(found, "line 1 is scikit-learn's own")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (ROWS + "7,8\n", "data.csv, line 5: 2 columns where the others have 3"),
        (ROWS + "7,5,8,5,a\n", "line 5: 5 columns where the others have 3: where a comma is part"),
        ('x,w,kind\n1,2,"a\n3,4,b\n5,6,a\n', "line 2: a quote is opened"),
        ('x,w,kind\n1,"2,a\n3,4,b\n5,6",a\n7,8,b\n9,9,a\n', "line 2: a quote is opened"),
        ("x,w,kind\n" + ROWS.replace(",", ";"), "line 1: its cells are separated by commas"),
        ("1\n2\n3\n4\n", "has 1 column"),
        ("\n \n", "is empty: a line a sample is needed"),
        ("# only\n# comments\n", "data.csv"),
        ("x,w,kind\n", "holds 0 samples: at least 4"),
        ("@relation d\n@attribute x numeric\n@attribute y numeric\n@data\n{0 1}\n", "sparse file"),
    ],
)
def test_what_makes_no_rows_is_refused_with_its_line(text: str, sentence: str) -> None:
    assert sentence in refusal(text)


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("# note\n" + NAMED, "1 line that begins with # left out as comments"),
        ("# x,w,kind\n" + ROWS, "the names of the columns stand in a comment above them"),
        ("Measured in May\n" + NAMED, "1 line above the table left out, as 'Measured in May'"),
        ("x,w,kind\n[cm],[kg],\n" + ROWS, "line 2 left out: it holds units"),
        (NAMED + NAMED, "1 line left out in which the names of the columns come again"),
        ("x,x,kind\n" + ROWS, "column 2 is read as x.2: two columns are called 'x'"),
        ("0,1,2\n" + ROWS, "line 1 (0, 1, 2) is read as the names of the columns"),
        (ROWS, "line 1 holds no names, so the columns are called x0, x1 and so on"),
        ("sep=;\n" + NAMED.replace(",", ";"), "cells are separated by semicolons, as line 1 says"),
    ],
)
def test_what_was_made_of_the_lines_is_said(text: str, remark: str) -> None:
    assert said(read(text), remark)


def test_lines_with_another_separator_than_line_1_says_are_refused_whichever_it_is() -> None:
    rows = "".join(f"{i}:{i * i}:{i % 2}\n" for i in range(8))
    sentence = refusal(f"sep=:\nTitle, with, commas\na:b:c\n{rows}")
    assert sentence.endswith(
        "its cells are separated by commas, those of the other lines by :: write them all alike"
    )


@pytest.mark.parametrize("name", ["²", "9" * 5000])
def test_what_looks_like_a_number_and_is_none_may_stand_in_the_first_row(name: str) -> None:
    rows = "".join(f"{i}.5,{i * i}.5,{'ab'[i % 2]}\n" for i in range(8))
    assert len(read(f"{name},³,kind\n{rows}").table.points) >= 8


def test_names_of_an_arff_file_differ_as_those_of_any_other() -> None:
    head = "@relation r\n@attribute b numeric\n@attribute b numeric\n@attribute k {x,y}\n@data\n"
    rows = "".join(f"{i}.5,{i * i}.5,{'xy'[i % 2]}\n" for i in range(8))
    in_csv = read(f"b,b,k\n{rows}")
    assert read(head + rows).columns == in_csv.columns
