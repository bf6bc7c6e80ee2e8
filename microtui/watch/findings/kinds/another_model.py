"""not_in_optimizer, of all tensors at once: the optimizer was made from another model."""

from __future__ import annotations

from microtui.watch.finding import Finding
from microtui.watch.findings.kinds.no_gradient import without_gradient
from microtui.watch.findings.kinds.not_in_optimizer import left_out
from microtui.watch.findings.loop_facts import Loop
from microtui.watch.findings.numbers import counted
from microtui.watch.findings.source import line_of


def another_model(loop: Loop) -> list[Finding]:
    without = without_gradient(loop)
    is_all = without and all(
        len(without.get(number, ())) == len(told.tensors)
        for number, told in loop.optimizers.items()
    )
    trained = left_out(loop) if is_all else []
    if not trained:
        return []
    optimizer = next(iter(without))
    place = loop.step_places[optimizer]
    return [
        Finding(
            "not_in_optimizer",
            loop.first_step_of[optimizer],
            f"No tensor of {loop.called(optimizer)} got a gradient in "
            f"{counted(loop.steps_of[optimizer], 'step')}, and none that did "
            f"({loop.named(trained)}) is in an optimizer: it has those of another model.",
            place.file,
            place.line,
            "Make the optimizer after the model that is trained, from its parameters(), for "
            f"{line_of(place)}.",
        )
    ]
