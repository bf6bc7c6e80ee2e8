"""The signs of the network, drawn as a whole."""

from __future__ import annotations

from engine.formulas.activations import ACTIVATIONS
from engine.run.configuration import Configuration
from microtui.words.legend.entries import Entry, Looks


def network_section(configuration: Configuration, looks: Looks) -> tuple[Entry, ...]:
    kind = ACTIVATIONS[configuration.activation].stuck
    meaning = {
        "saturated": "Saturated: for nearly all samples it is at its limit, and hardly learns.",
        "dead": "Dead: off for every sample, so no gradient reaches it.",
    }
    stuck = () if kind is None else (Entry(looks.signs.stuck(kind), meaning[kind], "warning"),)
    if looks.has_colors:
        lines: tuple[Entry, ...] = (
            Entry("orange", "A weight below 0, and where a neuron gives less than 0.", "negative"),
            Entry("blue", "The same above 0; the stronger the colour, the larger.", "positive"),
        )
    elif looks.ascii_only:
        lines = (
            Entry("= -", "A weight below 0, large and small."),
            Entry("# +", "A weight above 0, large and small; . is near 0."),
        )
    else:
        lines = (Entry("dashes", "A weight below 0; a whole line is one above 0."),)
    return (
        *(of_a_picture() if configuration.data.picture else of_points(configuration)),
        *lines,
        Entry("[ ]" if looks.ascii_only else "▐ ▌", "The neuron that the arrow keys have chosen."),
        *stuck,
    )


def of_points(configuration: Configuration) -> tuple[Entry, ...]:
    """What the pictures of neurons are of."""
    pictures = Entry("pictures", "What each neuron gives at every point of the map.")
    if not configuration.data.has_several_classes:
        return (pictures,)
    of_outputs = "Of an output it is how probable its class is: one half is as faint as 0."
    return pictures, Entry("outputs", of_outputs)


def of_a_picture() -> tuple[Entry, ...]:
    """Where the network is given pictures itself."""
    return (
        Entry("no.", "The sample that is followed, or the first, and what it is."),
        Entry(
            "pictures",
            "The weights of each neuron of layer 0, pixel by pixel; the stripe on the left is what "
            "it gives for this sample.",
        ),
        Entry("blocks", "What the other hidden neurons give for it."),
        Entry("bars", "How probable each class is; the most probable stands out."),
    )
