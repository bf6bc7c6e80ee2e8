"""The keys of the table of examples."""

from __future__ import annotations

from textual.binding import Binding

from microtui.keys import key

EXAMPLE_KEYS: list[Binding] = [
    key("up", "choose(-1)", "sample before", "Choose the sample above", "looking"),
    key("down", "choose(1)", "sample after", "Choose the sample below", "looking"),
    key("pageup", "choose_page(-1)", "page back", "A page of samples back", "looking"),
    key("pagedown", "choose_page(1)", "page on", "A page of samples on", "looking"),
    key("ctrl+u", "choose_page(-0.5)", "half back", "Half a page of samples back", "looking"),
    key("ctrl+d", "choose_page(0.5)", "half on", "Half a page of samples on", "looking"),
    key("home,g", "choose_end(False)", "first sample", "Choose the first sample", "looking"),
    key("end,G", "choose_end(True)", "last sample", "Choose the last sample", "looking"),
    key("left", "choose_unit(-1)", "neuron before", "The sum of the neuron before", "looking"),
    key("right", "choose_unit(1)", "neuron after", "The sum of the neuron after", "looking"),
    key(
        "left_square_bracket",
        "choose_layer(-1)",
        "layer before",
        "The sum of a neuron of the layer before",
        "looking",
        display="[",
    ),
    key(
        "right_square_bracket",
        "choose_layer(1)",
        "layer after",
        "The sum of a neuron of the layer after",
        "looking",
        display="]",
    ),
    key("i", "switch('by_loss')", "order", "Sort by number, or by loss", "looking", footer=True),
    key("e", "switch('with_test')", "test", "List the test samples", "looking", footer=True),
    key("escape", "let_go", "let go", "Let go of the sample", "looking", footer=True),
    key("escape", "list_all", "all", "List all samples again", "looking", footer=True),
]
