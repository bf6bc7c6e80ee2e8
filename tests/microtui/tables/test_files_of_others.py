"""Files as other programs and people write them: each is read as what it holds, and says so."""

from __future__ import annotations

import csv
import gzip
import io
from itertools import product
from typing import Literal

import numpy as np
import pytest

from microtui.tables.read_table import TableRead, table_from_bytes
from microtui.tables.table_error import TableFileError
from microtui.tables.table_options import UNASKED, TableOptions

TITANIC = (
    "PassengerId,Survived,Pclass,Name,Sex,Age,Ticket,Fare,Cabin\r\n"
    '1,0,3,"Braund, Mr. Owen",male,22,A/5 21171,7.25,\r\n'
    '2,1,1,"Cumings, Mrs. John (Florence ""F"")",female,38,PC 17599,71.2833,C85\r\n'
    '3,1,3,"Heikkinen, Miss. Laina",female,26,STON/O2. 3101282,7.925,\r\n'
    '4,1,1,"Futrelle, Mrs. Jacques",female,35,113803,53.1,C123\r\n'
    '5,0,3,"Allen, Mr. William",male,35,373450,8.05,\r\n'
    '6,0,3,"Moran, Mr. James",male,,330877,8.4583,\r\n'
)
PENGUINS = (
    "species,island,bill,sex,year\nAdelie,Biscoe,39.1,male,2007\nAdelie,Dream,39.5,female,2008\n"
    "Adelie,Biscoe,NA,NA,2007\nGentoo,Biscoe,46.1,female,2009\nGentoo,Dream,50,male,2007\n"
    "Chinstrap,Dream,46.5,female,2009\nChinstrap,Biscoe,50.2,male,2008\n"
)
PIXELS = "label,pixel0,pixel1\n1,0,188\n0,12,255\n1,7,190\n4,3,31\n0,0,254\n4,1,30\n"
WINE_OF_UCI = (
    "1,14.23,1.71,127\n1,13.2,1.78,100\n2,12.37,.94,88\n2,12.33,1.1,101\n3,12.86,1.35,122\n"
    "3,12.88,2.99,104\n"
)
GLASS_OF_UCI = (
    "1,1.52101,13.64,1\n2,1.51761,13.89,1\n3,1.51618,13.53,2\n4,1.51766,13.21,2\n"
    "5,1.51742,13.27,7\n6,1.51596,12.79,7\n7,1.5159,12.8,1\n8,1.51743,13.3,2\n"
    "9,1.51756,13.15,7\n10,1.51918,14.04,1\n"
)
SPECTOR = "'OBS' 'GPA' 'PSI' 'GRADE'\n1 2.66 0 0\n2 2.89 0 0\n3 3.28 1 0\n4 2.92 1 1\n5 4.00 1 1\n"
FERTILITY = (
    "Country,Code,2010,2011,2012\nAruba,ABW,1.701,1.69,\nBelgium,BEL,1.84,1.81,\n"
    "Zambia,ZMB,5.81,5.77,\nVietnam,VNM,1.82,1.8,\nChad,TCD,6.66,6.55,\n"
)
SCIKIT_LEARN = (
    "6,2,setosa,virginica\n5.1,0.2,0\n4.9,0.1,0\n4.7,0.3,0\n6.3,2.5,1\n5.8,1.9,1\n7.1,2.1,1\n"
)
GERMAN_EXCEL = (
    "Datum;Größe;Preis;Rabatt;Klasse\r\n01.02.2024;170,5;1.230,50 €;5,5 %;ja\r\n"
    "02.02.2024;171;980,00 €;6 %;nein\r\n03.02.2024;169,25;12.000,00 €;5,5 %;ja\r\n"
    "04.02.2024;168,0;1.100,75 €;7 %;nein\r\n"
)
SWISS_EXCEL = "Betrag;Art\r\n1'170.50;A\r\n990.00;B\r\n12'000.25;A\r\n7.00;B\r\n"
WRITE_TABLE = (
    '"mpg" "wt" "am"\n"Mazda RX4" 21 2.62 1\n"Fiat 128" 32.4 2.2 1\n'
    '"Duster 360" 14.3 3.57 0\n"Merc 240D" 24.4 3.19 0\n'
)
WRITE_CSV_2 = (
    '"";"mpg";"am"\n"Mazda RX4";21;1\n"Fiat 128";32,4;1\n"Duster 360";14,3;0\n"Merc 240D";24,4;0\n'
)
PANDAS_ARRAY = ",0,1,2\n0,1.5,3,0.1\n1,2.5,1,0.7\n2,3.5,4,0.2\n3,4.5,1,0.9\n"
FORM = (
    'Timestamp,"How old?","Height, in cm",Do you smoke?\n1/5/2024 10:22:33,20,160,Yes\n'
    "1/6/2024 11:00:01,31,171,No\n1/6/2024 11:05:40,25,168,Yes\n1/7/2024 9:00:00,47,180,No\n"
)
DATABASE = "x\tw\tkind\n0.5\t0\ta\n1.5\t\\N\tb\n2.5\t4\ta\n3.5\t9\tb\n4.5\t16\ta\n"
ADULT = (
    "39, State-gov, 77516, <=50K\n50, Private, 83311, >50K\n38, Private, 215646, <=50K\n"
    "53, ?, 234721, >50K\n28, State-gov, 338409, >50K\n"
)


