"""Key O lists the saved runs: one goes on with one, and deletes others only when asked twice."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest
from application import Application, running

from engine.replay.recording import Recording
from engine.replay.saved_run import SavedSession
from engine.run.configuration import Configuration
from microtui.saving.kept_files import bounds, run_directory
from microtui.saving.recent_runs import RecentRun, recent_runs
from microtui.saving.run_file import encoded
from microtui.saving.run_lines import HEADING
from microtui.saving.run_store import RunStore

SMALL = Configuration(samples=60, hidden=(3,), batch_size=10)
DATASETS = ("xor", "circles", "spiral")
"""Of the saved runs, the newest first."""


def saved(dataset: str) -> SavedSession:
    recording = Recording.begin(Configuration(dataset=dataset, samples=60, hidden=(3,)))
    recording.run("epoch")
    return SavedSession(recording.saved())


@pytest.fixture(autouse=True)
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    run_directory().mkdir(parents=True)
    found = []
    for age, dataset in enumerate(DATASETS, start=1):
        path = run_directory() / f"{dataset}.run"
        path.write_bytes(encoded(saved(dataset)))
        os.utime(path, (1e9 - age, 1e9 - age))
        found.append(path)
    return found


def listed(application: Application) -> list[str]:
    """The data of each run in the list."""
    return re.findall(r"  \d  (\w+) .*2001-\d\d-\d\d \d\d:\d\d", application.text)


async def opened(application: Application, *keys: str) -> None:
    await application.press("O")
    await application.until_shown(HEADING)
    await application.press(*keys)


@pytest.mark.parametrize(
    "size", [(80, 24), pytest.param((120, 40), marks=pytest.mark.thorough)], ids=str
)
async def test_enter_goes_on_with_the_run_that_was_chosen(size: tuple[int, int]) -> None:
    async with running(size=size, **vars(SMALL)) as application:
        await opened(application)
        assert listed(application) == list(DATASETS)
        assert bounds().sentence in application.text
        await application.press("j", "enter")
        await application.until(lambda snapshot: snapshot.configuration.dataset == "circles")
        assert application.snapshot.epoch == 1
        assert application.pilot.app.screen is application.main
        await application.press("ctrl+r")
        assert application.snapshot.configuration == SMALL


async def test_a_run_is_deleted_when_that_is_asked_for_twice(paths: list[Path]) -> None:
    async with running(size=(80, 24), **vars(SMALL)) as application:
        await opened(application, "d")
        assert "d once more deletes run 1 for good." in application.text
        await application.press("down", "up")
        assert "once more" not in application.text
        await application.press("d")
        assert [path.exists() for path in paths] == [True, True, True]
        await application.press("d")
        await application.until_shown("Run 1 is deleted; 2 left.")
        assert listed(application) == ["circles", "spiral"]
        assert [path.exists() for path in paths] == [False, True, True]
        await application.press("d", "d")
        await application.until_shown("Run 1 is deleted; 1 left.")
        await application.press("delete", "delete")
        await application.until_shown("Run 1 is deleted; none left.")
        await application.press("d", "enter", "escape")
        assert application.pilot.app.screen is application.main
        await opened(application)
        assert "There is no saved run yet" in application.text


async def test_a_run_that_cannot_be_read_says_so_and_the_list_stays(paths: list[Path]) -> None:
    paths[0].write_bytes(paths[0].read_bytes()[:-1])
    os.utime(paths[0], (1e9, 1e9))
    async with running(size=(80, 24), **vars(SMALL)) as application:
        await opened(application, "enter")
        await application.until_shown("is cut off")
        assert listed(application) == ["damaged", "circles", "spiral"]
        paths[1].unlink()
        await application.press("down", "enter")
        await application.until_shown("No such file")
        await application.press("d", "d")
        await application.until_shown("Run 2 is deleted; 2 left.")
        assert application.snapshot.configuration == SMALL
        await application.press("escape")
        assert application.pilot.app.screen is application.main


async def test_the_run_that_is_here_is_marked_and_stays() -> None:
    store = RunStore()
    store.write(saved("moons"))
    async with running(size=(80, 24), **vars(SMALL)) as application:
        await opened(application)
        assert "open here" in application.text
        await application.press("up", "d", "d")
        await application.until_shown("Saved run 1 is the one that you are in.")
        assert len(recent_runs()) == 4
        await application.press("enter")
        assert application.pilot.app.screen is application.main
        assert application.snapshot.configuration == SMALL
    store.close()


async def test_keys_typed_ahead_are_meant_for_the_list(
    paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly() -> list[RecentRun]:
        time.sleep(0.1)
        return recent_runs()

    monkeypatch.setattr("microtui.screens.dialogs.runs_screen.recent_runs", slowly)
    async with running(size=(80, 24), **vars(SMALL)) as application:
        await application.press("O", "d", "d", "j", "enter")
        await application.until(lambda snapshot: snapshot.configuration.dataset == "spiral")
        assert [path.exists() for path in paths] == [False, True, True]
