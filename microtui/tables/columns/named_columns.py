"""The columns that somebody names, by what they are called or by number."""

from __future__ import annotations

from collections.abc import Sequence

from microtui.tables.columns.column import Column
from microtui.tables.rows.names.naming import name_in
from microtui.tables.sentences import counted, listed, shown
from microtui.tables.table_error import TableFileError


def columns_called(
    columns: Sequence[Column], names: Sequence[str], option: str, file: str
) -> tuple[Column, ...]:
    """Raises `TableFileError` for a name that no column has, and for one named twice."""
    found: list[Column] = []
    for name in names:
        column = column_called(columns, name, option, file)
        if column in found:
            raise TableFileError(f"{option} names column {column.name} twice: leave out one")
        found.append(column)
    return tuple(found)


def column_called(columns: Sequence[Column], name: str, option: str, file: str) -> Column:
    """By its name, as it stands in the file or was made of that; where none is called so, by its
    number from 1."""
    for called in (name, name_in(name)):
        for column in columns:
            if column.name == called:
                return column
    alike = [column for column in columns if column.name.casefold() == name.casefold()]
    if len(alike) == 1:
        return alike[0]
    is_number = name.isascii() and name.isdigit() and len(name) < 10
    if is_number and 1 <= int(name) <= len(columns):
        return columns[int(name) - 1]
    from difflib import get_close_matches

    names = [column.name for column in columns]
    near = get_close_matches(name, names, n=1)
    meant = f"; did you mean {near[0]}?" if near else f": it has {listed(names, 8)}"
    raise TableFileError(
        f"{option} {shown(name)}: {file} has no such column among its "
        f"{counted(len(columns), 'column')}{meant}"
    )
