"""What a twin can differ in from the run beside it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from engine.run.configuration import Configuration
from microtui.changes.revisions import (
    with_next_activation,
    with_next_optimizer,
    with_zero_grad_switched,
)
from microtui.session.commands import Revision
from microtui.settings.run_settings import BY_FIELD


@dataclass(frozen=True)
class Difference:
    name: str
    label: str
    explanation: str
    revision: Revision


DIFFERENCES = {
    each.name: each
    for each in (
        Difference(
            "zero_grad",
            "zero_grad",
            "One clears its gradients, the other lets them pile up.",
            with_zero_grad_switched,
        ),
        Difference(
            "faster",
            "learning rate × 3",
            "Three times as far with each update.",
            lambda old: replace(old, learning_rate=3.0 * old.learning_rate),
        ),
        Difference(
            "slower",
            "learning rate ÷ 3",
            "A third as far with each update.",
            lambda old: replace(old, learning_rate=old.learning_rate / 3.0),
        ),
        Difference(
            "optimizer",
            "the next optimiser",
            "The same gradients, made into another direction.",
            with_next_optimizer,
        ),
        Difference(
            "activation",
            "the next activation",
            "The same parameters, saturating elsewhere or nowhere.",
            with_next_activation,
        ),
        Difference(
            "l2",
            "L2 of 0.001 more",
            "Large parameters cost the twin more.",
            lambda old: replace(old, l2=old.l2 + 0.001),
        ),
    )
}


def difference_text(original: Configuration, twin: Configuration) -> str:
    """In what the two differ now, such as `zero_grad off`; `the same` where they do not."""
    differing = [
        BY_FIELD[field.name]
        for field in fields(Configuration)
        if getattr(original, field.name) != getattr(twin, field.name) and field.name in BY_FIELD
    ]
    return ", ".join(f"{each.label} {each.text(twin)}" for each in differing) or "the same"
