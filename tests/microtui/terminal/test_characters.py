"""A plain set of characters: chosen by hand, by the kind of terminal, or by its locale."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from application import running
from rich.cells import cell_len
from terminal import Terminal

import microtui
from microtui.screens.main_keys import MAIN_KEYS
from microtui.terminal.characters import STAND_INS, as_ascii
from microtui.widgets.panes.registry import PANES

NO_DIALOG = {"y", "C"}
"""What asks for nothing, but answers; and what asks in a screen that lessons have, too."""


READING = ("course/reading", "course/expressions", "tables/content", "tables/rows")
"""Rooms in which characters stand that somebody else has typed, or may have."""


def written_in(path: Path) -> set[str]:
    """All characters in the texts of a module, which may come to be shown; not in what explains
    it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    explanations = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return {
        character
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and id(node) not in explanations
        for character in (node.value if isinstance(node.value, str) else "")
    }


def test_everything_that_the_program_writes_has_a_stand_in_of_the_same_width() -> None:
    program = Path(microtui.__file__).parent
    reading = [program / room for room in READING]
    modules = [path for path in program.rglob("*.py") if not {*path.parents} & {*reading}]
    others = {each for module in modules for each in written_in(module) if not each.isascii()}
    assert others - STAND_INS.keys() == set()
    assert [each for each in STAND_INS if len(STAND_INS[each]) != cell_len(each)] == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [("x ≈ 1", "x ~ 1"), ("naïve", "na?ve"), ("高さ=1", "????=1"), ("🔎", "> "), ("e\u0301", "e")],
)
def test_what_has_no_stand_in_keeps_its_width(text: str, plain: str) -> None:
    assert as_ascii(text) == plain
    assert cell_len(plain) == cell_len(text)


ASKING = {each.key for each in MAIN_KEYS if each.action.startswith("ask(")} - NO_DIALOG
FEW = ("asterisk", "ctrl+p", "o")
"""Dialogs with signs of their own: the legend, the palette, the options."""


@pytest.mark.parametrize(
    ("size", "dialogs"),
    [
        ((80, 24), FEW),
        pytest.param(
            (120, 40), (*FEW, "question_mark", *sorted(ASKING)), marks=pytest.mark.thorough
        ),
    ],
)
async def test_by_hand_every_pane_and_dialog_is_plain_in_any_terminal(
    size: tuple[int, int], dialogs: tuple[str, ...]
) -> None:
    async with running(size=size, ascii_only=True, notifications=True, trained=3) as application:
        app = application.pilot.app
        app.notify("‖grad‖ → ∞")
        await application.press("z", "b", "n", "t")
        assert "|grad| > ?" in application.text
        for pane in PANES:
            await application.press(pane.key)
            assert application.text.isascii(), application.text
        for dialog in dialogs:
            await application.press(dialog)
            assert app.screen is not application.main, dialog
            assert application.text.isascii(), application.text
            await application.press("escape")


@pytest.mark.parametrize(
    ("option", "environment", "is_plain"),
    [
        ("--ascii", {"LC_ALL": "C.UTF-8"}, True),
        (
            "--no-ascii",
            {"TERM": "linux", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
            False,
        ),
    ],
)
def test_by_hand_wins_over_what_is_found_out_about_the_terminal(
    option: str, environment: dict[str, str], is_plain: bool
) -> None:
    with Terminal(["--no-save", option], environment=environment) as terminal:
        terminal.wait_for(r"\+- Decision" if is_plain else "╭─ Decision")
        assert terminal.text.isascii() == is_plain
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
