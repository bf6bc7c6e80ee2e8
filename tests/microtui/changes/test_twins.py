"""What a twin is said to differ in is what it differs in, and has differed in."""

from __future__ import annotations

from typing import Any

import pytest
from application import running

from engine.run.configuration import Configuration
from microtui.changes.twins import DIFFERENCES

SMALL: dict[str, Any] = {
    "size": (200, 30),
    "samples": 24,
    "hidden": (3,),
    "batch_size": 5,
    "learning_rate": 0.2,
}

CASES = [
    ("t", "zero_grad off", "it begins so"),
    ("szst", "zero_grad on", "the run forgets it, so the twin does not"),
    ("szt", "zero_grad on", "at the very time of the change, too"),
    ("stz", "the same", "both forget it from the same time on"),
    ("stzz", "zero_grad off", "there and back is as before"),
    ("stsz", "zero_grad until epoch 2", "equal now, but not before"),
    ("stsszsz", "zero_grad off", "and differing again"),
    ("stsl", "lr 0.2, zero_grad off", "as the run was when it began"),
    ("tszlL", "zero_grad until epoch 1", "not for a moment other than in this"),
    ("tszlsL", "zero_grad until epoch 1, lr until epoch 2", "and equal in all again"),
    ("stlsz", "lr 0.2, zero_grad until epoch 2", "what differs now comes first"),
    ("stsszB", "zero_grad off", "stepped back to before it became the same"),
    ("tszr", "the same", "begun anew, both forget it from the start"),
]


@pytest.mark.parametrize(("keys", "text", "reason"), CASES, ids=[case[0] for case in CASES])
async def test_the_difference_is_named_as_it_is(keys: str, text: str, reason: str) -> None:
    async with running(**SMALL) as app:
        snapshot = await app.press(*keys)
        assert snapshot.twin is not None
        assert f"twin: {text}  " in app.text.split("\n")[1], reason
        assert f"twin: {text[:40]}" in app.text.split("\n", 2)[2], reason


@pytest.mark.parametrize(
    ("size", "keys", "text"),
    [((80, 24), "2ts", "zero_grad off"), ((120, 40), "tszs", "zero_grad until epoch 1")],
)
async def test_it_is_named_in_full_where_there_is_less_room(
    size: tuple[int, int], keys: str, text: str
) -> None:
    async with running(**{**SMALL, "size": size}) as app:
        await app.press(*keys)
        assert f"twin: {text} ─" in app.text


@pytest.mark.thorough
async def test_a_parameter_set_by_hand_is_a_difference() -> None:
    async with running(**SMALL) as app:
        await app.press("s")
        await app.pilot.press("p", "ctrl+u", *"0.1.w[0] = 2.5", "enter")
        await app.until(lambda snapshot: snapshot.parameters[3] == 2.5)
        await app.press("t", "z")
        assert "its twin: the same ─" in app.text, "it began with that parameter"
        await app.pilot.press("p", "ctrl+u", *"0.1.w[0] = 1.5", "enter")
        await app.until(lambda snapshot: snapshot.parameters[3] == 1.5)
        assert "its twin: 0.1.w[0] set at epoch 1 ─" in app.text
        await app.press("s")
        await app.pilot.press("p", "ctrl+u", *"0.1.w[1] = 1.5", "enter")
        await app.until(lambda snapshot: snapshot.parameters[4] == 1.5)
        assert "its twin: 2 parameters set at epoch 2 ─" in app.text


async def test_it_is_not_the_same_where_only_the_settings_are() -> None:
    """The optimiser begins with nothing remembered each time it is taken."""
    async with running(**SMALL, optimizer="momentum") as app:
        await app.press("s", "t", "z", "m", "m", "m", "s")
        assert app.snapshot.configuration.optimizer == "momentum"
        assert "its twin: the same settings ─" in app.text


@pytest.mark.parametrize("rate", [0.3, 0.1, 0.07, 1e-9, 3.0])
def test_the_rate_of_a_twin_has_the_digits_that_one_would_type(rate: float) -> None:
    """0.3 / 3 is a bit less than 0.1, and 3 * 0.1 a bit more than 0.3."""
    old = Configuration(learning_rate=rate)
    for name, factor in (("faster", 3.0), ("slower", 1 / 3)):
        new = DIFFERENCES[name].revision(old).learning_rate
        assert len(repr(new).split("e")[0].replace(".", "").strip("0")) <= 6
        assert new == pytest.approx(factor * rate, rel=1e-5)
