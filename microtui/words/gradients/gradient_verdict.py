"""What a check of gradients has shown, in words: for the screen and for the command line."""

from __future__ import annotations

import math
from dataclasses import dataclass

from engine.check.gradient_comparison import GradientCheck
from engine.network.flat import parameter_names


@dataclass(frozen=True)
class Statement:
    """One sentence or two."""

    text: str
    is_warning: bool = False


def verdict(check: GradientCheck, *, is_case: bool = False) -> list[Statement]:
    """On backward, on the forms of the network, and on what `.grad` holds; of a case, not why."""
    if not math.isfinite(check.loss):
        return [
            Statement(
                f"Nothing can be checked: the loss of this batch is {check.loss}, and what is not "
                "finite has no slope.",
                is_warning=True,
            )
        ]
    return [
        on_backward(check),
        *(on_form(check, engine) for engine in check.others),
        on_grad(check, is_case=is_case),
    ]


def on_backward(check: GradientCheck) -> Statement:
    worst, error = check.worst, check.worst_error
    if worst is None or error is None:
        return Statement(
            "Finite differences cannot tell here whether backward is right: no slope stands out "
            f"from the rounding of the loss. {left_out(check)}",
            is_warning=True,
        )
    name = parameter_names(check.configuration.sizes)[check.indices[worst]]
    if check.agrees:
        return Statement(
            f"backward is right: it agrees with finite differences. Worst relative error "
            f"{error:.1e}, at {name}. {extent(check)}"
        )
    wrong = int(check.is_wrong.sum())
    return Statement(
        f"backward is WRONG: it disagrees with finite differences in {wrong:,} of "
        f"{check.indices.size:,} parameters. Worst relative error {error:.1e}, at {name}. "
        f"{extent(check)}",
        is_warning=True,
    )


def extent(check: GradientCheck) -> str:
    """How many parameters this says something about."""
    checked, count = check.indices.size, check.backward.size
    text = f"Checked: all {count:,} parameters."
    if checked < count:
        text = f"Checked: {checked:,} of {count:,} parameters, evenly spread, to save time."
    return " ".join(part for part in (text, at_kinks(check), left_out(check)) if part)


def at_kinks(check: GradientCheck) -> str:
    """Where a difference steps across one, and whose it is."""
    count = int(check.is_kink.sum())
    if count == 0:
        return ""
    of, kinks = check.configuration, check.kinks
    whose = [
        (kinks.units, f"{of.activation} of {counted(kinks.units, 'unit')}"),
        (kinks.samples, f"{of.loss} at {counted(kinks.samples, 'sample')}"),
        (kinks.parameters, f"L1 at {counted(kinks.parameters, 'parameter')}"),
    ]
    names = ", ".join(name for number, name in whose if number)
    return (
        f"At a kink of the loss: {counted(count, 'parameter')} ({names}). There backward is held "
        "against the slope of the side that it is on."
    )


def counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def left_out(check: GradientCheck) -> str:
    """Why some of them have no error."""
    unknown = int((~check.is_measured).sum())
    return f"Left out: {unknown:,} with a slope that drowns in rounding." if unknown else ""


def on_form(check: GradientCheck, engine: str) -> Statement:
    """On another form than that of the run."""
    form = "PyTorch" if engine == "pytorch" else f"The {engine} form"
    if check.others[engine] is None:
        return Statement(f"{form} was left out: its graph would not fit in memory.")
    distance = check.distance_to(engine)
    if distance is None:
        return Statement(f"{form} cannot be compared: gradients are not finite.", is_warning=True)
    if check.agrees_with(engine):
        return Statement(
            f"{form} gives the same: they differ by {distance:.0e} of what is summed at "
            "most, as rounding does."
        )
    return Statement(
        f"{form} DISAGREES: they differ by up to {distance:.1e} of what is summed, which "
        "rounding does not explain.",
        is_warning=True,
    )


def on_grad(check: GradientCheck, *, is_case: bool) -> Statement:
    if check.held_is_the_gradient:
        if not (check.agrees and check.forms_agree):
            return Statement(".grad is what this backward gives, neither more nor less.")
        return Statement(".grad is the gradient of this batch.")
    angle = check.held_angle
    turned = "" if angle is None else f", and points {angle:.0f} degrees away from it"
    size = (
        "while the gradient is zero"
        if math.isinf(check.held_times)
        else f"{check.held_times:.3g} times as long as the gradient{turned}"
    )
    if is_case:
        return Statement(f".grad is NOT the gradient of this batch: it is {size}.", is_warning=True)
    return Statement(
        f".grad is NOT the gradient: without zero_grad it is the sum of "
        f"{check.backwards_summed:,} backwards, {size}.",
        is_warning=True,
    )


def moment(check: GradientCheck) -> str:
    """Of which gradients all this is said; counted as everywhere on the screen."""
    when = "just finished" if check.moment == "finished" else check.moment
    place = f"batch {check.batch + 1} of {check.configuration.batches}"
    return f"update {check.update:,}, {when} ({place} after {counted(check.epoch, 'epoch')})"
