"""The signs of the confusion matrix."""

from __future__ import annotations

from engine.run.configuration import Configuration
from microtui.words.legend.entries import Entry, Looks


def confusion_section(configuration: Configuration, looks: Looks) -> tuple[Entry, ...]:
    if configuration.task == "regression":
        return ()
    nothing = Entry("-" if looks.ascii_only else "·", "No sample.")
    if looks.has_colors:
        cells = (
            Entry(
                "blue", "Taken for what they are; the stronger, the more of the row.", "positive"
            ),
            Entry("orange", "Taken for another class.", "negative"),
        )
    else:
        shades = ". : #" if looks.ascii_only else "░ ▒ ▓"
        cells = (
            Entry("[ ]", "Around those that are taken for what they are."),
            Entry(shades, "Up to a third of the row, up to two thirds, and more."),
        )
    return (
        Entry("a row", "The samples of one class."),
        Entry("a column", "Those that the network takes for this class."),
        *cells,
        nothing,
        Entry("right, %", "Of a row, the share that is taken for what it is; below, of all."),
        Entry("in all, all", "How often the network says each class."),
    )
