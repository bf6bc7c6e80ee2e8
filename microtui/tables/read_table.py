"""Reads a file as people have them; what is decided is told, and what is wrong gets a sentence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from microtui.tables.building import TableRead, require_not_too_long, table_of
from microtui.tables.content.decoding import decoded
from microtui.tables.content.file_bytes import bytes_named
from microtui.tables.content.foreign_formats import refuse_foreign_bytes, refuse_foreign_text
from microtui.tables.content.unpacking import packing_of, unpacked
from microtui.tables.rows.arff import arff_grid, is_arff
from microtui.tables.rows.names.header import named
from microtui.tables.rows.reading import grid_of
from microtui.tables.table_error import TableFileError
from microtui.tables.table_options import UNASKED, TableOptions

__all__ = ["TableRead", "read_table", "table_from_bytes"]


def read_table(path: Path | str, options: TableOptions = UNASKED) -> TableRead:
    """The table in a file, or on standard input where that is a dash.

    Raises `TableFileError` where there is none.
    """
    return table_from_bytes(*bytes_named(str(path)), options)


def table_from_bytes(
    name: str, data: bytes, options: TableOptions = UNASKED, most_bytes: int | None = None
) -> TableRead:
    """The table in these bytes, which are called so; raises `TableFileError` as well.

    `most_bytes`: as many may be packed in them, where that is not what any file may have.
    """
    refuse_foreign_bytes(name, data)
    data, packing = unpacked(name, data, most_bytes)
    if packing is not None:
        refuse_foreign_bytes(name, data)
        if packing_of(data) is not None:
            raise TableFileError(f"{name} is packed twice: unpack it once")
    text, encoding = decoded(name, data)
    if not text.strip():
        raise TableFileError(f"{name} is empty: a line a sample is needed")
    refuse_foreign_text(name, text)
    if not options.classes:
        require_not_too_long(name, text)
    grid = named(arff_grid(name, text) if is_arff(text) else grid_of(name, text))
    read = table_of(grid, options)
    about_the_file = [f"{name} is packed with {packing}"] if packing is not None else []
    about_the_file += [encoding] if encoding is not None else []
    first, *others = read.remarks
    return replace(read, remarks=(first, *about_the_file, *others))
