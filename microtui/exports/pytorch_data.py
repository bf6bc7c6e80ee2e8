"""The samples of a run as they stand in a PyTorch script, and what a table's numbers were before
they were scaled."""

from __future__ import annotations

import shlex
import textwrap
from collections.abc import Iterable
from typing import Any

from numpy.typing import NDArray

from engine.arrays import Array
from engine.data.table import Table
from engine.run.configuration import Configuration
from engine.run.evaluation import true_classes
from engine.training import Training
from microtui.exports.pytorch_template import (
    CLASS_OF_SEVERAL,
    CLASS_OF_TWO,
    NUMBERS,
    PREDICT,
    TEST_DATA,
)

WIDTH = 100
"""Characters: a list that takes more goes over several lines."""


def data_note(configuration: Configuration) -> str:
    """Comments on the data: what they are, and which target stands for what."""
    table, data = configuration.table, configuration.data
    if table is None:
        notes = [f"Columns: {', '.join(configuration.input_names)}."]
    else:
        asked = shlex.join(word for name, text in table.asked for word in (f"--{name}", text))
        read = f", read with {asked}" if asked else ""
        notes = [f"The columns of {table.name}{read}.", scaling_note(table)]
        if has_features(configuration):
            features = ", ".join(configuration.input_names)
            notes.append(f"Of both, as x and y, the network is given {features}.")
    if data.has_several_classes:
        classes = ", ".join(f"{number} {name}" for number, name in enumerate(data.classes))
        notes.append(f"A target is the number of its class: {classes}.")
    elif len(data.classes) == 2:
        minus, plus = data.classes
        notes.append(f"Target -1 is {minus}, 1 is {plus}.")
    elif data.target_names:
        notes.append(f"Targets: {', '.join(data.target_names)}.")
    return "\n".join(map(comment, notes))


def comment(note: str) -> str:
    return textwrap.fill(
        harmless(note),
        WIDTH,
        initial_indent="# ",
        subsequent_indent="# ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def harmless(name: str) -> str:
    """A name from the reader's file as it may stand in a comment or in a docstring."""
    return "".join(
        letter if letter.isprintable() and letter not in '"\\' else "?" for letter in name
    )


def scaling_note(table: Table) -> str:
    columns = "Each is (raw - offset) / scale" if table.is_scaled else "They are as in the file"
    if table.task == "classification":
        return f"{columns}."
    return (
        f"{columns}, and so is each target."
        if table.is_scaled
        else (f"{columns}. Each target is (raw - offset) / scale.")
    )


def has_features(configuration: Configuration) -> bool:
    """Whether the network is given something made of the reader's columns, not these themselves."""
    table = configuration.table
    is_a_plane = table is not None and len(table.column_names) == 2
    return is_a_plane and configuration.features != ("x", "y")


def scaling(table: Table | None) -> str:
    """Offset and scale of each column by its name, where the data are the reader's own."""
    if table is None:
        return ""
    columns = zip(table.column_names, table.offsets.tolist(), table.scales.tolist(), strict=True)
    lines = ["columns = {  # raw: (offset, scale)", *entries(columns), "}"]
    if table.task == "classification":
        names = "\n".join(f"    {name!r}," for name in table.labels)
        lines.append(f"classes = [\n{names}\n]")
    else:
        offsets, scales = table.target_offsets.tolist(), table.target_scales.tolist()
        targets = zip(table.target_names, offsets, scales, strict=True)
        lines += ["target_columns = {", *entries(targets), "}"]
    return "\n".join([*lines, ""])


def entries(columns: Iterable[tuple[str, float, float]]) -> list[str]:
    return [f"    {name!r}: ({offset!r}, {scale!r})," for name, offset, scale in columns]


def predict(configuration: Configuration) -> str:
    """A function that has the network say what it makes of rows as they are in the file; only where
    it is given their columns as they are."""
    table = configuration.table
    if table is None or has_features(configuration):
        return ""
    if table.task == "regression":
        return PREDICT.format(what="targets", answer=NUMBERS)
    answer = CLASS_OF_TWO if len(table.labels) == 2 else CLASS_OF_SEVERAL
    return PREDICT.format(what="classes", answer=answer)


def train_data(training: Training) -> dict[str, str]:
    """Inputs and targets of the training set, by the names that the script's text has for them."""
    part = slice(training.data.train_count)
    return {"x_train": inputs(training, part), "y_train": targets(training, part)}


def test_data(training: Training) -> str:
    """The test set, if there is one."""
    if not training.configuration.has_test_set:
        return ""
    rest = slice(training.data.train_count, None)
    return TEST_DATA.format(x_test=inputs(training, rest), y_test=targets(training, rest))


def inputs(training: Training, part: slice) -> str:
    return rows(training.data.inputs[part])


def targets(training: Training, part: slice) -> str:
    """The numbers of the classes where there are more than two; a row a sample of several numbers;
    else a list with one for each sample."""
    wanted = training.data.targets[part]
    if training.configuration.data.has_several_classes:
        return tensor(true_classes(wanted))
    return tensor(wanted) if wanted.ndim == 1 else rows(wanted)


def tensor(array: NDArray[Any]) -> str:
    """In one line, where it fits; else a row a line, or as many numbers as there is room for."""
    line = str(array.tolist())
    if len(line) <= WIDTH:
        return line
    if array.ndim > 1:
        return rows(array)
    filled = textwrap.fill(line[1:-1], WIDTH, initial_indent="    ", subsequent_indent="    ")
    return f"[\n{filled},\n]"


def rows(matrix: Array) -> str:
    """A row a line."""
    return "[\n" + "".join(f"    {row},\n" for row in matrix.tolist()) + "]"
