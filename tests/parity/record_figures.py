"""Records what PyTorch says, for the tests that run without it.

    PYTHONPATH=.:tests/support python tests/parity/record_figures.py

writes tests/engine/pytorch_figures.json. Run it again when a test asks for a figure that is not
there; the version it ran under is in the file.
"""

from __future__ import annotations

import json
from dataclasses import asdict

import torch
from pytorch_run import run
from recorded import FIGURES, OPERATIONS, POINTS, RUNS, UPDATES


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


def main() -> None:
    figures = {
        "recorded_with": f"PyTorch {torch.__version__}",
        "operations": operation_figures(),
        "runs": {
            name: {
                "configuration": asdict(configuration),
                "updates": UPDATES,
                **asdict(run(configuration, UPDATES)),
            }
            for name, configuration in RUNS.items()
        },
    }
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
