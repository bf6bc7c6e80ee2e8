"""While a case is to be solved, nothing on the screen tells or lies; afterwards all is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from application import Application
from hidden_case import RIGHT, detecting, mistaken, opened, words_in
from witness import Witness

from microtui.course.detective.cases import KINDS
from microtui.session.commands import Reveal
from microtui.session.concealment import IN_A_CASE, NOT_TOLD, concealed
from microtui.widgets.panes.registry import PANES
from microtui.widgets.reading import Reading
from microtui.words.change_text import EXCHANGED
from microtui.words.samples.confusion_text import cell_texts
from microtui.words.situations.table import explain

SIZES = [(80, 24), (200, 60)]
MISTAKEN = [key for key in KINDS if key != "none"]
SOME = ["zero_grad", "overwrite"]

TOLD = {
    "zero_grad": "zero_grad OFF",
    "overwrite": "= for +=",
    "ascend": "wrong sign",
    "equal-start": "equal start",
    "large-start": "from large weights",
    "rate-large": f"lr {mistaken('rate-large').learning_rate:g}",
    "rate-small": f"lr {mistaken('rate-small').learning_rate:g}",
}
"""What the header says of a run that is no case."""

TELLING_KEYS = ["z", "M", "o", "y", "t", "T", "l", "L", "m", "x", "O", "p", "ctrl+r", "r", "d", "w"]

MEASURED = {"WRONG", "disagrees", "DISAGREES", "differ", "NOT", "degrees", "away", "long", "points"}
"""What a check finds: no word on why."""


async def tour(application: Application) -> dict[str, str]:
    """All that can be looked at, after some updates and a walk; what is said meanwhile by itself,
    for it lies over words as long as it happens to."""
    seen = {}
    said: set[str] = set()

    async def look(name: str) -> None:
        said.update(each.message for each in application.pilot.app._notifications)
        application.pilot.app.clear_notifications()
        await application.pilot.pause()
        seen[name] = in_front(application)

    await application.press("b", "b", "s")
    for pane in PANES:
        await application.press(pane.key, "f", "n")
        await look(pane.id)
        if pane.id == "graph":
            await application.press("G", "comma", "comma")
            await look("walk")
            await application.press("escape")
        await application.press("f")
    await application.press("4", "N", "b", "n", "n", "n")
    await look("update under way")
    for key in ("v", "*", "?"):
        await application.press(key)
        await look(key)
        await application.press("escape")
    return {**seen, "said": " ".join(sorted(said))}


def in_front(application: Application) -> str:
    """What is on the screen; of a dialog no more than that, for it cuts words behind it in two."""
    lines = application.text.split("\n")
    for reading in application.pilot.app.screen.query(Reading):
        box = reading.region
        lines = [line[box.x : box.right] for line in lines[box.y : box.bottom]]
    return "\n".join(lines)


def lies(text: str) -> list[str]:
    """What is said of the settings of a case though nobody knows them."""
    found = re.findall(
        r"zero_grad O\w+|\blr [\d.]+|[\d.e-]+ × ‖|\.grad = 0(?![.\d])|# skipped|# off", text
    )
    return [*found, *([str(NOT_TOLD)] if str(NOT_TOLD)[:6] in text else [])]


async def test_what_is_hidden_is_shown_as_hidden() -> None:
    async with detecting("zero_grad", (120, 40)) as application:
        await application.press("b", "b", "4", "f")
        assert "zero_grad ?" in application.text
        assert "sgd lr ?" in application.text
        assert "A case: one thing is wrong with this run, or nothing is." in application.text
        assert "One update, as it is meant" in application.text
        assert "? × ‖" in application.text
        assert lies(application.text) == []
        await application.press("c")
        await application.until_shown(".grad is NOT the gradient of this batch: it is")
        assert "without zero_grad" not in application.text


async def test_a_key_that_would_tell_says_that_it_waits_and_the_palette_has_no_settings() -> None:
    async with detecting("zero_grad") as application:
        await waits(application, ["z", "M", "y"])
        await application.press("ctrl+p", *"set lea")
        await application.until_searched()
        assert "Set learning rate" not in application.text


@pytest.mark.parametrize("rate", [0.1, 1e308])
def test_words_fit_wherever_there_are_any(rate: float) -> None:
    """At 80x24 two lines below the header, at 60x16 three, at 40x12 seven."""
    run = Witness.of(replace(RIGHT, learning_rate=rate))
    run.epochs(2)
    said = explain(concealed(run.snapshot))
    for width, room in ((78, 2), (58, 3), (38, 7)):
        shown = " ".join(said.fitting(width, room))
        assert "is wrong with this run" in shown
        assert ("In epoch 1, the loss is inf." in shown) == (rate > 1.0)


@pytest.mark.thorough
async def test_every_key_that_would_tell_or_mend_says_that_it_waits() -> None:
    async with detecting("zero_grad") as application:
        await waits(application, TELLING_KEYS)


async def waits(application: Application, keys: Sequence[str]) -> None:
    await application.press("b")
    before = application.snapshot.progress.exchange
    for key in keys:
        application.pilot.app.clear_notifications()
        await application.press(key)
        await application.until(lambda _: application.pilot.app._notifications)
        assert [each.message for each in application.pilot.app._notifications] == [IN_A_CASE]
        assert application.pilot.app.screen is application.main
    assert application.snapshot.is_case
    assert application.snapshot.progress.exchange == before


@pytest.mark.thorough
async def test_the_walk_shows_what_a_gradient_was_and_is() -> None:
    async with detecting("overwrite") as application:
        await application.press("b", "9", "f", "G", *["comma"] * 4)
        walk = application.text
        assert "gets (d" in walk
        assert re.search(r"\(was [^,]+, now\s", walk)
        assert "+=" not in walk
        assert "lost" not in walk


@pytest.mark.parametrize("keys", [SOME, pytest.param(MISTAKEN, marks=pytest.mark.thorough)])
async def test_what_was_hidden_is_told_once_it_is_revealed(keys: Sequence[str]) -> None:
    async with detecting("none", size=(120, 24)) as application:
        for key in keys:
            number = application.snapshot.progress.exchange.number
            application.main.carry_out(opened(key))
            await application.until(lambda new: new.progress.exchange.number == number + 1)  # noqa: B023
            assert TOLD[key] not in application.text
            application.main.carry_out(Reveal())
            await application.until(lambda new: not new.is_case)
            assert TOLD[key] in application.text
            assert "the case is closed" in application.text


@pytest.mark.thorough
@pytest.mark.parametrize("size", SIZES)
async def test_no_word_is_on_any_screen_that_is_not_there_where_nothing_is_wrong(
    size: tuple[int, int],
) -> None:
    async with detecting("none", size) as application:
        right = await tour(application)
    # Where the cursor is, the right run has taken no sample for another class.
    a_cell = cell_texts(("class -1", "class 1"), (0, 0), 1)[0]
    every = words_in(" ".join([*right.values(), EXCHANGED["a case"], a_cell]))
    for key in MISTAKEN:
        async with detecting(key, size) as application:
            wrong = await tour(application)
        others = {name: words_in(text) - every for name, text in wrong.items()}
        assert {name: words for name, words in others.items() if words} == {}, key
        # The legend explains signs, whichever of them stand there.
        said = {name: lies(text) for name, text in wrong.items() if name != "*"}
        assert {name: lie for name, lie in said.items() if lie} == {}, key


@pytest.mark.thorough
@pytest.mark.parametrize("key", MISTAKEN)
async def test_the_words_of_the_check_are_of_measurements_alone(key: str) -> None:
    texts = []
    for each in ("none", key):
        async with detecting(each) as application:
            await application.press("b", "b", "c")
            await application.until_shown(".grad is")
            texts.append(application.text)
    right, wrong = map(words_in, texts)
    others = {word.lower() for word in wrong - right - MEASURED}
    assert not [word for word in others if re.search(r"zero|=|sign|overwrit|rate|start|sum$", word)]
