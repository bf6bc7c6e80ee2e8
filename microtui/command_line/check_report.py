"""What a check of gradients has found, as `microtui check` prints it.

The verdict comes last, so that it stays in view.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from engine.check.gradient_comparison import GradientCheck
from microtui.exports.state_json import finite
from microtui.settings.configuration_dict import as_dict
from microtui.words.gradients.gradient_rows import (
    HEADINGS,
    GradientRow,
    other_headings,
    rows_of,
)
from microtui.words.gradients.gradient_verdict import moment, verdict


def as_text(check: GradientCheck) -> str:
    """A line for each parameter, then what follows from them."""
    rows = rows_of(check)
    name_width = max(len(row.name) for row in rows)
    headings = (*HEADINGS, *other_headings(check), "error")
    lines = [f"{'name':<{name_width}}" + "".join(f" {each:>13}" for each in headings)]
    lines += [f"{row.name:<{name_width}}" + "".join(numbers_text(row)) for row in rows]
    lines += ["", f"Gradients of {moment(check)}:"]
    return "\n".join([*lines, *(f"- {statement.text}" for statement in verdict(check))])


def numbers_text(row: GradientRow) -> list[str]:
    numbers = (row.grad, row.backward, row.difference, *row.others)
    columns = [f" {'-' if number is None else f'{number:+.6e}':>13}" for number in numbers]
    return [*columns, f" {row.remark or f'{row.error:.1e}':>13}"]


def as_json_text(check: GradientCheck) -> str:
    """One object; numbers that are not finite become null."""
    rows = rows_of(check)
    tree = {
        "agrees": check.agrees,
        "forms_agree": check.forms_agree,
        "grad_is_the_gradient": check.held_is_the_gradient,
        "backwards_summed": check.backwards_summed,
        "grad_times": check.held_times,
        "grad_angle": check.held_angle,
        "worst_relative_error": check.worst_error,
        "worst_parameter": None if check.worst is None else rows[check.worst].name,
        "forms_distance": check.forms_distance,
        "kinks": asdict(check.kinks),
        "update": check.update,
        "moment": check.moment,
        "epoch": check.epoch,
        "batch": check.batch,
        "loss": check.loss,
        "parameter_count": check.backward.size,
        "verdict": [statement.text for statement in verdict(check)],
        "parameters": [as_tree(row, tuple(check.others)) for row in rows],
        "config": as_dict(check.configuration),
    }
    return json.dumps(finite(tree))


def as_tree(row: GradientRow, engines: tuple[str, ...]) -> dict[str, Any]:
    """The numbers of one parameter; the first of the other forms is `other`, further ones go by
    their names."""
    tree = asdict(row)
    first, *further = tree.pop("others")
    return {**tree, "other": first, **dict(zip(engines[1:], further, strict=True))}
