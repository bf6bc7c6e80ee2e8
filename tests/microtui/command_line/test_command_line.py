"""The command line: results on stdout, one sentence for a mistake."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data.datasets import DATASETS
from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from engine.training import Training
from microtui.command_line.cli import run

Capture = pytest.CaptureFixture[str]

PROGRAM = (sys.executable, "-m", "microtui")

FLAGS = (
    *("--dataset", "--samples", "--noise", "--features", "--hidden", "--activation", "--loss"),
    *("--lr", "--batch-size", "--l1", "--l2", "--seed", "--engine", "--optimizer"),
)


def trained(capsys: Capture, *arguments: str) -> dict[str, Any]:
    assert run(["train", *arguments, "--json"]) == 0
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


def test_train_prints_one_json_object_with_all_that_scripts_rely_on(capsys: Capture) -> None:
    result = trained(capsys, "--epochs", "3")
    assert set(result) == {
        *("epoch", "loss", "test_loss", "accuracy", "test_accuracy", "grad_norm"),
        *("objective", "diverged", "parameters", "config"),
    }
    assert result["epoch"] == 3
    assert result["diverged"] is False
    assert set(result["config"]) == {field.name for field in fields(Configuration)} - {"table"}


def test_the_parameters_read_back_bit_for_bit(capsys: Capture) -> None:
    result = trained(capsys, "--epochs", "5", "--seed", "7")
    training = Training(Configuration(seed=7))
    for _ in range(5):
        training.run_epoch()
    assert np.array(result["parameters"]).tobytes() == training.model.parameters.tobytes()


def test_every_option_reaches_the_configuration(capsys: Capture) -> None:
    result = trained(
        capsys,
        *("--dataset", "xor", "--samples", "60", "--noise", "5", "--train-share", "0.7"),
        *("--features", "x,y,xy", "--hidden", "3,2", "--activation", "relu", "--loss", "bce"),
        *("--optimizer", "adam", "--lr", "0.01", "--batch-size", "full", "--l1", "0.001"),
        *("--l2", "0.002", "--seed", "5", "--engine", "scalar", "--no-zero-grad"),
        *("--mistakes", "overwrite,ascend", "--schedule", "linear", "--lr-end", "0.001"),
        *("--schedule-epochs", "50", "--init", "uniform", "--output-layer", "linear"),
        *("--epochs", "1"),
    )
    assert result["config"] == {
        "dataset": "xor",
        "samples": 60,
        "noise": 5.0,
        "train_share": 0.7,
        "features": ["x", "y", "xy"],
        "hidden": [3, 2],
        "activation": "relu",
        "loss": "bce",
        "optimizer": "adam",
        "learning_rate": 0.01,
        "batch_size": None,
        "l1": 0.001,
        "l2": 0.002,
        "seed": 5,
        "engine": "scalar",
        "zero_grad": False,
        "mistakes": ["overwrite", "ascend"],
        "schedule": "linear",
        "learning_rate_end": 0.001,
        "schedule_epochs": 50,
        "parameters": None,
        "initialization": "uniform",
        "output": "linear",
    }


def test_the_options_of_the_screen_are_taken_and_checked_everywhere(capsys: Capture) -> None:
    assert trained(capsys, "--epochs", "1", "--fps", "5", "--play")["epoch"] == 1
    assert run(["train", "--epochs", "1", "--fps", "0"]) == 2
    assert "fps must be a whole number from 1 to 60, got 0" in capsys.readouterr().err


def test_a_dataset_of_numbers_needs_no_other_loss_typed(capsys: Capture) -> None:
    assert trained(capsys, "--epochs", "1", "--dataset", "plane")["config"]["loss"] == "mse"


def test_few_samples_need_no_smaller_batch_size_typed(capsys: Capture) -> None:
    result = trained(capsys, "--epochs", "1", "--samples", "8")
    assert result["config"]["batch_size"] is None
    assert run(["train", "--samples", "8", "--batch-size", "5"]) == 2
    assert "batch size must be at most 4" in capsys.readouterr().err


def test_with_no_test_set_there_is_no_test_number(capsys: Capture) -> None:
    options = ["--dataset", "xor", "--samples", "4", "--noise", "0", "--train-share", "1.0"]
    result = trained(capsys, *options, "--epochs", "5")
    assert (result["test_loss"], result["test_accuracy"]) == (None, None)
    assert run(["train", *options, "--epochs", "5"]) == 0
    assert "test" not in capsys.readouterr().out
    assert run(["export", "pytorch", *options]) == 0
    assert "test" not in capsys.readouterr().out


def test_the_objective_is_the_loss_with_its_penalties(capsys: Capture) -> None:
    result = trained(capsys, "--epochs", "2", "--l2", "0.01")
    penalty = 0.01 * sum(p * p for p in result["parameters"])
    assert result["objective"] == pytest.approx(result["loss"] + penalty, rel=1e-12)


def test_training_stops_when_it_is_solved_and_says_so(capsys: Capture) -> None:
    result = trained(capsys, "--until-loss", "0.2", "--epochs", "100")
    before = trained(capsys, "--epochs", str(result["epoch"] - 1))
    assert result["loss"] <= 0.2 < before["loss"]
    assert run(["train", "--until-loss", "0.2", "--until-accuracy", "0.8"]) == 0
    assert "reached: loss at most 0.2 and accuracy at least 0.8\n" in capsys.readouterr().out
    assert run(["train", "--until-loss", "0", "--epochs", "2"]) == 0
    assert "not reached: loss at most 0\n" in capsys.readouterr().out


@pytest.mark.parametrize(("command", "before"), [(["export", "json"], 0), (["check", "--json"], 1)])
def test_what_is_done_after_training_is_done_when_it_is_solved(
    command: list[str], before: int, capsys: Capture
) -> None:
    """What is checked is the last update, which belongs to the last epoch."""
    solved = trained(capsys, "--until-accuracy", "0.85")["epoch"]
    assert 0 < solved < 100
    assert run([*command, "--until-accuracy", "0.85"]) == 0
    assert json.loads(capsys.readouterr().out)["epoch"] == solved - before


def test_what_is_changed_at_an_epoch_is_changed_there_for_every_command(capsys: Capture) -> None:
    plan = ("--at", "4:lr=0.05", "--at", "2:zero-grad=off", "--at", "3/1/2:zero-grad=on")
    result = trained(capsys, "--epochs", "6", *plan)
    recording = Recording.begin(Configuration())
    recording.run_to(40)
    recording.configure(replace(recording.training.configuration, zero_grad=False))
    recording.run_to(66)
    recording.configure(replace(recording.training.configuration, zero_grad=True))
    recording.run_to(80)
    recording.configure(replace(recording.training.configuration, learning_rate=0.05))
    recording.run_to(120)
    assert result["parameters"] == recording.training.model.parameters.tolist()
    assert result["config"]["learning_rate"] == 0.05
    assert run(["check", "--epochs", "6", *plan, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["config"] == result["config"]
    assert run(["export", "json", "--epochs", "6", *plan]) == 0
    assert json.loads(capsys.readouterr().out)["parameters"] == result["parameters"]


def test_what_cannot_be_changed_there_is_said_before_anything_is_trained(capsys: Capture) -> None:
    assert run(["train", "--at", "50:lr=0.1", "--at", "60:hidden=4"]) == 2
    assert capsys.readouterr().err == (
        "microtui: --at 60:hidden=4: that begins a run anew: set it from the start instead\n"
    )


def test_divergence_is_a_result_and_numbers_that_are_not_finite_become_null(
    capsys: Capture,
) -> None:
    result = trained(
        capsys,
        *("--dataset", "plane", "--loss", "sse", "--activation", "linear", "--lr", "10"),
    )
    assert result["diverged"] is True
    assert result["loss"] is None


def test_without_json_the_result_is_readable(capsys: Capture) -> None:
    assert run(["train", "--epochs", "2"]) == 0
    output = capsys.readouterr()
    assert output.out.startswith("epoch 2\nloss 0.")
    assert output.err == ""


def test_datasets_lists_each_with_its_source(capsys: Capture) -> None:
    assert run(["datasets"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(DATASETS)
    for line, dataset in zip(lines, DATASETS.values(), strict=True):
        assert line.startswith(dataset.name)
        assert dataset.source in line


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--lr", "-0.1"], "learning rate must be a positive number, such as 0.1, got -0.1"),
        (["--lr", "nan"], "learning rate must be a positive number, such as 0.1, got nan"),
        (["--hidden", "0"], "a hidden layer must have at least 1 neuron, such as in 16,16, got 0"),
        (["--hidden", "4,x"], "whole numbers with commas between, such as 16,16, got '4,x'"),
        (["--hidden", "1000000"], "the network can have 100,000 parameters at most"),
        (["--dataset", "moon"], "dataset must be one of moons, circles, xor"),
        (["--batch-size", "101"], "batch size must be at most 100, the size of the training set"),
        (["--mistakes", "laziness"], "mistake must be one of overwrite, ascend, equal-start"),
        (["--mistakes", "overwrite"], "choose the scalar engine for it, got matrix"),
        (["--mistakes", "ascend,ascend"], "mistakes must differ from one another"),
        (["--batch-size", "all"], "a whole number or the word full, got 'all'"),
        (["--dataset", "plane", "--loss", "bce"], "loss bce needs two classes"),
        (["--schedule", "exponential"], "schedule must be one of constant, linear, cosine, step"),
        (["--lr-end", "-1"], "learning rate at the end must be 0 or a positive number"),
        (["--lr-end", "low"], "a number, such as 0.01, or lr/100, got 'low'"),
        (["--schedule", "step", "--lr-end", "0"], "must be above 0 for schedule step"),
        (["--schedule-epochs", "0"], "schedule epochs must be a whole number from 1 to"),
        (["--train-share", "1.1"], "train share must be from 0.1 to 1, got 1.1"),
        (["--until-loss", "-1"], "the loss to stop at must be 0 or more"),
        (["--until-accuracy", "95"], "the accuracy to stop at must be from 0 to 1, got 95"),
        (["--dataset", "plane", "--until-accuracy", "1"], "the targets of plane are numbers"),
        (["--parameters", "/nowhere"], "/nowhere cannot be read: No such file"),
        (["--noise", "51"], "noise must be from 0 to 50 percent, got 51.0"),
        (["--samples", "1"], "samples must be a whole number from 4 to 10,000, got 1"),
        (["--features", "x,z"], "feature must be one of x, y, x2"),
        (["--features", "x,x"], "features must differ from one another, got x,x"),
        (["--seed", "-1"], "seed must be a whole number from 0"),
        (["--epochs", "0"], "0 is not in the range x>=1"),
        (["--l2", "inf"], "L2 must be from 0 to 10, got inf"),
        (["--what"], "there is no option '--what'"),
    ],
)
@pytest.mark.parametrize("command", [[], ["train"]])
def test_a_mistake_gets_one_sentence_and_status_2(
    command: list[str], arguments: list[str], sentence: str, capsys: Capture
) -> None:
    assert run([*command, *arguments]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith("microtui: ")
    assert output.err.count("\n") == 1
    assert sentence in output.err


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(FLAGS),
            st.one_of(
                st.text(max_size=12).filter(lambda text: not text.startswith("-")),
                st.floats(allow_nan=True).map(str),
                st.integers(-(10**30), 10**30).map(str),
                st.sampled_from(["", "0", "nan", "inf", "1e400", "١٢", "16,,16", "0x10", "full"]),
            ),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_whatever_is_typed_there_is_a_result_or_one_sentence(
    options: list[tuple[str, str]],
) -> None:
    arguments = [f"{flag}={text}" for flag, text in options]
    assert run(["train", "--epochs", "1", "--samples", "8", *arguments]) in (0, 2)


def test_ctrl_c_reports_what_was_reached_with_status_130() -> None:
    process = subprocess.Popen(
        [*PROGRAM, "train", "--epochs", "100000000", "--json", "--log-every", "10"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stderr is not None
    assert process.stderr.readline().startswith(b"epoch 10 ")
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=10)
    assert process.returncode == 130
    assert json.loads(output)["epoch"] >= 10
    assert b"Traceback" not in errors


def test_version_and_help_are_there(capsys: Capture) -> None:
    assert run(["--version"]) == 0
    assert "microtui, version 0." in capsys.readouterr().out
    assert run(["--help"]) == 0
    text = capsys.readouterr().out
    for option in ("--dataset", "--hidden", "--activation", "--loss", "--lr", "--batch-size"):
        assert option in text
    for option in ("--l2", "--noise", "--samples", "--seed", "--engine", "--no-zero-grad"):
        assert option in text
    for option in ("--epochs", "--fps", "--play"):
        assert option in text


def test_no_number_of_a_diverged_run_is_written_as_nan(capsys: Capture) -> None:
    run(["train", "--json", "--lr", "1e300", "--epochs", "5", "--activation", "relu"])
    numbers = json.loads(capsys.readouterr().out, parse_constant=pytest.fail)
    assert all(number is None or math.isfinite(number) for number in numbers["parameters"])
