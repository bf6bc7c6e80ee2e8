"""The table of examples where there are more than two classes, or several numbers to be fitted, or
where samples are pictures."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from application import Application, running
from several_outputs import of_classes, of_targets
from stamps import COLUMNS, ROWS, offer_stamps

from engine.formulas.softmax import softmax
from engine.run.configuration import Configuration
from microtui.session.snapshot import Examples, Snapshot
from microtui.widgets.panes.example_table import ExampleTable
from microtui.widgets.samples.example_drawing import lines_for_sum
from microtui.words.samples.example_columns import columns_for
from microtui.words.samples.example_rows import heading_text

CLASSES: dict[str, Any] = {
    "table": of_classes(4, samples=60),
    "loss": "cross-entropy",
    "hidden": (5,),
    "batch_size": 10,
}
TARGETS: dict[str, Any] = {
    "table": of_targets(3, samples=40),
    "loss": "mse",
    "hidden": (5,),
    "batch_size": 10,
}
STAMPED: dict[str, Any] = {
    "dataset": "stamps",
    "loss": "cross-entropy",
    "hidden": (4,),
    "batch_size": 6,
}


def examples_of(snapshot: Snapshot) -> Examples:
    assert snapshot.examples is not None
    return snapshot.examples


def lines(app: Application) -> list[str]:
    region = app.main.query_one(ExampleTable).content_region
    return [
        line[region.x : region.right] for line in app.text.split("\n")[region.y : region.bottom]
    ]


async def test_each_sample_has_its_class_and_what_it_is_taken_for_and_how_surely() -> None:
    async with running(size=(120, 40), trained=2, **CLASSES) as app:
        examples = examples_of(await app.press("8", "f"))
        heading = "no. x0 x1 true says p its p right? its loss set"
        assert " ".join(lines(app)[0].split()) == heading
        for line, number in zip(lines(app)[1:10], examples.order.tolist(), strict=False):
            shares = softmax(examples.scores[number])
            truth, said = int(examples.truth[number]), int(shares.argmax())
            words = line.split()
            assert words[0] == str(number)
            assert words[4:6] == ["abcd"[truth], "abcd"[said]]
            assert words[6:8] == [f"{shares[said]:.2f}", f"{shares[truth]:.2f}"]
            assert words[8] == ("right" if said == truth else "wrong")
            assert float(words[9]) == pytest.approx(-np.log(shares[truth]), abs=1e-4)
        assert "loss of each: -log p of the right class" in app.text


async def test_where_there_is_little_room_a_sign_says_what_is_wrong() -> None:
    async with running(size=(120, 40), trained=2, **CLASSES) as app:
        examples = examples_of(await app.press("8"))
        assert "! wrong" in app.text
        shown = lines(app)[1:8]
        for line, number in zip(shown, examples.order.tolist(), strict=False):
            assert ("!" in line) == (examples.truth[number] != examples.predicted[number])
            assert f"{examples.losses[number]:.4f}" in line


async def test_the_sum_is_first_that_of_the_right_class() -> None:
    async with running(size=(120, 40), trained=2, **CLASSES) as app:
        await app.press("8", "f")
        for key in ("down", "down", "down"):
            snapshot = await app.press(key)
            sample = app.main.query_one(ExampleTable).sample
            assert sample is not None
            truth = int(examples_of(snapshot).truth[sample])
            await app.until_shown(f"neuron 1.{truth} ({'abcd'[truth]})")


async def test_targets_stand_beside_the_scores_that_are_to_come_near_them() -> None:
    async with running(size=(80, 24), **TARGETS) as app:
        examples = examples_of(await app.press("8", "f"))
        assert lines(app)[0].split()[-9:-3] == ["x", "score", "y", "score", "z", "score"]
        number = int(examples.order[0])
        pairs = np.column_stack((examples.targets[number], examples.scores[number])).ravel()
        assert lines(app)[1].split()[-8:-2] == [f"{each:+.4f}" for each in pairs]
        assert "loss of each: the mean of (s - t)²" in app.text
        assert "right" not in app.pane("#examples")


async def test_of_many_targets_as_many_are_shown_as_fit() -> None:
    settings = {**TARGETS, "table": of_targets(8, samples=40)}
    async with running(size=(80, 24), **settings) as app:
        await app.press("8", "f")
        assert "3 of 8 targets" in app.text
        assert lines(app)[0].split().count("score") == 3


@pytest.mark.parametrize("width", [20, 40, 48, 58, 66, 78, 118, 198])
@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"dataset": "plane", "loss": "mse"},
        {"table": of_classes(3), "loss": "cross-entropy"},
        {"table": of_targets(2), "loss": "sse"},
        {"table": of_targets(9), "loss": "mse"},
    ],
    ids=["two classes", "a number", "three classes", "two numbers", "nine numbers"],
)
def test_headings_are_as_wide_as_is_reckoned_and_columns_of_the_data_fill_the_rest(
    settings: dict[str, Any], width: int
) -> None:
    columns = columns_for(Configuration(**{"batch_size": 4, **settings}), width)
    assert len(heading_text(columns)) == columns.bare_width + 9 * len(columns.names)
    if columns.bare_width <= width:
        assert len(heading_text(columns)) <= width


# -- pictures -------------------------------------------------------------------------------------


async def test_the_chosen_sample_is_shown_as_the_picture_that_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    offer_stamps(monkeypatch)
    async with running(size=(80, 24), ascii_only=True, **STAMPED) as app:
        await app.press("8", "f", "i", "down")
        await app.until_shown("sample 0")
        examples = examples_of(app.snapshot)
        assert lines(app)[0].split()[1] == "true", "a few of its numbers would say nothing"
        below = lines(app)[-8:]
        assert "sample 0" in below[0]
        pixels = examples.points[0].reshape(ROWS, COLUMNS) / examples.points.max()
        for line, row in zip(below, pixels.repeat(2, axis=0), strict=True):
            assert line[1:13] == "".join(" .:+#"[round(4 * share)] * 4 for share in row)


def test_a_picture_has_lines_beside_the_sum_and_samples_stay_above_it() -> None:
    for height in range(4, 40):
        for width in (30, 48, 58, 78, 118):
            lines_taken = lines_for_sum((64, 32, 10), (2, 3), width, height, (8, 8))
            assert lines_taken <= height - 2
            if height >= 7 and width >= 24:
                assert lines_taken >= 4
            if height >= 12 and width >= 48:
                assert lines_taken >= 8


async def test_a_sample_that_a_smaller_run_does_not_have_breaks_nothing() -> None:
    """It may be chosen in the list of before until that of the smaller run has come."""
    async with running(dataset="three-spirals", loss="cross-entropy") as app:
        await app.press("8", "end")
        table = app.main.query_one(ExampleTable)
        table.sample = 1_000
        table.redraw()
        await app.pilot.pause()
        assert "Examples" in app.text
