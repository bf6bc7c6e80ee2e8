"""What was found, at the end: for people, and for programs."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import asdict

from microtui.watch.finding import Finding
from microtui.watch.findings.numbers import counted, short
from microtui.watch.findings.wrapping import wrapped
from microtui.watch.reading import OptimizerReading, Reading

LOOKED_AT = (
    "Looked at: what steps use and what is cleared unused, tensors that no gradient or no "
    "optimizer reaches, weights that do not move, and a loss that rises or is no number."
)


def report_text(reading: Reading) -> str:
    """Lines of 80 columns: what was watched, and each finding with evidence, place and remedy."""
    return "\n".join(paragraphs(reading))


def paragraphs(reading: Reading) -> Iterator[str]:
    yield wrapped(watched(reading))
    if reading.fault is not None:
        yield wrapped(f"The looking has ended before the script: {reading.fault}")
    for number, finding in enumerate(reading.findings, 1):
        yield ""
        yield from finding_lines(f"{number}. " if len(reading.findings) > 1 else "", finding)
    if reading.findings or not reading.backwards:
        return
    if reading.not_finite is not None:
        yield wrapped(reading.not_finite)
    if reading.steps:
        yield f"Nothing wrong was found{'' if reading.fault is None else ' until then'}."
        yield wrapped(LOOKED_AT)
    else:
        yield "No step was seen, so there was little to judge."


def watched(reading: Reading) -> str:
    if not reading.has_torch:
        return "Nothing was watched: the script did not import PyTorch."
    if not reading.backwards:
        return "Nothing was watched: the script imported PyTorch, but called no backward."
    counts = f"{counted(reading.steps, 'step')} and {counted(reading.backwards, 'backward')}"
    optimizers = ", ".join(called(each) for each in reading.optimizers)
    parts = [f"Watched {counts}", f"by {optimizers}" if optimizers else "without an optimizer"]
    losses = [loss for _, loss in reading.losses]
    if losses:
        last = losses[-1] if reading.loss is None else reading.loss
        parts.append(f"loss {short(losses[0])} at first, {short(last)} at last")
    return ", ".join(parts) + "."


def called(optimizer: OptimizerReading) -> str:
    rates = " and ".join(dict.fromkeys(short(rate) for rate in optimizer.rates))
    return f"{optimizer.name} with rate {rates}" if rates else optimizer.name


def finding_lines(number: str, finding: Finding) -> Iterator[str]:
    indent = " " * len(number)
    yield wrapped(f"{number}{finding.evidence}", indent)
    if finding.file:
        yield f"{indent}{finding.file}:{finding.line}"
    yield wrapped(f"{indent}{finding.remedy}", indent)


def report_json(reading: Reading, status: int | None = None) -> str:
    """One line of strict JSON, with the script's own exit status where there is one."""
    loss = reading.loss
    report: dict[str, object] = {
        "steps": reading.steps,
        "backwards": reading.backwards,
        "loss": loss if loss is not None and math.isfinite(loss) else None,
        "findings": [asdict(finding) for finding in reading.findings],
    }
    if reading.fault is not None:
        report["fault"] = reading.fault
    if status is not None:
        report["status"] = status
    return json.dumps(report, allow_nan=False)
