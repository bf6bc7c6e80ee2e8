"""What bash, zsh and fish are offered for a word that is half typed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from textual.theme import BUILTIN_THEMES

from microtui.command_line.cli import cli, run
from microtui.command_line.offers.completion import ONLY_FROM_THE_START, THEMES
from microtui.command_line.offers.shell_answers import SCRIPTS, SHELLS
from microtui.settings.run_settings import SETTINGS
from microtui.settings.settings_file import settings_path

BREAKS = " \t\n\"'><=;|&(:"
"""The characters at which bash ends a word that it completes, as long as nobody changes them."""


class Prompt:
    """A line that is typed in a shell, up to the cursor."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
        self._patch, self._capture = monkeypatch, capfd
        monkeypatch.setenv("COMP_WORDBREAKS", BREAKS)

    def answers(self, line: str, shell: str = "zsh") -> list[list[str]]:
        """Kind, text and explanation of each; nothing is said beside them."""
        self._patch.setenv("_MICROTUI_COMPLETE", f"{shell}_complete")
        self._patch.setenv("COMP_LINE", f"microtui {line}")
        assert run([]) == 0
        output = self._capture.readouterr()
        assert output.err == ""
        return [line.split("\t") for line in output.out.splitlines() if line]

    def words(self, line: str, shell: str = "zsh") -> list[str]:
        return [text for _, text, _ in self.answers(line, shell)]


@pytest.fixture
def prompt(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Prompt:
    return Prompt(monkeypatch, capfd)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("tr", ["train"]),
        ("help ex", ["export"]),
        ("train --sch", ["--schedule", "--schedule-epochs"]),
        ("train --optimizer ", ["sgd", "momentum", "adam"]),
        ("train --dataset=mo", ["moons"]),
        ("--features x,y", ["x,y", "x,y2"]),
        ("--features=x,x2,x", ["x,x2,xy"]),
        ("--mistakes overwrite,a", ["overwrite,ascend"]),
        ("--preset le", ["lecture"]),
        ("--theme solar", ["solarized-dark", "solarized-light"]),
        ("export p", ["pytorch"]),
        ("graph --example neuron", ["neuron", "neuron-exp"]),
        ("graph --of", ["--of-run"]),
        ("check --at 50:opt", ["50:optimizer="]),
        ("check --at 50:engine=s", ["50:engine=scalar"]),
        ("check --at=5/3:l2=0,zero-grad=", ["5/3:l2=0,zero-grad=on", "5/3:l2=0,zero-grad=off"]),
        ("serve --pub", ["--public-url"]),
        ("serve --lesson forg", ["forgotten-zero-grad"]),
        ("serve --preset le", ["lecture"]),
        ("train --lr ", []),
        ("datasets --h", ["--help"]),
    ],
)
def test_a_word_is_offered_what_it_may_become(prompt: Prompt, line: str, words: list[str]) -> None:
    assert prompt.words(line) == words


def test_every_setting_that_has_choices_offers_them(prompt: Prompt) -> None:
    for setting in SETTINGS:
        if setting.choices and setting.field != "zero_grad":
            assert prompt.words(f"train {setting.flag} ") == list(setting.choices)


def test_commands_come_first_and_options_where_nothing_else_can_stand(prompt: Prompt) -> None:
    assert prompt.words("") == sorted(cli.commands)
    assert "--seed" in prompt.words("train ")
    assert "--seed" in prompt.words("--lr 0.1 ")
    assert "train" not in prompt.words("--lr 0.1 ")


def test_each_shell_gets_the_part_of_the_word_that_it_puts_in(prompt: Prompt) -> None:
    """bash breaks words at = and at colons, fish puts in the whole word."""
    assert prompt.words("train --at=5:opt", "bash") == ["optimizer="]
    assert prompt.words("train --at 5:opt", "bash") == ["optimizer="]
    assert prompt.words("train --loss=m", "bash") == ["mse"]
    assert prompt.words("train --at=5:opt", "fish") == ["--at=5:optimizer="]
    assert prompt.words("train --at=5:opt", "zsh") == ["5:optimizer="]


@pytest.mark.parametrize(
    ("line", "suffix"),
    [
        ("train --data=~/", ".csv"),
        ("--parameters ", ".json"),
        ("export csv --output ru", "any"),
        ("graph li", "any"),
    ],
)
def test_files_are_left_to_the_shell(prompt: Prompt, line: str, suffix: str) -> None:
    assert prompt.answers(line) == [["file", suffix, ""]]


def test_a_saved_run_is_offered_by_its_number_with_what_it_is(
    prompt: Prompt, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert prompt.answers("--resume ") == [["file", "any", ""]]
    monkeypatch.delenv("_MICROTUI_COMPLETE")
    assert run(["train", "--epochs=2", "--hidden=3", "--quiet"]) == 0
    capfd.readouterr()
    (_, number, described), (_, last, _) = prompt.answers("--resume ")
    assert (number, last) == ("1", "last")
    assert described.startswith("moons 2-3-1, epoch 2, 20")
    assert prompt.answers("--resume ./") == [["file", "any", ""]]
    assert prompt.words("runs --delete ") == ["1"]


def test_nothing_is_read_for_an_answer(prompt: Prompt, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a settings file, in which anything may stand, nor what the line names."""
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text("seed = [")
    monkeypatch.setattr(sys, "stdin", None)
    assert prompt.words("train --parameters - --data /nowhere --no-sc") == ["--no-scale"]


def test_what_goes_wrong_leaves_the_line_alone(
    prompt: Prompt, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("microtui.saving.recent_runs.recent_runs", lambda: 1 / 0)
    with pytest.raises(AssertionError):
        prompt.answers("--resume ")
    assert capfd.readouterr() == ("", "")


def test_the_themes_offered_are_those_of_textual() -> None:
    assert sorted(THEMES) == sorted(BUILTIN_THEMES)


def test_on_the_way_no_option_is_offered_that_can_only_be_set_from_the_start(
    capsys: pytest.CaptureFixture[str],
) -> None:
    others = {"dataset": "xor", "features": "x", "hidden": "4", "seed": "1", "init": "lecture"}
    assert others.keys() == ONLY_FROM_THE_START
    for option, value in others.items():
        assert run(["train", "--at", f"1:{option}={value}"]) == 2
        assert "that begins a run anew" in capsys.readouterr().err


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_its_script(
    shell: str, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("_MICROTUI_COMPLETE", f"{shell}_source")
    assert run([]) == 0
    assert capfdbinary.readouterr().out == (SCRIPTS / f"microtui.{shell}").read_bytes()


def test_bash_puts_in_what_is_offered_and_nobody_waits_for_textual(tmp_path: Path) -> None:
    bash = shutil.which("bash")
    assert bash is not None
    script = f"""
        source {SCRIPTS / "microtui.bash"}
        microtui() {{ {sys.executable} -X importtime -m microtui 2>{tmp_path}/imports; }}
        COMP_LINE="microtui train --loss=m" COMP_POINT=23 COMP_WORDBREAKS="="
        COMP_WORDS=(microtui train --loss = m) COMP_CWORD=4
        _microtui_completion microtui
        echo "${{COMPREPLY[*]}}"
    """
    completed = subprocess.run(
        [bash, "-c", script], capture_output=True, text=True, check=True, env={**os.environ}
    )
    assert completed.stdout == "mse\n"
    imports = (tmp_path / "imports").read_text()
    assert "click.shell_completion" in imports
    assert "textual" not in imports
    assert "rich" not in imports
