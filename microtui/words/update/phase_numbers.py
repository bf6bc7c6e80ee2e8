"""What each phase of an update came to, in a few characters for beside its code."""

from __future__ import annotations

from microtui.session.snapshot import Snapshot
from microtui.words.number_text import short
from microtui.words.update.shown_update import (
    BACKWARD,
    UPDATE,
    ZERO_GRAD,
    configuration_of,
    has_cleared,
    has_run,
    is_finished,
    rate_of,
)


def whose_numbers(snapshot: Snapshot) -> str:
    """Which update the numbers belong to; nothing before the first."""
    if is_finished(snapshot):
        return "numbers of the update just finished"
    return "numbers of the update under way" if snapshot.phase > 0 else ""


def is_struck_out(snapshot: Snapshot) -> bool:
    """Whether zero_grad does nothing in the update under way: as it went, or else as it will go."""
    if snapshot.phase > ZERO_GRAD:
        return not has_cleared(snapshot)
    return not snapshot.configuration.zero_grad


def phase_number(snapshot: Snapshot, phase: int) -> str:
    """What this phase came to in the update shown; nothing where it has not run."""
    if phase == ZERO_GRAD:
        return zero_grad_text(snapshot)
    if not has_run(snapshot, phase):
        return ""
    if phase == BACKWARD:
        return f"adds ‖{short(snapshot.added_norm)}‖"
    if phase == UPDATE:
        rate = "?" if snapshot.is_case else f"{rate_of(snapshot):.4g}"
        if configuration_of(snapshot, UPDATE).optimizer == "sgd":
            return f"{rate} × ‖{short(snapshot.gradient_norm)}‖"
        return f"lr {rate}"
    return f"batch loss {short(snapshot.batch_loss)}"


def zero_grad_text(snapshot: Snapshot) -> str:
    """Whether it cleared the gradients, or, where it has not run, that it will not."""
    if snapshot.is_case:
        return "?" if has_run(snapshot, ZERO_GRAD) else ""
    if has_cleared(snapshot) and not (is_finished(snapshot) and is_struck_out(snapshot)):
        is_pytorch = configuration_of(snapshot, ZERO_GRAD).engine == "pytorch"
        return ".grad = None" if is_pytorch else ".grad = 0"
    if has_run(snapshot, ZERO_GRAD) and not has_cleared(snapshot):
        return "# skipped"
    return "# off" if is_struck_out(snapshot) else ""
