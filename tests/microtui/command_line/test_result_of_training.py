"""What train says at its end of more than two classes, and of several targets."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from own_tables import KINDS, KNOWN, table_of

from engine.run.suggestions import configured
from engine.training import Training
from microtui.command_line.training.result import Result, as_dictionary, print_result

Capture = pytest.CaptureFixture[str]

OF_CLASSES = {"classes", "class_accuracy", "test_class_accuracy"}


def trained(what: str, epochs: int = 5, **settings: Any) -> Training:
    chosen = {"hidden": (5,), "batch_size": 8, **settings}
    training = Training(configured({"table": table_of(what), **chosen}))
    for _ in range(epochs):
        training.run_epoch()
    return training


def test_of_more_than_two_classes_each_has_an_accuracy_of_its_own() -> None:
    training = trained("three classes")
    numbers = as_dictionary(training)
    assert numbers["classes"] == sorted(KINDS)
    truth = training.data.targets.argmax(axis=1)
    is_right = training.model.predict(training.data.inputs).argmax(axis=0) == truth
    count = training.data.train_count
    for key, part in (
        ("class_accuracy", slice(count)),
        ("test_class_accuracy", slice(count, None)),
    ):
        for number, share in enumerate(numbers[key]):
            assert share == is_right[part][truth[part] == number].mean()
    sizes = np.bincount(truth[:count])
    assert sizes @ numbers["class_accuracy"] / count == pytest.approx(numbers["accuracy"])


@pytest.mark.parametrize("what", [name for name in KNOWN if "n classes" not in name])
def test_of_others_it_says_what_it_always_said(what: str, capsys: Capture) -> None:
    training = trained(what, epochs=1)
    has_classes = what == "three classes"
    assert (as_dictionary(training).keys() >= OF_CLASSES) == has_classes
    assert (as_dictionary(training).keys() & OF_CLASSES == set()) != has_classes
    print_result(Result(training, 0, None), as_json=False)
    assert ("class " in capsys.readouterr().out) == has_classes


def test_the_plain_result_has_a_line_for_each_class_behind_all_else(capsys: Capture) -> None:
    training = trained("three classes")
    numbers = as_dictionary(training)
    print_result(Result(training, 0, None), as_json=False)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[:7]] == [
        *("epoch", "loss", "test_loss", "accuracy", "test_accuracy", "grad_norm", "objective")
    ]
    shares = zip(numbers["class_accuracy"], numbers["test_class_accuracy"], strict=True)
    assert lines[7:] == [
        f"class {name}  accuracy {train:.4g}  test_accuracy {test:.4g}".replace("\x1b", "?")
        for name, (train, test) in zip(sorted(KINDS), shares, strict=True)
    ]


def test_where_all_is_trained_on_or_a_score_is_no_number_that_is_left_out(capsys: Capture) -> None:
    training = trained("three classes", train_share=1.0)
    assert as_dictionary(training)["test_class_accuracy"] is None
    print_result(Result(training, 0, None), as_json=False)
    assert "test" not in capsys.readouterr().out
    training.model.parameters = np.full_like(training.model.parameters, np.inf)
    numbers = as_dictionary(training)
    assert numbers["class_accuracy"] is None
    json.dumps(numbers, allow_nan=False)
    print_result(Result(training, 0, None), as_json=False)
    assert "class " not in capsys.readouterr().out


def test_a_class_that_a_set_has_no_sample_of_has_no_accuracy_there(capsys: Capture) -> None:
    training = trained("ten classes of 64 columns", train_share=0.1, batch_size=2)
    numbers = as_dictionary(training)
    assert None in numbers["class_accuracy"]
    assert None not in numbers["test_class_accuracy"]
    missing = numbers["class_accuracy"].index(None)
    print_result(Result(training, 0, None), as_json=False)
    line = capsys.readouterr().out.splitlines()[7 + missing]
    assert line == f"class {missing}  test_accuracy {numbers['test_class_accuracy'][missing]:.4g}"


def test_a_name_that_would_do_something_to_the_terminal_does_not(capsys: Capture) -> None:
    training = trained("three classes")
    result = as_dictionary(training)
    assert "\x1b" in result["classes"][2]
    print_result(Result(training, 0, None), as_json=False)
    assert all(line.isprintable() for line in capsys.readouterr().out.splitlines())
