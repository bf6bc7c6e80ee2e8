"""On a page in a browser: files come and go through the browser, and nothing speaks of a shell."""

from __future__ import annotations

from pathlib import Path

import pytest
from application import Application, running
from page_stand_in import (
    choose_file,
    close_file,
    come_back,
    leave_page,
    page_of,
    serve,
    types_told,
)

from microtui.saving.failure_report import FailureReport
from microtui.saving.kept_files import bounds
from microtui.screens.dialogs.data.upload_screen import UploadScreen, own_name
from microtui.screens.dialogs.settings_screen import SettingsScreen
from microtui.screens.help_screen import HelpScreen

ROWS = [f"{i % 7},{i % 5},{'yes' if i % 7 > 3 else 'no'}" for i in range(60)]


@pytest.fixture(autouse=True)
def served(monkeypatch: pytest.MonkeyPatch) -> None:
    serve(monkeypatch)


@pytest.fixture
def upload(tmp_path: Path) -> Path:
    path = tmp_path / "uploads" / "5f3a"
    path.parent.mkdir()
    path.write_text("\n".join(["height,width,kind", *ROWS]))
    return path


# -- what is taken along ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "name", "beginning"),
    [
        (["down", "enter"], "moons-epoch-1.csv", b"first_epoch,"),
        (["end", "enter"], "moons-epoch-1.svg", b"<svg"),
    ],
)
async def test_an_export_goes_to_the_browser(keys: list[str], name: str, beginning: bytes) -> None:
    async with running(notifications=True) as app:
        await app.press("s")
        await app.press("x")
        await app.until_shown("Take this run with you as")
        await app.pilot.press(*keys)
        await app.until(lambda _: page_of(app).delivered)
        (delivered,) = page_of(app).delivered.items()
        assert delivered[0] == name
        assert delivered[1].startswith(beginning)
        await app.until_shown(f"{name} goes to your browser's downloads.")


async def test_the_graph_of_the_scratchpad_does_as_well() -> None:
    async with running() as app:
        await app.press("E")
        await app.pilot.press("x")
        await app.pilot.pause()
        await app.pilot.press("enter")
        await app.until(lambda _: page_of(app).delivered)
        assert list(page_of(app).delivered) == ["expression.json"]
        await app.until_shown("expression.json goes to your browser's")


async def test_so_does_the_screenshot_of_the_palette() -> None:
    async with running() as app:
        app.pilot.app.deliver_screenshot()
        (name,) = page_of(app).delivered
        assert "/" not in name


# -- data of one's own -----------------------------------------------------------------------------


async def asked(app: Application) -> None:
    await app.press("D")
    await app.until_shown("The page asks for it")
    assert types_told(app) == ["ask_file"]


async def test_the_page_asks_for_data_and_they_are_begun_with(upload: Path) -> None:
    async with running() as app:
        await app.press("s")
        await asked(app)
        await choose_file(app, "flowers.csv", upload)
        await app.until_shown("Learn from flowers.csv")
        assert types_told(app) == ["ask_file", "close_file"]
        assert not upload.exists()
        await app.pilot.press("enter")
        await app.until(lambda each: each.configuration.table is not None)
        assert app.snapshot.configuration.data.input_names == ("height", "width")
        assert app.snapshot.configuration.data.name == "flowers.csv"


async def test_they_can_be_read_otherwise(upload: Path) -> None:
    async with running() as app:
        await asked(app)
        await choose_file(app, "flowers.csv", upload)
        await app.until_shown("Learn from flowers.csv")
        await app.pilot.press(*"width", "enter")
        await app.until(lambda each: each.configuration.table is not None)
        assert app.snapshot.configuration.data.input_names == ("height", "kind=yes")


