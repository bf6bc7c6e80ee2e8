"""Files that are no text with separators, named for what they are, and what to do with them."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Sequence

from microtui.tables.table_error import TableFileError

SAVE_AS_CSV = "save it as CSV where it was made"
NO_TABLE = "a table of numbers is needed, as text with commas"
UNPACK = "unpack it first"


def with_pandas(reader: str) -> str:
    return f'save it as CSV, such as with pandas.{reader}("…").to_csv("data.csv", index=False)'


def with_numpy(reader: str) -> str:
    return f'save it as CSV, such as with numpy.savetxt("data.csv", {reader}, delimiter=",")'


BEGINNINGS: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook", "save it as CSV from there"),
    (0, b"\x09\x08", "an old Excel workbook", "save it as CSV from there"),
    (0, b"PAR1", "a Parquet file", with_pandas("read_parquet")),
    (0, b"ARROW1", "a Feather or Arrow file", with_pandas("read_feather")),
    (0, b"FEA1", "a Feather file", with_pandas("read_feather")),
    (0, b"ORC", "an ORC file", with_pandas("read_orc")),
    (0, b"Obj\x01", "an Avro file", SAVE_AS_CSV),
    (0, b"\x89HDF\r\n\x1a\n", "an HDF5 file", SAVE_AS_CSV),
    (0, b"CDF\x01", "a NetCDF file", SAVE_AS_CSV),
    (0, b"CDF\x02", "a NetCDF file", SAVE_AS_CSV),
    (0, b"MATLAB ", "a file of Matlab's", "save it there with writematrix"),
    (0, b"\x93NUMPY", "an array of NumPy's", with_numpy('numpy.load("…")')),
    (0, b"SQLite format 3\0", "an SQLite database", "let sqlite3 -header -csv print one table"),
    (0, b"$FL2", "a file of SPSS's", with_pandas("read_spss")),
    (0, b"<stata_dta>", "a file of Stata's", with_pandas("read_stata")),
    (0, b"\x00" * 12 + b"\xc2\xea\x81\x60", "a file of SAS's", with_pandas("read_sas")),
    (0, b"HEADER RECORD*******", "a file of SAS's", with_pandas("read_sas")),
    (0, b"RDX2\n", "a file of R's", "save it there with write.csv(…, row.names = FALSE)"),
    (0, b"RDX3\n", "a file of R's", "save it there with write.csv(…, row.names = FALSE)"),
    (0, b"X\n\0\0\0", "a file of R's", "save it there with write.csv(…, row.names = FALSE)"),
    (0, b"\0\0\x08\x01", "labels in the format of MNIST", SAVE_AS_CSV),
    (0, b"\0\0\x08\x03", "pictures in the format of MNIST", SAVE_AS_CSV),
    (0, b"%PDF", "a PDF document", "copy its table into a file of text"),
    (0, b"{\\rtf", "a document in rich text", "save it as plain text"),
    (0, b"\x89PNG", "a picture (PNG)", NO_TABLE),
    (0, b"\xff\xd8\xff", "a picture (JPEG)", NO_TABLE),
    (0, b"GIF8", "a picture (GIF)", NO_TABLE),
    (0, b"II*\0", "a picture (TIFF)", NO_TABLE),
    (0, b"MM\0*", "a picture (TIFF)", NO_TABLE),
    (8, b"WEBP", "a picture (WebP)", NO_TABLE),
    (0, b"\x7fELF", "a program", NO_TABLE),
    (0, b"microtui run", "a run that microtui saved", "give it to --resume"),
    (0, b"\x28\xb5\x2f\xfd", "packed with zstd", UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive", UNPACK),
    (0, b"Rar!", "a rar archive", UNPACK),
    (0, b"\x04\x22\x4d\x18", "packed with lz4", UNPACK),
    (0, b"\x1f\x9d", "packed with compress", UNPACK),
    (257, b"ustar", "a tar archive", UNPACK),
)
"""From which byte on what stands in it, what it is then, and the remedy."""

MEMBERS = (
    ("xl/", "an Excel workbook", "save it as CSV from there"),
    ("word/", "a Word document", "copy its table into a file of text"),
    ("content.xml", "an OpenDocument file", "save it as CSV from there"),
    ("data.pkl", "a file of PyTorch's", SAVE_AS_CSV),
)
"""By what a zip file has in it, what it is really."""

TEXTS: tuple[tuple[str, str, str], ...] = (
    (r"<!doctype html|<html|<head|<body|<table|<div", "a page (HTML)", "download the file itself"),
    (r"<\?xml|<svg", "XML", SAVE_AS_CSV),
    (r"version https://git-lfs", "a pointer of Git LFS", "get the file itself with git lfs pull"),
    (r"\\begin\{|\\documentclass", "a document in LaTeX", NO_TABLE),
    (r"(create|insert|drop)\s+(table|into)\b", "SQL", "export the table as CSV"),
    (r"(import|from)\s+\w+[^,;\t]*\n|#!.*\n|def \w+\(", "a program", NO_TABLE),
    (r"(\w+=[^\s=,;]+[ ,;\t]+){2,}\w+=\S+\n\w+=", "a list of names and values", SAVE_AS_CSV),
    (r"---\n\w+:|\w+:\s*\n\s+- ", "YAML", SAVE_AS_CSV),
)
"""Patterns of how a text begins, what it is then, and the remedy."""

PICKLE = re.compile(rb"\x80[\x02-\x05].*\.", re.DOTALL)
LIBSVM_LINE = re.compile(r"\s*[-+\d.eE]+(,[-+\d.eE]+)*(\s+qid:\d+)?(\s+\d+:[-+\d.eE]+)+\s*(#.*)?")
ADDRESS_ALONE = re.compile(r"\s*(\[InternetShortcut\]\s*URL=)?(https?|ftp)://\S+\s*", re.IGNORECASE)


def refuse_foreign_bytes(name: str, data: bytes) -> None:
    """Raises `TableFileError` for what is known to be something else."""
    for place, start, what, remedy in BEGINNINGS:
        if data.startswith(start, place):
            raise foreign(name, what, remedy)
    if data.startswith(b"PK\x03\x04"):
        refuse_foreign_zip(name, data)
    if PICKLE.fullmatch(data):
        raise foreign(name, "a pickle of Python's", with_pandas("read_pickle"))
    if len(data) > 2 and 0x69 <= data[0] <= 0x77 and data[1] in (1, 2) and data[2] == 1:
        raise foreign(name, "a file of Stata's", with_pandas("read_stata"))
    if data.startswith(b"BM") and b"\0" in data[:20]:
        raise foreign(name, "a picture (BMP)", NO_TABLE)


def refuse_foreign_zip(name: str, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        # Whoever unpacks it says so.
        return
    for part, what, remedy in MEMBERS:
        if any(each.startswith(part) or each.endswith(f"/{part}") for each in inside):
            raise foreign(name, what, remedy)
    if inside and all(each.endswith(".npy") for each in inside):
        raise foreign(name, "a set of NumPy's arrays", with_numpy('numpy.load("…")["x"]'))


def refuse_foreign_text(name: str, text: str) -> None:
    """Raises `TableFileError` for text that is known to be something else than rows of cells."""
    start = text[:2000].lstrip()
    if ADDRESS_ALONE.fullmatch(text[:2000]):
        raise foreign(name, "an address", f"download it first, with curl -O {start.split()[-1]}")
    for pattern, what, remedy in TEXTS:
        if re.match(pattern, start, re.IGNORECASE):
            raise foreign(name, what, remedy)
    if re.search(r"^@problemname\b", start, re.IGNORECASE | re.MULTILINE):
        raise foreign(name, "a set of time series", SAVE_AS_CSV)
    if start.startswith(("{", "[")):
        refuse_json(name, text)
    lines = [line for line in start.split("\n")[:5] if line.strip()]
    if lines and all(map(LIBSVM_LINE.fullmatch, complete(lines, start))):
        raise foreign(
            name,
            "in the sparse format of libsvm",
            "write all its columns out, such as with sklearn.datasets.load_svmlight_file",
        )


def complete(lines: Sequence[str], start: str) -> Sequence[str]:
    """Without the line that the beginning may have been cut off in."""
    return lines[:-1] if len(lines) > 1 and len(start) > 1900 else lines


def refuse_json(name: str, text: str) -> None:
    for what, piece in (("JSON", text), ("JSON, an object a line", text.strip().split("\n")[0])):
        try:
            json.loads(piece)
        except (ValueError, RecursionError):
            continue
        lines = ", lines=True" if what != "JSON" else ""
        remedy = f'pandas.read_json("…"{lines}).to_csv("data.csv", index=False)'
        raise foreign(name, what, f"save it as CSV, such as with {remedy}")


def foreign(name: str, what: str, remedy: str) -> TableFileError:
    return TableFileError(f"{name} is {what}, which is not read: {remedy}")
