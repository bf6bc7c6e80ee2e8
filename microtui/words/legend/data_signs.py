"""The signs of the data: in words, and on the map."""

from __future__ import annotations

from engine.data.table import Table
from engine.run.configuration import Configuration
from microtui.words.legend.entries import Entry, Looks
from microtui.words.samples.data_words import class_names, column_texts, target_texts
from microtui.words.signs import class_signs


def data_section(configuration: Configuration, looks: Looks) -> tuple[Entry, ...]:
    """What labels, targets and columns have become: the reader's own, and more than two classes of
    any data."""
    table = configuration.table
    if configuration.data.has_several_classes:
        entries = class_entries(configuration, looks)
    elif table is None:
        return ()
    elif table.task == "regression":
        entries = target_entries(table)
    else:
        entries = label_entries(table, looks)
    columns = [] if table is None else column_texts(table)
    return (*entries, *(Entry(*column) for column in columns))


def class_entries(configuration: Configuration, looks: Looks) -> list[Entry]:
    """Of more than two classes."""
    classes = configuration.data.classes
    output = len(configuration.sizes) - 2
    signs = class_signs(classes, ascii_only=looks.ascii_only)
    return [
        Entry(
            name,
            f"{sign}: neuron {output}.{number} gives its score, score[{number}] in the graph.",
            of_class=number,
        )
        for number, (name, sign) in enumerate(zip(classes, signs, strict=True))
    ]


def target_entries(table: Table) -> list[Entry]:
    """Of one target, or of several, each with its own output."""
    texts, output = target_texts(table), len(table.target_names) > 1
    return [
        Entry(name, f"{text}{f': score[{number}] in the graph' if output else ''}.")
        for number, (name, text) in enumerate(texts)
    ]


def label_entries(table: Table, looks: Looks) -> list[Entry]:
    """Of two classes."""
    (low, high), sign = table.labels, looks.signs
    return [
        Entry(low, f"{sign.negative}{looks.colored('orange')}: its target is -1.", "negative"),
        Entry(high, f"{sign.positive}{looks.colored('blue')}: its target is 1.", "positive"),
    ]


def map_section(configuration: Configuration, looks: Looks) -> tuple[Entry, ...]:
    is_of_classes = configuration.data.has_several_classes
    samples = class_samples if is_of_classes else samples_of_either_side
    shades = class_shades if is_of_classes else shades_of_either_side
    return (
        *samples(configuration, looks),
        *axes(configuration, looks),
        Entry("[ ]", "Around the sample that is chosen in Examples."),
        *shades(configuration, looks),
    )


def axes(configuration: Configuration, looks: Looks) -> tuple[Entry, ...]:
    """What the map shows, where that is not plain."""
    entries = []
    columns = len(configuration.data.input_names)
    if columns > 2:
        entries.append(
            Entry(
                "two columns",
                "[ and ] choose them. The colours are those where the others are at their means, "
                "so that a sample may lie on a colour that it does not have.",
            )
        )
        entries.append(
            Entry(
                "PC 1, PC 2",
                "P: the two directions in which the samples differ most; so much of their variance "
                "is in this plane.",
            )
        )
    if columns == 1:
        line = looks.signs.train_curve[0]
        entries.append(Entry("upwards", "The target: there is but one column to show, across."))
        entries.append(Entry(line, "What the network says there."))
    if configuration.task == "regression" and configuration.outputs > 1:
        entries.append(Entry("one target", "The map shows one of them at a time: g, the next."))
    return tuple(entries)


def class_samples(configuration: Configuration, looks: Looks) -> tuple[Entry, ...]:
    classes = configuration.data.classes
    signs = class_signs(classes, ascii_only=looks.ascii_only)
    return (
        *(
            Entry(sign, f"A sample to train on: {name}.", of_class=number)
            for number, (name, sign) in enumerate(zip(classes, signs, strict=True))
        ),
        Entry("underlined", "A test sample, where they are shown."),
        Entry(looks.signs.both, "Samples of several classes in a cell, none of more than half."),
    )


def class_shades(configuration: Configuration, looks: Looks) -> tuple[Entry, ...]:
    if looks.has_colors:
        return (
            Entry("a colour", "That of the class whose score is the largest here."),
            Entry("strong", "This class is as good as certain."),
            Entry("faint", "Others are about as probable. There run the borders."),
        )
    signs = class_signs(configuration.data.classes, ascii_only=looks.ascii_only)
    return (
        Entry(
            "".join(signs).lower(),
            "The class whose score is the largest here: the denser, the more probable.",
        ),
        Entry("?", "What it says there is no number."),
    )


def samples_of_either_side(configuration: Configuration, looks: Looks) -> tuple[Entry, ...]:
    """Of two classes, and of targets that are numbers."""
    sign = looks.signs
    negative, positive = class_names(configuration)
    both = (
        ()
        if configuration.task == "regression"
        else (Entry(sign.both, "Samples of both classes in one cell."),)
    )
    return (
        Entry(
            sign.negative, f"A sample to train on: {negative}{looks.colored('orange')}.", "negative"
        ),
        Entry(
            sign.positive, f"A sample to train on: {positive}{looks.colored('blue')}.", "positive"
        ),
        Entry(sign.negative_test, f"A test sample, where they are shown: {negative}.", "negative"),
        Entry(sign.positive_test, f"A test sample, where they are shown: {positive}.", "positive"),
        *both,
    )


def shades_of_either_side(configuration: Configuration, looks: Looks) -> tuple[Entry, ...]:
    negative, positive = class_names(configuration)
    if looks.has_colors:
        return (
            Entry(
                "orange", f"Here the network says {negative}: the stronger, the surer.", "negative"
            ),
            Entry("blue", f"Here the network says {positive}.", "positive"),
            Entry("in between", "Faint: it is not sure. There runs its border."),
        )
    light, dense = (".", ":") if looks.ascii_only else ("░", "▒")
    return (
        Entry(f"{light} {dense}", f"Here the network says {positive}: the denser, the surer."),
        Entry("blank", f"Here it says {negative}."),
        Entry("?", "What it says there is no number."),
    )
