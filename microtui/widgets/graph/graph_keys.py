"""The keys of a graph: choosing, unfolding, walking, panning."""

from __future__ import annotations

from textual.binding import Binding

from microtui.keys import key

GRAPH_KEYS: list[Binding] = [
    key("full_stop", "walk(1)", "step", "Walk: the next sum", "looking", footer=True),
    key("comma", "walk(-1)", "step back", "Walk: the sum before", "looking", footer=True),
    key("semicolon", "walk_node(1)", "node", "Walk: all sums of the next node", "looking"),
    key("colon", "walk_node(-1)", "node back", "Walk: all of the node before", "looking"),
    key("g", "walk_to(0)", "begin walk", "Walk: to its beginning, before forward", "looking"),
    key("G", "walk_to(-1)", "end walk", "Walk: to its end, all gradients done", "looking"),
    key("enter", "fold", "open", "Unfold a neuron or layer, or fold it again", "looking"),
    key("backspace", "close", "fold", "Fold the neuron, then the layer", "looking"),
    key("A", "open_all", "open all", "Unfold all neurons, then sums, or fold all", "looking"),
    key("i", "next_size", "size", "Boxes large, small, or one line each", "looking"),
    key("v", "show_rule", "rule", "Read the code of this operation and the walk", "looking"),
    key("slash", "find_node", "find", "Go to the node whose name has …", "looking"),
    key("up", "choose('up')", "node above", "Choose the node above", "looking"),
    key("down", "choose('down')", "node below", "Choose the node below", "looking"),
    key("left", "choose('left')", "made from", "Choose what it was made from", "looking"),
    key("right", "choose('right')", "used by", "Choose what was made of it", "looking"),
    key("home", "choose_end(0)", "first node", "Choose the first node", "looking"),
    key("end", "choose_end(-1)", "result", "Choose the result", "looking"),
    Binding("shift+left", "pan(-1, 0)", "pan left", show=False),
    Binding("shift+right", "pan(1, 0)", "pan right", show=False),
    Binding("shift+up,pageup", "pan(0, -1)", "pan up", show=False),
    Binding("shift+down,pagedown", "pan(0, 1)", "pan down", show=False),
    key("escape", "leave_walk", "leave walk", "Leave the walk", "looking", footer=True),
]
