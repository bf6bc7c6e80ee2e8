"""What comes before any row: where a file is, how it is packed and encoded, and what it is."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import pickle
import sqlite3
import sys
import zipfile
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from read_tables import labels, raw, read, refusal, said

from microtui.tables import limits
from microtui.tables.content import file_bytes, unpacking
from microtui.tables.read_table import read_table
from microtui.tables.table_error import TableFileError

gzipped = partial(gzip.compress, mtime=0)
"""Without the time in it: the name of a case is the same in every process."""

TEXT = "größe,gewicht,art\n1.5,2,weiß\n3.5,4,grün\n5.5,6,weiß\n7.5,8,grün\n"
PLAIN = "x,w,kind\n1.5,2,a\n3.5,4,b\n5.5,6,a\n7.5,8,b\n"


def zipped(**files: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            path = name.replace("__", "/").replace("_", ".").replace("-", "__")
            # Without a date given it would have the clock's.
            archive.writestr(zipfile.ZipInfo(path), text, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "remark"),
    [
        (TEXT.encode(), ""),
        (TEXT.encode("utf-8-sig"), ""),
        (TEXT.encode("utf-16"), "it is in UTF-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "it is in UTF-16"),
        (TEXT.encode("utf-32"), "it is in UTF-32"),
        (TEXT.encode("latin-1"), "read as Windows-1252, as which line 1 has 'größe'"),
        (TEXT.encode("utf-16-le"), "UTF-16, without a mark"),
        (TEXT.encode("utf-16-be"), "UTF-16, without a mark"),
        (gzipped(TEXT.encode()), "data.csv is packed with gzip"),
        (gzipped(TEXT[:20].encode()) + gzipped(TEXT[20:].encode()), "gzip"),
        (bz2.compress(TEXT.encode()), "data.csv is packed with bzip2"),
        (lzma.compress(TEXT.encode()), "data.csv is packed with xz"),
        (zipped(data_csv=TEXT), "data.csv is packed with zip"),
        (zipped(**{"data_csv": TEXT, "-MACOSX__data_csv": "x"}), "data.csv is packed with zip"),
    ],
)
def test_encodings_and_packings_are_seen_and_said(content: bytes, remark: str) -> None:
    found = read(content)
    assert found.table.column_names == ("größe", "gewicht")
    assert labels(found.table) == ["weiß", "grün"] * 2
    assert raw(found.table) == [[1.5, 2], [3.5, 4], [5.5, 6], [7.5, 8]]
    assert said(found, remark)
    assert (len(found.remarks) == 1) == (not remark)


def database() -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute("create table t (x real)")
    content = connection.serialize()
    connection.close()
    return content


def saved(save: object, *arrays: np.ndarray[tuple[int], np.dtype[np.float64]]) -> bytes:
    file = io.BytesIO()
    save(file, *arrays)  # type: ignore[operator]
    return file.getvalue()


FOREIGN = [
    (b'{"x": [1, 2]}', "is JSON"),
    (b'[{"x": 1}, {"x": 2}]', "is JSON"),
    (b'{"x": 1}\n{"x": 2}\n', "is JSON, an object a line"),
    (zipped(xl__workbook_xml="<workbook/>", _rels="x"), "is an Excel workbook"),
    (zipped(word__document_xml="<w/>", _rels="x"), "is a Word document"),
    (zipped(content_xml="<office/>", mimetype="x"), "is an OpenDocument file"),
    (zipped(a_csv=PLAIN, b_csv=PLAIN), "with 2 files in it: a.csv, b.csv: unpack it"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "is an old Excel workbook"),
    (b"PAR1" + bytes(50) + b"PAR1", "is a Parquet file"),
    (b"ARROW1\0\0" + bytes(50), "is a Feather or Arrow file"),
    (b"ORC" + bytes(50), "is an ORC file"),
    (b"\x89HDF\r\n\x1a\n" + bytes(50), "is an HDF5 file"),
    (b"MATLAB 5.0 MAT-file" + bytes(50), "is a file of Matlab's"),
    (b"<stata_dta><header>", "is a file of Stata's"),
    (b"\x72\x02\x01\x00" + bytes(50), "is a file of Stata's"),
    (b"$FL2@(#) SPSS" + bytes(50), "is a file of SPSS's"),
    (gzipped(b"RDX3\nX\n" + bytes(50)), "is a file of R's"),
    (gzipped(b"\0\0\x08\x03" + bytes(50)), "is pictures in the format of MNIST"),
    (b"<!DOCTYPE html>\n<html><table>", "is a page (HTML)"),
    (b"\n  <html lang='en'>", "is a page (HTML)"),
    (b"<?xml version='1.0'?>\n<a/>", "is XML"),
    (b"%PDF-1.7\n", "is a PDF document"),
    (b"{\\rtf1\\ansi", "is a document in rich text"),
    (b"\x89PNG\r\n\x1a\n" + bytes(50), "is a picture (PNG)"),
    (b"\xff\xd8\xff\xe0" + bytes(50), "is a picture (JPEG)"),
    (pickle.dumps([1.5, "a"]), "is a pickle of Python's"),
    (saved(np.save, np.arange(4.0)), "is an array of NumPy's"),
    (saved(np.savez, np.arange(4.0)), "is a set of NumPy's arrays"),
    (database(), "is an SQLite database"),
    (b"1 1:0.5 2:0.25\n-1 1:0.25 3:1\n", "is in the sparse format of libsvm"),
    (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "is a pointer of Git LFS"),
    (b"https://example.org/data.csv\n", "download it first, with curl -O https://example.org"),
    (b"CREATE TABLE t (x int);\n", "is SQL"),
    (b"import pandas as pd\nprint(1)\n", "is a program"),
    (b"@problemName Unit\n@data\n1,2:1\n", "is a set of time series"),
    (b"\x28\xb5\x2f\xfd" + bytes(50), "is packed with zstd, which is not read: unpack it first"),
    (b"7z\xbc\xaf\x27\x1c" + bytes(50), "is a 7z archive"),
    (gzipped(bytes(257) + b"ustar" + bytes(250)), "is a tar archive"),
    (gzipped(gzipped(PLAIN.encode())), "is packed twice: unpack it once"),
    (gzipped(PLAIN.encode())[:-12], "is a damaged gzip file"),
    (b"PK\x03\x04 nothing", "is a damaged zip file"),
    (bytes(range(256)), "is a binary file"),
    (b"1,2,a\n\x01\x02,3,b\n", "is a binary file (byte 0x01 in line 2)"),
    (PLAIN.encode() + "é,è".encode() + b"\xff\n", "line 6: byte 0xff is not UTF-8"),
    ("x,w,вид\n1,2,возраст\n".encode("cp1251"), "line 1: byte 0xe2 is not UTF-8"),
    (b"\xff\xfe1\0,\0\0", "begins as UTF-16, but is damaged"),
]


@pytest.mark.parametrize(("content", "sentence"), FOREIGN, ids=[each[1] for each in FOREIGN])
def test_what_is_no_text_with_separators_is_named_for_what_it_is(
    content: bytes, sentence: str
) -> None:
    refused = refusal(content)
    assert refused.startswith("data.csv")
    assert sentence in refused
    assert ": " in refused


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MOST_BYTES", 1000)
    for pack in (gzipped, bz2.compress, lzma.compress):
        assert "holds more than 1,000 bytes once it is unpacked" in refusal(pack(bytes(10**6)))
    assert "once it is unpacked" in refusal(zipped(a_csv="0" * 10**6))


def test_what_is_no_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    large = tmp_path / "large.csv"
    large.write_text(PLAIN)
    monkeypatch.setattr(file_bytes, "MOST_BYTES", 10)
    for path, sentence in (
        (tmp_path, "is a directory"),
        (pipe, "is no ordinary file"),
        (tmp_path / "missing.csv", "cannot be read: No such file"),
        (large, f"has {len(PLAIN)} bytes: at most 10"),
        (Path("a\0b"), "cannot be read"),
    ):
        with pytest.raises(TableFileError, match=sentence):
            read_table(path)
    assert limits.MOST_BYTES == 100_000_000


@pytest.mark.parametrize(
    "address", ["https://example.org/a.csv", "HTTP://example.org/a.csv", "s3://bucket/a.csv"]
)
def test_an_address_is_refused_as_such(address: str) -> None:
    for path in (address, Path(address)):
        with pytest.raises(TableFileError, match=f"{address} is an address, .* curl -O {address}"):
            read_table(path)


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzipped(PLAIN.encode()))))
    found = read_table("-").table
    assert found.name == "standard input"
    assert raw(found)[0] == [1.5, 2]


def test_a_remedy_for_json_is_one_that_works() -> None:
    assert 'pandas.read_json("…", lines=True)' in refusal(
        "".join(json.dumps({"x": i}) + "\n" for i in range(4))
    )
