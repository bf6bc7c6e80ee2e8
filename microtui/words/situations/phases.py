"""Nothing special: what the next phase does, and why it is there."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from microtui.words.facts.facts import Facts
from microtui.words.situations.explanation import Situation, Words
from microtui.words.update.why import WHY_ADD, WHY_PARAMETERS_ONLY, WHY_SUM

PHASES = (
    Words(
        "Next, forward: compute the scores of this batch, and how wrong they are.",
        "Next comes forward: the network computes a score for each sample of this batch, and the "
        "criterion makes one number of how wrong they are. Each value remembers what it came from.",
    ),
    Words(
        "Next, zero_grad: forget the gradients of the update before.",
        "Next comes zero_grad: every .grad is set to zero. backward() only ever adds to .grad, so "
        "without this the gradients of all earlier updates would still be in there.",
        more=f"{WHY_PARAMETERS_ONLY} {WHY_SUM}",
    ),
    Words(
        "Next, backward: the chain rule, from the loss to every parameter.",
        "Next comes backward: the chain rule is applied from the loss back to every parameter, and "
        "adds to its .grad how much the loss would change if the parameter did.",
        more=WHY_ADD,
    ),
    Words(
        "Next, update: a step downhill, learning rate × gradient.",
        "Next comes update: each parameter moves a small step against its gradient, the learning "
        "rate times .grad, so that the loss on this batch becomes smaller.",
    ),
)
"""For each phase that may come next."""

ZERO_GRAD_IN_PYTORCH = replace(
    PHASES[1],
    full=PHASES[1].full.replace("set to zero", "set to None, which counts as zero"),
)


def is_next(phase: int, facts: Facts) -> bool:
    return facts.snapshot.phase == phase


def on_phase(phase: int, facts: Facts) -> Words:
    configuration = facts.snapshot.configuration
    if phase == 0 and configuration.outputs > 1:
        kind = "class" if configuration.data.has_several_classes else "target"
        of_batch = "for each sample of this batch"
        scores = f"{configuration.outputs} scores {of_batch}, one for each {kind}"
        return replace(PHASES[0], full=PHASES[0].full.replace(f"a score {of_batch}", scores))
    is_pytorch = configuration.engine == "pytorch"
    return ZERO_GRAD_IN_PYTORCH if is_pytorch and phase == 1 else PHASES[phase]


SITUATIONS = tuple(
    Situation(f"next-{name}", partial(is_next, phase), partial(on_phase, phase))
    for phase, name in enumerate(("forward", "zero_grad", "backward", "update"))
)
