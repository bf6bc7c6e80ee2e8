"""Bytes as text: the encoding is known by its mark or by what it could not be otherwise."""

from __future__ import annotations

import codecs
import re

from microtui.tables.table_error import TableFileError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
"""How a file begins that says its encoding itself; the shorter marks are beginnings of longer."""

CONTROL = re.compile("[\0-\b\x0b\x0e-\x19\x1b-\x1f\x7f]")
"""What no text has in it; a form feed is a blank, and DOS ended files with 0x1a."""

FOREIGN_LETTERS = re.compile(rb"[\x80-\xff]{4,}")
"""Western words have an accent here and there, not several in a row."""


def decoded(name: str, data: bytes) -> tuple[str, str | None]:
    """The text with its lines ended by \\n alone, and a remark where it is not UTF-8.

    Raises `TableFileError` for a binary file, and for an encoding that cannot be told.
    """
    text, remark = text_and_remark(name, data)
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\x1a").replace("\f", " ")
    text = text.replace("\ufeff", "").replace("\u200b", "")
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise TableFileError(
            f"{name} is a binary file (byte {ord(found[0]):#04x} in line {line}): text with "
            "commas is needed"
        )
    return text, remark


def text_and_remark(name: str, data: bytes) -> tuple[str, str | None]:
    for mark, codec, encoding in MARKS:
        if data.startswith(mark):
            try:
                text = data.decode(codec)
            except UnicodeDecodeError as error:
                raise TableFileError(
                    f"{name} begins as {encoding}, but is damaged at byte {error.start:,}: save "
                    "the file anew, in UTF-8"
                ) from None
            return text, None if encoding == "UTF-8" else f"it is in {encoding}"
    if b"\0" in data:
        return unmarked_utf_16(name, data), "it is in UTF-16, without a mark that says so"
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        return western(name, data, error)


def unmarked_utf_16(name: str, data: bytes) -> str:
    """Where nearly every other byte is 0, and always the same one of two."""
    even, odd = data[0::2], data[1::2]
    for codec, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if len(data) % 2 == 0 and zeros.count(0) > 0.8 * len(zeros) and 0 not in others:
            try:
                return data.decode(codec)
            except UnicodeDecodeError:
                continue
    raise TableFileError(f"{name} is a binary file: text with commas is needed")


def western(name: str, data: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    """In Windows' encoding of western languages, which Latin-1 is part of but for control
    characters; the remark shows a word, so that one sees whether it is."""
    line = data.count(b"\n", 0, error.start) + 1
    is_mixed = any("\ud800" > c > "\x7f" for c in data.decode("utf-8", "surrogateescape"))
    try:
        if is_mixed or FOREIGN_LETTERS.search(data):
            raise UnicodeError
        text = data.decode("cp1252")
    except UnicodeError:
        raise TableFileError(
            f"{name}, line {line}: byte {data[error.start]:#04x} is not UTF-8: save the file in "
            "that encoding"
        ) from None
    place = len(data[: error.start].decode("cp1252"))
    word = re.split(r"[\s,;|\"]", text[:place])[-1] + re.split(r"[\s,;|\"]", text[place:])[0]
    return text, f"it is not in UTF-8 but read as Windows-1252, as which line {line} has {word!r}"
