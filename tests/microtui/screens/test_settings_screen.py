"""The settings screen: everything can be set, and what is wrong is said as one types."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from application import Application, running
from flowers_and_houses import flowers

from engine.data.datasets import DATASETS
from engine.run.presets import PRESETS
from engine.run.suggestions import configured
from microtui.settings.run_settings import SETTINGS
from microtui.widgets.setting_row import SettingRow


async def go_to(app: Application, field: str) -> None:
    """Have keys go to this setting's row, wherever it is."""
    app.pilot.app.screen.query_one(f"#setting-{field}", SettingRow).enter()
    await app.pilot.pause()


@pytest.mark.parametrize("size", [(40, 12), pytest.param((120, 40), marks=pytest.mark.thorough)])
async def test_every_setting_can_be_reached_by_key(size: tuple[int, int]) -> None:
    async with running(size=size) as app:
        await app.pilot.press("o")
        await app.pilot.pause()
        seen = app.text
        for _ in ("own data", *SETTINGS):
            await app.pilot.press("down")
            seen += app.text
        for setting in SETTINGS:
            assert setting.label in seen
        assert "own data" in seen
        assert "theme" in seen


async def test_a_setting_is_applied_with_enter_and_the_parameters_stay() -> None:
    async with running() as app:
        before = await app.press("s")
        await app.pilot.press("o")
        await go_to(app, "learning_rate")
        await app.pilot.press("end", *["backspace"] * 3, *"0.05")
        assert "The run goes on with its parameters." in app.text
        await app.pilot.press("enter")
        await app.until(lambda snapshot: snapshot.configuration.learning_rate == 0.05)
        np.testing.assert_array_equal(app.snapshot.parameters, before.parameters)


async def test_what_is_wrong_is_said_at_once_and_cannot_be_applied() -> None:
    async with running(learning_rate=0.2) as app:
        await app.pilot.press("o")
        await go_to(app, "learning_rate")
        await app.pilot.press("end", "x")
        assert "learning rate must be a number" in app.text
        await app.pilot.press("enter")
        await app.pilot.pause()
        assert "learning rate must be a number" in app.text
        await app.pilot.press("escape")
        assert app.snapshot.configuration.learning_rate == 0.2


async def test_layers_and_neurons_come_and_go_by_key() -> None:
    async with running(hidden=(3,)) as app:
        assert (await app.press("h")).sizes == (2, 3, 3, 1)
        assert (await app.press("u")).sizes == (2, 4, 4, 1)
        assert (await app.press("U", "H", "H")).sizes == (2, 1)
        assert (await app.press("H")).sizes == (2, 1)


async def test_activation_optimizer_and_engine_change_by_key() -> None:
    async with running(hidden=(3,)) as app:
        configuration = (await app.press("a", "m", "w")).configuration
        assert (configuration.activation, configuration.optimizer) == ("relu", "momentum")
        assert configuration.engine == "scalar"


@pytest.mark.thorough
async def test_the_palette_leads_to_each_setting() -> None:
    async with running() as app:
        await app.pilot.press("ctrl+p", *"set learning rate")
        await app.pilot.pause(0.5)
        await app.pilot.press("enter")
        await app.pilot.pause()
        await app.pilot.press("end", *["backspace"] * 3, *"0.05", "enter")
        await app.until(lambda snapshot: snapshot.configuration.learning_rate == 0.05)


async def test_rows_that_nobody_touched_follow_the_dataset_and_the_others_stay() -> None:
    async with running() as app:
        # Down to the layers, which are typed; up again, and on to xor.
        await app.pilot.press("o")
        await go_to(app, "hidden")
        await app.pilot.press("end", *["backspace"] * 5, *"7,7")
        await go_to(app, "dataset")
        await app.pilot.press("x")
        assert "7,7" in app.text
        await app.pilot.press("enter")
        await app.until(lambda snapshot: snapshot.configuration.dataset == "xor")
        expected = configured({"dataset": "xor", "hidden": (7, 7)})
        assert app.snapshot.configuration == expected


