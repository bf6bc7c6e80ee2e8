"""The keys of the main screen, in the order of help and footer, each with what it does.

What a key asks of the training session stands in its line, and so is checked like all that is
typed; the name in its action is made of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding

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
from microtui.keys import Group, binding_id, key
from microtui.session.commands import (
    BringBack,
    ChangeSpeed,
    Command,
    Configure,
    Jump,
    PlayOrPause,
    Restart,
    Step,
    StepBack,
    TakeBack,
    ToggleTwin,
)
from microtui.widgets.panes.registry import PANES

# fmt: off
AskName = Literal[
    "epoch", "mistake", "twin", "parameter", "options", "data", "export", "check", "source",
    "copy", "legend", "runs", "scratchpad", "course",
]
# fmt: on
"""What takes more than a command: see `microtui.screens.dialogs.asking`."""


@dataclass(frozen=True)
class CommandKey:
    """A key that asks something of the training session, and what it asks."""

    binding: Binding
    command: Command


def sends(
    keys: str,
    command: Command,
    label: str,
    explanation: str,
    group: Group,
    *,
    footer: bool = False,
    display: str | None = None,
) -> CommandKey:
    """A key that sends a command; its action knows the command by the id of the binding."""
    action = f"send('{binding_id(label, group)}')"
    binding = key(keys, action, label, explanation, group, footer=footer, display=display)
    return CommandKey(binding, command)


def asks(
    keys: str,
    name: AskName,
    label: str,
    explanation: str,
    group: Group,
    *,
    footer: bool = False,
) -> Binding:
    """A key that asks the reader for more, or the session for how things are."""
    return key(keys, f"ask('{name}')", label, explanation, group, footer=footer)


EPOCH, BATCH, PHASE = Step("epoch"), Step("batch"), Step("phase")
EPOCH_BACK, BATCH_BACK, PHASE_BACK = StepBack("epoch"), StepBack("batch"), StepBack("phase")
SWITCH_ZERO_GRAD = Configure(with_zero_grad_switched)
TWIN = ToggleTwin(with_zero_grad_switched)
RATE_DOWN = Configure(with_neighbouring_learning_rate(-1))
RATE_UP = Configure(with_neighbouring_learning_rate(1))

TRAINING_KEYS: list[CommandKey | Binding] = [
    sends("space", PlayOrPause(), "play", "Play or pause", "training", footer=True),
    sends("s", EPOCH, "epoch", "Train to the end of the epoch", "training", footer=True),
    sends("right", EPOCH, "next epoch", "Train to the end of the epoch", "training"),
    sends("b", BATCH, "batch", "Finish one update, on one batch", "training", footer=True),
    sends("n", PHASE, "phase", "Run the next phase of an update", "training", footer=True),
    sends(
        "left", EPOCH_BACK, "back", "Go back to the beginning of the epoch", "training", footer=True
    ),
    sends("S", EPOCH_BACK, "epoch back", "Go back to the beginning of the epoch", "time"),
    sends("B", BATCH_BACK, "batch back", "Go back by one update", "time"),
    sends("N", PHASE_BACK, "phase back", "Go back by one phase", "time"),
    sends("less_than_sign", Jump(-0.1), "earlier", "Go back by a tenth of the run", "time"),
    sends("greater_than_sign", Jump(0.1), "later", "Go on by a tenth of the run", "time"),
    asks("j", "epoch", "jump", "Jump to an epoch of the run", "time"),
    sends(
        "z", SWITCH_ZERO_GRAD, "zero_grad", "zero_grad off, or on again", "training", footer=True
    ),
    sends("t", TWIN, "twin", "A twin that differs in zero_grad, or no more", "twin", footer=True),
    asks("T", "twin", "choose twin", "Choose what a twin differs in", "twin"),
    asks(
        "M",
        "mistake",
        "mistakes",
        "Make a classic mistake, or mend it; one begins anew",
        "training",
    ),
    sends(
        "r",
        Restart(unchanged),
        "reset",
        "Begin anew from the same parameters",
        "training",
        footer=True,
    ),
    sends("R", Restart(with_new_seed), "new seed", "Begin anew with another seed", "training"),
    sends(
        "ctrl+r",
        TakeBack(),
        "take back",
        "Take back what last began anew or changed the run",
        "training",
    ),
    sends("ctrl+y", BringBack(), "bring back", "Bring back what was taken back", "training"),
    sends("plus,equals_sign", ChangeSpeed(1), "faster", "Train faster", "training", display="+"),
    sends("minus", ChangeSpeed(-1), "slower", "Train slower", "training", display="-"),
]

CHANGING_KEYS: list[CommandKey | Binding] = [
    sends(
        "d",
        Restart(with_next_dataset),
        "data",
        "Begin anew on the next dataset",
        "changing",
        footer=True,
    ),
    asks("D", "data", "own data", "Begin anew on a file of your own", "changing"),
    sends("l", RATE_DOWN, "rate down", "Lower the learning rate", "changing"),
    sends("L", RATE_UP, "rate up", "Raise the learning rate", "changing"),
    sends(
        "a",
        Configure(with_next_activation),
        "activation",
        "Take the next activation",
        "changing",
    ),
    sends("m", Configure(with_next_optimizer), "optimizer", "Take the next optimizer", "changing"),
    sends("w", Configure(with_next_engine), "engine", "Compute in the next form", "changing"),
    sends(
        "h", Configure(with_layer_more), "layer more", "Add a hidden layer; begins anew", "changing"
    ),
    sends(
        "H",
        Configure(with_layer_less),
        "layer less",
        "Remove the last hidden layer; begins anew",
        "changing",
    ),
    sends(
        "u",
        Configure(with_units(1)),
        "unit more",
        "A neuron more in each hidden layer; begins anew",
        "changing",
    ),
    sends(
        "U",
        Configure(with_units(-1)),
        "unit less",
        "A neuron less in each hidden layer; begins anew",
        "changing",
    ),
    asks("p", "parameter", "parameter", "Set a parameter by hand", "changing"),
    asks(
        "o",
        "options",
        "options",
        "Set every option, and the theme; some begin anew",
        "changing",
        footer=True,
    ),
]

LOOKING_KEYS: list[Binding] = [
    asks("c", "check", "check", "Check the gradients of this batch", "looking"),
    asks("v", "source", "code", "Read the code that the next phase runs", "looking"),
    asks("asterisk", "legend", "signs", "What the signs and colours mean", "looking", footer=True),
    asks(
        "E",
        "scratchpad",
        "expression",
        "Type an expression, and see its graph and gradients",
        "looking",
    ),
    key("slash", "filter", "filter", "List only parameters whose name has …", "looking"),
    key("f", "maximise", "maximise", "This pane alone, or all again", "looking"),
    *(
        key(pane.key, f"show_pane('{pane.id}')", pane.id, pane.explanation, "looking", footer=True)
        for pane in PANES
    ),
]

SHARING_KEYS: list[Binding] = [
    asks("y", "copy", "copy", "Copy the command line of this run", "sharing"),
    key("Y", "switch_mouse", "mouse", "Mouse off, to select text with it, or on", "sharing"),
    asks("x", "export", "export", "Write the run, or a picture of it, to a file", "sharing"),
    asks("O", "runs", "open", "Go on with a saved run, or delete some", "sharing"),
]

PROGRAM_KEYS: list[Binding] = [
    asks("C", "course", "course", "Go to the lessons of the course", "program"),
]

ALL_KEYS = [*TRAINING_KEYS, *CHANGING_KEYS, *LOOKING_KEYS, *SHARING_KEYS, *PROGRAM_KEYS]

MAIN_KEYS = [each.binding if isinstance(each, CommandKey) else each for each in ALL_KEYS]

COMMANDS = {str(each.binding.id): each.command for each in ALL_KEYS if isinstance(each, CommandKey)}
"""By the ids that the actions of their keys name."""
