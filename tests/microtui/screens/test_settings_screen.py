"""The settings screen: everything can be set, and what is wrong is said as one types."""

from __future__ import annotations

import numpy as np
import pytest
from application import running

from microtui.settings.run_settings import SETTINGS


@pytest.mark.parametrize("size", [(40, 12), (120, 40)])
async def test_every_setting_can_be_reached_by_key(size: tuple[int, int]) -> None:
    async with running(size=size) as app:
        await app.pilot.press("o")
        await app.pilot.pause()
        seen = app.text
        for _ in SETTINGS:
            await app.pilot.press("down")
            seen += app.text
        for setting in SETTINGS:
            assert setting.label in seen
        assert "theme" in seen


async def test_a_setting_is_applied_with_enter_and_the_parameters_stay() -> None:
    async with running() as app:
        before = await app.press("s")
        await app.pilot.press("o", "pagedown", *["down"] * 4, "end", *["backspace"] * 3, *"0.05")
        assert "The run goes on with its parameters." in app.text
        await app.pilot.press("enter")
        await app.until(lambda snapshot: snapshot.configuration.learning_rate == 0.05)
        np.testing.assert_array_equal(app.snapshot.parameters, before.parameters)


async def test_what_is_wrong_is_said_at_once_and_cannot_be_applied() -> None:
    async with running(learning_rate=0.2) as app:
        await app.pilot.press("o", "pagedown", *["down"] * 4, "end", "x")
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


async def test_the_palette_leads_to_each_setting() -> None:
    async with running() as app:
        await app.pilot.press("ctrl+p", *"set learning rate")
        await app.pilot.pause(0.5)
        await app.pilot.press("enter")
        await app.pilot.pause()
        await app.pilot.press("end", *["backspace"] * 3, *"0.05", "enter")
        await app.until(lambda snapshot: snapshot.configuration.learning_rate == 0.05)