def read(text: str, options: TableOptions = UNASKED) -> TableRead:
    return table_from_bytes("file.csv", text.encode(), options)


def first_row(result: TableRead) -> dict[str, float]:
    """The numbers of the first sample as the file has them, by feature."""
    table = result.table
    row = np.round(table.points[0] * table.scales + table.offsets, 9)
    return dict(zip(table.column_names, row.tolist(), strict=True))


@pytest.mark.parametrize(
    ("text", "summary", "features"),
    [
        pytest.param(
            TITANIC,
            "read 5 rows, 4 features, 2 classes (0, 1) from column Survived",
            {"Pclass": 3.0, "Sex=male": 1.0, "Age": 22.0, "Fare": 7.25},
            id="Kaggle's Titanic",
        ),
        pytest.param(
            PENGUINS,
            "read 6 rows, 4 features, 3 classes (Adelie, Chinstrap, Gentoo) from column species",
            {"island=Dream": 0.0, "bill": 39.1, "sex=male": 1.0, "year": 2007.0},
            id="penguins, the label first",
        ),
        pytest.param(
            PIXELS,
            "read 6 rows, 2 features, 3 classes (0, 1, 4) from column label",
            {"pixel0": 0.0, "pixel1": 188.0},
            id="digits as pixels",
        ),
        pytest.param(
            WINE_OF_UCI,
            "read 6 rows, 3 features, 3 classes (1, 2, 3) from column x0",
            {"x1": 14.23, "x2": 1.71, "x3": 127.0},
            id="UCI's wine, no names, the label first",
        ),
        pytest.param(
            GLASS_OF_UCI,
            "read 10 rows, 2 features, 3 classes (1, 2, 7) from column x3",
            {"x1": 1.52101, "x2": 13.64},
            id="UCI's glass, no names, an id first",
        ),
        pytest.param(
            SPECTOR,
            "read 5 rows, 2 features, 2 classes (0, 1) from column GRADE",
            {"GPA": 2.66, "PSI": 0.0},
            id="blanks and single quotes",
        ),
        pytest.param(
            FERTILITY,
            "read 5 rows, 1 feature, column 2011 to be fitted as numbers",
            {"2010": 1.701},
            id="a column a year, the last empty",
        ),
        pytest.param(
            SCIKIT_LEARN,
            "read 6 rows, 2 features, 2 classes (setosa, virginica) from column x2",
            {"x0": 5.1, "x1": 0.2},
            id="scikit-learn's own",
        ),
        pytest.param(
            GERMAN_EXCEL,
            "read 4 rows, 3 features, 2 classes (ja, nein) from column Klasse",
            {"Größe": 170.5, "Preis": 1230.5, "Rabatt": 5.5},
            id="Excel's in German",
        ),
        pytest.param(
            SWISS_EXCEL,
            "read 4 rows, 1 feature, 2 classes (A, B) from column Art",
            {"Betrag": 1170.5},
            id="Excel's in Swiss German",
        ),
        pytest.param(
            WRITE_TABLE,
            "read 4 rows, 2 features, 2 classes (0, 1) from column am",
            {"mpg": 21.0, "wt": 2.62},
            id="R's write.table",
        ),
        pytest.param(
            WRITE_CSV_2,
            "read 4 rows, 1 feature, 2 classes (0, 1) from column am",
            {"mpg": 21.0},
            id="R's write.csv2",
        ),
        pytest.param(
            PANDAS_ARRAY,
            "read 4 rows, 2 features, column 2 to be fitted as numbers",
            {"0": 1.5, "1": 3.0},
            id="an array by pandas",
        ),
        pytest.param(
            FORM,
            "read 4 rows, 2 features, 2 classes (No, Yes) from column Do you smoke?",
            {"How old?": 20.0, "Height, in cm": 160.0},
            id="answers to a form",
        ),
        pytest.param(
            DATABASE,
            "read 4 rows, 2 features, 2 classes (a, b) from column kind",
            {"x": 0.5, "w": 0.0},
            id="a database's tabs and \\N",
        ),
        pytest.param(
            ADULT,
            "read 4 rows, 3 features, 2 classes (<=50K, >50K) from column x3",
            {"x0": 39.0, "x1=State-gov": 1.0, "x2": 77516.0},
            id="UCI's adult, blanks behind commas",
        ),
    ],
)
def test_a_file_is_read_as_what_it_holds(
    text: str, summary: str, features: dict[str, float]
) -> None:
    result = read(text)
    assert result.remarks[0].startswith(summary)
    assert first_row(result) == features


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        (TITANIC, ["PassengerId", "Name", "Ticket", "Cabin", "1 row left out", "as its name says"]),
        (PENGUINS, ["1 row left out", "as its name says", "column island is 1 for Dream"]),
        (PIXELS, ["as its name says", "--task regression"]),
        (WINE_OF_UCI, ["line 1 holds no names", "--target"]),
        (GLASS_OF_UCI, ["x0", "--task regression"]),
        (SPECTOR, ["OBS"]),
        (FERTILITY, ["Country", "Code", "2012", "names of the columns"]),
        (SCIKIT_LEARN, ["line 1 is scikit-learn's own"]),
        (GERMAN_EXCEL, ["Datum", "1.230,50 € is 1230.5", "column Rabatt is read without its %"]),
        (SWISS_EXCEL, ["1'170.50 is 1170.5"]),
        (WRITE_TABLE, ["names of the rows"]),
        (PANDAS_ARRAY, ["index"]),
        (FORM, ["Timestamp"]),
        (DATABASE, ["1 row left out"]),
        (ADULT, ["1 row left out", "x1"]),
    ],
)
def test_all_that_was_decided_is_said(text: str, remarks: list[str]) -> None:
    said = "\n".join(read(text).remarks)
    assert [words for words in remarks if words not in said] == []


