"""Parameters to begin with: what train --json printed begins another run, bit for bit."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from application import running
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import ConfigurationError
from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from engine.run.starting_parameters import StartingParameters
from engine.training import Training
from microtui.command_line.cli import run
from microtui.exports.command_line import command_line
from microtui.settings import parameters_file
from microtui.settings.parameters_file import ParametersFileError, read_parameters

Capture = pytest.CaptureFixture[str]
SMALL = Configuration(samples=24, hidden=(3,), batch_size=5)
OWN = StartingParameters("some/own.json", np.linspace(-1.0, 1.0, 13))


def trained(capsys: Capture, *arguments: str) -> dict[str, Any]:
    assert run(["train", "--hidden", "3", *arguments, "--json"]) == 0
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


def file_with(directory: Path, content: object) -> Path:
    path = directory / "parameters.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


@pytest.mark.parametrize("engine", ["matrix", "scalar"])
def test_a_run_begins_with_them_bit_for_bit(engine: str, tmp_path: Path, capsys: Capture) -> None:
    result = trained(capsys, "--epochs", "3")
    path = file_with(tmp_path, result)
    given = read_parameters(str(path))
    training = Training(Configuration(hidden=(3,), engine=engine, parameters=given))
    assert training.model.parameters.tolist() == result["parameters"]
    again = trained(capsys, "--parameters", str(path), "--epochs", "1", "--engine", engine)
    assert again["config"]["parameters"] == str(path)
    training.run_epoch()
    assert again["parameters"] == training.model.parameters.tolist()


def test_the_list_alone_will_do_and_so_will_standard_input(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = OWN.values.tolist()
    by_file = trained(capsys, "--parameters", str(file_with(tmp_path, values)), "--epochs", "1")
    text = io.TextIOWrapper(io.BytesIO(json.dumps({"parameters": values}).encode()))
    monkeypatch.setattr(sys, "stdin", text)
    by_input = trained(capsys, "--parameters", "-", "--epochs", "1")
    assert by_input["parameters"] == by_file["parameters"]
    assert by_input["config"]["parameters"] == "-"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "is not JSON: the list that microtui train --json prints is needed"),
        ("[" * 100_000, "is not JSON"),
        ("[1, 2", "is not JSON"),
        ("7", "holds no list of parameters"),
        ({"parameters": 7}, "holds no list of parameters"),
        ({"weights": [1.0]}, "holds no list of parameters"),
        ([0.5, None], "parameter 1 is null, but only finite numbers"),
        ([0.5, "1.0"], 'parameter 1 is "1.0", but only finite numbers'),
        ([True], "parameter 0 is true, but only finite numbers"),
        ("[1e999]", "parameter 0 is Infinity, but only finite numbers"),
        ("[NaN]", "parameter 0 is NaN, but only finite numbers"),
        (f"[1{'0' * 400}]", "parameter 0 is 1000"),
        ([{"name": "0.0.w[0]"}], "parameter 0 is {"),
        ([0.5] * 12, "the network 2-3-1 has 13 parameters, but"),
        ([], "parameters.json holds 0: describe the network that they are from"),
    ],
)
def test_what_cannot_be_begun_with_gets_one_sentence(
    content: object, sentence: str, tmp_path: Path, capsys: Capture
) -> None:
    path = file_with(tmp_path, content)
    assert run(["train", "--hidden", "3", "--parameters", str(path)]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert sentence in output.err
    assert len(output.err.splitlines()) == 1


def test_what_is_no_file_gets_a_sentence_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file_with(tmp_path, [0.5] * 13)
    monkeypatch.setattr(parameters_file, "MOST_BYTES", 10)
    monkeypatch.setattr(sys, "stdin", None)
    for name, sentence in (
        (str(path), "has more than 10 bytes"),
        (str(tmp_path), "is a directory"),
        (str(tmp_path / "missing"), "cannot be read: No such file"),
        ("a\0b", "cannot be read"),
        ("-", "there is no standard input"),
    ):
        with pytest.raises(ParametersFileError, match=sentence):
            read_parameters(name)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60) | st.text("[]{}0123456789.,-eE: nulNaInfity\"'", max_size=60))
def test_anything_may_stand_in_it(
    tmp_path_factory: pytest.TempPathFactory, content: bytes | str
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    refusal = None
    try:
        assert np.isfinite(read_parameters(str(path)).values).all()
    except ConfigurationError as error:
        refusal = str(error)
    assert refusal is None or "\n" not in refusal


def test_begun_anew_stepped_back_and_saved_a_run_has_them(tmp_path: Path, capsys: Capture) -> None:
    recording = Recording.begin(replace(SMALL, parameters=OWN))
    recording.run("epoch")
    recording.go_to(0)
    np.testing.assert_array_equal(recording.training.model.parameters, OWN.values)
    recording.run("epoch")
    recording.restart(recording.training.configuration)
    np.testing.assert_array_equal(recording.training.model.parameters, OWN.values)

    path = file_with(tmp_path, OWN.values.tolist())
    straight = trained(capsys, "--parameters", str(path), "--epochs", "9")
    trained(capsys, "--parameters", str(path), "--epochs", "4")
    path.unlink()
    assert run(["train", "--resume", "last", "--epochs", "9", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == straight
    assert run(["train", "--resume", "last", "--parameters", "other.json"]) == 2


def test_a_mistake_at_the_start_is_made_all_the_same() -> None:
    configuration = replace(SMALL, parameters=OWN, mistakes=("equal-start",))
    assert len(set(Training(configuration).model.parameters.tolist())) == 1


def test_parameters_that_do_not_fit_are_left_behind() -> None:
    assert replace(SMALL, parameters=OWN, dataset="xor").parameters == OWN
    for change in ({"hidden": (4,)}, {"features": ("x",)}, {"dataset": "lecture"}):
        assert replace(SMALL, parameters=OWN, **change).parameters is None


def test_the_same_numbers_from_the_same_file_are_equal() -> None:
    again = StartingParameters("some/own.json", OWN.values.copy())
    assert again == OWN
    assert hash(OWN) == hash(again)
    assert StartingParameters("other.json", OWN.values) != OWN
    assert StartingParameters("some/own.json", OWN.values + 1.0) != OWN


def test_the_command_line_names_the_file() -> None:
    own = replace(Configuration(hidden=(3,)), parameters=OWN)
    assert "--parameters some/own.json" in command_line(Recording.begin(own).changes_made)


async def test_the_header_names_them_and_another_shape_or_seed_leaves_them_behind() -> None:
    async with running(hidden=(3,), parameters=OWN, notifications=True, size=(160, 40)) as app:
        np.testing.assert_array_equal(app.snapshot.parameters, OWN.values)
        assert "from own.json" in app.text
        await app.press("s")
        after = await app.press("r")
        np.testing.assert_array_equal(after.parameters, OWN.values)
        await app.press("h")
        await app.until_shown("The run begins anew: the parameters")
        assert app.snapshot.configuration.parameters is None
        assert "from own.json" not in app.text


async def test_a_new_seed_begins_with_parameters_of_its_own() -> None:
    async with running(hidden=(3,), parameters=OWN) as app:
        snapshot = await app.press("R")
        assert snapshot.configuration.parameters is None
        assert not np.array_equal(snapshot.parameters, OWN.values)
