"""Every sign and colour on the screen, named: what the panes draw with on this very terminal."""

from __future__ import annotations

from dataclasses import replace

from engine.run.configuration import Configuration
from microtui.words.legend.confusion_signs import confusion_section
from microtui.words.legend.data_signs import data_section, map_section
from microtui.words.legend.entries import Entry, Looks, Section
from microtui.words.legend.graph_signs import graph_section
from microtui.words.legend.network_signs import network_section
from microtui.words.samples.loss_sum import as_typed, probability_formula, sample_loss_formula


def legend(configuration: Configuration, looks: Looks) -> tuple[Section, ...]:
    """In the order in which one meets them: the data, the header, and the panes by their keys."""
    sections = (
        Section("The data", data_section(configuration, looks)),
        Section("Header", header_section(configuration)),
        Section("Loss", loss_section(looks)),
        Section("Decision map", map_section(configuration, looks)),
        Section("Parameters", PARAMETERS),
        Section("One update", update_section(looks)),
        Section("Network", network_section(configuration, looks)),
        Section("Histograms", histograms_section(looks)),
        Section("What a gradient is made of", gradient_section(looks)),
        Section("Examples", examples_section(configuration, looks)),
        Section("Graph", graph_section(configuration, looks)),
        Section("Confusion", confusion_section(configuration, looks)),
    )
    return tuple(section for section in sections if section.entries)


def header_section(configuration: Configuration) -> tuple[Entry, ...]:
    accuracy = Entry("accuracy", "The share of samples that are put into the right class.")
    return (
        Entry("epoch", "How many times the whole training set has been gone through."),
        Entry("batch", "Updates done in this epoch, and how many there are in each."),
        Entry("loss", "How wrong the scores are: smaller is better. Without penalties L1, L2."),
        *(() if configuration.task == "regression" else (accuracy,)),
        Entry("train, test", "Over the samples trained on; over those that are kept apart."),
        Entry("‖grad‖", "The length of the vector of all gradients: root of the sum of squares."),
        Entry("zero_grad", "OFF: gradients are not cleared before each backward; they pile up."),
    )


def loss_section(looks: Looks) -> tuple[Entry, ...]:
    sign = looks.signs
    return (
        Entry(sign.train_curve, "The training set, after each epoch.", "train"),
        Entry(sign.test_curve, "The test set.", "test"),
        Entry(sign.twin_curve, "The twin that t trains beside this run.", "twin"),
        Entry(
            f"{sign.change} {sign.change_line}",
            "Here something was changed: z off is zero_grad, lr the learning rate.",
        ),
    )


PARAMETERS = (
    Entry("0.3.w[1]", "Layer 0, its neuron 3, its weight 1, for input 1: all counted from 0."),
    Entry("0.3.b", "The bias of that neuron, which is added to its weighted sum."),
    Entry("grad", "How the loss changes with this parameter: what the update follows."),
    Entry("added", "What the backward of this update added to grad."),
    Entry("carried", "What was in grad before it: 0, unless zero_grad is off."),
    Entry("old", "The value before the update, where it has just moved it."),
    Entry("–", "Has not run yet in the update under way."),
    Entry("+1.2e-5", "0.000012: times ten to the power of -5."),
)


def update_section(looks: Looks) -> tuple[Entry, ...]:
    return (
        Entry(">" if looks.ascii_only else "▸", "The phase that comes next: n runs it."),
        Entry("1 forward", "Compute the scores of this batch, and the loss of them."),
        Entry(
            "2 zero_grad", "Set every gradient to 0. Struck through, # skipped: it does nothing."
        ),
        Entry("3 backward", "The chain rule, from the loss to every parameter; it adds to grad."),
        Entry("4 update", "Each parameter goes a step against its gradient."),
        Entry("batch loss", "Of the samples of this batch alone, with penalties L1, L2."),
        Entry("‖ ‖", "The length of a vector, such as that of all gradients."),
    )


def histograms_section(looks: Looks) -> tuple[Entry, ...]:
    if not looks.has_colors:
        return (Entry("bars", "How many numbers are this large, from the smallest on the left."),)
    return (
        Entry("orange", "How many numbers are this far below 0.", "negative"),
        Entry("blue", "How many are this far above 0.", "positive"),
    )


def gradient_section(looks: Looks) -> tuple[Entry, ...]:
    bar = "=" if looks.ascii_only else "█"
    return (
        Entry(f"{bar}|", "What one backward added, below 0.", "negative"),
        Entry(f"|{bar}", "What one backward added, above 0.", "positive"),
        Entry("in .grad", "What of it is still there; dim, –: zero_grad has cleared it."),
        Entry("earlier:", "All those for which there is no line, together."),
        Entry("×0.9", "How much momentum of 0.9 would have kept of it."),
        Entry("×1", "Momentum that keeps all: what a forgotten zero_grad amounts to."),
    )


def examples_section(configuration: Configuration, looks: Looks) -> tuple[Entry, ...]:
    formula = sample_loss_formula(configuration)
    entries = (
        Entry("its loss", f"{formula} for this one sample."),
        *(() if configuration.task == "regression" else verdicts(configuration)),
        Entry(">" if looks.ascii_only else "▸", "The sample that the arrow keys have chosen."),
        Entry("w·x + b", "Each input of a neuron times its weight, and the bias, added up."),
        Entry("~" if looks.ascii_only else "≈", "As good as: there are more digits than shown."),
    )
    if not looks.ascii_only:
        return entries
    return tuple(
        replace(each, sign=as_typed(each.sign), meaning=as_typed(each.meaning)) for each in entries
    )


def verdicts(configuration: Configuration) -> tuple[Entry, ...]:
    """What makes a sample right, and of more than two classes what is made of scores."""
    if not configuration.data.has_several_classes:
        return (
            Entry("right", "The score lies on the same side of 0 as the target."),
            Entry("wrong, !", "It does not.", "warning"),
        )
    return (
        Entry("right", "Of all scores that of its class is the largest."),
        Entry("wrong, !", "That of another class is.", "warning"),
        Entry("s", "A score: there is one for each class, an output of the network."),
        Entry(
            "p",
            f"How probable what it says is: {probability_formula()}, the softmax of the scores. "
            "Those of all classes add up to 1.",
        ),
        Entry("its p", "How probable the network finds the class that the sample is of."),
    )
