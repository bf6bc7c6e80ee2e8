"""A run as a file: one line of JSON that says what it is, then arrays in NumPy's own format.

Nothing in it is ever executed: no pickles, and a checksum over all of the rest.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

import numpy as np

from engine.data.table import Table
from engine.network.pytorch.presence import PyTorchMissingError
from engine.replay.saved_run import (
    Change,
    Checkpoint,
    Future,
    Planned,
    SavedRun,
    SavedSession,
    SavedTwin,
)
from engine.run.progress import Divergence
from engine.run.starting_parameters import StartingParameters
from microtui.saving.packed.arrays import Arrays
from microtui.saving.packed.own_files import (
    pack_parameters,
    pack_table,
    unpacked_parameters,
    unpacked_table,
)
from microtui.saving.packed.progress import (
    packed_history,
    packed_state,
    unpacked_history,
    unpacked_state,
)
from microtui.saving.run_header import (
    LONGEST_HEADER,
    RunFileError,
    header_line,
    parsed_header,
    require_whole_file,
    summary_of,
)
from microtui.settings.configuration_dict import as_dict, from_dict
from microtui.terminal.served import told_path

NO_SENSE = (
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
)
"""What comes of contents that are not as they are always written."""


def encoded(saved: SavedSession) -> bytes:
    """The whole file."""
    arrays: Arrays = {}
    pack_table(saved.run, arrays)
    pack_parameters(saved.run, arrays)
    twin = saved.twin and {
        "run": packed_run(saved.twin.run, arrays, "twin"),
        "start_epoch": saved.twin.start_epoch,
        "parted": saved.twin.parted,
    }
    tree = {"run": packed_run(saved.run, arrays, "run"), "twin": twin}
    arrays["tree"] = np.frombuffer(json.dumps(tree).encode(), dtype=np.uint8)
    body = io.BytesIO()
    np.savez(body, **arrays)  # type: ignore[arg-type]
    data = body.getvalue()
    checksum = hashlib.sha256(data).hexdigest()
    return header_line(summary_of(saved.run), len(data), checksum) + data


def read(path: Path) -> SavedSession:
    """Raises `RunFileError` with a sentence that says what is wrong with the file."""
    try:
        with path.open("rb") as file:
            return read_from(file, path)
    except OSError as error:
        raise RunFileError(f"{told_path(path)} cannot be read: {error.strerror}") from None


def read_from(file: IO[bytes], path: Path) -> SavedSession:
    """The run that makes up the rest of an open file, which is called so; raises as `read` does."""
    header = parsed_header(path, file.readline(LONGEST_HEADER))
    data = file.read()
    require_whole_file(path, header, len(data))
    if hashlib.sha256(data).hexdigest() != header.get("sha256"):
        raise RunFileError(f"{told_path(path)} is damaged: its contents do not fit its checksum")
    try:
        return decoded(data)
    except PyTorchMissingError as error:
        raise RunFileError(f"{told_path(path)} cannot be gone on with here: {error}") from None
    except NO_SENSE as error:
        raise RunFileError(f"{told_path(path)} holds no run that makes sense: {error}") from None


def decoded(data: bytes) -> SavedSession:
    with np.load(io.BytesIO(data), allow_pickle=False) as archive:
        arrays = {name: archive[name] for name in archive.files}
    tree = json.loads(arrays["tree"].tobytes())
    twin = tree["twin"]
    return SavedSession(
        run=unpacked_run(tree["run"], arrays, "run"),
        twin=twin
        and SavedTwin(
            run=unpacked_run(twin["run"], arrays, "twin"),
            start_epoch=twin["start_epoch"],
            parted=twin["parted"] and (twin["parted"][0], twin["parted"][1]),
        ),
    )


def packed_run(run: SavedRun, arrays: Arrays, name: str) -> dict[str, Any]:
    """The run as what JSON can hold; its arrays go to `arrays`, under names that begin so."""
    future = run.future
    return {
        "changes": [
            {
                **vars(change),
                "configuration": as_dict(change.configuration),
                "planned": change.planned and vars(change.planned),
            }
            for change in run.changes
        ],
        "applied": run.applied,
        "state": packed_state(run.state, arrays, f"{name}.state"),
        "divergence": run.divergence and asdict(run.divergence),
        "train": packed_history(run.train_history, arrays, f"{name}.train"),
        "test": packed_history(run.test_history, arrays, f"{name}.test"),
        "future": future
        and {
            "time": future.time,
            "epoch": future.epoch,
            "train": packed_history(future.train_history, arrays, f"{name}.future_train"),
            "test": packed_history(future.test_history, arrays, f"{name}.future_test"),
        },
        "first_update": run.first_update,
        "checkpoints": [
            [
                index,
                checkpoint.changes,
                packed_state(checkpoint.state, arrays, f"{name}.checkpoint{index}"),
            ]
            for index, checkpoint in run.checkpoints
        ],
    }


def unpacked_run(tree: dict[str, Any], arrays: Arrays, name: str) -> SavedRun:
    own = unpacked_table(arrays), unpacked_parameters(arrays)
    changes = tuple(unpacked_change(change, *own) for change in tree["changes"])
    configuration = changes[tree["applied"] - 1].configuration
    future = tree["future"]
    state = unpacked_state(tree["state"], arrays, f"{name}.state")
    if state.parameters.shape != (configuration.parameter_count,):
        raise ValueError("its parameters are not those of its network")
    return SavedRun(
        changes=changes,
        applied=tree["applied"],
        state=state,
        divergence=tree["divergence"] and Divergence(**tree["divergence"]),
        train_history=unpacked_history(tree["train"], arrays, f"{name}.train"),
        test_history=unpacked_history(tree["test"], arrays, f"{name}.test"),
        future=future
        and Future(
            future["time"],
            future["epoch"],
            unpacked_history(future["train"], arrays, f"{name}.future_train"),
            unpacked_history(future["test"], arrays, f"{name}.future_test"),
        ),
        first_update=tree["first_update"],
        checkpoints=tuple(
            (index, Checkpoint(unpacked_state(state, arrays, f"{name}.checkpoint{index}"), count))
            for index, count, state in tree["checkpoints"]
        ),
    )


def unpacked_change(
    tree: dict[str, Any], table: Table | None, parameters: StartingParameters | None
) -> Change:
    parameter, planned = tree.get("parameter"), tree.get("planned")
    return Change(
        **{
            **tree,
            "configuration": from_dict(tree["configuration"], table, parameters),
            "parameter": parameter and (parameter[0], parameter[1]),
            "planned": planned and unpacked_planned(planned),
        }
    )


def unpacked_planned(tree: dict[str, Any]) -> Planned:
    """What JSON has made lists of are tuples again."""
    values, parameter = tree["values"], tree["parameter"]
    tuples = {field: tuple(value) for field, value in values.items() if isinstance(value, list)}
    return Planned(
        **{
            **tree,
            "values": {**values, **tuples},
            "parameter": parameter and tuple(parameter),
        }
    )
