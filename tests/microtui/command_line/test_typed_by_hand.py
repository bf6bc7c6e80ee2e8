"""M. Mazur's well-known calculation by hand, typed as one line."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from by_hand import AFTER, HIDDEN_BIAS, IS_WEIGHT, LOSS, OUTPUT_BIAS, WEIGHTS

from microtui.command_line.cli import run

LINE = (
    "train --data mazur.csv --target o1,o2 --no-scale --train-share 1 --parameters start.json "
    "--hidden 2 --activation sigmoid --output-layer sigmoid --loss mse --l2 0 --lr 0.5 "
    "--batch-size full --no-save --quiet --json --epochs"
)


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    # The mean over equal samples is that of one.
    Path("mazur.csv").write_text("i1,i2,o1,o2\n" + 4 * "0.05,0.10,0.01,0.99\n")
    start = np.empty(len(IS_WEIGHT))
    start[IS_WEIGHT] = WEIGHTS
    start[~IS_WEIGHT] = [HIDDEN_BIAS, HIDDEN_BIAS, OUTPUT_BIAS, OUTPUT_BIAS]
    Path("start.json").write_text(json.dumps(start.tolist()))


@pytest.mark.parametrize("engine", ["matrix", "scalar"])
def test_the_weights_after_one_step_are_his(
    capsys: pytest.CaptureFixture[str], engine: str
) -> None:
    assert run([*LINE.split(), "1", "--engine", engine]) == 0
    after = np.array(json.loads(capsys.readouterr().out)["parameters"])
    assert after[IS_WEIGHT] == pytest.approx(AFTER, abs=5e-9)


def test_the_loss_before_it_is_his(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*LINE.split(), "1", "--lr", "1e-300"]) == 0
    assert json.loads(capsys.readouterr().out)["loss"] == pytest.approx(LOSS, abs=5e-10)
