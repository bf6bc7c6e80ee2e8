"""A classic mistake is made on purpose: what it does in this run."""

from __future__ import annotations

from functools import lru_cache, partial
from itertools import pairwise

import numpy as np

from engine.arrays import Array
from engine.formulas.losses import LOSSES
from engine.mistakes import MISTAKES
from engine.network.flat import by_layer
from engine.network.sample_loss import sample_loss
from engine.replay.saved_run import Change
from engine.value import Value, topological_order
from microtui.words.facts.facts import Facts
from microtui.words.number_text import short
from microtui.words.situations.explanation import Situation, Words, joined

MEND = "Press M to mend it."


# -- the wrong sign -------------------------------------------------------------------------------


def ascends(facts: Facts) -> bool:
    return facts.makes("ascend")


def climbs(facts: Facts) -> bool:
    """Whether the loss is higher than where the sign was turned."""
    return ascends(facts) and facts.snapshot.loss > facts.loss_at(began(facts, "ascend"))


def began(facts: Facts, mistake: str) -> Change:
    """From where on it has been made."""
    changes = facts.snapshot.changes
    return next(
        (
            after
            for before, after in reversed(list(pairwise(changes)))
            if mistake not in before.configuration.mistakes
        ),
        changes[0],
    )


def on_climbing(facts: Facts) -> Words:
    change = began(facts, "ascend")
    before, now = short(facts.loss_at(change)), short(facts.snapshot.loss)
    return words(
        facts,
        "ascend",
        f"Wrong sign: each update goes uphill. The train loss has risen from {before} to {now}.",
        "The update has the wrong sign: it adds learning rate × gradient where it should subtract "
        f"it, and so goes uphill. The train loss has risen from {before}, in epoch "
        f"{change.epoch}, to {now}. A lower learning rate would only make it slower.",
        "Press M to mend the sign.",
    )


def on_ascending(facts: Facts) -> Words:
    return words(
        facts,
        "ascend",
        "Wrong sign: each update adds learning rate × gradient where it should subtract it.",
        "The update has the wrong sign: it adds learning rate × gradient where it should subtract "
        f"it. The gradient points uphill, so that is where it goes. The train loss is "
        f"{short(facts.snapshot.loss)} now: watch it.",
        "Press M to mend the sign.",
    )


# -- = for += -------------------------------------------------------------------------------------


def overwrites(facts: Facts) -> bool:
    return facts.makes("overwrite")


def loses_nothing(facts: Facts) -> bool:
    is_used_once = uses_of_a_parameter(facts) == 1 and most_readers(facts) <= 1
    return overwrites(facts) and is_used_once and not uses_twice(facts.configuration.loss)


def uses_of_a_parameter(facts: Facts) -> int:
    """In the loss of one batch: once a sample, and once in the penalty."""
    return facts.configuration.samples_per_update + facts.has_penalty


def most_readers(facts: Facts) -> int:
    """Of the output of a hidden neuron: those of the next layer that use it, at most."""
    return max(facts.snapshot.sizes[2:], default=0)


@lru_cache
def uses_twice(loss: str) -> bool:
    """Whether the loss of a sample with a wrong score uses some value more than once."""
    how, wrong = LOSSES[loss], Value(-2.0)
    if how.is_over_classes:
        result = sample_loss(how, [wrong, Value(2.0)], [1.0, 0.0])
    else:
        result = sample_loss(how, wrong, 1.0)
    used = [parent for node in topological_order(result) for parent in node.parents]
    return len(set(used)) < len(used)


def on_overwriting(facts: Facts) -> Words:
    uses, readers = uses_of_a_parameter(facts), most_readers(facts)
    lost = f"the gradients of a parameter's {uses:,} uses in a batch, one is kept"
    how = "once for each sample" + (", and once in the penalty" if facts.has_penalty else "")
    reason = f"Each parameter is used {how}: of {uses:,} gradients in a full batch, one is kept."
    loss = facts.configuration.loss
    if uses == 1 and readers <= 1:
        lost = f"the gradients of a number that {loss} uses twice, one is kept"
        reason = (
            "In a batch of one sample each parameter is used once; but on the way to the loss of a "
            f"sample {loss} can use a number twice, which then keeps the gradient of one use."
        )
    elif uses == 1:
        lost = f"the gradients that reach a neuron from up to {readers} others, one is kept"
        reason = (
            "In a batch of one sample each parameter is used once; but the output of a neuron is "
            f"used by up to {readers} others, and keeps the gradient of one of them."
        )
    return words(
        facts,
        "overwrite",
        f"= for +=: of {lost}.",
        "backward sets .grad where it should add to it, so that a value which is used more than "
        f"once keeps the gradient of one use only. {reason}",
        MEND,
    )


