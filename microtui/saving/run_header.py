"""The first line of a run's file: one of JSON that says what the file is, without reading more."""

from __future__ import annotations

import json
import math
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from engine.errors import ConfigurationError
from engine.replay.saved_run import SavedRun
from engine.training import Training
from microtui.terminal.served import told_path

FORMAT = "microtui run"
VERSION = 2
"""Since a table may have more than two classes, and several targets; older ones are read as well.
What is new has to be read by the versions before, or this is raised."""
LONGEST_HEADER = 1000
"""Bytes: a longer one is none of ours."""
LONGEST_NAME = 40
"""Characters of the dataset's name: as many take 480 bytes at most, and a file's may be longer."""


class RunFileError(ConfigurationError):
    """A file that holds no run that can be gone on with; the text says why."""


@dataclass(frozen=True)
class RunSummary:
    """What a list says of a saved run."""

    dataset: str
    sizes: tuple[int, ...]
    """Units per layer, inputs first."""
    epoch: int
    loss: float | None
    """On the training set, as the network is now; None where that is not finite or not known."""
    has_loss: bool = True
    """Whether it is known: older versions did not write it down."""


def summary_of(run: SavedRun) -> RunSummary:
    """Computes the loss: what saves a run has the time, what trains it has not.

    In matrix form whatever the run's own is: that is made at once, and in any thread.
    """
    configuration = run.changes[run.applied - 1].configuration
    training = Training(replace(configuration, engine="matrix", mistakes=()))
    training.model.parameters = run.state.parameters
    loss = training.evaluate()[0].loss
    return RunSummary(
        dataset=configuration.data.name[:LONGEST_NAME],
        sizes=configuration.sizes,
        epoch=run.state.epoch,
        loss=loss if math.isfinite(loss) else None,
    )


def header_line(summary: RunSummary, byte_count: int, checksum: str) -> bytes:
    """The header of a file in which so many bytes with this checksum follow."""
    header = {
        "format": FORMAT,
        "version": VERSION,
        "bytes": byte_count,
        "sha256": checksum,
        "epoch": summary.epoch,
        "dataset": summary.dataset,
        "sizes": summary.sizes,
        "loss": summary.loss,
    }
    return json.dumps(header).encode() + b"\n"


def parsed_header(path: Path, line: bytes) -> dict[str, Any]:
    """What a file says it is; raises `RunFileError` when that is no run of ours."""
    try:
        header = json.loads(line)
    except (ValueError, RecursionError):
        header = None
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise RunFileError(f"{told_path(path)} is not a run that microtui saved")
    if header.get("version") not in range(1, VERSION + 1):
        raise RunFileError(
            f"{told_path(path)} was saved by another version of microtui "
            f"(format {header.get('version')}), this one reads formats up to {VERSION}: use the "
            "version that saved it"
        )
    return header


def require_whole_file(path: Path, header: dict[str, Any], byte_count: int) -> None:
    """Raises `RunFileError` where there are not as many bytes behind the header as it says."""
    if byte_count != header.get("bytes"):
        raise RunFileError(
            f"{told_path(path)} is cut off: it holds {byte_count:,} bytes of {header.get('bytes')}"
        )


def read_summary(path: Path) -> RunSummary:
    """Of the file's first line alone; raises `RunFileError` where it is damaged, as far as that
    and the file's size tell."""
    try:
        with path.open("rb") as file:
            line = file.readline(LONGEST_HEADER)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise RunFileError(f"{told_path(path)} cannot be read: {error.strerror}") from None
    header = parsed_header(path, line)
    require_whole_file(path, header, size - len(line))
    try:
        loss = math.nan if header.get("loss") is None else float(header["loss"])
        return RunSummary(
            str(header["dataset"]),
            tuple(map(int, header["sizes"])),
            int(header["epoch"]),
            loss if math.isfinite(loss) else None,
            has_loss="loss" in header,
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        raise RunFileError(
            f"{told_path(path)} is damaged: its first line does not make sense"
        ) from None
