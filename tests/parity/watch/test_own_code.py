"""`watch(model)` in one's own code."""

from __future__ import annotations

import gc
import subprocess
import sys
import weakref
from pathlib import Path

import pytest
import torch
from torch import nn

from microtui.watch import watch
from microtui.watch.own_code import NotAModuleError


def loop(model: nn.Module, clears: bool) -> None:
    optimizer = torch.optim.SGD(model.parameters(), lr=0.001)
    for _ in range(25):
        if clears:
            optimizer.zero_grad()
        model(torch.randn(8, 2)).pow(2).sum().backward()
        optimizer.step()


def test_findings_are_there_and_printed_behind_the_block(capsys: pytest.CaptureFixture[str]):
    model = nn.Linear(2, 1)
    with watch(model) as watching:
        loop(model, clears=False)
        assert [each.kind for each in watching.findings] == ["no_zero_grad"]
        assert watching.findings[0].file == __file__
        assert capsys.readouterr() == ("", "")
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "zero_grad" in printed.err
    # What was found stays, and nothing is looked at any more.
    loop(nn.Linear(2, 1), clears=False)
    assert len(watching.findings) == 1


def test_a_right_loop_beside_a_wrong_one_has_no_findings():
    model, other = nn.Linear(2, 1), nn.Linear(2, 1)
    with watch(model) as watching:
        loop(other, clears=False)
        loop(model, clears=True)
        assert watching.findings == ()
        assert "25 steps" in watching.report()


def test_who_asks_twice_has_one_watch():
    model = nn.Linear(2, 1)
    with watch(model) as first:
        assert watch(model) is first
    with watch(model) as second:
        assert second is not first


def test_a_watched_model_is_not_kept():
    model = nn.Linear(2, 1)
    with watch(model):
        loop(model, clears=True)
        gone = weakref.ref(model)
        del model
        gc.collect()
        assert gone() is None


def test_what_is_no_model_is_told_in_a_sentence():
    with pytest.raises(NotAModuleError, match=r"takes a torch.nn.Module, but this is of type list"):
        watch([nn.Linear(2, 1)])


SCRIPT = """
import microtui.watch, sys
assert not {"torch", "textual", "numpy", "engine"} & set(sys.modules)
import torch
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.001)
microtui.watch.watch(model)
for _ in range(25):
    model(torch.randn(8, 2)).pow(2).sum().backward()
    optimizer.step()
print("done")
"""


def test_a_script_says_at_its_end_what_was_found(tmp_path: Path):
    script = tmp_path / "own.py"
    script.write_text(SCRIPT)
    ended = subprocess.run(
        [sys.executable, script],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert (ended.returncode, ended.stdout) == (0, "done\n")
    assert "zero_grad" in ended.stderr
    assert "own.py" in ended.stderr
