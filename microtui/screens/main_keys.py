"""The keys of the main screen, in the order of help and footer."""

from __future__ import annotations

from textual.binding import Binding

from microtui.keys import key
from microtui.widgets.panes.registry import PANES

TRAINING_KEYS: list[Binding] = [
    key("space", "send('play_or_pause')", "play", "Play or pause", "training", footer=True),
    key("s", "send('epoch')", "epoch", "Train to the end of the epoch", "training", footer=True),
    key("right", "send('epoch')", "next epoch", "Train to the end of the epoch", "training"),
    key("b", "send('batch')", "batch", "Finish one update, on one batch", "training", footer=True),
    key("n", "send('phase')", "phase", "Run the next phase of an update", "training", footer=True),
    key(
        "left",
        "send('epoch_back')",
        "back",
        "Go back to the beginning of the epoch",
        "training",
        footer=True,
    ),
    key("S", "send('epoch_back')", "epoch back", "Go back to the beginning of the epoch", "time"),
    key("B", "send('batch_back')", "batch back", "Go back by one update", "time"),
    key("N", "send('phase_back')", "phase back", "Go back by one phase", "time"),
    key("less_than_sign", "jump(-0.1)", "earlier", "Go back by a tenth of the run", "time"),
    key("greater_than_sign", "jump(0.1)", "later", "Go on by a tenth of the run", "time"),
    key("j", "ask('epoch')", "jump", "Jump to an epoch of the run", "time"),
    key(
        "z",
        "send('zero_grad')",
        "zero_grad",
        "zero_grad off, or on again",
        "training",
        footer=True,
    ),
    key("t", "twin", "twin", "A twin that differs in zero_grad, or no more", "twin", footer=True),
    key("T", "ask('twin')", "choose twin", "Choose what a twin differs in", "twin"),
    key("M", "ask('mistake')", "mistakes", "Make a classic mistake, or mend it", "training"),
    key(
        "r",
        "send('reset')",
        "reset",
        "Begin anew from the same parameters",
        "training",
        footer=True,
    ),
    key("R", "send('new_seed')", "new seed", "Begin anew with another seed", "training"),
    key("plus,equals_sign", "change_speed(1)", "faster", "Train faster", "training", display="+"),
    key("minus", "change_speed(-1)", "slower", "Train slower", "training", display="-"),
]

CHANGING_KEYS: list[Binding] = [
    key(
        "d",
        "send('next_dataset')",
        "data",
        "Begin anew on the next dataset",
        "changing",
        footer=True,
    ),
    key("l", "send('lower_rate')", "rate down", "Lower the learning rate", "changing"),
    key("L", "send('higher_rate')", "rate up", "Raise the learning rate", "changing"),
    key("a", "send('activation')", "activation", "Take the next activation", "changing"),
    key("m", "send('optimizer')", "optimizer", "Take the next optimizer", "changing"),
    key("w", "send('engine')", "engine", "Compute in the other form", "changing"),
    key("h", "send('layer_more')", "layer more", "Add a hidden layer", "changing"),
    key("H", "send('layer_less')", "layer less", "Remove the last hidden layer", "changing"),
    key("u", "send('unit_more')", "unit more", "A neuron more in each hidden layer", "changing"),
    key("U", "send('unit_less')", "unit less", "A neuron less in each hidden layer", "changing"),
    key("p", "ask('parameter')", "parameter", "Set a parameter by hand", "changing"),
    key(
        "o", "ask('options')", "options", "Set every option, and the theme", "changing", footer=True
    ),
]

LOOKING_KEYS: list[Binding] = [
    key("c", "check_gradients", "check", "Check the gradients of this batch", "looking"),
    key("v", "show_source", "code", "Read the code that the next phase runs", "looking"),
    key("f", "maximise", "maximise", "This pane alone, or all again", "looking"),
    *(
        key(pane.key, f"show_pane('{pane.id}')", pane.id, pane.explanation, "looking")
        for pane in PANES
    ),
]

SHARING_KEYS: list[Binding] = [
    key("y", "copy_command", "copy", "Copy the command line of this run", "sharing"),
    key("x", "ask('export')", "export", "Write the run, or a picture of it, to a file", "sharing"),
]

MAIN_KEYS = [*TRAINING_KEYS, *CHANGING_KEYS, *LOOKING_KEYS, *SHARING_KEYS]
