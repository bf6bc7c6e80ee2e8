"""The whole state of a run as JSON: what any other program needs to go on from here."""

from __future__ import annotations

import json
import math
from typing import Any

from engine.arrays import Array
from engine.data.table import Table
from engine.network.flat import parameter_names
from engine.replay.recording import Recording
from engine.run.history import History
from engine.training import PHASES
from microtui import __version__
from microtui.settings.configuration_dict import as_dict

EXACT_NOTE = "numbers read back bit for bit; what is not finite is null"


def state_json(recording: Recording) -> str:
    """One object; the lists of parameters and gradients are in the order of `names`."""
    training = recording.training
    configuration, state = training.configuration, training.state()
    tree = {
        "program": f"microtui {__version__}",
        "note": EXACT_NOTE,
        "config": as_dict(configuration),
        "scaling": configuration.table and scaling(configuration.table),
        "epoch": state.epoch,
        "batch": state.batch,
        "next_phase": PHASES[state.phase],
        "updates": state.updates,
        "backwards_summed": state.backwards_summed,
        "batch_loss": state.batch_loss,
        "objective": training.objective(),
        "learning_rate": training.optimizer.learning_rate,
        "diverged": training.divergence and training.divergence.what,
        "sizes": configuration.sizes,
        "names": parameter_names(configuration.sizes),
        "parameters": state.parameters.tolist(),
        "gradients": state.gradients.tolist(),
        "added": state.added.tolist(),
        "optimizer": {"steps": state.steps, "slots": state.slots.tolist()},
        "train_history": history(training.train_history),
        "test_history": history(training.test_history),
    }
    return json.dumps(finite(tree), indent=1) + "\n"


def history(losses: History) -> dict[str, Any]:
    return {
        "epochs": losses.length,
        "epochs_per_bucket": losses.width,
        "low": losses.low,
        "high": losses.high,
    }


def scaling(table: Table) -> dict[str, Any]:
    """How the reader's numbers became the network's: (raw - offset) / scale, column by column."""
    return {
        "is_scaled": table.is_scaled,
        "columns": table.column_names,
        "offsets": table.offsets.tolist(),
        "scales": table.scales.tolist(),
        "labels": table.labels,
        "target_offset": one_or_all(table.target_offsets),
        "target_scale": one_or_all(table.target_scales),
    }


def one_or_all(numbers: Array) -> Any:
    """A number where there is one target, else a list with one for each."""
    return numbers.item() if len(numbers) == 1 else numbers.tolist()


def finite(tree: Any) -> Any:
    """The same with null for inf and NaN, which JSON does not have."""
    if isinstance(tree, dict):
        return {name: finite(value) for name, value in tree.items()}
    if isinstance(tree, (list, tuple)):
        return [finite(value) for value in tree]
    return None if isinstance(tree, float) and not math.isfinite(tree) else tree