REALS = [1.5, -2.25, 30.0, 4.0625, -0.5, 12.75]
AMOUNTS = [1234567.5, 987.25, 45000.0, 1000.5, 20.0, 3450000.25]
COUNTS = [3, 141, 5, 92, 6, 53]
FLAGS = [True, False, True, True, False, False]
KINDS = ["Bern, BE", 'the "Ring"', "Bern, BE", 'the "Ring"', "Bern, BE", "Oslo"]


QUOTINGS: tuple[Literal[0, 1], ...] = (csv.QUOTE_MINIMAL, csv.QUOTE_ALL)


def written(
    separator: str, decimal: str, thousands: str, quoting: Literal[0, 1], index: str, line_end: str
) -> str:
    """The same table in one of the ways in which it could have been written."""

    def shown(number: float) -> str:
        text = f"{number:,}" if thousands else str(number)
        return text.replace(",", "\0").replace(".", decimal).replace("\0", thousands)

    buffer = io.StringIO()
    writer = csv.writer(
        buffer,
        delimiter=separator,
        quoting=quoting,
        lineterminator=line_end,
    )
    writer.writerow([""] * bool(index) + ["real", "amount", "count", "flag", "kind"])
    rows = zip(REALS, AMOUNTS, COUNTS, FLAGS, KINDS, strict=True)
    for place, (real, amount, count, flag, kind) in enumerate(rows):
        label = {"": (), "pandas": (str(place),), "R": (f"row {place + 1}",)}[index]
        writer.writerow([*label, shown(real), shown(amount), count, flag, kind])
    return buffer.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("index", ["", "pandas", "R"])
