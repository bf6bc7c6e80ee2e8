"""The table of examples as text: what stands in its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.run.configuration import Configuration
from microtui.session.snapshot import Snapshot
from microtui.words.number_text import signed
from microtui.words.samples.example_columns import COLUMN, ExampleColumns
from microtui.words.samples.example_said import Part, said_heading, said_of


@dataclass(frozen=True)
class ExampleRow:
    """The words and numbers of one line."""

    number: str
    points: tuple[str, ...]
    """The sample's columns, as the reader's file or the dataset has them."""
    sign: str
    """What stands for it on the map."""
    said: list[Part]
    """What it should be, and what the network says."""
    loss: str
    set_name: str


def heading_text(columns: ExampleColumns) -> str:
    """The names of the columns."""
    names = tuple(name if len(name) < COLUMN else f"{name[:7]}…" for name in columns.names)
    loss, set_name = ("its loss", "set") if columns.is_comfortable else ("loss", "")
    row = ExampleRow("no.", names, " ", said_heading(columns), loss, set_name)
    return "".join(text for text, _ in row_parts(columns, row))


def row_parts(columns: ExampleColumns, row: ExampleRow, pointer: str = " ") -> list[Part]:
    """A line of the table, in pieces that may look different; `pointer` stands in front."""
    before = f"{pointer}{row.number:>5}" + "".join(f" {point:>8}" for point in row.points)
    is_comfortable = columns.is_comfortable
    after = f"  {row.loss:>8}  {row.set_name:<5}" if is_comfortable else f"{row.loss:>8}"
    return [
        (f"{before}   " if is_comfortable else f"{before}  ", "plain"),
        (row.sign, "sign"),
        *row.said,
        (after, "plain"),
    ]


def row_of(columns: ExampleColumns, snapshot: Snapshot, number: int, sign: str) -> ExampleRow:
    """The sample of this number, as the network sees it now."""
    examples = snapshot.examples
    assert examples is not None
    points = examples.points[number, : len(columns.names)]
    return ExampleRow(
        number=str(number),
        points=tuple(map(signed, raw(snapshot.configuration, points.tolist()))),
        sign=sign,
        said=said_of(columns, examples, number),
        loss=signed(float(examples.losses[number])).strip().removeprefix("+"),
        set_name="train" if number < examples.train_count else "test",
    )


def raw(configuration: Configuration, point: Sequence[float]) -> list[float]:
    """The first columns of a sample as the reader's own file has them."""
    table = configuration.table
    if table is None:
        return list(point)
    offsets, scales = table.offsets.tolist(), table.scales.tolist()
    return [x * scales[i] + offsets[i] for i, x in enumerate(point)]