async def test_what_is_no_table_is_told_and_asked_for_once_more(tmp_path: Path) -> None:
    broken = tmp_path / "77ab"
    broken.write_text("a,b\n1\n")
    async with running() as app:
        await asked(app)
        await choose_file(app, "broken.csv", broken)
        await app.until(lambda _: types_told(app) == ["ask_file", "ask_file"])
        assert isinstance(app.pilot.app.screen, UploadScreen)
        assert "broken.csv" in app.text
        assert str(tmp_path) not in app.text
        assert not broken.exists()


async def test_escape_closes_what_the_page_asks_with() -> None:
    async with running() as app:
        await asked(app)
        await app.pilot.press("escape")
        await app.pilot.pause()
        assert app.pilot.app.screen is app.main
        assert types_told(app) == ["ask_file", "close_file"]


async def test_who_closes_it_on_the_page_is_back() -> None:
    async with running() as app:
        await asked(app)
        await close_file(app)
        assert app.pilot.app.screen is app.main
        assert types_told(app) == ["ask_file", "close_file"]


async def test_a_page_that_is_opened_anew_asks_once_more() -> None:
    async with running() as app:
        await asked(app)
        await leave_page(app)
        await come_back(app)
        assert types_told(app) == ["ask_file", "ask_file"]


async def test_a_file_that_nobody_waits_for_is_not_kept(upload: Path) -> None:
    async with running() as app:
        await choose_file(app, "flowers.csv", upload)
        await app.until(lambda _: not upload.exists())
        assert app.pilot.app.screen is app.main


async def test_the_options_ask_the_page_as_well(upload: Path) -> None:
    async with running() as app:
        await app.press("o")
        screen = app.pilot.app.screen
        assert isinstance(screen, SettingsScreen)
        screen._row("data").enter()
        await app.pilot.pause()
        await app.pilot.press("enter")
        await app.until_shown("The page asks for it")
        await choose_file(app, "flowers.csv", upload)
        await app.until_shown("Learn from flowers.csv")
        await app.pilot.press("enter")
        await app.until(lambda _: app.pilot.app.screen is screen)
        await app.until_shown("flowers.csv")


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("flowers.csv", "flowers.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\flowers.csv", "flowers.csv"),
        ("\x1b]2;x\x07.csv", "]2;x.csv"),
        ("-", "-"),
        ("/", "data.csv"),
        ("a" * 300, "a" * 100),
    ],
)
def test_a_file_is_called_by_its_own_name_alone(given: str, name: str) -> None:
    assert own_name(given) == name


# -- words -----------------------------------------------------------------------------------------


async def test_y_copies_into_the_browser_and_nothing_is_printed() -> None:
    async with running(notifications=True, hidden=(3,)) as app:
        await app.press("y")
        await app.until_shown("It is in your browser's clipboard")
        assert "printed" not in app.text
        assert "--hidden 3" in app.text
        assert any(each.startswith("\x1b]52;c;") for each in page_of(app).written)


async def test_there_is_no_shell_to_go_to() -> None:
    async with running() as app:
        await app.press("ctrl+z", "z")
        assert not app.snapshot.configuration.zero_grad
        await app.press("question_mark")
        assert isinstance(app.pilot.app.screen, HelpScreen)
        helped = "\n".join(str(each.render()) for each in app.pilot.app.screen.query(".contents"))
        assert "shell" not in helped.lower()
        assert "settings file" not in helped
        assert "terminal" not in helped.lower()


async def test_the_palette_has_a_name_for_the_class() -> None:
    async with running() as app:
        await app.press("ctrl+p")
        await app.pilot.press(*"your name")
        await app.until_searched()
        await app.until_shown("Your name for the class")
        await app.pilot.press("enter", "enter")
        await app.until(lambda _: types_told(app) == ["ask_name"])


async def test_fewer_runs_are_kept_and_it_is_said_how_many() -> None:
    assert bounds().sentence == "The newest 20 are kept, up to 40 MB"


def test_a_failure_names_no_path() -> None:
    sentence = FailureReport(Path("/srv/visitors/4f/state/r.txt")).sentence(run_is_saved=True)
    assert "/" not in sentence
    assert sentence.endswith("; the run is saved.")
