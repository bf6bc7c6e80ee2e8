"""Panes: which there are, how one gets to them, and which of them are shown."""

from __future__ import annotations

import pytest
from application import Application, key_event, running
from random_steps import throw

from microtui.screens.help_screen import HelpScreen
from microtui.widgets.panes.decision_map import DecisionMap
from microtui.widgets.panes.panes import Panes
from microtui.widgets.panes.registry import PANES, SHORT_NAMES, Pane


def shown(app: Application) -> list[str | None]:
    return [pane.id for pane in app.main.query_one(Panes).children if pane.display]


def shown_focus(app: Application) -> str | None:
    return app.main.focused.id if app.main.focused is not None else None


@pytest.mark.parametrize("pane", PANES, ids=lambda pane: pane.id)
async def test_the_key_of_a_pane_goes_to_it_and_f_shows_it_alone(pane: Pane) -> None:
    async with running(size=(80, 24)) as app:
        await app.press("b", pane.key, "f")
        assert shown(app) == [pane.id]
        assert app.main.focused is app.main.query_one(pane.widget)
        assert str(app.main.focused.border_title) in app.text
        assert app.pane(f"#{pane.id}")
        await app.press("f")
        assert pane.id in shown(app)
        assert len(shown(app)) == 3


async def test_help_says_which_key_goes_to_which_pane() -> None:
    async with running(size=(120, 100)) as app:
        await app.pilot.press("question_mark")
        assert isinstance(app.pilot.app.screen, HelpScreen)
        lines = [" ".join(line.split()) for line in app.text.split("\n")]
        for pane in PANES:
            assert any(f"{pane.key} {pane.explanation}" in line for line in lines)


def test_each_pane_has_an_id_a_key_and_a_rank_of_its_own() -> None:
    assert len({pane.id for pane in PANES}) == len({pane.key for pane in PANES}) == len(PANES)
    assert sorted(pane.rank for pane in PANES) == list(range(1, len(PANES) + 1))


@pytest.mark.parametrize(
    ("size", "count"),
    [
        *(((60, 16), 1), ((60, 20), 3), ((80, 24), 3), ((99, 30), 3), ((100, 24), 3)),
        *(((120, 16), 3), ((100, 28), 4), ((120, 40), 4), ((200, 60), 6)),
    ],
)
async def test_at_first_the_panes_of_the_lowest_ranks_are_shown(
    size: tuple[int, int], count: int
) -> None:
    async with running(size=size) as app:
        assert shown(app) == [pane.id for pane in PANES if pane.rank <= count]


@pytest.mark.parametrize(
    ("keys", "alone"),
    [
        ("5 f", "network"),
        ("5 6 f", "histograms"),
        ("4 f", "update"),
        ("f 7", "gradient"),
        ("f f 7 f", "gradient"),
        ("tab f", "parameters"),
        ("shift+tab f", "loss"),
        ("5 tab f", "loss"),
        ("tab 5 f", "network"),
    ],
)
async def test_keys_typed_in_one_go_act_in_order(keys: str, alone: str) -> None:
    async with running(size=(120, 40)) as app:
        await throw(app, *map(key_event, keys.split()))
        await app.pilot.pause()
        assert shown(app) == [alone]
        assert app.main.focused is app.main.query_one(f"#{alone}")


async def test_a_key_behind_the_one_of_a_pane_is_for_that_pane() -> None:
    async with running(size=(120, 40)) as app:
        await throw(app, *map(key_event, ["2", "i"]))
        assert app.main.query_one(DecisionMap).discretize


async def test_a_pane_that_is_clicked_on_is_chosen() -> None:
    async with running(size=(120, 40)) as app:
        await app.pilot.click("#parameters")
        await app.press("f")
        assert shown(app) == ["parameters"]


async def test_what_tab_goes_to_is_not_the_next_to_make_room() -> None:
    async with running(size=(120, 40)) as app:
        await app.press("tab", "tab", "tab", "5")
        assert shown(app) == ["loss", "parameters", "update", "network"]


async def test_in_80_columns_two_narrow_panes_stay_above_the_wide_one_chosen_last() -> None:
    async with running(size=(80, 24)) as app:
        above, below = ["parameters", "map"], "loss"
        for pane in PANES:
            await app.press(pane.key)
            below = below if pane.is_narrow else pane.id
            if pane.is_narrow:
                above = [*(each for each in above if each != pane.id), pane.id]
            left, right = (each.id for each in PANES if each.id in above[-2:])
            assert set(shown(app)) == {left, right, below}
            beside, table, wide = (
                app.main.query_one(f"#{each}").region for each in (left, right, below)
            )
            assert beside.y == table.y < wide.y
            assert beside.width + table.width == wide.width == 80


async def test_after_a_window_too_small_for_panes_the_one_before_has_the_keys_again() -> None:
    async with running(size=(80, 24)) as app:
        await app.press("3")
        await app.pilot.resize_terminal(30, 10)
        await app.pilot.pause()
        assert shown_focus(app) is None
        await app.pilot.resize_terminal(80, 24)
        await app.pilot.pause()
        assert shown_focus(app) == "parameters"


async def test_a_map_that_makes_room_for_a_twin_is_asked_for_anew_at_once() -> None:
    async with running(size=(120, 40)) as app:
        await app.pilot.press("t")
        columns = app.main.query_one(DecisionMap).content_size.width
        await app.until(
            lambda snapshot: snapshot.field and snapshot.field.levels.shape[1] == (columns - 1) // 2
        )


async def test_a_learner_at_80_columns_sees_at_once_what_learns_and_how_and_where_to_go() -> None:
    async with running(size=(80, 24)) as app:
        lines = app.text.split("\n")
        for word in ("moons", "2-16-16-1 tanh", "lr 0.1", "batch 20"):
            assert word in lines[0]
        assert "Next, forward" in lines[2]
        for pane in PANES:
            assert f"{pane.key} {SHORT_NAMES[pane.id]}" in lines[-1]
        await app.press("z", *"bbb")
        assert "zero_grad is off: .grad is the sum of the last 3 backwards" in app.text


async def test_where_there_is_no_room_for_names_one_entry_stands_for_all_panes() -> None:
    async with running(size=(60, 16)) as app:
        assert f"{PANES[0].key}-{PANES[-1].key} panes" in app.text.split("\n")[-1]
    async with running(size=(40, 12)) as app:
        assert "panes" not in app.text
        assert "q quit" in app.text


@pytest.mark.parametrize("size", [(80, 24), (99, 30), (100, 24), (120, 40)])
async def test_the_table_has_room_for_its_whole_sum(size: tuple[int, int]) -> None:
    async with running(size=size) as app:
        await app.press("b", "b")
        heading = next(line for line in app.text.split("\n") if " carried" in line)
        assert " = grad " in " ".join(heading.split())
