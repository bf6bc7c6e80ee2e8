"""What a learner reads on the screen, at every size."""

from __future__ import annotations

import pytest
from application import running
from textual.theme import BUILTIN_THEMES

SIZES = [(200, 60), (120, 40), (100, 24), (80, 24), (60, 16), (50, 14), (40, 12), (20, 8)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_header_says_epoch_loss_and_zero_grad(size: tuple[int, int]) -> None:
    async with running(size=size) as app:
        await app.press("s")
        header = " ".join(app.text.split("\n")[:3])
        assert "epoch 1" in header
        assert "loss 0." in header
        assert "zero_grad ON" in header
        await app.press("z")
        assert "zero_grad OFF" in " ".join(app.text.split("\n")[:3])


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (10, 4), (300, 100)])
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
