"""How far a run has come, packed: a state, and the history of a loss."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np

from engine.run.history import History
from engine.run.state import State
from microtui.saving.packed.arrays import Arrays

STATE_ARRAYS = ("parameters", "gradients", "added", "slots")
SHOWN_ARRAYS = ("carried", "before")
"""Of a state, too; one that is only gone on from has none."""


def packed_state(state: State, arrays: Arrays, name: str) -> dict[str, Any]:
    for array in (*STATE_ARRAYS, *SHOWN_ARRAYS):
        if getattr(state, array) is not None:
            arrays[f"{name}.{array}"] = getattr(state, array)
    return {
        field.name: getattr(state, field.name)
        for field in fields(State)
        if field.name not in (*STATE_ARRAYS, *SHOWN_ARRAYS)
    }


def unpacked_state(tree: dict[str, Any], arrays: Arrays, name: str) -> State:
    found: dict[str, Any] = {array: arrays[f"{name}.{array}"] for array in STATE_ARRAYS}
    found.update({array: arrays.get(f"{name}.{array}") for array in SHOWN_ARRAYS})
    return State(**tree, **found)


def packed_history(history: History, arrays: Arrays, name: str) -> dict[str, int]:
    arrays[f"{name}.low"] = np.array(history.low)
    arrays[f"{name}.high"] = np.array(history.high)
    return {"capacity": history.capacity, "width": history.width, "length": history.length}


def unpacked_history(tree: dict[str, int], arrays: Arrays, name: str) -> History:
    history = History(tree["capacity"])
    history.width, history.length = tree["width"], tree["length"]
    history.low = arrays[f"{name}.low"].tolist()
    history.high = arrays[f"{name}.high"].tolist()
    return history
