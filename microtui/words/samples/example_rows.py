"""The table of examples as text: which columns there is room for, and what stands in them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from engine.run.configuration import Configuration
from microtui.session.snapshot import Examples, ExamplesView, Snapshot
from microtui.words.number_text import signed

COMFORTABLE = 66
"""Columns from which on there is room for words: whether a score is right, and which set it is."""
COLUMN = 9
"""Columns for one column of the data."""
LONGEST_LABEL = 10

Look = Literal["plain", "sign", "wrong"]
Part = tuple[str, Look]


@dataclass(frozen=True)
class ExampleColumns:
    """What a table of this width shows of each example."""

    width: int
    is_classification: bool
    labels: tuple[str, ...]
    """What the two classes are called, -1 first; empty where they have no names."""
    names: tuple[str, ...]
    """Those columns of the data that there is room for, the first ones."""
    count: int
    """How many columns the data have."""

    @property
    def is_comfortable(self) -> bool:
        return self.width >= COMFORTABLE

    @property
    def target_width(self) -> int:
        if not self.is_comfortable:
            return 2 if self.is_classification else 7
        return max([8, *(3 + min(len(label), LONGEST_LABEL) for label in self.labels)])


@dataclass(frozen=True)
class ExampleRow:
    """The words and numbers of one line."""

    number: str
    points: tuple[str, ...]
    """The sample's columns, as the reader's file or the dataset has them."""
    sign: str
    """What stands for it on the map."""
    target: str
    score: str
    right: str
    """`right` or `wrong`; a dash where the score is no number, nothing for regression."""
    loss: str
    set_name: str


def columns_for(configuration: Configuration, width: int) -> ExampleColumns:
    """As many columns of the data as fit."""
    labels = configuration.table.labels if configuration.table is not None else ()
    names = configuration.data.input_names
    is_classification = configuration.task == "classification"
    bare = ExampleColumns(width, is_classification, labels, (), len(names))
    room = max((width - len(heading_text(bare))) // COLUMN, 0)
    return replace(bare, names=names[:room])


def heading_text(columns: ExampleColumns) -> str:
    """The names of the columns; score and target also by their letters in the loss."""
    names = tuple(name if len(name) < COLUMN else f"{name[:7]}…" for name in columns.names)
    row = (
        ExampleRow("no.", names, " ", "target t", "score s", "right?", "its loss", "set")
        if columns.is_comfortable
        else ExampleRow("no.", names, " ", "t", "score s", "", "loss", "")
    )
    return "".join(text for text, _ in row_parts(columns, row))


def row_parts(columns: ExampleColumns, row: ExampleRow, pointer: str = " ") -> list[Part]:
    """A line of the table, in pieces that may look different; `pointer` stands in front."""
    before = f"{pointer}{row.number:>5}" + "".join(f" {point:>8}" for point in row.points)
    is_wrong = row.right == "wrong"
    if not columns.is_comfortable:
        return [
            (f"{before}  ", "plain"),
            (row.sign, "sign"),
            (f"{row.target:>{columns.target_width}} {row.score:>7}", "plain"),
            ("!" if is_wrong else " ", "wrong"),
            (f"{row.loss:>8}", "plain"),
        ]
    right = f"  {row.right:<6}" if columns.is_classification else ""
    return [
        (f"{before}   ", "plain"),
        (row.sign, "sign"),
        (f" {row.target:<{columns.target_width}}  {row.score:>7}", "plain"),
        (right, "wrong" if is_wrong else "plain"),
        (f"  {row.loss:>8}  {row.set_name:<5}", "plain"),
    ]


def row_of(columns: ExampleColumns, snapshot: Snapshot, number: int, sign: str) -> ExampleRow:
    """The sample of this number, as the network sees it now."""
    examples = snapshot.examples
    assert examples is not None
    target, score = float(examples.targets[number]), float(examples.scores[number])
    points = examples.points[number, : len(columns.names)]
    return ExampleRow(
        number=str(number),
        points=tuple(map(signed, raw(snapshot.configuration, points.tolist()))),
        sign=sign,
        target=target_text(columns, target),
        score=signed(score) if math.isfinite(score) else str(score),
        right=verdict(score, target) if columns.is_classification else "",
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


def target_text(columns: ExampleColumns, target: float) -> str:
    """`-1 setosa`, `+1`, or, for regression, the number."""
    if not columns.is_classification:
        return signed(target).strip()
    text = f"{target:+.0f}"
    if not columns.labels or not columns.is_comfortable:
        return text
    label = columns.labels[0 if target < 0.0 else 1]
    return f"{text} {label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1] + '…'}"


def verdict(score: float, target: float) -> str:
    """Whether the score lies on the side of its class."""
    if math.isnan(score):
        return "–"
    return "right" if score * target > 0.0 else "wrong"


def list_text(
    examples: Examples,
    columns: ExampleColumns,
    first: int,
    rows: int,
    view: ExamplesView,
    missing: int | None,
) -> str:
    """Which part of the list is in view, in what order; whether the chosen sample is missing."""
    kind = ("" if view.with_test else " training") + " samples"
    if not columns.is_comfortable:
        kind = "" if view.with_test else " train"
    parts = [f"{first + 1}-{first + rows} of {len(examples.order)}{kind}"]
    if not view.by_loss:
        parts.append("by number")
    elif examples.not_numbers:
        parts.append(f"{examples.not_numbers} losses are no numbers: first")
    else:
        parts.append("largest loss first" if columns.is_comfortable else "by loss")
    if columns.is_classification and not columns.is_comfortable:
        parts.append("! wrong")
    if len(columns.names) < columns.count:
        parts.append(f"{len(columns.names)} of {columns.count} columns")
    if missing is not None:
        parts.insert(0, f"sample {missing} is not listed")
    return " · ".join(parts)
