"""A recorded run through a script of changes, and all that it was on the way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from engine.run.state import State
from engine.training import Training

SMALL: dict[str, Any] = {"samples": 24, "hidden": (3,), "batch_size": 5}
CHANGES: list[dict[str, Any]] = [
    {"zero_grad": False},
    {"zero_grad": True},
    {"learning_rate": 0.05},
    {"schedule": "linear", "schedule_epochs": 3},
    {"optimizer": "adam"},
    {"optimizer": "momentum"},
    {"activation": "relu"},
    {"batch_size": 4},
    {"l2": 0.01},
    {"mistakes": ("ascend",)},
    {"noise": 20.0},
    {"parameter": (2, 0.75)},
    {"parameter": (0, -2.0)},
]


def everything(training: Training) -> tuple[object, ...]:
    """All that a run is, to compare bit for bit."""
    state = training.state()
    return (
        training.configuration,
        (state.epoch, state.batch, state.phase, state.updates, state.steps),
        repr(state.batch_loss),
        state.backwards_summed,
        *(array.tobytes() for array in (state.parameters, state.gradients, state.slots)),
        *shown(state),
        repr(training.train_history.high),
        repr(training.test_history.low),
    )


def shown(state: State) -> list[bytes]:
    """Of the last backward and the last update, where the screen shows what they did."""
    assert state.carried is not None
    assert state.before is not None
    has_added = state.phase == 3 or (state.phase == 0 and state.updates > 0)
    arrays = [state.added, state.carried] if has_added else []
    return [array.tobytes() for array in (arrays if state.phase else [*arrays, state.before])]


HEALTHY = Configuration(**SMALL)
DIVERGING = Configuration(
    **SMALL, dataset="plane", loss="sse", activation="linear", learning_rate=1e10
)


def recorded(
    script: list[dict[str, Any] | int], configuration: Configuration = HEALTHY
) -> tuple[Recording, dict[int, tuple[object, ...]]]:
    """A run through a script of changes and numbers of phases, and all that it was at each time."""
    recording = Recording.begin(configuration)
    past = {recording.time: everything(recording.training)}
    for step in script:
        if isinstance(step, int):
            for _ in range(step):
                recording.run("phase")
                past[recording.time] = everything(recording.training)
        else:
            before = recording.time
            if "parameter" in step:
                recording.set_parameter(*step["parameter"])
            else:
                recording.configure(replace(recording.training.configuration, **step))
            for time in range(min(before, recording.time) + 1, max(before, recording.time) + 1):
                past.pop(time, None)
            past[recording.time] = everything(recording.training)
    return recording, past


scripts = st.lists(st.integers(1, 70) | st.sampled_from(CHANGES), min_size=1, max_size=8)
