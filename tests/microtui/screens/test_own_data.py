"""Key D takes a file of one's own: found, read, looked at, and begun with."""

from __future__ import annotations

from pathlib import Path

import pytest
from application import Application, key_event, running
from random_steps import throw

ROWS = [f"{i % 7},{i % 5},{'yes' if i % 7 > 3 else 'no'}" for i in range(60)]
FILES = {
    "kinds.csv": ["height,width,kind", *ROWS],
    "three.csv": ["a,b,c", *(f"{i % 7},{i % 5},{'pqr'[i % 3]}" for i in range(60))],
    "broken.csv": ["a,b,c", "1,2"],
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    own = tmp_path / "own"
    own.mkdir()
    for name, lines in FILES.items():
        (own / name).write_text("\n".join(lines) + "\n")
    (own / "more").mkdir()
    (own / "more" / "deep.csv").write_text("\n".join(FILES["kinds.csv"]) + "\n")
    monkeypatch.chdir(own)
    return own


async def asked(app: Application, *keys: str) -> None:
    """The dialog is there, with this typed."""
    await app.press("D")
    await app.until_shown("Learn from a file")
    await app.pilot.press(*keys)
    await app.pilot.pause()


async def taken(app: Application, name: str) -> None:
    """The file is read, and what was read is shown."""
    await asked(app, *name, "enter")
    await app.until_shown(f"Learn from {name}")


RARE = [pytest.param(size, marks=pytest.mark.thorough) for size in ((40, 12), (120, 40))]


@pytest.mark.parametrize("size", [(80, 24), *RARE], ids=str)
async def test_a_file_is_typed_looked_at_and_begun_with(size: tuple[int, int]) -> None:
    async with running(size=size) as app:
        await app.press("s")
        await taken(app, "kinds.csv")
        await app.pilot.press("enter")
        await app.until(lambda each: each.configuration.table is not None)
        snapshot = app.snapshot
        assert snapshot.configuration.data.input_names == ("height", "width")
        assert snapshot.epoch == 0
        assert snapshot.configuration.data.classes == ("no", "yes")


async def test_what_is_typed_ahead_is_typed_into_the_dialog(folder: Path) -> None:
    async with running() as app:
        await throw(app, *map(key_event, ("D", *f"{folder}/kinds.csv", "enter")))
        await app.until_shown("Learn from kinds.csv")


@pytest.mark.thorough
async def test_ctrl_r_takes_it_back() -> None:
    async with running() as app:
        await app.press("s", "s")
        await taken(app, "kinds.csv")
        await app.pilot.press("enter")
        await app.until(lambda each: each.configuration.table is not None)
        snapshot = await app.press("ctrl+r")
        assert snapshot.configuration.table is None
        assert snapshot.epoch == 2


async def test_tab_completes_and_enter_looks_into_a_folder() -> None:
    async with running() as app:
        await asked(app, "m", "tab")
        assert "deep.csv" in app.text
        await app.pilot.press("enter")
        await app.until_shown("Learn from deep.csv")


async def test_the_arrows_go_through_the_list_while_one_types() -> None:
    async with running() as app:
        await asked(app, "down", "down", "enter")
        await app.until_shown("Learn from kinds.csv")
        await app.pilot.press("escape")
        await app.until_shown("Learn from a file")
        assert "kinds.csv" in app.text


async def test_what_cannot_be_read_is_said_and_one_goes_on_typing() -> None:
    async with running() as app:
        await asked(app, *"broken.csv", "enter")
        await app.until_shown("broken.csv")
        await app.pilot.press(*["backspace"] * 10, *"nowhere", "enter")
        await app.until_shown("There is no file nowhere.")
        await app.pilot.press(*["backspace"] * 7, *"https://a.b/c.csv", "enter")
        await app.until_shown("download it first")
        await app.pilot.press("escape")
        await app.pilot.pause()
        assert app.snapshot.configuration.table is None


async def test_how_it_is_read_is_chosen_and_seen_before_it_begins() -> None:
    async with running() as app:
        await taken(app, "kinds.csv")
        await app.pilot.press(*"height")
        await app.pilot.press("down", "down", "down", "right", "right", "enter")
        await app.until(lambda each: each.configuration.table is not None)
        snapshot = app.snapshot
        assert snapshot.configuration.task == "regression"
        table = snapshot.configuration.table
        assert table is not None
        assert dict(table.asked) == {"target": "height", "task": "regression"}


async def test_what_was_asked_wrong_is_said_and_cannot_be_begun_with() -> None:
    async with running() as app:
        await taken(app, "kinds.csv")
        await app.pilot.press(*"depth")
        await app.until_shown("depth")
        await app.pilot.press("enter")
        await app.pilot.pause()
        assert app.snapshot.configuration.table is None
        assert "Learn from kinds.csv" in app.text


@pytest.mark.thorough
async def test_three_classes_bring_the_loss_that_goes_with_them() -> None:
    async with running(loss="hinge") as app:
        await taken(app, "three.csv")
        await app.pilot.press("enter")
        await app.until(lambda each: each.configuration.table is not None)
        snapshot = app.snapshot
        assert snapshot.configuration.loss == "cross-entropy"
        assert snapshot.sizes[-1] == 3


async def test_the_settings_screen_takes_a_file_and_keeps_what_was_typed() -> None:
    async with running() as app:
        await app.press("o")
        await app.pilot.press("down", "enter")
        await app.until_shown("Learn from a file")
        await app.pilot.press(*"kinds.csv", "enter")
        await app.until_shown("Learn from kinds.csv")
        await app.pilot.press("enter")
        await app.until_shown("own data")
        await app.pilot.pause()
        assert "kinds.csv" in app.text
        assert app.snapshot.configuration.table is None
        await app.pilot.press("up", "enter")
        await app.until(lambda each: each.configuration.table is not None)
        snapshot = app.snapshot
        assert snapshot.configuration.table is not None


@pytest.mark.thorough
async def test_another_dataset_in_the_settings_leaves_the_file_behind() -> None:
    async with running() as app:
        await taken(app, "kinds.csv")
        await app.pilot.press("enter")
        await app.until(lambda each: each.configuration.table is not None)
        await app.press("o")
        await app.pilot.press("right", "enter")
        await app.until(lambda each: each.configuration.table is None)
        snapshot = app.snapshot
        assert snapshot.configuration.dataset == "circles"
