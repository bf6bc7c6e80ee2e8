"""Records what PyTorch says, for the tests that run without it.

    PYTHONPATH=.:tests/support python tests/parity/record_figures.py

writes tests/engine/pytorch_figures.json. Run it again when a test asks for a figure that is not
there; the version it ran under is in the file.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import torch
from pytorch_run import run
from recorded import FIGURES, OPERATIONS, POINTS, RUNS, UPDATES

from engine.run.configuration import Configuration


def operation_figures() -> list[dict[str, object]]:
    figures = []
    for name, operation in OPERATIONS.items():
        for point in POINTS:
            a, b = (torch.tensor(x, dtype=torch.float64, requires_grad=True) for x in point)
            result = operation(a, b)
            result.backward()
            gradients = [0.0 if x.grad is None else x.grad.item() for x in (a, b)]
            figures.append(
                {"name": name, "at": point, "result": result.item(), "gradients": gradients}
            )
    return figures


def settings_of(configuration: Configuration) -> dict[str, Any]:
    """For whoever reads the file; of a table only what it is called."""
    table = configuration.table and configuration.table.name
    return {**vars(configuration), "table": table}


def main() -> None:
    figures = {
        "recorded_with": f"PyTorch {torch.__version__}",
        "operations": operation_figures(),
        "runs": {
            name: {
                "configuration": settings_of(configuration),
                "updates": UPDATES,
                **asdict(run(configuration, UPDATES)),
            }
            for name, configuration in RUNS.items()
        },
    }
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
