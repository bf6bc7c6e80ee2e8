"""An error that nobody expected is written down, and what is said of the run is true."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from application import running
from terminal import Terminal

from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from engine.training import Training
from microtui.saving.chosen_run import load
from microtui.saving.run_store import RunStore
from microtui.session.commands import Command, Export, Play, Step
from microtui.session.worker import Session


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where runs and reports go."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path / "microtui"


def fill_disk(home: Path) -> None:
    """Have no run written any more; a report still can be."""
    home.mkdir(exist_ok=True)
    (home / "runs").write_text("no directory")


def reported(home: Path) -> str:
    (path,) = (home / "reports").iterdir()
    return path.read_text()


# -- in the worker -------------------------------------------------------------------------------

FAILURE = Export(lambda recording: str(1 / 0), lambda text: None)


def said(store: RunStore | None, *commands: Command) -> str:
    """What a session says that fails after these commands."""
    session = Session(Recording.begin(Configuration(hidden=(2,))), store=store)
    sentences: list[str] = []

    def refuse(sentence: str) -> None:
        sentences.append(sentence)
        if sentence.startswith("Something went wrong"):
            session.quit()

    for command in (*commands, FAILURE):
        session.send(command)
    session.run(lambda snapshot: None, refuse)
    return sentences[-1]


@pytest.mark.parametrize("command", [Step("batch"), Play()])
def test_the_worker_says_that_the_run_is_saved_when_it_is(home: Path, command: Command) -> None:
    assert said(RunStore(), Step("batch"), command).endswith(".txt; the run is saved.")
    assert load("last").run.state.updates > 0
    assert "ZeroDivisionError" in reported(home)


def test_the_worker_does_not_say_so_where_nothing_is_to_be_saved(home: Path) -> None:
    assert said(None, Step("batch")).endswith(".txt.")
    assert said(RunStore()).endswith(".txt.")
    assert not (home / "runs").exists()


def test_the_worker_does_not_say_so_where_the_disk_is_full(home: Path) -> None:
    fill_disk(home)
    assert said(RunStore(), Step("batch")).endswith(".txt.")


def test_where_no_report_can_be_saved_either_that_is_said(home: Path) -> None:
    home.write_text("no directory")
    assert said(RunStore(), Step("batch")).endswith("have, and no report could be saved.")


async def test_the_program_goes_on_after_an_error_in_the_worker(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(notifications=True) as app:
        await app.press("s")
        with monkeypatch.context() as patched:
            patched.setattr(Training, "forward", lambda self: 1 / 0)
            await app.press("s")
            await app.pilot.pause(0.2)
        assert "Something went wrong" in app.text
        assert "ZeroDivisionError" in reported(home)
        assert (await app.press("r", "s")).epoch == 1


# -- in the screen -------------------------------------------------------------------------------

BROKEN = """
from microtui.screens.help_screen import HelpScreen

def compose(self):
    raise ZeroDivisionError("nobody expected this")

HelpScreen.compose = compose
from microtui.__main__ import main
main()
"""


def left_by_an_error(home: Path, *arguments: str, keys: str = "ss") -> str:
    """What the terminal shows when asking for help has failed, after these keys."""
    with Terminal(
        arguments,
        command=[sys.executable, "-c", BROKEN],
        columns=300,
        rows=30,
        environment={"XDG_STATE_HOME": str(home.parent)},
    ) as terminal:
        terminal.wait_for("zero_grad ON")
        terminal.press(*keys)
        terminal.wait_for(f"epoch {len(keys)} ")
        terminal.press("?")
        assert terminal.wait_for_exit() == 1
        sentence = "Something went wrong that should not have"
        terminal.wait_for(lambda text: sentence in text.replace("\n", ""))
        assert "Traceback" not in terminal.text
        assert terminal.attributes == terminal.attributes_before
        assert "nobody expected this" in reported(home)
        # pyte has no other screen to go back to: the sentence begins anywhere, and may be torn.
        return terminal.text.replace("\n", "")


def test_an_error_in_the_screen_ends_in_a_sentence_and_the_run_is_saved(home: Path) -> None:
    assert "the run is saved" in left_by_an_error(home)
    assert load("last").run.state.epoch == 2


def test_the_screen_does_not_say_so_of_a_run_that_is_not_saved(home: Path) -> None:
    assert "the run is saved" not in left_by_an_error(home, "--no-save")


def test_the_screen_does_not_say_so_of_a_run_in_which_nothing_has_happened(home: Path) -> None:
    assert "the run is saved" not in left_by_an_error(home, keys="")


def test_the_screen_does_not_say_so_where_the_disk_is_full(home: Path) -> None:
    fill_disk(home)
    assert "the run is saved" not in left_by_an_error(home)
