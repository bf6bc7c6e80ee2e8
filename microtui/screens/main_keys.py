"""The keys of the main screen, in the order of help and footer."""

from __future__ import annotations

from textual.binding import Binding

from microtui.keyed_revisions import KEYED_REVISIONS
from microtui.keys import key

TRAINING_KEYS: list[Binding] = [
    key("space", "play_or_pause", "play", "Play or pause", "training", footer=True),
    key("s", "step('epoch')", "epoch", "Train to the end of the epoch", "training", footer=True),
    key("right", "step('epoch')", "next epoch", "Train to the end of the epoch", "training"),
    key("b", "step('batch')", "batch", "Finish one update, on one batch", "training", footer=True),
    key("n", "step('phase')", "phase", "Run the next phase of an update", "training", footer=True),
    key(
        "left",
        "step_back('epoch')",
        "back",
        "Go back to the beginning of the epoch",
        "training",
        footer=True,
    ),
    key("S", "step_back('epoch')", "epoch back", "Go back to the beginning of the epoch", "time"),
    key("B", "step_back('batch')", "batch back", "Go back by one update", "time"),
    key("N", "step_back('phase')", "phase back", "Go back by one phase", "time"),
    key("less_than_sign", "jump(-0.1)", "earlier", "Go back by a tenth of the run", "time"),
    key("greater_than_sign", "jump(0.1)", "later", "Go on by a tenth of the run", "time"),
    key("j", "ask_for_epoch", "jump", "Jump to an epoch of the run", "time"),
    key(
        "z",
        "toggle_zero_grad",
        "zero_grad",
        "zero_grad off, or on again",
        "training",
        footer=True,
    ),
    key("t", "twin", "twin", "A twin that differs in zero_grad, or no more", "twin", footer=True),
    key("T", "choose_twin", "choose twin", "Choose what a twin differs in", "twin"),
    key("M", "choose_mistake", "mistakes", "Make a classic mistake, or mend it", "training"),
    key("r", "reset", "reset", "Begin anew from the same parameters", "training", footer=True),
    key("R", "new_seed", "new seed", "Begin anew with another seed", "training"),
    key("plus,equals_sign", "change_speed(1)", "faster", "Train faster", "training", display="+"),
    key("minus", "change_speed(-1)", "slower", "Train slower", "training", display="-"),
]

CHANGING_KEYS: list[Binding] = [
    key("d", "next_dataset", "data", "Begin anew on the next dataset", "changing", footer=True),
    key("l", "change_learning_rate(-1)", "rate down", "Lower the learning rate", "changing"),
    key("L", "change_learning_rate(1)", "rate up", "Raise the learning rate", "changing"),
    *(
        key(each.key, f"revise('{name}')", each.label, each.explanation, "changing")
        for name, each in KEYED_REVISIONS.items()
    ),
    key("p", "ask_for_parameter", "parameter", "Set a parameter by hand", "changing"),
    key("o", "options", "options", "Set every option, and the theme", "changing", footer=True),
]

LOOKING_KEYS: list[Binding] = [
    key("c", "check_gradients", "check", "Check the gradients of this batch", "looking"),
    key("v", "show_source", "code", "Read the code that the next phase runs", "looking"),
    key("f", "maximise", "maximise", "This pane alone, or all again", "looking"),
    key("1", "show_pane('loss')", "loss", "Go to the loss curves", "looking"),
    key("2", "show_pane('map')", "map", "Go to the decision map", "looking"),
    key("3", "show_pane('parameters')", "parameters", "Go to all parameters", "looking"),
    key("4", "show_pane('update')", "update", "Go to the lines of an update", "looking"),
    key("5", "show_pane('network')", "network", "Go to the network", "looking"),
    key("6", "show_pane('histograms')", "histograms", "Go to the histograms", "looking"),
    key("7", "show_pane('gradient')", "gradient", "Go to what a gradient is made of", "looking"),
]

SHARING_KEYS: list[Binding] = [
    key("y", "copy_command", "copy", "Copy the command line of this run", "sharing"),
    key("x", "export", "export", "Write the run, or a picture of it, to a file", "sharing"),
]

MAIN_KEYS = [*TRAINING_KEYS, *CHANGING_KEYS, *LOOKING_KEYS, *SHARING_KEYS]
