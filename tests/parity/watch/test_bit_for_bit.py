"""Really through `microtui watch`: a script is left with the same numbers, to the last bit, and
what is found is what was found in this process."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from watch.corpus import Loop, right_loops, script_of, wrong_loops

STEPS = 100
LOOPS = (
    "clearing-before_the_forward_pass",
    "clearing-by_hand_as_zero_grad_once_was_written",
    "accumulation-in_an_inner_loop",
    "optimizers-foreach_fused_and_neither",
    "optimizers-lbfgs_with_a_line_search",
    "optimizers-scaler",
    "by_hand-added_to_the_data",
    "by_hand-of_raw_leaves",
    "layers-dropout_and_batch_norm",
    "layers-embeddings",
    "layers-truncated_backpropagation_through_time",
    "layers-of_other_precision",
    "adversaries-dcgan",
    "adversaries-wasserstein_with_a_gradient_penalty",
    "adversaries-fast_gradient_sign_training",
    "graphs-computed_again",
    "graphs-model_agnostic_meta_learning",
    "rewards-target_network",
    "around-stochastic_weight_averaging",
)
SAVED = """
for each in [each for each in globals().values() if isinstance(each, nn.Module)]:
    results.append([p.detach().clone() for p in each.parameters()])
results.append(torch.rand(3))
"""


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of these loops, one after the other, a hundred steps of each, and what they end with."""
    loops = {loop.name: loop for loop in right_loops()}
    short = re.compile(r"range\((1[5-9]|[2-6]\d)\)")
    parts = [short.sub(f"range({STEPS})", script_of(loops[name])) for name in LOOPS]
    path = tmp_path_factory.mktemp("loops") / "train.py"
    imports = "import sys\nresults = []\n"
    path.write_text(imports + SAVED.join([*parts, "torch.save(results, sys.argv[1])\n"]))
    return path


def run(script: Path, *command: str) -> str:
    """What it says last."""
    done = subprocess.run(
        [sys.executable, *command],
        capture_output=True,
        text=True,
        check=False,
        cwd=script.parent,
        env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": os.getcwd()},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.rpartition("\n")[0].rpartition("\n")[2]


def watched(script: Path, *arguments: str) -> dict[str, Any]:
    said = run(script, "-m", "microtui", "watch", "--json", script.name, *arguments)
    return json.loads(said)  # type: ignore[no-any-return]


def test_every_parameter_and_the_random_state_are_those_of_the_script_alone(script: Path) -> None:
    run(script, script.name, "alone.pt")
    report = watched(script, "watched.pt")
    alone = torch.load(script.parent / "alone.pt")
    beside = torch.load(script.parent / "watched.pt")
    assert len(alone) == len(beside) > len(LOOPS)
    for one, other in zip(alone, beside, strict=True):
        for a, b in zip(one, other, strict=True):
            assert torch.equal(a, b)
    assert report["findings"] == []
    assert report["steps"] > STEPS * (len(LOOPS) - 1)


@pytest.mark.parametrize(
    "loop",
    [each for each in wrong_loops() if each.name.startswith("adversaries-dcgan-without")],
    ids=lambda loop: loop.name,
)
def test_an_optimizer_that_is_forgotten_is_found(loop: Loop, tmp_path: Path) -> None:
    script = tmp_path / "train.py"
    script.write_text(script_of(loop))
    (finding,) = watched(script)["findings"]
    assert loop.expected is not None
    assert finding["kind"] == "optimizer_forgotten"
    assert finding["since_step"] == loop.expected.since
    assert finding["file"] == str(script)
    line = script.read_text().splitlines()[finding["line"] - 1]
    assert line.strip() == loop.file.read_text().splitlines()[loop.expected.line - 1].strip()
