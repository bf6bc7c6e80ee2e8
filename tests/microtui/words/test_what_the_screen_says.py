"""What a learner reads on the screen, at every size."""

from __future__ import annotations

import numpy as np
import pytest
from application import running
from textual.theme import BUILTIN_THEMES

from microtui.words.number_text import percent, short

SIZES = [(200, 60), (120, 40), (100, 24), (80, 24), (60, 16), (50, 14), (40, 12), (20, 8), (20, 6)]


NARROW = [
    pytest.param((width, 12), marks=pytest.mark.thorough if width % 2 else [])
    for width in range(20, 56, 3)
]


@pytest.mark.parametrize("size", [*SIZES, *NARROW])
async def test_the_header_says_epoch_loss_and_zero_grad(size: tuple[int, int]) -> None:
    async with running(size=size) as app:
        await app.press("s")
        header = " ".join(app.text.split("\n")[:3])
        assert "epoch 1" in header
        assert f"train loss {short(app.snapshot.loss)}" in header
        assert "zero_grad ON" in header
        await app.press("z")
        assert "zero_grad OFF" in " ".join(app.text.split("\n")[:3])


async def test_each_loss_and_each_accuracy_says_of_what() -> None:
    async with running(size=(200, 60)) as app:
        snapshot = await app.press("s", "b", "n")
        header = app.text.split("\n")[1]
        for words in (
            f"train loss {short(snapshot.loss)}",
            f"test loss {short(snapshot.test_loss)}",
            f"train accuracy {percent(snapshot.accuracy)}",
            f"test accuracy {percent(snapshot.test_accuracy)}",
        ):
            assert words in header
        assert f"batch loss {short(snapshot.batch_loss)}" in app.pane("#update")
        legend = app.pane("#loss")
        assert f"train loss {short(snapshot.loss)}" in legend, "in the middle of an epoch, too"
        assert f"test loss {short(snapshot.test_loss)}" in legend


@pytest.mark.filterwarnings("ignore:overflow")
async def test_where_scores_are_not_numbers_there_is_no_accuracy() -> None:
    async with running(
        size=(200, 60), hidden=(4,), loss="hinge", activation="relu", learning_rate=1e6
    ) as app:
        await app.press(*"ssssssssss")
        assert app.snapshot.divergence
        snapshot = await app.press("b", "b", "b")
        assert np.isnan(snapshot.parameters).all()
        assert (snapshot.accuracy, snapshot.test_accuracy) == (None, None)
        assert "train accuracy –  test accuracy –" in app.text


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (10, 4)])
async def test_no_size_crashes(size: tuple[int, int]) -> None:
    async with running(size=size) as app:
        await app.press("s", "z", "b", "1", "2", "3", "4")
        assert app.snapshot.epoch == 1


async def test_the_table_names_every_parameter_and_scrolls_to_the_last() -> None:
    async with running() as app:
        assert "0.0.w[0]" in app.text
        await app.press("3", "end")
        assert "2.0.b" in app.text
        assert "layer 2 neuron 0" in app.text
        assert "of 337" in app.text


async def test_divergence_pauses_says_where_and_what_to_try_and_the_program_goes_on() -> None:
    async with running(
        dataset="plane", loss="mse", activation="linear", learning_rate=10.0, play=True
    ) as app:
        await app.until(lambda snapshot: snapshot.divergence)
        assert not app.snapshot.progress.playing
        assert "✖ diverged" in app.text
        assert "The run diverged in epoch" in app.pane("#update")
        assert "lower learning rate" in app.pane("#update")
        snapshot = await app.press("r", *"llllllllll", "s")
        assert snapshot.divergence is None
        assert snapshot.epoch == 1


async def test_the_run_pauses_after_the_epochs_asked_for() -> None:
    async with running(epochs=3, play=True) as app:
        await app.until(lambda snapshot: snapshot.progress.finished)
        assert app.snapshot.epoch == 3
        assert not app.snapshot.progress.playing
        assert "finished" in app.text


@pytest.mark.thorough
async def test_every_theme_shows_every_pane() -> None:
    async with running() as app:
        for theme in BUILTIN_THEMES:
            app.pilot.app.theme = theme
            await app.press("b")
            for title in ("Loss", "Decision map", "Parameters", "One update"):
                assert f" {title} " in app.text, theme


@pytest.mark.parametrize("dataset", ["lecture", "multi-gauss", "spiral"])
async def test_every_kind_of_dataset_is_drawn(dataset: str) -> None:
    async with running(dataset=dataset, loss="mse") as app:
        await app.press("s")
        assert "●" in app.text
        assert "×" in app.text
