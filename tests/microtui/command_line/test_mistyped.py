"""Commands and options that there are not: one sentence, which names what is near."""

from __future__ import annotations

import pytest

from microtui.command_line.cli import run

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("trian", "there is no command 'trian'; did you mean train?"),
        ("nonsense", "there is no command 'nonsense'; microtui help lists all"),
        ("train --sed=3", "there is no option '--sed'; did you mean --seed?"),
        ("train --learning_rate=1", "there is no option '--learning_rate'; did you mean --lr?"),
        ("train -lr 1", "there is no option '-l'; did you mean --lr?"),
        ("--no-sacle", "there is no option '--no-sacle'; did you mean --no-scale?"),
        ("train --qqq", "there is no option '--qqq'; microtui train --help lists all"),
        ("graph -2*3", "looks like an option: put -- before it, as in microtui graph -- '-2 * 3'"),
        ("graph --exmaple=neuron", "there is no option '--exmaple'; did you mean --example?"),
        ("config --learning-rate", "there is no option '--learning-rate'; microtui config --help"),
    ],
)
def test_what_is_near_is_named_and_nothing_else(
    arguments: str, sentence: str, capsys: Capture
) -> None:
    assert run(arguments.split()) == 2
    error = capsys.readouterr().err
    assert sentence in error
    assert error.count("\n") == 1
