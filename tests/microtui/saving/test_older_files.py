"""Runs that older versions of the program saved: each file was written by one, and says what it
came to there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine.replay.recording import Recording
from engine.replay.saved_run import SavedSession
from engine.replay.twin import Twin
from engine.run.configuration import Configuration
from microtui.command_line.cli import run
from microtui.saving.run_file import encoded, read
from microtui.saving.run_header import VERSION, read_summary

OLDER = Path(__file__).parent / "older"

BEFORE_SCHEDULES = "before_schedules"
"""Before there were schedules: a table of the reader's own, zero_grad turned off in epoch 2, and a
twin that clears its gradients."""
TWO_CLASSES = "two_classes"
"""As the three below, before there were more than two classes and several targets: a table of two
classes, another learning rate from the third update on."""
ONE_TARGET = "one_target"
"""A table of a number to fit, as it is in the file, with a line of names."""
MOONS_WITH_TWIN = "moons_with_twin"
"""A twin that forgets zero_grad, parameters to begin with, one set by hand, and a plan ahead."""

LOSSES = {
    BEFORE_SCHEDULES: (0.25273490277269794, 0.6680864926752036),
    TWO_CLASSES: (0.4715496255501862, None),
    ONE_TARGET: (0.2901431685881468, None),
    MOONS_WITH_TWIN: (0.4186653869601982, 0.6674934445014424),
}
"""What each version printed of the run, and of its twin, once 8 epochs were done."""


def gone_on(saved: SavedSession) -> tuple[Recording, Twin | None]:
    recording = Recording.from_saved(saved.run)
    twin = None if saved.twin is None else Twin.from_saved(saved.twin)
    while recording.training.epoch < 8:
        recording.run("epoch")
    if twin is not None:
        twin.follow(recording.training)
    return recording, twin


@pytest.mark.parametrize("name", LOSSES)
def test_a_run_goes_on_as_it_would_have_gone_on_there_and_so_once_it_is_saved_again(
    name: str, tmp_path: Path
) -> None:
    saved = read(OLDER / f"{name}.run")
    again = tmp_path / "again.run"
    again.write_bytes(encoded(saved))
    for session in (saved, read(again)):
        recording, twin = gone_on(session)
        loss, of_twin = LOSSES[name]
        assert recording.training.evaluate()[0].loss == pytest.approx(loss, rel=1e-12)
        assert (twin is None) == (of_twin is None)
        if twin is not None:
            assert twin.training.evaluate()[0].loss == pytest.approx(of_twin, rel=1e-12)
        recording.go_to(0)
        assert recording.training.configuration.zero_grad


def test_there_is_one_of_each_format_before_this_one() -> None:
    headers = [json.loads(path.read_bytes().split(b"\n")[0]) for path in OLDER.iterdir()]
    assert len(headers) == len(LOSSES)
    assert {header["version"] for header in headers} == set(range(1, VERSION))


def configuration_of(name: str) -> Configuration:
    return read(OLDER / f"{name}.run").run.changes[0].configuration


def test_what_there_was_no_choice_of_is_as_it_was() -> None:
    configuration = configuration_of(BEFORE_SCHEDULES)
    assert (configuration.schedule, configuration.parameters) == ("constant", None)
    assert configuration.table is not None
    assert configuration.table.is_scaled


def test_the_one_target_of_a_table_is_what_it_was() -> None:
    table = configuration_of(ONE_TARGET).table
    assert table is not None
    assert not table.is_scaled
    assert (table.column_names, table.labels) == (("rooms", "age", "garden"), ())
    assert (table.target_offsets.tolist(), table.target_scales.tolist()) == ([324.5], [219.5])
    assert (table.target_names, table.asked) == (("target",), ())
    assert table.dataset.outputs == 1


def test_two_classes_have_the_names_that_they_had() -> None:
    configuration = configuration_of(TWO_CLASSES)
    assert configuration.data.classes == ("lily", "rose")
    assert configuration.sizes == (2, 2, 1)


def test_the_list_of_runs_says_of_them_what_it_said() -> None:
    summary = read_summary(OLDER / f"{TWO_CLASSES}.run")
    assert (summary.dataset, summary.sizes, summary.epoch) == ("flowers.csv", (2, 2, 1), 3)
    assert not read_summary(OLDER / f"{BEFORE_SCHEDULES}.run").has_loss


HOUSES = "rooms,age,garden,price\n" + "".join(
    f"{i % 5 + 1},{(i * 3) % 20 / 10},{i % 2},{100 * (i % 5 + 1) - 3 * ((i * 3) % 20) + 50}\n"
    for i in range(16)
)


def test_the_line_that_began_one_goes_on_with_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "houses.csv"
    path.write_text(HOUSES)
    line = ["train", "--data", str(path), "--no-scale", "--hidden", "2", "--lr", "0.01"]
    ends = ["--epochs", "8", "--json", "--no-save"]

    def trained(*words: str) -> dict[str, Any]:
        assert run([*line, *words, *ends]) == 0, capsys.readouterr().err
        result: dict[str, Any] = json.loads(capsys.readouterr().out)
        return result

    result = trained("--resume", str(OLDER / f"{ONE_TARGET}.run"))
    assert result["loss"] == pytest.approx(LOSSES[ONE_TARGET][0], rel=1e-12)