def test_a_table_is_the_same_however_it_was_written(separator: str, index: str) -> None:
    ways = product(
        [(".", ""), (".", ","), (".", "'"), (".", " "), (",", ""), (",", "."), (",", "\u202f")],
        QUOTINGS,
        ["\n", "\r\n", "\r"],
    )
    for (decimal, thousands), quoting, line_end in ways:
        text = written(separator, decimal, thousands, quoting, index, line_end)
        table = read(text, TableOptions(classes=("Bern, BE", 'the "Ring"'))).table
        numbers = table.points * table.scales + table.offsets
        expected = np.array([REALS, AMOUNTS, COUNTS, FLAGS], dtype=float).T[:5]
        np.testing.assert_allclose(numbers, expected, atol=1e-9, err_msg=text)
        assert table.targets.tolist() == [-1.0, 1.0, -1.0, 1.0, -1.0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_and_packing_change_nothing(encoding: str) -> None:
    data = GERMAN_EXCEL.encode(encoding)
    plain = read(GERMAN_EXCEL).table
    assert table_from_bytes("file.csv", data).table == plain
    assert table_from_bytes("file.csv", gzip.compress(data)).table == plain


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("x,w,kind\n1,2,a\n3,4,b\n5,6,a\n7,8,b\nTotal,20,\n", "line 6, column 1 (x): 'Total'"),
        ("x,w,kind\n1,2,a\n3,4,b\n5,6,a\n7,8,b\n\nu,v,kind\n1,2,a\n", "line 7, column 1 (x): 'u'"),
        ("x,w,kind\n1,2,a\n3,four,b\n5,6,a\n7,8,b\n", "line 3, column 2 (w): 'four'"),
        ("x,w,kind\n1,2,a\n3,<4,b\n5,6,a\n7,8,b\n", "line 3, column 2 (w): '<4'"),
        ("x;w;kind\n1,5;2;a\n3.5;4;b\n5,5;6;a\n7,5;8;b\n", "line 3, column 1 (x): '3.5'"),
        (
            "x;w;kind\n48,123;2;a\n3,456;4;b\n5,678;6;a\n7,890;8;b\n",
            "line 2, column 1 (x): '48,123' may be",
        ),
        ("x,w,kind\n1,2,a\n3,4,b, really\n5,6,a\n7,8,b\n", "line 3: 4 columns"),
        ("x,w,kind\n1,2,a\n3,4\n5,6,a\n7,8,b\n", "line 3: 2 columns"),
        ('x,w,kind\n1,2,a\n3,"4,b\n5,6,a\n7,8,b\n', "line 3: a quote"),
    ],
)
def test_what_could_be_meant_otherwise_is_refused_with_its_place(text: str, place: str) -> None:
    with pytest.raises(TableFileError) as caught:
        read(text)
    assert f"file.csv, {place}" in str(caught.value)
