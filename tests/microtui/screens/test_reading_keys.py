"""The letters of `less` and `vim` in all that is read line by line, and `/` that looks for it."""

from __future__ import annotations

from application import Application, running
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, OptionList

from microtui.screens.help_screen import HelpScreen
from microtui.widgets.gradient_table import GradientTable
from microtui.widgets.panes.example_table import ExampleTable
from microtui.widgets.panes.parameter_table import ParameterTable

SMALL = (80, 24)


def top_of(app: Application, kind: type[Widget]) -> int:
    return round(app.pilot.app.screen.query(kind).first().scroll_y)


async def test_what_is_read_scrolls_by_letters() -> None:
    async with running(size=SMALL, trained=1) as app:
        await app.press("n", "n")
        for opening, kind in (
            ("question_mark", VerticalScroll),
            ("asterisk", VerticalScroll),
            ("v", VerticalScroll),
            ("c", GradientTable),
        ):
            await app.press(opening)
            if opening == "c":
                await app.until_shown("backward")
            await app.press("j", "j", "j", "k")
            assert top_of(app, kind) == 2
            await app.press("ctrl+d")
            half = top_of(app, kind) - 2
            assert half >= 3
            await app.press("ctrl+u")
            assert top_of(app, kind) == 2
            await app.press("G", "j")
            assert top_of(app, kind) >= 2 + half
            await app.press("g")
            assert top_of(app, kind) == 0
            await app.press("escape")


async def test_a_choice_is_made_by_letters() -> None:
    async with running(size=SMALL) as app:
        await app.press("T")
        options = app.pilot.app.screen.query_one(OptionList)
        chosen = []
        for key in ("j", "j", "k", "G", "g", "ctrl+d", "ctrl+u"):
            await app.press(key)
            chosen.append(options.highlighted)
        last = options.option_count - 1
        assert chosen[:5] == [1, 2, 1, last, 0]
        assert chosen[5] is not None
        assert 0 < chosen[5] < last
        assert chosen[6] == 0


async def test_on_the_main_screen_a_letter_that_is_taken_keeps_its_meaning() -> None:
    async with running(size=SMALL) as app:
        await app.press("3", "G")
        table = app.main.query_one(ParameterTable)
        assert table.first_index > 300
        await app.press("g", "ctrl+d")
        assert 0 < table.first_index < 20
        await app.press("ctrl+u")
        assert table.first_index == 0
        await app.press("j")
        assert isinstance(app.pilot.app.focused, Input), "j jumps to an epoch"


async def test_samples_are_gone_through_by_letters() -> None:
    async with running() as app:
        await app.press("8", "i", "f", "g")
        table = app.main.query_one(ExampleTable)
        first = table.sample
        await app.press("ctrl+d")
        assert table.sample not in (None, first)
        await app.press("ctrl+u")
        assert table.sample == first
        await app.press("G")
        assert table.sample != first


async def test_a_slash_lists_the_parameters_that_one_names() -> None:
    async with running(size=SMALL) as app:
        await app.press("slash", "2", ".", "enter", "z")
        assert not app.snapshot.configuration.zero_grad, "enter has given the keys back"
        table = app.main.query_one(ParameterTable)
        lines = app.text.split("\n")
        assert len([line for line in lines if "2.0.w[" in line]) >= 5
        assert not any("0.0.w[0]" in line for line in lines)
        assert "with 2.: 1-" in app.text
        await app.press("p")
        field = app.pilot.app.focused
        assert isinstance(field, Input)
        assert field.value.startswith("2.0.w[0] = "), "p begins with what stands at the top"
        await app.press("escape")
        await app.press("h")
        assert app.snapshot.sizes == (2, 16, 16, 16, 1)
        assert table.first_index == 2 * 16 + 16 + 16 * 16 + 16, "layer 2 is another one now"
        await app.press("escape")
        assert table.first_index == 0
        await app.press("slash", "q", "q")
        assert "with qq: none" in app.text
        await app.press("escape")
        assert table.sought == ""


async def test_a_slash_in_help_leaves_what_has_it() -> None:
    async with running(size=SMALL) as app:
        await app.press("question_mark", "slash", *"seed", "enter")
        screen = app.pilot.app.screen
        assert isinstance(screen, HelpScreen)
        assert "another seed" in app.text
        assert "Play or pause" not in app.text
        await app.press("escape")
        assert "Play or pause" in app.text
        await app.press("slash", "l", "enter")
        assert "Lower the learning rate" in app.text
        assert "Play or pause" not in app.text
        await app.press("escape", "escape")
        assert app.pilot.app.screen is app.main