async def test_a_dataset_tried_and_left_again_leaves_nothing_behind() -> None:
    async with running(learning_rate=0.07) as app:
        before = app.snapshot.configuration
        await app.pilot.press("o", *["right"] * len(DATASETS))
        await app.pilot.pause()
        assert "Nothing is changed yet." in app.text
        await app.pilot.press("enter")
        await app.pilot.pause()
        assert app.snapshot.configuration == before


async def test_own_data_of_three_classes_are_left_with_their_loss_and_come_back_with_it() -> None:
    own = configured({"table": flowers(), "hidden": (4,)})
    async with running(**vars(own)) as app:
        await app.pilot.press("o", "right")
        await app.pilot.pause()
        assert "cross-entropy ›" not in app.text
        assert "The run begins anew, on another dataset." in app.text
        await app.pilot.press("left")
        await app.pilot.pause()
        assert "‹ cross-entropy ›" in app.text
        assert "Nothing is changed yet." in app.text
        await app.pilot.press("right", "enter")
        await app.until(lambda snapshot: snapshot.configuration.table is None)
        assert app.snapshot.configuration == configured({"dataset": "circles", "hidden": (4,)})


async def test_a_loss_that_cannot_be_is_refused_with_those_that_can() -> None:
    async with running(**vars(configured({"table": flowers(), "hidden": (4,)}))) as app:
        await app.pilot.press("o")
        await go_to(app, "loss")
        await app.pilot.press("right")
        await app.pilot.pause()
        said = " ".join(app.text.replace("│", " ").split())
        assert "! loss mse tells two classes apart, but flowers.csv has 3: choose cross-e" in said
        await app.pilot.press("enter")
        await app.pilot.pause()
        assert "! loss mse" in app.text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_preset_fills_all_rows_and_says_why(size: tuple[int, int]) -> None:
    async with running(size=size, l1=0.5) as app:
        preset = PRESETS["lecture"]
        await app.pilot.press("o", "up", "l")
        await app.pilot.pause()
        assert "the network of the lecture" in app.text
        assert "4,4" in app.text
        await app.pilot.press("enter")
        await app.until(lambda snapshot: snapshot.configuration == preset.configuration)


async def test_a_preset_can_be_changed_before_it_is_begun_and_taken_back() -> None:
    async with running() as app:
        await app.pilot.press("o", "up", "x", "right")
        await app.pilot.pause()
        assert "Nothing is changed yet." in app.text
        await app.pilot.press("p")
        await go_to(app, "learning_rate")
        await app.pilot.press("end", *["backspace"] * 5, *"0.5")
        await app.pilot.press("enter")
        await app.until(lambda snapshot: snapshot.configuration.learning_rate == 0.5)
        playground = PRESETS["playground"].configuration
        assert app.snapshot.configuration == replace(playground, learning_rate=0.5)


async def test_the_palette_begins_a_preset_and_says_what_is_to_be_seen() -> None:
    async with running(notifications=True) as app:
        await app.pilot.press("ctrl+p", *"preset: xor")
        await app.until_searched()
        await app.pilot.press("enter")
        await app.until(lambda snapshot: snapshot.configuration == PRESETS["xor"].configuration)
        await app.until_shown("xor: the four points")


async def test_d_says_what_a_dataset_brings_along_and_no_longer_of_the_one_before() -> None:
    async with running(size=(80, 24), notifications=True) as app:
        await app.press("d")
        await app.until_shown("circles suggests")
        for _ in range(4):
            await app.press("d")
        await app.until_shown("lecture suggests")
        await app.until_shown("preset: lecture")
        assert "circles suggests" not in app.text
        assert "spiral suggests" not in app.text


async def test_of_a_dataset_whose_suggestions_cannot_be_only_the_name_is_taken() -> None:
    """With four features this network would have too many parameters."""
    async with running(size=(80, 24), hidden=(314, 313)) as app:
        await app.pilot.press("o", "s")
        await app.pilot.pause()
        assert "‹ spiral ›" in app.text
        await app.pilot.press("enter")
        await app.until(lambda snapshot: snapshot.configuration.dataset == "spiral")
        assert app.snapshot.configuration.features == ("x", "y")
