"""What was changed on the way is marked on the loss curve."""

from __future__ import annotations

import pytest
from application import Application, running
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from microtui.widgets.drawing.plot_marks import Label, column_of, marked
from microtui.widgets.drawing.plotext_canvas import AXIS_WIDTH, Series, draw_plot
from microtui.widgets.drawing.plottable import Line
from microtui.widgets.panes.loss_plot import LossPlot
from microtui.widgets.scrubber import Scrubber

DIM, WARNING = Style(dim=True), Style(color="yellow")


def plot_lines(app: Application) -> list[str]:
    return [strip.text for strip in app.main.query_one(LossPlot)._strips]


def scrubber_text(app: Application) -> str:
    return app.main.query_one(Scrubber)._strips[0].text


@pytest.mark.parametrize("columns", [16, 33, 58, 118, 196])
@pytest.mark.parametrize("last", [1.0, 7.0, 100.0, 1234.0])
def test_a_mark_stands_where_the_plot_has_its_epoch(columns: int, last: float) -> None:
    for tenths in range(11):
        epoch = last * tenths / 10
        upright = Series(Line([epoch, epoch], [0.0, 1.0]), DIM)
        line = draw_plot([upright], columns, 8, x_range=(0.0, last))[2].text
        drawn = next(x for x, sign in enumerate(line) if 0x2800 < ord(sign) < 0x2900)
        exact = AXIS_WIDTH + tenths / 10 * (columns - AXIS_WIDTH - 1)
        if abs(exact % 1 - 0.5) > 1e-9:
            assert column_of(epoch, 0.0, last, columns) == drawn


async def test_each_change_has_a_line_a_sign_and_its_name() -> None:
    async with running(size=(120, 40), learning_rate=0.2) as app:
        await app.press(*"ssss", "z", *"sss", "l", *"sss")
        legend, *rows = plot_lines(app)
        top = "\n".join(rows[:-2])
        assert "z off" in top
        assert "lr 0.1" in top
        assert rows[-2].count("▲") == 2
        assert len({len(row) for row in rows}) == 1
        assert rows[0].index("┊") == column_of(4, 0, 10, len(rows[0]))
        assert "z off" not in legend


async def test_the_curves_are_drawn_over_the_lines() -> None:
    async with running(size=(120, 40), learning_rate=0.2) as app:
        before = await app.press(*"ssss")
        curve = {sign for row in plot_lines(app)[1:] for sign in row if ord(sign) >= 0x2800}
        await app.press("z")
        rows = plot_lines(app)[1:]
        assert before.epoch == 4
        assert curve <= {sign for row in rows for sign in row}
        assert any(row.rstrip()[-1] == "┊" for row in rows[:-2])


async def test_a_parameter_set_by_hand_is_marked_at_once() -> None:
    async with running(size=(120, 40), learning_rate=0.2) as app:
        await app.press("s", "s")
        await app.pilot.press("p", "ctrl+u", *"0.1.w[0] = 2.5", "enter")
        await app.until_shown("0.1.w[0] 2.5┊")


@pytest.mark.thorough
async def test_many_changes_leave_the_plot_to_the_curves_and_zero_grad_stands_out() -> None:
    async with running(size=(120, 40), learning_rate=0.2) as app:
        await app.press(*"lsLs" * 6, "z", *"sslsLs" * 3)
        rows = plot_lines(app)[1:-2]
        assert sum(row.count("┊") for row in rows) <= len(rows), "one line: that of zero_grad"
        assert any("z off" in row for row in rows)
        assert not any("lr" in row for row in rows)
        assert plot_lines(app)[-2].count("▲") > 12


async def test_changes_in_one_column_are_one_mark_that_says_what_was_set_last() -> None:
    async with running(size=(120, 40), learning_rate=0.2) as app:
        await app.press(*"ss", *"llllzLL", *"ss")
        text = "\n".join(plot_lines(app))
        assert text.count("▲") == 1
        assert "z off, lr 0.03" in text


async def test_the_crosshair_names_what_was_changed_there() -> None:
    async with running(size=(120, 40), learning_rate=0.2) as app:
        await app.press("1", *"ssss", "z", *"ssss")
        plot = app.main.query_one(LossPlot)
        plot.crosshair = 4
        assert plot_lines(app)[0].startswith(" epoch 4  z off ")
        plot.crosshair = 6
        assert plot_lines(app)[0].startswith(" epoch 6  ━━ train")


async def test_within_an_epoch_a_change_is_marked_at_once() -> None:
    async with running(size=(120, 40), learning_rate=0.2) as app:
        await app.press("s", "s", "b", "n", "n", "z")
        assert plot_lines(app)[-2].endswith("▲")
        assert "▲" not in scrubber_text(app), "the knob is there"
        await app.press("s", "s")
        assert plot_lines(app)[-2].index("▲") == column_of(2.2, 0, 4, len(plot_lines(app)[1]))
        assert scrubber_text(app).count("▲") == 1


async def test_before_the_first_epoch_is_done_a_change_is_marked_at_its_start() -> None:
    async with running(size=(120, 40), learning_rate=0.2) as app:
        await app.press("z")
        assert plot_lines(app)[-2].index("▲") == AXIS_WIDTH


async def test_before_a_change_there_is_no_mark_of_it() -> None:
    async with running(size=(120, 40), learning_rate=0.2) as app:
        await app.press(*"ss", "z", "s", *["left"] * 2)
        assert "▲" not in "\n".join(plot_lines(app))
        await app.press("s", "s")
        assert "▲" in "\n".join(plot_lines(app))


def test_words_stand_to_either_side_in_empty_cells_and_never_run_into_a_neighbour() -> None:
    columns = 40
    curve = Strip([Segment(" " * 15 + "*" + " " * 24)])
    rows = [curve, *[Strip.blank(columns)] * 5]
    labels = {20: Label("z off", WARNING, True), 24: Label("lr 0.3", DIM, False)}
    lines = [strip.text for strip in marked(rows, labels, columns, ascii_only=True)]
    assert lines[0] == " " * 15 + "*    :   :lr 0.3         "
    assert lines[1] == " " * 15 + "z off:   :               "
    assert lines[4] == " " * 20 + "^   ^               "


def test_where_there_is_no_room_for_words_the_sign_stays() -> None:
    columns = 24
    labels = {12: Label("batch-size 10", DIM, False)}
    rows = [Strip.blank(columns) for _ in range(6)]
    lines = [strip.text for strip in marked(rows, labels, columns, ascii_only=False)]
    assert lines[:4] == [" " * 12 + "┊" + " " * 11] * 4
    assert lines[4][12] == "▲"


async def test_the_scrubber_has_the_same_marks() -> None:
    async with running(size=(120, 40), learning_rate=0.2) as app:
        await app.press(*"ssss", "z", *"ssss", "l", *"ssss")
        line = scrubber_text(app)
        track = line.removeprefix("12 ").removesuffix(" 12")
        signs = [x / (len(track) - 1) for x, sign in enumerate(track) if sign == "▲"]
        assert signs == pytest.approx([4 / 12, 8 / 12], abs=0.01)
