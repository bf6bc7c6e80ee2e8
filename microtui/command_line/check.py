"""`microtui check`: gradients checked without a screen, the verdict last so that it stays in view.

The table and the verdict go to stdout, progress to stderr.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import click

from engine.check.gradient_check import check_gradients
from engine.check.gradient_comparison import GradientCheck
from engine.replay.recording import Recording
from microtui.command_line.headless import finite, train_with_progress
from microtui.settings.configuration_tree import as_tree
from microtui.words.gradient_rows import HEADINGS, GradientRow, rows_of
from microtui.words.gradient_verdict import place, verdict


def check_and_print(recording: Recording, epochs: int | None, *, as_json: bool) -> int:
    """Train up to so many epochs, or for one batch where the run has not begun yet; check, print.

    The exit status is 0 if backward is right and both forms of the network agree, 1 if not or if
    nothing can be said, 130 after ctrl-C, as a shell has it.
    """
    if epochs is not None:
        result = train_with_progress(recording, epochs, None)
        if result.status:
            return result.status
    elif recording.training.updates == 0:
        recording.run("batch")
    check = check_gradients(recording.training)
    click.echo(json.dumps(as_dictionary(check)) if as_json else as_text(check))
    return 0 if check.agrees and check.forms_agree else 1


def as_text(check: GradientCheck) -> str:
    """A line for each parameter, then what follows from them."""
    rows = rows_of(check)
    name_width = max(len(row.name) for row in rows)
    lines = [f"{'name':<{name_width}}" + "".join(f" {each:>13}" for each in HEADINGS)]
    lines += [f"{row.name:<{name_width}}" + "".join(numbers_text(row)) for row in rows]
    lines += ["", f"Gradients of {place(check)}:"]
    return "\n".join([*lines, *(f"- {statement.text}" for statement in verdict(check))])


def numbers_text(row: GradientRow) -> list[str]:
    numbers = (row.grad, row.backward, row.difference, row.other)
    columns = [f" {'-' if number is None else f'{number:+.6e}':>13}" for number in numbers]
    return [*columns, f" {row.remark if row.error is None else f'{row.error:.1e}':>13}"]


def as_dictionary(check: GradientCheck) -> dict[str, Any]:
    """The check as `check --json` prints it; numbers that are not finite become None."""
    rows = rows_of(check)
    worst = None if check.worst is None else rows[check.worst].name
    return {
        "agrees": check.agrees,
        "forms_agree": check.forms_agree,
        "grad_is_the_gradient": check.held_is_the_gradient,
        "backwards_summed": check.backwards_summed,
        "grad_times": finite(check.held_times),
        "grad_angle": finite(check.held_angle),
        "worst_relative_error": finite(check.worst_error),
        "worst_parameter": worst,
        "forms_distance": finite(check.forms_distance),
        "epoch": check.epoch,
        "batch": check.batch,
        "loss": finite(check.loss),
        "parameter_count": check.backward.size,
        "verdict": [statement.text for statement in verdict(check)],
        "parameters": [
            {
                key: finite(number) if isinstance(number, float) else number
                for key, number in asdict(row).items()
            }
            for row in rows
        ],
        "config": as_tree(check.configuration),
    }
