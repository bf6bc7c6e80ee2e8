"""Keys typed in one go act one after the other, each on the state that the one before has left."""

from __future__ import annotations

import threading

import pytest
from application import Application, key_event, running
from random_steps import throw
from textual.widgets import Input

from microtui.session.commands import Export
from microtui.session.snapshot import Snapshot


async def typed(app: Application, *keys: str) -> Snapshot:
    """What is there after these keys, which came all at once, as over a slow link."""
    await throw(app, *map(key_event, keys))
    return await app.press()


async def test_t_twice_starts_a_twin_and_ends_it() -> None:
    async with running() as app:
        assert (await typed(app, "t", "t")).twin is None
        assert (await typed(app, "t", "t", "t")).twin is not None


async def test_less_than_twice_goes_back_two_tenths() -> None:
    async with running() as app:
        await app.press(*"ssssssssss")
        assert (await typed(app, "less_than_sign", "less_than_sign")).epoch == 8
        assert (await typed(app, "greater_than_sign", "less_than_sign", "s")).epoch == 9


@pytest.mark.parametrize("key", ["u", "U"])
async def test_a_layer_that_the_key_before_took_away_is_not_resized(key: str) -> None:
    async with running(hidden=(4, 2)) as app:
        await app.press("5", "right")
        snapshot = await typed(app, "H", key)
        assert snapshot.configuration.hidden == ((5,) if key == "u" else (3,))


async def test_a_pane_chosen_by_number_gets_the_keys_behind_it() -> None:
    async with running(hidden=(4, 2)) as app:
        assert (await typed(app, "5", "u")).configuration.hidden == (5, 2)
        await typed(app, "2", "f")
        assert "Decision map" in app.text
        assert "One update" not in app.text


async def test_what_is_typed_behind_a_dialogs_key_goes_into_the_dialog() -> None:
    async with running() as app:
        await app.press(*"sssss")
        assert (await typed(app, "j", "2", "enter")).epoch == 2
        assert (await typed(app, "j", "4", "enter", "left", "b")).updates == 3 * 5 + 1


async def test_a_parameter_is_set_in_the_network_that_the_key_before_made() -> None:
    async with running(hidden=(3,)) as app:
        snapshot = await typed(app, "h", "p", "ctrl+u", *"2.0.b", "equals_sign", "7", "enter")
        assert snapshot.sizes == (2, 3, 3, 1)
        assert snapshot.parameters[-1] == 7.0


async def test_the_options_are_those_that_the_key_before_has_set() -> None:
    async with running(learning_rate=0.2) as app:
        await throw(app, key_event("z"), key_event("l"), key_event("o"))
        assert "0.1" in app.text
        await app.pilot.press(*["down"] * 8, "right", "enter")
        snapshot = await app.press()
        assert not snapshot.configuration.zero_grad
        assert snapshot.configuration.learning_rate == 0.1


async def test_a_file_is_offered_under_the_epoch_that_the_key_before_has_reached() -> None:
    async with running() as app:
        await throw(app, *map(key_event, ["s", "s", "x", "enter"]))
        await app.pilot.pause()
        assert "moons-epoch-2.py" in app.text


async def test_v_shows_the_phase_that_the_key_before_has_led_to() -> None:
    async with running() as app:
        await throw(app, *map(key_event, ["n", "n", "v"]))
        await app.pilot.pause()
        assert "What backward runs" in app.text


async def test_y_copies_the_line_of_the_run_as_the_key_before_has_set_it() -> None:
    async with running() as app:
        await throw(app, key_event("z"), key_event("y"))
        await app.pilot.pause()
        assert app.pilot.app.clipboard == "microtui --no-zero-grad"


async def test_while_the_worker_is_busy_a_dialog_opens_on_what_is_on_the_screen() -> None:
    go_on = threading.Event()
    async with running() as app:
        app.main.carry_out(Export(lambda recording: str(go_on.wait()), lambda text: None))
        try:
            await throw(app, *map(key_event, ["j", "7"]))
            assert "The run has been as far as epoch 0." in app.text
            assert app.pilot.app.screen.query_one(Input).value == "7"
        finally:
            go_on.set()
