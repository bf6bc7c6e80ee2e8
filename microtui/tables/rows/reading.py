"""Text as a grid of cells: comments, separator and lengths of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from microtui.tables.limits import MOST_READ_COLUMNS
from microtui.tables.rows.comments import without_comments
from microtui.tables.rows.grid import Grid, Record
from microtui.tables.rows.names.row_names import are_row_names
from microtui.tables.rows.scikit_learn import own_header
from microtui.tables.rows.separator import NAMES, SEPARATOR_LINE, separator_of
from microtui.tables.rows.splitting import split, swallowed
from microtui.tables.sentences import counted, shown
from microtui.tables.table_error import TableFileError

SEPARATORS_READ = "comma, semicolon, tab, bar or blanks"


def grid_of(name: str, text: str) -> Grid:
    """Raises `TableFileError` where there are no rows, or rows of different lengths."""
    remarks = []
    given = SEPARATOR_LINE.match(text)
    if given is not None:
        text = "\n" * given[0].count("\n") + text[given.end() :]
        remarks.append(f"cells are separated by {NAMES.get(given[1], given[1])}, as line 1 says")
    uncommented = without_comments(text)
    if uncommented.count:
        lines = counted(uncommented.count, "line")
        begin = "begins" if uncommented.count == 1 else "begin"
        remarks.append(f"{lines} that {begin} with {uncommented.mark} left out as comments")
    text, was_whole = without_quoted_lines(uncommented.text)
    if was_whole:
        remarks.append("whole lines stand in quotes, which are left out")
    separator = given[1] if given is not None else separator_of(text)
    records = split(name, text, separator)
    if not records:
        raise TableFileError(f"{name} is empty: a line a sample is needed")
    header = own_header(records)
    if header is not None:
        del records[0]
        remarks.append(header.remark)
    return replace(
        even(name, records, separator, tuple(remarks)),
        names_in_comment=uncommented.above_rows,
        class_names=() if header is None else header.classes,
    )


def without_quoted_lines(text: str) -> tuple[str, bool]:
    """Where each line as a whole stands in quotes, what is in them."""
    lines = [line.strip() for line in text.split("\n")]
    full = [line for line in lines if line]
    is_so = full and all(
        len(line) > 2
        and line[0] == line[-1] == '"'
        and '"' not in line[1:-1].replace('""', "")
        and any(separator in line for separator in ",;\t|")
        for line in full
    )
    if not is_so:
        return text, False
    return "\n".join(line[1:-1].replace('""', '"') for line in lines), True


def even(name: str, records: list[Record], separator: str, remarks: tuple[str, ...]) -> Grid:
    """All rows of the length that most have: what is beyond it must be empty."""
    width = width_of(records, separator)
    titles, records = preamble_and_rest(records, width)
    if titles:
        require_no_names(name, titles, width, separator)
        lines = counted(len(titles), "line")
        remarks = (*remarks, f"{lines} above the table left out, as {shown(title_of(titles[0]))}")
    if separator == "|" and all(not record.cells[0].strip() for record in records):
        for record in records:
            del record.cells[0]
        width -= 1
    width = without_empty_end(records, width)
    if width < 2:
        raise TableFileError(
            f"{name} has 1 column, separated by {SEPARATORS_READ}: a column of numbers and a "
            "target are the least"
        )
    if width > MOST_READ_COLUMNS:
        raise TableFileError(
            f"{name} has {width:,} columns: at most {MOST_READ_COLUMNS:,} are read, so take a part "
            "of them"
        )
    first = records[0].cells
    if cut := without_last_comments(records, width):
        lines = counted(cut, "line")
        remarks = (*remarks, f"what stands behind a # at the end of {lines} left out as a comment")
    has_row_names = len(first) == width - 1 and len(records) > 1 and are_row_names(records)
    if has_row_names:
        first.insert(0, "")
    for record in records:
        if len(record.cells) != width:
            refuse_length(name, record, width, separator)
        if "\n" in "".join(record.cells) and swallowed(record, separator, width):
            raise TableFileError(
                f"{name}, line {record.line}: a quote is opened that ends some lines below only: "
                'close it, or write each quote within a cell twice ("")'
            )
    return Grid(
        name,
        [record.cells for record in records],
        [record.line for record in records],
        separator,
        remarks,
        has_row_names=has_row_names,
    )


def width_of(records: Sequence[Record], separator: str) -> int:
    """The length of most rows; of two that are as frequent, the first row's."""
    lengths = Counter(len(record.cells) for record in records)
    most = max(lengths.values())
    width = next(len(each.cells) for each in records if lengths[len(each.cells)] == most)
    if width == 1 and len(lengths) > 1 and separator in ",;\t|":
        # Where half the lines have no separator, it is the others that are a table.
        lengths.pop(1)
        width = lengths.most_common(1)[0][0]
    return width


def preamble_and_rest(records: list[Record], width: int) -> tuple[list[Record], list[Record]]:
    """The lines in front that are a single cell each, as titles are; and the others."""
    start = 0
    while width > 2 and start < len(records) - 1:
        if sum(bool(cell.strip()) for cell in records[start].cells) > 1:
            break
        start += 1
    return records[:start], records[start:]


def title_of(record: Record) -> str:
    return next((cell.strip() for cell in record.cells if cell.strip()), "")


def require_no_names(name: str, titles: Sequence[Record], width: int, separator: str) -> None:
    """Raises `TableFileError` where such a line has as many cells as the others, but separated by
    something else."""
    for title in titles:
        for other in ",;\t|":
            if other != separator and title_of(title).count(other) == width - 1:
                raise TableFileError(
                    f"{name}, line {title.line}: its cells are separated by {NAMES[other]}, those "
                    f"of the other lines by {NAMES.get(separator, separator)}: write them all alike"
                )


def without_empty_end(records: Sequence[Record], width: int) -> int:
    """The length without columns that are empty everywhere, as behind a last comma in each line;
    what is longer is made so where it is empty there."""
    while width > 1 and all(
        len(each.cells) < width or not each.cells[width - 1].strip() for each in records
    ):
        width -= 1
    for record in records:
        if len(record.cells) > width and not any(cell.strip() for cell in record.cells[width:]):
            del record.cells[width:]
    return width


def without_last_comments(records: Sequence[Record], width: int) -> int:
    """Cuts off what stands behind a # at the end of a line, where few lines have such; gives how
    many have."""
    marked = [
        record
        for record in records
        if " #" in (last := record.cells[-1].replace("\t", " "))
        or any(cell.startswith("#") for cell in record.cells[width:])
        or (last.startswith("#") and len(record.cells) > width)
    ]
    if 2 * len(marked) > len(records):
        return 0
    for record in marked:
        if len(record.cells) > width and record.cells[width].startswith("#"):
            del record.cells[width:]
        elif len(record.cells) == width:
            record.cells[-1] = record.cells[-1].replace("\t", " ").partition(" #")[0]
    return len(marked)


def refuse_length(name: str, record: Record, width: int, separator: str) -> None:
    count = len(record.cells)
    hint = ""
    if separator == "," and count > width:
        hint = (
            ": where a comma is part of a cell the cell stands in quotes, and decimal commas need "
            "semicolons between the cells"
        )
    elif count > 1:
        hint = f" (last {shown(record.cells[-1].strip())})"
    raise TableFileError(
        f"{name}, line {record.line}: {counted(count, 'column')} where the others have "
        f"{width}{hint}"
    )
