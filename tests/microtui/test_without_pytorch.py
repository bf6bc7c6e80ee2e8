"""Where PyTorch is not installed, nothing is missed until it is asked for; then a sentence says how
to get it, and the run goes on as it was."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from application import running

from engine.errors import ConfigurationError
from engine.mistakes import MISTAKES
from engine.replay.recording import Recording
from engine.replay.saved_run import SavedRun, SavedSession
from engine.run.configuration import Configuration
from microtui.changes.alternatives import alternatives
from microtui.changes.revisions import with_next_engine
from microtui.command_line.cli import run
from microtui.saving.run_file import encoded, read
from microtui.saving.run_header import RunFileError
from microtui.session.commands import Configure
from microtui.widgets.commentary import Commentary

Capture = pytest.CaptureFixture[str]
HOW_TO_GET_IT = (
    "engine pytorch needs PyTorch, which is not installed: pip install 'microtui[torch]'"
)
SMALL = Configuration(samples=20, hidden=(3,), batch_size=5)


@pytest.mark.parametrize(
    ("line", "before"),
    [
        ("--engine pytorch", ""),
        ("train --engine pytorch", ""),
        ("check --engine pytorch", ""),
        ("train --at 5:engine=pytorch", "--at 5:engine=pytorch: "),
    ],
)
def test_a_command_line_ends_with_a_sentence_and_status_2(
    line: str, before: str, capsys: Capture
) -> None:
    assert run(line.split()) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err == f"microtui: {before}{HOW_TO_GET_IT}\n"


def test_a_run_that_was_saved_in_pytorch_says_so(tmp_path: Path) -> None:
    """Its file is whole, and is not called damaged."""
    path = tmp_path / "a.run"
    path.write_bytes(encoded(SavedSession(saved_in_pytorch())))
    with pytest.raises(RunFileError) as raised:
        read(path)
    assert str(raised.value) == f"{path} cannot be gone on with here: {HOW_TO_GET_IT}"


def saved_in_pytorch() -> SavedRun:
    """As it is written where PyTorch is installed."""
    configuration = replace(SMALL)
    object.__setattr__(configuration, "engine", "pytorch")
    saved = Recording.begin(SMALL).saved()
    return replace(saved, changes=(replace(saved.changes[0], configuration=configuration),))


def test_w_passes_it_over_so_that_it_goes_to_and_fro_between_the_others() -> None:
    scalar = with_next_engine(SMALL)
    assert scalar.engine == "scalar"
    assert with_next_engine(scalar) == SMALL


def test_where_only_the_scalar_form_can_be_it_is_said_why() -> None:
    walk = next(each.name for each in MISTAKES.values() if each.walk is not None)
    with pytest.raises(ConfigurationError, match="choose the scalar engine for it, got matrix"):
        with_next_engine(replace(SMALL, engine="scalar", mistakes=(walk,)))


def test_the_palette_says_how_to_get_it() -> None:
    offered = {each.title: each.explanation for each in alternatives(SMALL)}
    assert offered["engine: pytorch"] == HOW_TO_GET_IT


async def test_w_says_what_it_passes_over_and_asked_for_by_name_the_run_goes_on_as_it_was() -> None:
    async with running(notifications=True, samples=20, hidden=(3,), batch_size=5) as app:
        await app.press("b")
        await app.press("w")
        assert app.main.query_one(Commentary).notice == "engine matrix → scalar"
        await app.press("w")
        said = "engine scalar → matrix (for pytorch: pip install 'microtui[torch]')"
        assert app.main.query_one(Commentary).notice == said
        assert said in app.text
        app.main.carry_out(Configure(lambda old: replace(old, engine="pytorch")))
        snapshot = await app.press("b")
        assert "engine pytorch needs PyTorch" in app.text
        assert (snapshot.configuration.engine, snapshot.updates) == ("matrix", 2)


async def test_the_settings_say_how_to_get_it_before_they_are_applied() -> None:
    async with running(size=(120, 40), samples=20, hidden=(3,), batch_size=5) as app:
        await app.press("b")
        await app.pilot.press("o", *["up"] * 5, *["right"] * 2)
        await app.pilot.pause()
        assert "‹ pytorch ›" in app.text
        assert HOW_TO_GET_IT in app.text
        await app.pilot.press("enter", "escape")
        snapshot = await app.press("b")
        assert (snapshot.configuration.engine, snapshot.updates) == ("matrix", 2)


async def test_that_it_takes_seconds_to_come_is_said_before_it_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("engine.network.pytorch.presence.find_spec", lambda name: name)
    monkeypatch.setitem(sys.modules, "torch", None)
    monkeypatch.setattr("engine.network.pytorch.presence.is_imported", lambda: False)
    async with running(notifications=True, samples=20, hidden=(3,), batch_size=5) as app:
        snapshot = await app.press("w", "w")
        assert snapshot.configuration.engine == "scalar"
        assert "PyTorch is being imported, which takes some" in app.text
        assert "PyTorch cannot be imported" in app.text
