"""No training sample gives a gradient: nothing moves, and the program seems to have stopped."""

from __future__ import annotations

from microtui.words.facts.facts import Facts
from microtui.words.number_text import short
from microtui.words.situations.explanation import Situation, Words


def has_nothing_left(facts: Facts) -> bool:
    return facts.gradient_is_zero and facts.snapshot.loss == 0.0


def has_no_slope(facts: Facts) -> bool:
    return facts.gradient_is_zero


def has_penalty_only(facts: Facts) -> bool:
    is_pulled = facts.has_penalty and facts.snapshot.parameters.any()
    return bool(facts.no_sample_has_a_gradient and is_pulled)


def on_nothing_left(facts: Facts) -> Words:
    count = facts.configuration.train_count
    return Words(
        "The train loss is exactly 0, and so is every gradient: nothing is left to learn.",
        f"The train loss is exactly 0: none of the {count:,} training samples can be fitted "
        "better, so every gradient is exactly 0 too, and "
        f"{standstill(facts)}. The program still runs. Without zero_grad nothing would pile up.",
        "Press r to begin anew, or d for other data.",
    )


def on_no_slope(facts: Facts) -> Words:
    loss = short(facts.snapshot.loss)
    return Words(
        f"Every gradient is exactly 0, though the train loss is {loss}: nothing leads on.",
        f"Every gradient is exactly 0, though the train loss is {loss}: the output is so far out "
        "that its slope is 0 for every training sample, and "
        f"{standstill(facts)}. The program still runs. Without zero_grad nothing would pile up.",
        "Press ← to go back, or r to begin anew.",
    )


def on_penalty_only(facts: Facts) -> Words:
    name = facts.penalty_name
    return Words(
        f"No sample has any gradient: all that is left is {name}, which pulls on every parameter.",
        f"None of the {facts.configuration.train_count:,} training samples has any gradient (the "
        f"train loss is {short(facts.snapshot.loss)}): what .grad holds is that of {name}, which "
        f"pulls every parameter towards 0. The largest, {facts.largest}.",
        "Press space to see whether they come back, or r to begin anew.",
    )


def standstill(facts: Facts) -> str:
    """What that means for the parameters."""
    if facts.configuration.optimizer == "sgd":
        return "no parameter moves any more"
    return "what still moves is what the optimizer remembers"


SITUATIONS = (
    Situation("zero-gradient-solved", has_nothing_left, on_nothing_left),
    Situation("zero-gradient", has_no_slope, on_no_slope, is_warning=True),
    Situation("penalty-only", has_penalty_only, on_penalty_only, is_warning=True),
)
