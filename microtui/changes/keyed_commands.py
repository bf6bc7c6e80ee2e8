"""What a key asks of the training session, where nothing more has to be known for it."""

from __future__ import annotations

from microtui.changes.revisions import (
    unchanged,
    with_layer_less,
    with_layer_more,
    with_neighbouring_learning_rate,
    with_new_seed,
    with_next_activation,
    with_next_dataset,
    with_next_engine,
    with_next_optimizer,
    with_units,
    with_zero_grad_switched,
)
from microtui.session.commands import Command, Configure, PlayOrPause, Restart, Step, StepBack

COMMANDS: dict[str, Command] = {
    "play_or_pause": PlayOrPause(),
    "epoch": Step("epoch"),
    "batch": Step("batch"),
    "phase": Step("phase"),
    "epoch_back": StepBack("epoch"),
    "batch_back": StepBack("batch"),
    "phase_back": StepBack("phase"),
    "reset": Restart(unchanged),
    "new_seed": Restart(with_new_seed),
    "next_dataset": Restart(with_next_dataset),
    "zero_grad": Configure(with_zero_grad_switched),
    "lower_rate": Configure(with_neighbouring_learning_rate(-1)),
    "higher_rate": Configure(with_neighbouring_learning_rate(1)),
    "activation": Configure(with_next_activation),
    "optimizer": Configure(with_next_optimizer),
    "engine": Configure(with_next_engine),
    "layer_more": Configure(with_layer_more),
    "layer_less": Configure(with_layer_less),
    "unit_more": Configure(with_units(1)),
    "unit_less": Configure(with_units(-1)),
}
"""By the names that `microtui.screens.main_keys` has for them."""
