"""Each key that changes something says what it is now, in one line, at every size."""

from __future__ import annotations

import pytest
from application import Application, running

from microtui.widgets.commentary import Commentary


def notice(app: Application) -> str:
    return app.main.query_one(Commentary).notice


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("l", "learning rate 0.2 → 0.1"),
        ("L", "learning rate 0.2 → 0.3"),
        ("l l l", "learning rate 0.03 → 0.01"),
        ("w", "engine matrix → scalar"),
        ("+", "speed: at most 50 epochs/s"),
        ("+ + + +", "speed: flat out"),
        ("-", "speed: at most 5 epochs/s"),
        ("a", "activation tanh → relu"),
        ("m", "optimizer sgd → momentum"),
        ("h", "hidden layers 2 → 2,2 · the run begins anew, ctrl+r takes it back"),
        ("H", "hidden layers 2 → none · the run begins anew, ctrl+r takes it back"),
        ("u", "hidden layers 2 → 3 · the run begins anew, ctrl+r takes it back"),
        ("U", "hidden layers 2 → 1 · the run begins anew, ctrl+r takes it back"),
        ("s s r", "the run begins anew, ctrl+r takes it back · from the same parameters"),
        ("b r", "the run begins anew, ctrl+r takes it back · from the same parameters"),
        ("r", ""),
        ("s s r ctrl+r", "taken back, ctrl+y brings it back · epoch 2"),
        ("s b l ctrl+r", "taken back, ctrl+y brings it back · epoch 1, batch 1 · learning rate"),
        ("s t ctrl+r", "taken back, ctrl+y brings it back · epoch 1 · without its twin"),
        ("s s r ctrl+r ctrl+y", "brought back, ctrl+r takes it back · epoch 0"),
        ("s s left", "epoch 1 of 2"),
        ("s s B", "epoch 1 of 2, batch 4 of 5"),
        ("s s s less_than_sign greater_than_sign less_than_sign", "epoch 2 of 3"),
        ("t", "a twin beside this run: zero_grad off"),
        ("t t", "the twin is gone"),
        ("M enter", "mistake made: = for += · engine matrix → scalar"),
        ("p 0 . 5 enter", "0.0.w[0] set by hand"),
    ],
)
@pytest.mark.parametrize(
    "size", [(80, 24), pytest.param((40, 12), marks=pytest.mark.thorough)], ids=str
)
async def test_a_key_says_what_it_has_changed(keys: str, said: str, size: tuple[int, int]) -> None:
    async with running(size=size, hidden=(2,), learning_rate=0.2) as app:
        for key in keys.split():
            await app.press(key)
        assert said in notice(app)
        assert said[:25] in app.text


async def test_what_begins_anew_with_other_data_says_so() -> None:
    async with running(size=(80, 24)) as app:
        before = app.snapshot.configuration.data.name
        await app.press("s", "d")
        after = app.snapshot.configuration.data.name
        begun = "the run begins anew, ctrl+r takes it back"
        assert notice(app).startswith(f"dataset {before} → {after} · {begun}")
        assert begun in app.text
        await app.press("R")
        assert notice(app).startswith("seed 1337 → ")
        assert notice(app).endswith(begun)


async def test_a_twin_that_cannot_follow_is_named() -> None:
    async with running(size=(80, 24)) as app:
        await app.press("t", "h")
        assert notice(app).endswith("takes it back · without its twin")


async def test_what_the_palette_changes_is_said_too() -> None:
    async with running(size=(80, 24)) as app:
        await app.pilot.press("ctrl+p", *"batch size: 10")
        await app.until_searched()
        await app.pilot.press("enter")
        await app.until(lambda snapshot: notice(app) == "batch size 20 → 10")


@pytest.mark.parametrize("keys", ["z", "s", "b", "n n", "space space", "f f", "i", "5"])
async def test_what_the_screen_shows_anyway_is_not_said_once_more(keys: str) -> None:
    async with running(size=(80, 24)) as app:
        await app.press(*keys.split())
        assert notice(app) == ""


async def test_training_on_says_nothing() -> None:
    async with running(size=(80, 24), play=True) as app:
        await app.until(lambda snapshot: snapshot.epoch > 20)
        assert notice(app) == ""


async def test_a_notice_takes_the_place_of_the_one_before_and_goes_by_itself() -> None:
    async with running(size=(80, 24)) as app:
        await app.press("l", "m")
        assert notice(app) == "optimizer sgd → momentum"
        assert "learning rate 0.2" not in app.text
        commentary = app.main.query_one(Commentary)
        commentary.tell("for a moment", seconds=0.01)
        await app.pilot.pause(0.1)
        assert notice(app) == ""
        assert "for a moment" not in app.text


@pytest.mark.parametrize("size", [(40, 12), (59, 30), (120, 15)])
async def test_where_no_pane_can_be_shown_its_key_says_what_it_takes(size: tuple[int, int]) -> None:
    for key in ("1", "7", "f"):
        async with running(size=size) as app:
            await app.press(key)
            assert "60x16" in app.text, key


async def test_where_a_pane_can_be_shown_no_larger_window_is_asked_for() -> None:
    async with running(size=(60, 16)) as app:
        for key in ("1", "7", "f"):
            await app.press(key)
            assert "larger window" not in app.text
