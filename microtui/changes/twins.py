"""What a twin can differ in from the run beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from engine.network.flat import parameter_names
from engine.replay.reconfiguration import differing
from engine.replay.saved_run import Change
from microtui.changes.revisions import (
    with_next_activation,
    with_next_optimizer,
    with_zero_grad_switched,
)
from microtui.session.commands import Revision
from microtui.session.snapshot import Snapshot
from microtui.settings.run_settings import BY_FIELD, Setting


def as_typed(rate: float) -> float:
    """One that has no more digits than somebody would type: 0.1, where 0.3 / 3 is a bit less."""
    return float(f"{rate:.6g}")


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
            lambda old: replace(old, learning_rate=as_typed(3.0 * old.learning_rate)),
        ),
        Difference(
            "slower",
            "learning rate ÷ 3",
            "A third as far with each update.",
            lambda old: replace(old, learning_rate=as_typed(old.learning_rate / 3.0)),
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


def difference_text(snapshot: Snapshot) -> str:
    """In what the twin differs from the run, such as `zero_grad off`, and in what it has differed
    before, such as `zero_grad until epoch 40`; `the same` where they never did."""
    twin = snapshot.twin
    assert twin is not None
    now = differing(snapshot.configuration, twin.configuration)
    texts = [f"{name_of(each)} {each.text(twin.configuration)}" for each in settings_of(now)]
    before = differed_until(snapshot.changes, twin.changes, twin.start)
    past = {field: epoch for field, epoch in before.items() if field not in now}
    texts += [f"{name_of(each)} until epoch {past[each.field]}" for each in settings_of(past)]
    if twin.parameters_set:
        texts.append(assignment_text(twin.parameters_set))
    # Where settings were changed and changed back, optimisers may remember different things.
    return ", ".join(texts) or ("the same" if twin.parted is None else "the same settings")


def settings_of(names: Collection[str]) -> list[Setting]:
    return [BY_FIELD[field] for field in names if field in BY_FIELD]


def name_of(setting: Setting) -> str:
    """As it is written in Python, for there is little room: `zero_grad`, `lr`, `batch_size`."""
    return setting.option.replace("-", "_")


def differed_until(ours: Iterable[Change], theirs: Iterable[Change], start: int) -> dict[str, int]:
    """By field, the epoch of the last change up to which the two differed in it for a while.

    Each begins with what held at that start, or before it.
    """
    our_configuration = their_configuration = None
    until: dict[str, int] = {}
    changes = [*((each, True) for each in ours), *((each, False) for each in theirs)]
    changes.sort(key=lambda pair: pair[0].time)
    for time, together in groupby(changes, key=lambda pair: pair[0].time):
        for i, (change, is_ours) in enumerate(together):
            if i == 0 and time > start and our_configuration and their_configuration:
                fields = differing(our_configuration, their_configuration)
                until |= dict.fromkeys(fields, change.epoch)
            if is_ours:
                our_configuration = change.configuration
            else:
                their_configuration = change.configuration
    return until


def assignment_text(changes: Sequence[Change]) -> str:
    """Which parameters only the run has had set by hand."""
    last = changes[-1]
    assert last.parameter is not None
    indices = {change.parameter and change.parameter[0] for change in changes}
    name = parameter_names(last.configuration.sizes)[last.parameter[0]]
    what = name if len(indices) == 1 else f"{len(indices)} parameters"
    return f"{what} set at epoch {last.epoch}"
