"""The whole state of a run as JSON: what any other program needs to go on from here."""

from __future__ import annotations

import json
import math
from typing import Any

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
        "classes": configuration.data.classes,
        "target_names": configuration.data.target_names,
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
    """How the reader's file was read, and how its numbers became the network's: (raw - offset) /
    scale, column by column, and target by target."""
    is_one = len(table.target_names) == 1
    return {
        "is_scaled": table.is_scaled,
        "columns": table.column_names,
        "offsets": table.offsets.tolist(),
        "scales": table.scales.tolist(),
        "labels": table.labels,
        "target_names": table.target_names,
        "target_offset": table.target_offsets[0].item() if is_one else None,
        "target_scale": table.target_scales[0].item() if is_one else None,
        "target_offsets": table.target_offsets.tolist(),
        "target_scales": table.target_scales.tolist(),
        "asked": dict(table.asked),
    }


def finite(tree: Any) -> Any:
    """The same with null for inf and NaN, which JSON does not have."""
    if isinstance(tree, dict):
        return {name: finite(value) for name, value in tree.items()}
    if isinstance(tree, (list, tuple)):
        return [finite(value) for value in tree]
    return None if isinstance(tree, float) and not math.isfinite(tree) else tree
