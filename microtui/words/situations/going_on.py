"""Nothing is wrong with the code, and yet there is something to be said of how the run goes on.

While the reader goes through an update phase by phase, what the phases do matters more: then most
of this is left for the beginning of the next update.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from engine.run.history import Curve
from microtui.words.facts.facts import Facts
from microtui.words.facts.losses import at, extremes
from microtui.words.number_text import short
from microtui.words.situations.explanation import Situation, Words, joined

SEVERAL, MANY, VERY_MANY = 10.0, 30.0, 100.0
"""Epochs under the same settings, from which on something can be said of how they go: that they
go up; that they go up and down; and that they go nowhere, for a plateau is left again."""


def between_updates(condition: Callable[[Facts], bool]) -> Callable[[Facts], bool]:
    """This holds, and no update is under way."""
    return lambda facts: facts.snapshot.phase == 0 and condition(facts)


def overfits(facts: Facts) -> bool:
    """The test loss has risen a tenth above its lowest for as long as it took to get there, while
    the training loss went on falling."""
    turn = lowest_test(facts)
    curve = facts.snapshot.test_curve
    if turn is None or curve is None or facts.snapshot.test_loss is None or facts.all_are_stuck:
        return False
    epoch, lowest = turn
    middle = epoch + (facts.now - epoch) / 2.0
    test = extremes(curve, middle).and_now(facts.snapshot.test_loss)
    train = extremes(facts.snapshot.train_curve, middle).and_now(facts.snapshot.loss)
    return (
        facts.now - epoch >= max(MANY, epoch / 4.0)
        and test.low >= 1.1 * lowest + 0.01 * facts.unit_of_test
        and train.high < 0.95 * at(facts.snapshot.train_curve, epoch).low
    )


def lowest_test(facts: Facts) -> tuple[int, float] | None:
    """The epoch with the lowest test loss since the data were chosen, and that loss."""
    curve = facts.snapshot.test_curve
    if curve is None:
        return None
    low = np.where(is_comparable(facts, curve), curve.low, np.inf)
    low = np.where(np.isnan(low), np.inf, low)
    index = int(low.argmin())
    return (int(curve.epochs[index]), float(low[index])) if math.isfinite(low[index]) else None


def is_comparable(facts: Facts, curve: Curve) -> np.ndarray:
    """By bucket: whether it is of the data and the loss of now."""
    return curve.epochs > facts.same_loss_since.epoch


def is_rising(facts: Facts) -> bool:
    part = facts.since_change
    before = facts.loss_at(facts.last_change)
    enough = 1.5 * before + 0.02 * facts.unit
    if facts.has_penalty:
        # Without the penalty, which an update makes smaller too, the loss may well rise; but not
        # above that of a network that knows nothing.
        enough = max(enough, 1.5 * facts.unit)
    return part.epochs >= SEVERAL and part.second.low > enough


def is_swinging(facts: Facts) -> bool:
    """Up and down by much, and none the lower for it."""
    part = facts.since_change
    return (
        part.epochs >= MANY
        and part.second.high >= 2.0 * part.second.low
        and part.second.high - part.second.low >= 0.2 * facts.unit
        and not part.is_falling
    )


def is_flat(facts: Facts) -> bool:
    """Neither lower in the second half of the epochs than in the first, nor jumping about."""
    part = facts.since_change
    return (
        part.epochs >= VERY_MANY
        and part.second.low >= 0.97 * part.first.low
        and part.second.high <= 1.25 * part.second.low + 0.02 * facts.unit
    )


def is_converged(facts: Facts) -> bool:
    part = facts.since_change
    # That of a single batch goes up and down, and would take the words along.
    steep = 0.05 if facts.configuration.batches == 1 else 0.5
    return (
        part.epochs >= MANY
        and part.second.high <= 0.01 * facts.unit
        and part.second.high - part.second.low <= 0.005 * facts.unit
        and facts.snapshot.added_norm <= steep * facts.unit
    )


def is_balanced(facts: Facts) -> bool:
    return facts.has_penalty and is_flat(facts)


def is_stuck_in_units(facts: Facts) -> bool:
    return facts.many_are_stuck and is_flat(facts)


def on_overfitting(facts: Facts) -> Words:
    turn, test = lowest_test(facts), facts.snapshot.test_loss
    assert turn is not None
    assert test is not None
    epoch, lowest = turn
    train_then = short(at(facts.snapshot.train_curve, epoch).low)
    train_now = short(facts.snapshot.loss)
    return Words(
        f"Overfitting: the test loss has risen from {short(lowest)} to {short(test)}, while the "
        f"train loss fell to {train_now}.",
        f"Overfitting: the test loss was lowest, {short(lowest)}, in epoch {epoch}, and is "
        f"{short(test)} now, while the train loss fell from {train_then} to {train_now}. What is "
        "still learned is true of the training samples only.",
        f"j {epoch} goes back there; o: more samples, or L2.",
    )


def on_rising(facts: Facts) -> Words:
    change = facts.last_change
    before, now = short(facts.loss_at(change)), short(facts.snapshot.loss)
    rate = f"{facts.snapshot.learning_rate:g}"
    return Words(
        f"The train loss has risen from {before} to {now}: steps of rate {rate} are too long.",
        f"The train loss has risen from {before}, in epoch {change.epoch}, to {now}, with "
        f"zero_grad on and the right sign: steps of rate {rate} are too long, and land higher "
        "than where they began.",
        "Press l for a lower rate, then r to begin anew.",
    )


def on_swinging(facts: Facts) -> Words:
    part = facts.since_change
    low, high = short(part.second.low), short(part.second.high)
    rate = f"{facts.snapshot.learning_rate:g}"
    return Words(
        f"The train loss swings between {low} and {high}: steps of rate {rate} are too long.",
        f"The train loss swings between {low} and {high}, and comes no further down: steps of "
        f"rate {rate} are too long for batches of {facts.configuration.samples_per_update}, and "
        "lead past what they aim at.",
        "Press l for a lower rate.",
    )


def on_converged(facts: Facts) -> Words:
    part, norm = facts.since_change, short(facts.snapshot.added_norm)
    loss = short(facts.snapshot.loss)
    low, high = short(part.second.low), short(part.second.high)
    count = math.floor(part.epochs / 2.0)
    return Words(
        f"It has converged: the train loss is {loss}, the norm of the gradients {norm}.",
        f"It has converged: in the last {count:,} epochs the train loss was between {low} and "
        f"{high}, and is {loss} now. Where the loss is flat the gradients are small (their norm "
        f"on the last batch was {norm}), so that each update changes little.",
        "Press z to see what happens without zero_grad, or d for other data.",
    )


def on_balance(facts: Facts) -> Words:
    name, loss = facts.penalty_name, short(facts.snapshot.loss)
    return Words(
        f"The train loss stays near {loss}: the data pull one way, {name} the other.",
        f"The train loss stays near {loss}{accuracy(facts)}: the data pull the parameters one "
        f"way, and {name} pulls them back towards 0.",
        f"Press z to see what happens without zero_grad, or o for less {name}.",
    )


def on_stuck_units(facts: Facts) -> Words:
    loss = short(facts.snapshot.loss)
    return Words(
        f"Stuck at a train loss of {loss}: {facts.stuck_units}.",
        f"Stuck: the train loss stays near {loss}{accuracy(facts)}. {facts.stuck_units} and let "
        "next to no gradient through, so the weights before them hardly change.",
        "Press R for another start, or a for another activation.",
    )


def on_stuck(facts: Facts) -> Words:
    more = "u for more neurons" if facts.configuration.hidden else "h for a hidden layer"
    loss, norm = short(facts.snapshot.loss), short(facts.snapshot.added_norm)
    return Words(
        f"Stuck at a train loss of {loss}, although the gradient is not 0 (norm {norm}).",
        joined(
            f"Stuck: the train loss stays near {loss}{accuracy(facts)}, although the gradient is "
            f"not 0 (its norm on the last batch was {norm}).",
            "Either the steps lead round a lowest point, or this network can do no better.",
        ),
        f"Press l for a lower rate, or {more}.",
    )


def accuracy(facts: Facts) -> str:
    now = facts.snapshot.accuracy
    return "" if now is None else f" (train accuracy {now:.0%})"


SITUATIONS = (
    Situation("overfitting", between_updates(overfits), on_overfitting, is_warning=True),
    Situation("rate-rising", between_updates(is_rising), on_rising, is_warning=True),
    Situation("rate-swinging", between_updates(is_swinging), on_swinging, is_warning=True),
    Situation("converged", between_updates(is_converged), on_converged),
    Situation("balanced", between_updates(is_balanced), on_balance),
    Situation("stuck-units", between_updates(is_stuck_in_units), on_stuck_units, is_warning=True),
    Situation("stuck", between_updates(is_flat), on_stuck),
)
