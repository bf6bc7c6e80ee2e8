"""The formats that a run is exported in: adding one is one file and one entry here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engine.errors import require_name
from engine.replay.recording import Recording
from microtui.exports.history_csv import history_csv
from microtui.exports.pytorch_script import pytorch_script
from microtui.exports.state_json import state_json


@dataclass(frozen=True)
class Format:
    """`text` makes a whole file of a run as it stands.

    It raises `ConfigurationError` where the format cannot hold what the run does.
    """

    name: str
    suffix: str
    label: str
    explanation: str
    text: Callable[[Recording], str]


FORMATS = {
    each.name: each
    for each in (
        Format(
            "pytorch",
            ".py",
            "PyTorch script",
            "The same network and data in PyTorch; it goes on with the same training.",
            pytorch_script,
        ),
        Format(
            "csv",
            ".csv",
            "loss history",
            "The loss of each epoch, training and test, for a spreadsheet.",
            history_csv,
        ),
        Format(
            "json",
            ".json",
            "whole state",
            "Settings, position, parameters, gradients and history, for any program.",
            state_json,
        ),
    )
}


def format_named(name: str) -> Format:
    """Raises `ConfigurationError` for a name that is not there."""
    require_name("format", name, FORMATS)
    return FORMATS[name]
