"""The sentence under the panes: what the loop is doing, and what that means, in this run."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from microtui.watch.finding import Kind
from microtui.words.situations.explanation import Explanation, Words
from microtui.words.watch.finding_text import title_of
from microtui.words.watch.sighting import Sighting, counted, place_of, place_text

MISSING: tuple[Kind, ...] = ("no_zero_grad", "optimizer_forgotten")
"""Findings of a zero_grad that is not there."""


@dataclass(frozen=True)
class LoopSituation:
    """Something that a loop can be in; its words are None where it is not."""

    id: str
    words: Callable[[Sighting], Words | None]
    is_warning: bool = False


def raised(seen: Sighting) -> Words | None:
    if not seen.has_ended or not seen.error:
        return None
    return Words(
        f"{seen.name} raised {seen.error}",
        f"{seen.name} raised {seen.error}{'' if seen.error.endswith('.') else '.'} Its traceback "
        "is at the end of its output.",
    )


def unwatched(seen: Sighting) -> Words | None:
    reason = seen.unwatched or seen.reading.fault
    if not reason:
        return None
    brief = f"Not looked at any more: {reason.rstrip('.')}."
    return Words(brief, f"{brief} What is shown of {seen.name} is how it was then.")


def without_torch(seen: Sighting) -> Words | None:
    if seen.reading.has_torch:
        return None
    if seen.has_ended:
        return Words(
            "It never imported PyTorch: there was nothing to look at.",
            f"{seen.name} has ended and never imported PyTorch: there was no loop to look at.",
        )
    return Words(
        "PyTorch is not imported yet.",
        f"{seen.name} has not imported PyTorch yet: what it prints is in the output.",
    )


def without_backward(seen: Sighting) -> Words | None:
    if seen.reading.backwards:
        return None
    if seen.has_ended:
        return Words(
            "It ended without a backward.",
            f"{seen.name} ended without one backward: no gradient was ever computed.",
        )
    return Words("No backward yet.", "No backward has run yet: there are no gradients so far.")


def found(seen: Sighting) -> Words | None:
    """The first finding: they are sorted, the most important first."""
    if not seen.reading.findings:
        return None
    first = seen.reading.findings[0]
    place = place_of(first)
    where = f" ({place})" if place else ""
    most = max((each.backwards for each in seen.reading.tensors if each.is_stale), default=0)
    if first.kind in MISSING and most:
        brief = (
            f".grad is the sum of {most:,} backwards, some of which a step has used already: "
            f"zero_grad is missing{where}."
        )
    else:
        brief = f"{title_of(first)}{where}. {first.remedy}"
    return Words(brief, f"{title_of(first)}{where}. {first.evidence} {first.remedy}")


def not_finite(seen: Sighting) -> Words | None:
    where, loss = seen.reading.not_finite, seen.reading.loss
    if where is None and (loss is None or math.isfinite(loss)):
        return None
    if where is None:
        text = f"The loss is {loss}: what is computed from it is not finite either."
        return Words(text, text)
    return Words(
        f"Not finite: {where.rstrip('.')}.",
        f"A number that is not finite appeared, first of all {where.rstrip('.')}. All that is "
        "computed from it is not finite either.",
    )


def stale(seen: Sighting) -> Words | None:
    """Before it is a finding: one step may be on purpose."""
    held = [each for each in seen.reading.tensors if each.is_stale]
    if not held:
        return None
    most = max(each.backwards for each in held)
    count = seen.reading.tensor_count
    of_all = "all" if len(held) == count else f"{len(held)} of"
    return Words(
        f".grad is the sum of {counted(most, 'backward')}, some used by a step already.",
        f".grad of {of_all} {counted(count, 'tensor')} is the sum of up to "
        f"{counted(most, 'backward')}, and a step has used some of them already: zero_grad has not "
        "come in between.",
    )


def ended(seen: Sighting) -> Words | None:
    if not seen.has_ended:
        return None
    reading = seen.reading
    return Words(
        f"{seen.name} has ended; nothing wrong was found.",
        f"{seen.name} has ended after {counted(reading.steps, 'step')} and "
        f"{counted(reading.backwards, 'backward')}; nothing wrong was found.",
        "q leaves, and prints the report.",
    )


def waiting(seen: Sighting) -> Words | None:
    reading = seen.reading
    if not seen.is_waiting:
        return None
    where = f", {place_text(*reading.place)}" if reading.place is not None else ""
    press = "Press b for the next backward, or s for the next step; space goes on."
    if reading.waits_at == "backward":
        return Words(
            f"Waits behind backward {reading.backwards}{where}.",
            f"The loop waits behind backward {reading.backwards}{where}: .grad is what a step "
            "would use now.",
            press,
        )
    return Words(
        f"Waits behind step {reading.steps}{where}.",
        f"The loop waits behind step {reading.steps}{where}: the parameters have moved, and .grad "
        "is what moved them, until it is cleared.",
        press,
    )


def accumulating(seen: Sighting) -> Words | None:
    most = max((each.backwards for each in seen.reading.tensors), default=0)
    if most < 2:
        return None
    return Words(
        f".grad is the sum of {most} backwards, none used by a step yet.",
        f".grad is the sum of up to {most} backwards, and no step has used any of them yet: "
        "gradients accumulate, which is right where a batch is computed in parts.",
    )


def clear(seen: Sighting) -> Words | None:
    measured = [each.carried for each in seen.reading.tensors if each.carried is not None]
    if not measured or any(measured):
        return None
    return Words(
        "Each gradient is of one backward alone.",
        "The last backward that was measured found every .grad clear: carried is exactly 0, and "
        "what it added is the gradient.",
    )


def running(seen: Sighting) -> Words:
    return Words(
        "The loop runs.",
        f"The loop runs: {counted(seen.reading.steps, 'step')} so far.",
        "Press space to have it wait.",
    )


SITUATIONS = (
    LoopSituation("raised", raised, is_warning=True),
    LoopSituation("unwatched", unwatched, is_warning=True),
    LoopSituation("without-torch", without_torch),
    LoopSituation("found", found, is_warning=True),
    LoopSituation("not-finite", not_finite, is_warning=True),
    LoopSituation("without-backward", without_backward),
    LoopSituation("stale", stale, is_warning=True),
    LoopSituation("ended", ended),
    LoopSituation("waiting", waiting),
    LoopSituation("accumulating", accumulating),
    LoopSituation("clear", clear),
)
"""In the order in which they are looked for: the first that holds is told of."""


def explain_loop(seen: Sighting) -> Explanation:
    for situation in SITUATIONS:
        words = situation.words(seen)
        if words is not None:
            return Explanation(situation.id, words, situation.is_warning)
    return Explanation("running", running(seen), is_warning=False)
