"""zero_grad is off: whether anything piles up, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from microtui.words.facts.facts import FEW, Facts
from microtui.words.number_text import short
from microtui.words.situations.explanation import Situation, Words, joined
from microtui.words.situations.piling_up import (
    accuracies,
    beside,
    grown,
    loss_now,
    momentum,
    push,
    summed,
)

POINTS = 0.05
"""So much less accuracy is harm, too."""


def while_off(condition: Callable[[Facts], bool]) -> Callable[[Facts], bool]:
    """zero_grad is off, and this holds."""
    return lambda facts: not facts.configuration.zero_grad and condition(facts)


# -- conditions -----------------------------------------------------------------------------------


def nothing_piles_up(facts: Facts) -> bool:
    return facts.nothing_is_held and facts.gradient_is_zero


def is_first(facts: Facts) -> bool:
    return facts.snapshot.backwards_summed <= 1


def is_running_away(facts: Facts) -> bool:
    """The loss is gone, the last backward added next to nothing, and still the sum of the old
    gradients moves the parameters outwards, twice as far as they were."""
    snapshot = facts.snapshot
    before = facts.compared.largest
    return (
        is_solved(facts)
        and facts.configuration.optimizer == "sgd"
        and (before is None or facts.largest_size > 2.0 * before)
        and snapshot.added_norm <= 0.01 * snapshot.gradient_norm
        and facts.grows
    )


def was_lucky(facts: Facts) -> bool:
    """The loss is gone, of few samples, and all are put into the right class."""
    is_easy = facts.configuration.train_count <= FEW
    return is_easy and is_solved(facts) and facts.snapshot.accuracy == 1.0


def is_solved(facts: Facts) -> bool:
    """Hardly any loss is left, and has not been lately."""
    return facts.since_compared.second.high <= 0.001 * facts.unit


def is_harming(facts: Facts) -> bool:
    """Half as much loss again lately; or more than before, and fewer in the right class."""
    before = facts.loss_at(facts.compared)
    highest = facts.since_compared.second.high
    if highest >= 1.5 * before and highest >= before + 0.01 * facts.unit:
        return True
    then, now = facts.compared.accuracy, facts.snapshot.accuracy
    return (
        highest > before + 0.01 * facts.unit
        and then is not None
        and now is not None
        and now <= then - POINTS
    )


def is_swinging(facts: Facts) -> bool:
    """The loss has come down since, but lately it was twice its lowest again."""
    part = facts.since_compared
    return part.second.high >= 2.0 * part.lowest and (
        part.second.high >= part.lowest + 0.05 * facts.unit
    )


def is_winning(facts: Facts) -> bool:
    """Lower all through the last half of the epochs since, and as many in the right class."""
    part = facts.since_compared
    then, now = facts.compared.accuracy, facts.snapshot.accuracy
    return (
        part.epochs >= 3.0
        and part.second.high < facts.loss_at(facts.compared)
        and (then is None or now is None or now >= then)
    )


# -- words ----------------------------------------------------------------------------------------


def on_nothing(facts: Facts) -> Words:
    return Words(
        "zero_grad is off, but there is nothing to pile up: every gradient is exactly 0.",
        "zero_grad is off, but there is nothing to pile up: for each of the "
        f"{facts.configuration.train_count:,} training samples every gradient is exactly 0, so "
        f"backward adds 0 to 0. The train loss is {loss_now(facts)}.",
        "Press r to begin anew, or d for other data.",
    )


def on_first(facts: Facts) -> Words:
    return Words(
        "zero_grad is off: from now on each backward adds to the gradients before it.",
        "zero_grad is off. backward() does not set .grad, it adds to it: from now on each update "
        "follows the sum of its own gradient and all those before it.",
        "Press b for an update, and watch .grad.",
    )


def on_running_away(facts: Facts) -> Words:
    return Words(
        f"zero_grad is off: the train loss is {short(facts.snapshot.loss)}, yet the parameters run "
        f"away: {facts.largest}.",
        joined(
            summed(facts),
            f"The train loss is {short(facts.snapshot.loss)}, so there is hardly anything left to "
            f"learn, but the old gradients push on: the parameters grow with each update, "
            f"{grown(facts)}.",
        ),
        "Press z to stop them.",
    )


def on_luck(facts: Facts) -> Words:
    count, loss = facts.configuration.train_count, short(facts.snapshot.loss)
    before, highest = facts.loss_at(facts.compared), facts.since_compared.highest
    overshot = f" It overshot, up to {short(highest)}, and landed there." * (highest > before)
    running = f" The weights run on all the same: {facts.largest}." * is_running_away(facts)
    return Words(
        f"zero_grad is off, and we got lucky: {count} points are so easy that going too far does "
        f"no harm (train loss {loss}).",
        joined(
            f"zero_grad is off, and we got lucky: {count} points are so easy that going too far "
            f"does no harm; on the far side the train loss is {loss}, too.{overshot}",
            f"{facts.stuck_units}.{running}" if facts.snapshot.health.stuck else running.strip(),
            summed(facts),
        ),
        "Press d for data that are not so easy.",
    )


def on_harm(facts: Facts) -> Words:
    before, now = short(facts.loss_at(facts.compared)), short(facts.snapshot.loss)
    highest = short(facts.since_compared.highest)
    between = "" if highest == now else f", after up to {highest}"
    return Words(
        f"zero_grad is off and does harm: train loss {before} {facts.when}, {now} now{between}.",
        joined(
            summed(facts),
            momentum(facts),
            f"It overshoots: the train loss was {before} {facts.when}, has been as high as "
            f"{highest} since, and is {now} now{accuracies(facts)}.",
            f"{facts.stuck_units}." if facts.many_are_stuck else "",
        ),
        "Press z to switch it on again.",
    )


def on_swings(facts: Facts) -> Words:
    part = facts.since_compared
    low, high, now = short(part.lowest), short(part.second.high), short(facts.snapshot.loss)
    return Words(
        f"zero_grad is off: the train loss swings, from {low} up to {high}; now it is {now}.",
        joined(
            summed(facts),
            momentum(facts),
            f"So the train loss swings: it has been as low as {low}, then as high as {high}, and "
            f"is {now} now{accuracies(facts)}.",
        ),
        "Press z to switch it on again.",
    )


def on_win(facts: Facts) -> Words:
    before, now = short(facts.loss_at(facts.compared)), short(facts.snapshot.loss)
    return Words(
        f"zero_grad is off and does no harm so far: train loss {before} {facts.when}, {now} now.",
        joined(
            summed(facts),
            f"So far it wins: the train loss was {before} {facts.when} and is {now} now"
            f"{accuracies(facts)}.",
            momentum(facts),
            push(facts),
            beside(facts),
        ),
        "Press space to see whether it lasts.",
    )


def on_nothing_yet(facts: Facts) -> Words:
    before, now = short(facts.loss_at(facts.compared)), short(facts.snapshot.loss)
    is_fine = facts.snapshot.loss <= facts.loss_at(facts.compared)
    watch = "It may look fine for a while: watch whether it jumps up."
    return Words(
        f"zero_grad is off: .grad is the sum of the last {facts.snapshot.backwards_summed:,} "
        f"backwards. Train loss {before} {facts.when}, {now} now.",
        joined(
            summed(facts),
            momentum(facts),
            f"The train loss was {before} {facts.when} and is {now} now.",
            watch if is_fine else "Watch how it goes on.",
            beside(facts),
        ),
        "Press space or s to go on.",
    )


situation = partial(Situation, is_warning=True)

SITUATIONS = (
    situation("off-nothing-to-pile-up", while_off(nothing_piles_up), on_nothing),
    situation("off-first", while_off(is_first), on_first),
    situation("off-lucky", while_off(was_lucky), on_luck),
    situation("off-running-away", while_off(is_running_away), on_running_away),
    situation("off-harming", while_off(is_harming), on_harm),
    situation("off-swinging", while_off(is_swinging), on_swings),
    situation("off-winning", while_off(is_winning), on_win),
    situation("off-not-yet", while_off(lambda facts: True), on_nothing_yet),
)
