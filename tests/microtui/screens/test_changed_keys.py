"""The reader's own keys: where they act, where they are named, and what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from application import running

from microtui.command_line.cli import run
from microtui.settings.settings_file import read_keys, settings_path

Capture = pytest.CaptureFixture[str]

LONG = """[keys]
training.play = "x"
"training.zero_grad" = ["Q", "f5"]
sharing.export = "space"
"""


def write(text: str) -> Path:
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


async def test_a_changed_key_acts_and_is_named_everywhere() -> None:
    changed = read_keys(write(LONG))
    async with running(size=(80, 24), changed_keys=changed) as app:
        assert app.text.split("\n")[-2].startswith(" x play  s epoch"), "it keeps its place"
        assert "Q zero_grad" in app.text
        assert (await app.press("x")).progress.playing
        assert not (await app.press("x")).progress.playing
        assert (await app.press("z")).configuration.zero_grad, "z has nothing to do any more"
        assert not (await app.press("f5")).configuration.zero_grad
        for _ in range(40):
            await app.press("s")
            assert "ress z " not in app.text
            if "Press Q to" in app.text:
                break
        else:
            raise AssertionError(app.text)
        await app.press("question_mark")
        assert "Press x and watch. Then press Q" in " ".join(app.text.replace("│", "").split())


async def test_words_name_them_in_refusals_and_notices_too() -> None:
    changed = {"changing.layer-more": "K", "training.take-back": "ctrl+b"}
    async with running(changed_keys=changed, notifications=True, hidden=()) as app:
        await app.press("H")
        await app.until_shown("press K to add one")
        await app.press("K")
        await app.until_shown("ctrl+b takes it back")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('training.zero = "x"', "nothing called 'training.zero' to give a key to; did you mean"),
        ('nonsense = "x"', "called 'nonsense' to give a key to; microtui config --keys lists all"),
        ('training.play = "ctlr+x"', "training.play: there is no key 'ctlr+x'; a key is a letter"),
        ('training.play = "n"', "the key n would be both training.play and training.phase: give"),
        ('training.play = "Space"', "there is no key 'Space'"),
        ('training.play = "ctrl+i"', "there is no key 'ctrl+i'"),
        ('training.play = ","', "the key itself is comma"),
        ('training.play = "ctrl+q"', "the key ctrl+q would be both"),
        ('training.play = "tab"', "the key tab would be both"),
        ('training.play = "i"', "would be both"),
        ('training.play = "Q"\nprogram.quit = "Q"', "the key Q would be both program.quit and"),
        ("training.play = 3", 'training.play must be a key or a list of keys, such as "x" or'),
        ("training.play = []", "training.play must be a key or a list of keys"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(text: str, sentence: str, capsys: Capture) -> None:
    path = write(f"[keys]\n{text}\n")
    assert run([]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"microtui: {path}, keys: ")
    assert sentence in said
    assert len(said.splitlines()) == 1


def test_keys_that_change_places_do_not_clash() -> None:
    write('[keys]\ntraining.play = "n"\ntraining.phase = "space"\n')
    assert run(["config", "--keys"]) == 0


def test_config_lists_all_keys_where_one_is_wrong(capsys: Capture) -> None:
    write('[keys]\nnonsense = "x"\n')
    assert run(["config", "--keys"]) == 2
    captured = capsys.readouterr()
    assert "training.play" in captured.out
    assert "nothing called 'nonsense'" in captured.err


def test_keys_is_a_table(capsys: Capture) -> None:
    write('keys = "x"\n')
    assert run(["train", "--epochs", "1", "--no-save"]) == 2
    assert "keys must be a table: a line [keys]" in capsys.readouterr().err


def test_config_lists_what_can_have_another_key_and_what_has(capsys: Capture) -> None:
    write(LONG)
    assert run(["config", "--keys"]) == 0
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert lines["training.zero_grad"].split()[1:] == [
        "Q,f5",
        "zero_grad",
        "off,",
        "or",
        "on",
        "again",
    ]
    assert lines["program.quit"].split()[1] == "q"
    assert run(["config"]) == 0
    assert "training.zero_grad Q,f5" in " ".join(capsys.readouterr().out.split())


async def test_the_keys_of_a_graph_can_be_changed_in_its_pane_and_in_the_scratchpad() -> None:
    text = '[keys]\nlooking.step = "f6"\nexpression.descend = "f7"\n'
    async with running(size=(120, 40), changed_keys=read_keys(write(text))) as app:
        await app.press("9", "f", "f6", "f6")
        assert "forward 2 of" in app.text
        await app.press("E", "f6", "f7")
        assert "fell from -8.0" in app.text
        assert "f6 step" in app.text
