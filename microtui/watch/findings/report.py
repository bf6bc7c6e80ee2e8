"""What was found, at the end: for people, and for programs."""

from __future__ import annotations

import json
import math
from dataclasses import asdict

from microtui.watch.reading import Reading


def report_text(reading: Reading) -> str:
    return "\n".join(
        [
            f"{reading.steps} steps, {reading.backwards} backwards",
            *(f"{each.file}:{each.line}: {each.evidence}" for each in reading.findings),
        ]
    )


def report_json(reading: Reading, status: int | None = None) -> str:
    loss = reading.loss
    return json.dumps(
        {
            "steps": reading.steps,
            "backwards": reading.backwards,
            "loss": loss if loss is not None and math.isfinite(loss) else None,
            "findings": [asdict(finding) for finding in reading.findings],
            "status": status,
        }
    )