def on_losing_nothing(facts: Facts) -> Words:
    return words(
        facts,
        "overwrite",
        "= for += does no harm here: with one sample a batch no value is used twice.",
        "backward sets .grad where it should add to it. Here nothing is lost by that: in a batch "
        "of one sample every parameter, and every neuron's output, is used just once.",
        "Press o for larger batches, or M to mend it.",
    )


# -- an equal start -------------------------------------------------------------------------------


def starts_equal(facts: Facts) -> bool:
    return facts.makes("equal-start")


def nothing_is_equal(facts: Facts) -> bool:
    return starts_equal(facts) and distinct_neurons(facts) == facts.snapshot.health.hidden


def distinct_neurons(facts: Facts) -> int:
    """How many of all hidden neurons have parameters that no other of their layer has."""
    layers = by_layer(facts.snapshot.parameters, facts.snapshot.sizes)
    return sum(distinct_rows(layer) for layer in layers[:-1])


def distinct_rows(matrix: Array) -> int:
    """To nine digits: what rounding alone tells apart is the same."""
    largest = float(np.abs(matrix).max()) or 1.0
    rounded = np.round(matrix / largest, 9) + 0.0
    return len({row.tobytes() for row in rounded})


def on_equal_neurons(facts: Facts) -> Words:
    hidden, distinct = facts.snapshot.health.hidden, distinct_neurons(facts)
    layers = len(facts.configuration.hidden)
    where = "layer" if layers == 1 else "layers"
    same = "all alike" if distinct == 1 else f"just {distinct} different ones"
    told = f"the {hidden} hidden neurons in {layers} {where} are {same}"
    return words(
        facts,
        "equal-start",
        f"Equal start: {told}, and will stay so.",
        f"All parameters started equal, and {told}. Equal neurons of a layer compute the same, "
        "get the same gradient, and so stay equal. Random numbers would have broken the symmetry.",
        "Press M to mend it; the run then begins anew.",
    )


def on_nothing_equal(facts: Facts) -> Words:
    hidden = facts.snapshot.health.hidden
    reason = (
        f"all {hidden} hidden neurons differ from the others of their layer"
        if hidden
        else "there is no hidden neuron"
    )
    return words(
        facts,
        "equal-start",
        f"Equal start does no harm here: {reason}.",
        f"All parameters started equal, which makes the neurons of a layer the same for good. "
        f"Here it does no harm: {reason}.",
        "Press h for a hidden layer, or M to mend it.",
    )


# -- and what else is wrong -----------------------------------------------------------------------


def words(facts: Facts, mistake: str, brief: str, full: str, press: str) -> Words:
    """On one mistake, and on what is wrong beside it."""
    others = [MISTAKES[name].label for name in facts.configuration.mistakes if name != mistake]
    beside = f"Also on: {', '.join(others)}." if others else ""
    return Words(brief, joined(full, beside, on_zero_grad(facts)), press)


def on_zero_grad(facts: Facts) -> str:
    if facts.configuration.zero_grad:
        return ""
    if overwrites(facts):
        return "zero_grad is off, but nothing piles up: = replaces what was there."
    count = facts.snapshot.backwards_summed
    if count < 2:
        return "zero_grad is off as well."
    return f"zero_grad is off as well: .grad is the sum of the last {count:,} backwards."


situation = partial(Situation, is_warning=True)

SITUATIONS = (
    situation("ascend-climbing", climbs, on_climbing),
    situation("ascend", ascends, on_ascending),
    situation("overwrite-harmless", loses_nothing, on_losing_nothing),
    situation("overwrite", overwrites, on_overwriting),
    situation("equal-start-harmless", nothing_is_equal, on_nothing_equal),
    situation("equal-start", starts_equal, on_equal_neurons),
)
