"""What is said of a watched loop is true of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from watched_stand_in import PLACE, right_loop, wrong_loop

from microtui.watch.reading import OptimizerReading, Reading, UnitsReading
from microtui.words.watch.after_leaving import told_after, traceback_in
from microtui.words.watch.finding_text import looked_for
from microtui.words.watch.sighting import Sighting
from microtui.words.watch.tensor_rows import columns_for, heading_parts, norm_text, tensor_parts
from microtui.words.watch.unit_rows import units_line
from microtui.words.watch.watch_commentary import explain_loop
from microtui.words.watch.watch_header import progress_items, state_item


def seen(reading: Reading, **rest: object) -> Sighting:
    return Sighting("train.py", reading, **rest)  # type: ignore[arg-type]


RIGHT, WRONG = right_loop(), wrong_loop()
WITHOUT_TORCH = Reading()
WITHOUT_BACKWARD = Reading(has_torch=True)
STALE = replace(WRONG, findings=())
ACCUMULATED = replace(
    RIGHT, tensors=tuple(each._replace(backwards=4, carried=0.1) for each in RIGHT.tensors)
)


@pytest.mark.parametrize(
    ("sighting", "situation", "words"),
    [
        (seen(WITHOUT_TORCH), "without-torch", "train.py has not imported PyTorch yet"),
        (seen(WITHOUT_TORCH, status=0), "without-torch", "never imported PyTorch"),
        (seen(WITHOUT_BACKWARD), "without-backward", "No backward has run yet"),
        (seen(WITHOUT_BACKWARD, status=0), "without-backward", "ended without one backward"),
        (seen(WRONG), "found", "between steps (train.py:31). Step 41 used gradients"),
        (seen(WRONG, status=1, error="ValueError: no"), "raised", "raised ValueError: no. Its"),
        (seen(replace(RIGHT, not_finite="in the loss")), "not-finite", "first of all in the loss."),
        (seen(STALE), "stale", ".grad of all 6 tensors is the sum of up to 41 backwards"),
        (seen(ACCUMULATED), "accumulating", "no step has used any of them yet"),
        (seen(replace(RIGHT, waits_at="backward")), "waiting", "behind backward 41, train.py:31"),
        (seen(replace(RIGHT, waits_at="step")), "waiting", "behind step 41, train.py:31: the"),
        (seen(RIGHT), "clear", "carried is exactly 0"),
        (seen(replace(RIGHT, tensors=())), "running", "The loop runs: 41 steps so far."),
        (seen(RIGHT, status=0), "ended", "after 41 steps and 41 backwards; nothing wrong was"),
        (seen(RIGHT, unwatched="it was too fast"), "unwatched", "any more: it was too fast."),
    ],
)
def test_the_sentence_is_on_what_matters_most(
    sighting: Sighting, situation: str, words: str
) -> None:
    explanation = explain_loop(sighting)
    assert explanation.situation == situation
    assert words in explanation.full
    assert len(explanation.words.brief) <= 150


@pytest.mark.parametrize(
    ("sighting", "text"),
    [
        (seen(RIGHT), "▶ running"),
        (seen(replace(RIGHT, waits_at="step")), "‖ waits behind step 41 at train.py:31"),
        (seen(RIGHT, is_to_wait=True), "▶ runs to where it is to wait"),
        (seen(RIGHT, is_stopping=True), "■ is being stopped"),
        (seen(replace(RIGHT, is_over=True)), "■ is ending"),
        (seen(RIGHT, status=0), "■ ended with status 0"),
        (seen(RIGHT, status=3), "✖ ended with status 3"),
        (seen(RIGHT, status=1, error="torch.OutOfMemoryError: 3 GB"), "✖ raised torch.OutOf"),
    ],
)
def test_the_header_says_how_the_script_is(sighting: Sighting, text: str) -> None:
    assert state_item(sighting).text.startswith(text)


def test_rates_are_those_of_all_groups() -> None:
    optimizers = (
        OptimizerReading("SGD", (0.1, 0.1, 0.01), 3),
        OptimizerReading("Adam", (1e-3,), 3),
    )
    texts = [item.text for item in progress_items(seen(replace(RIGHT, optimizers=optimizers)))]
    assert texts[-2:] == ["SGD lr 0.1, 0.01", "Adam lr 0.001"]


@pytest.mark.parametrize("width", range(30, 110, 4))
def test_no_line_of_the_table_is_wider_than_it(width: int) -> None:
    name = "module.transformer.layers.11.attention.query.weight"
    columns = columns_for(width, len(name))
    tensor = STALE.tensors[0]._replace(name=name, shape=(123456, 2048))
    parts = tensor_parts(tensor, (OptimizerReading("AdamWithALongName", (1.0,), 1),), columns)
    for each in (parts, heading_parts(columns)):
        assert len("".join((each.before, each.carried, each.rest, each.of))) <= width
    assert parts.before.split()[0].endswith(("t", "…")), "of a long name the end is shown"
    assert "41 stale" in parts.of


def test_what_a_gradient_is_the_sum_of_and_by_which_optimizer_stand_apart() -> None:
    tensor = STALE.tensors[0]._replace(backwards=12_345, is_stale=True)
    parts = tensor_parts(tensor, RIGHT.optimizers, columns_for(78, len(tensor.name)))
    assert parts.of.split() == ["12,345", "stale", RIGHT.optimizers[0].name]


def test_a_norm_of_exactly_zero_is_told_from_a_tiny_one_and_from_none() -> None:
    assert [norm_text(each) for each in (0.0, 1e-9, None, float("nan"))] == [
        "0",
        "1.0e-9",
        "–",
        "nan",
    ]


def test_what_has_been_looked_at_is_said_where_nothing_is_wrong() -> None:
    assert looked_for(seen(WITHOUT_BACKWARD)) == ["Nothing to find yet: no backward has run."]
    assert looked_for(seen(RIGHT))[0].startswith("Nothing wrong so far, in 41 backwards")
    assert looked_for(seen(RIGHT, status=0))[0].startswith("Nothing wrong, in 41 backwards")


OUTPUT = [
    "epoch 1",
    "Traceback (most recent call last):",
    "KeyError: 'x'",
    "",
    "During handling of the above exception, another exception occurred:",
    "",
    "Traceback (most recent call last):",
    f'  File "{PLACE.file}", line 31, in <module>',
    "ValueError: no",
]


def test_the_traceback_is_printed_with_what_it_came_of_and_before_the_report() -> None:
    assert traceback_in(OUTPUT) == OUTPUT[1:]
    assert traceback_in(["Traceback (most recent call last):", "KeyError", "on", *OUTPUT])[0] == (
        "Traceback (most recent call last):"
    )
    told = told_after(seen(WRONG, status=1, error="ValueError: no"), OUTPUT, "")
    assert told.startswith("\n".join(OUTPUT[1:]))
    assert told_after(seen(RIGHT, status=1, error="ValueError: no"), [], "").startswith("ValueE")


@pytest.mark.parametrize(
    ("stuck", "not_finite", "text"),
    [
        (0, 0, " net.1 Tanh: 0 of 8 saturated (0%)"),
        (0, 8, " net.1 Tanh: 8 of 8 not finite"),
        (2, 3, " net.1 Tanh: 3 of 8 not finite, 2 of 8 saturated (25%)"),
    ],
)
def test_units_whose_values_are_no_numbers_are_not_said_to_be_well(
    stuck: int, not_finite: int, text: str
) -> None:
    line = units_line(UnitsReading("net.1", "Tanh", "saturated", 8, stuck, not_finite))
    assert (line.text, line.is_warning) == (text, not_finite > 0)
