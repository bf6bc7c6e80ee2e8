"""What one unit does for one sample, in numbers: its sum, its activation, and on to the loss."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from engine.formulas.activations import ACTIVATIONS
from engine.formulas.elementary import FLOATS
from engine.formulas.losses import LOSSES
from engine.network.flat import by_layer
from microtui.session.snapshot import Snapshot
from microtui.session.view import Place
from microtui.words.results import DIGITS, factor, read, result, shown, significant
from microtui.words.samples.data_words import is_scaled, output_name
from microtui.words.samples.loss_sum import (
    cross_entropy_pieces,
    loss_pieces,
    part_pieces,
    probability_forms,
    total_forms,
)
from microtui.words.samples.unit_name import unit_name

INDENT = "  "
"""Before a line that goes on with the one above."""

SHORTEST_TERM = len("+ 1e-9·1e-9 ")


@dataclass(frozen=True)
class UnitSum:
    """output = activation(weights · inputs + bias)"""

    weights: Sequence[float]
    inputs: Sequence[float]
    bias: float
    activation: str
    output: float

    @property
    def products(self) -> list[float]:
        return [w * x for w, x in zip(self.weights, self.inputs, strict=True)]

    @property
    def total(self) -> float:
        return sum(self.products, self.bias)


def unit_sum(snapshot: Snapshot, place: Place) -> UnitSum:
    """Of a neuron, for the sample that this snapshot follows."""
    assert snapshot.examples is not None
    outputs = snapshot.examples.outputs
    layer, unit = place
    *weights, bias = by_layer(snapshot.parameters, snapshot.sizes)[layer - 1][unit].tolist()
    activation = snapshot.configuration.activations[layer - 1].name
    inputs = outputs[layer - 1].tolist()
    return UnitSum(weights, inputs, bias, activation, float(outputs[layer][unit]))


def unit_lines(snapshot: Snapshot, place: Place, width: int, lines: int) -> list[str]:
    """A unit's sum for the sample that is followed, its activation and, of the output, the loss.

    As many lines as given at most: some terms of a long sum are put together, and counted.
    """
    examples = snapshot.examples
    if examples is None or examples.sample is None or lines < 1:
        return []
    layer, unit = place
    table = snapshot.configuration.table
    about = " (x scaled)" if layer == 1 and table is not None and is_scaled(table) else ""
    title = f"{unit_name(snapshot, place)}, sample {examples.sample}{about}:"
    if layer == 0:
        return wrapped([title, shown(float(examples.outputs[0][unit]))], width)[:lines]
    each = unit_sum(snapshot, place)
    after = wrapped(activation_pieces(each), width)
    if layer == len(snapshot.sizes) - 1:
        # A line at least is for what comes before it.
        after += loss_lines(snapshot, unit, width, lines - len(after) - 1)
    return [*sum_lines(each, title, width, max(lines - len(after), 1)), *after][:lines]


def sum_lines(each: UnitSum, title: str, width: int, lines: int) -> list[str]:
    """`w·x + b = …`, with as many of the products as fit; where none does, what all come to."""
    most = min(len(each.weights), lines * width // SHORTEST_TERM)
    total = f"= {significant(each.total, DIGITS[0])}"
    forms = (["w·x + b =", *sum_pieces(each, count)] for count in range(most, -1, -1))
    for pieces in chain(forms, [["w·x + b", total]]):
        wrapped_pieces = wrapped([title, *pieces], width)
        if len(wrapped_pieces) <= lines:
            return wrapped_pieces
    return [f"w·x + b {total}"]


def sum_pieces(each: UnitSum, count: int) -> list[str]:
    """The first `count` products, what the others come to, the bias, and the total."""
    terms = [
        f"{factor(w)}·{factor(x)}"
        for w, x in zip(each.weights[:count], each.inputs[:count], strict=True)
    ]
    rest = each.products[count:]
    if rest:
        of_them = f"… {len(rest)} more" if count else f"{len(rest)} products"
        terms.append(f"({of_them}: {shown(sum(rest, 0.0))})")
    terms.append(factor(each.bias))
    return [terms[0], *(f"+ {term}" for term in terms[1:]), total_text(each, count)]


def total_text(each: UnitSum, count: int) -> str:
    """`= 0.557`, as the terms bear it out of which `count` products are shown one by one."""
    products = [
        read(w) * read(x) for w, x in zip(each.weights[:count], each.inputs[:count], strict=True)
    ]
    others = sum(each.products[count:], 0.0)
    return result(each.total, sum(products, read(others)) + read(each.bias))


def activation_pieces(each: UnitSum) -> list[str]:
    """`tanh(0.5567) = 0.506`; nothing where the sum is given on as it is."""
    if each.activation == "linear":
        return []
    output = ACTIVATIONS[each.activation].function(FLOATS, read(each.total))
    return [f"{each.activation}({shown(each.total)})", result(each.output, output)]


def loss_lines(snapshot: Snapshot, output: int, width: int, most: int) -> list[str]:
    """How the loss of the sample comes of this output's score, in so many lines at most, or, where
    they do not suffice, as few as can be."""
    examples, configuration = snapshot.examples, snapshot.configuration
    assert examples is not None
    assert examples.sample is not None
    loss = configuration.loss
    scores, targets = examples.outputs[-1].tolist(), examples.targets[examples.sample].tolist()
    if len(scores) == 1:
        return wrapped(loss_pieces(loss, scores[0], targets), width)
    if LOSSES[loss].is_over_classes:
        right = int(examples.truth[examples.sample])
        name = output_name(configuration, right)
        after = wrapped(cross_entropy_pieces(scores, right, name), width)
        return [*shortest_of(probability_forms(scores, output), width, most - len(after)), *after]
    before = wrapped(part_pieces(loss, scores[output], targets[output]), width)
    return [*before, *shortest_of(total_forms(loss, scores, targets), width, most - len(before))]


def shortest_of(forms: Sequence[Sequence[str]], width: int, lines: int) -> list[str]:
    """The first form that needs no more lines, or else the last, which is the shortest."""
    wrapped_forms = [wrapped(form, width) for form in forms]
    return next((each for each in wrapped_forms if len(each) <= lines), wrapped_forms[-1])


def wrapped(pieces: Sequence[str], width: int) -> list[str]:
    """Lines of whole pieces, as many as fit in each."""
    lines = list(pieces[:1])
    for piece in pieces[1:]:
        if len(lines[-1]) + 1 + len(piece) <= width:
            lines[-1] += f" {piece}"
        else:
            lines.append(f"{INDENT}{piece}")
    return lines
