"""The signs of a graph."""

from __future__ import annotations

from engine.run.configuration import Configuration
from microtui.words.legend.entries import Entry, Looks


def graph_section(configuration: Configuration, looks: Looks) -> tuple[Entry, ...]:
    ascii_only = looks.ascii_only
    heavy = "# =" if ascii_only else "┏ ━"
    double = "= |" if ascii_only else "╔ ═"
    bar = "|" if ascii_only else "│"
    colors = (
        (
            Entry(
                "orange",
                "A gradient below 0: a larger number here makes the result smaller.",
                "negative",
            ),
            Entry("blue", "A gradient above 0; the stronger the colour, the larger.", "positive"),
        )
        if looks.has_colors
        else ()
    )
    return (
        Entry("data", "The number that this node holds; in one line, what stands before the bar."),
        Entry("grad", f"How the result changes with it; in one line, behind the {bar}."),
        Entry("#3", "The third operation in topological order; backward comes to it in reverse."),
        Entry("×-3", "The local derivative: how the chosen node changes with this one."),
        Entry("n1.3", "The output of neuron 3 of layer 1; both are counted from 0."),
        *several_scores(configuration),
        Entry(double, "A neuron or a layer folded into one node: enter opens it."),
        Entry(heavy, "The chosen node, and the edge that the last step went along."),
        Entry("?", "Not computed yet: forward has not come to it."),
        *colors,
    )


def several_scores(configuration: Configuration) -> tuple[Entry, ...]:
    """How the loss of a sample comes of them."""
    if configuration.outputs == 1:
        return ()
    if not configuration.data.has_several_classes:
        return (Entry("score[1]", "What output 1 gives, counted from 0; target[1] is its target."),)
    second = configuration.data.classes[1]
    return (
        Entry("score[1]", f"The score of {second}: classes are counted from 0."),
        Entry("e[1]", "e to the power of it, less the largest: that changes no probability."),
        Entry("p[1]", "What the right class has of the total of all of these: its probability."),
    )
