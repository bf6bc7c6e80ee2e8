"""The legend names what the panes draw with on this very terminal, and says it at any size."""

from __future__ import annotations

import numpy as np
import pytest
from application import running
from flowers_and_houses import FLOWERS, flowers, houses
from terminal import Terminal

from engine.data.table import Table, scaled_table
from engine.run.configuration import Configuration
from engine.run.suggestions import configured
from microtui.screens.legend_screen import LegendScreen
from microtui.terminal.characters import as_ascii
from microtui.widgets.panes.registry import PANES
from microtui.words.legend.entries import Looks, Section
from microtui.words.legend.legend import legend
from microtui.words.samples.data_words import table_notice

UNICODE, PLAIN, ASCII = Looks(False, True), Looks(False, False), Looks(True, False)


def two_flowers() -> Table:
    raw = np.array([[5.1, 1.4], [4.9, 1.5], [7.0, 4.7], [6.4, 4.5]] * 5)
    labels = ["setosa", "setosa", "versicolor", "versicolor"] * 5
    return scaled_table("iris.csv", ("sepal", "petal"), raw, labels)


def prices() -> Table:
    raw = np.array([[float(i), float(i % 7)] for i in range(20)])
    return scaled_table("prices.csv", ("size", "age"), raw, np.linspace(100.0, 900.0, 20))


def text_of(sections: tuple[Section, ...]) -> str:
    return "\n".join(f"{each.sign}  {each.meaning}" for one in sections for each in one.entries)


@pytest.mark.parametrize("looks", [UNICODE, PLAIN, ASCII], ids=["colours", "no colours", "ascii"])
def test_every_pane_has_its_signs_named(looks: Looks) -> None:
    sections = {section.title: section for section in legend(Configuration(), looks)}
    for pane in PANES:
        assert str(pane.widget.BORDER_TITLE) in sections
    for sign in vars(looks.signs).values():
        if sign != looks.signs.dead:
            assert any(
                sign in entry.sign for section in sections.values() for entry in section.entries
            ), sign


@pytest.mark.parametrize(
    ("activation", "named"), [("tanh", "Saturated"), ("relu", "Dead"), ("linear", None)]
)
def test_of_units_that_are_stuck_only_those_are_named_that_this_network_can_have(
    activation: str, named: str | None
) -> None:
    text = text_of(legend(Configuration(activation=activation), UNICODE))
    for word in ("Saturated", "Dead"):
        assert (word in text) == (word == named)


@pytest.mark.parametrize("looks", [PLAIN, ASCII])
def test_without_colours_no_colour_is_named(looks: Looks) -> None:
    text = text_of(legend(Configuration(table=two_flowers(), batch_size=None), looks))
    assert "orange" not in text
    assert "blue" not in text


def test_where_there_are_but_ascii_characters_every_sign_can_be_shown() -> None:
    text = text_of(legend(Configuration(table=two_flowers(), batch_size=None), ASCII))
    assert as_ascii(text).count("?") == text.count("?")
    for sign in ("●", "◪", "†", "━", "▸", "█"):
        assert sign not in text


def test_of_the_readers_own_classes_it_says_sign_colour_and_target() -> None:
    text = text_of(legend(Configuration(table=two_flowers(), batch_size=None), UNICODE))
    assert "setosa  ×, orange: its target is -1." in text
    assert "versicolor  ●, blue: its target is 1." in text
    assert f"sepal  (sepal - 5.8500) / {two_flowers().scales[0]:.4f}" in text
    assert "A sample to train on: versicolor, blue." in text


def test_of_the_readers_own_numbers_it_says_what_they_have_become() -> None:
    text = text_of(legend(Configuration(table=prices(), loss="mse", batch_size=None), UNICODE))
    assert "target  -1 is 100.00, 1 is 900.00." in text
    assert "class" not in text


@pytest.mark.parametrize("looks", [UNICODE, PLAIN, ASCII], ids=["colours", "no colours", "ascii"])
def test_of_more_than_two_classes_every_one_has_its_sign_its_output_and_its_colour(
    looks: Looks,
) -> None:
    configuration = configured({"table": flowers(), "hidden": (4,)})
    sections = {each.title: each.entries for each in legend(configuration, looks)}
    named = [each for each in sections["The data"] if each.of_class is not None]
    assert [each.sign for each in named] == list(FLOWERS)
    for number, (entry, sign) in enumerate(zip(named, "SVI", strict=True)):
        expected = f"{sign}: neuron 1.{number} gives its score, score[{number}] in the graph."
        assert (entry.meaning, entry.of_class) == (expected, number)
    on_the_map = [each for each in sections["Decision map"] if each.of_class is not None]
    assert [(each.sign, each.of_class) for each in on_the_map] == [("S", 0), ("V", 1), ("I", 2)]
    text = text_of(tuple(legend(configuration, looks)))
    power = "e^s / sum of e^s" if looks.ascii_only else "e^s / Σ e^s"
    for words in (
        "underlined  A test sample",
        "-log p of the right class for this one sample.",
        "right  Of all scores that of its class is the largest.",
        f"p = {power}, the softmax of the scores",
        "score[1]  The score of versicolor",
    ):
        assert words in text
    for words in ("side of 0", "class 1", "class -1", "both classes", "target is"):
        assert words not in text
    if not looks.has_colors:
        assert "orange" not in text
        assert "blue" not in text
        assert "svi  The class whose score is the largest here" in text


def test_of_several_targets_every_one_has_its_scale_and_its_output() -> None:
    text = text_of(legend(configured({"table": houses()}), UNICODE))
    assert "price  -1 is 37.286, 1 is 64.377: score[0] in the graph." in text
    assert "heat  -1 is -1.6319, 1 is 1.5056: score[1] in the graph." in text
    assert "one target  The map shows one of them at a time: g, the next." in text
    assert "the mean of (s - t)² for this one sample." in text
    assert "class" not in text


@pytest.mark.parametrize(
    ("table", "ascii_only", "notice"),
    [
        (flowers(), False, "setosa S, versicolor V, virginica I; columns standardised"),
        (
            houses(),
            False,
            "price: -1 is 37.286, 1 is 64.377; heat: -1 is -1.6319, 1 is 1.5056; columns "
            "standardised",
        ),
        (two_flowers(), False, "setosa ×, versicolor ●; columns standardised"),
        (two_flowers(), True, "setosa x, versicolor o; columns standardised"),
        (prices(), False, "target: -1 is 100.00, 1 is 900.00; columns standardised"),
    ],
)
def test_in_one_line_it_says_which_label_is_which(
    table: Table, ascii_only: bool, notice: str
) -> None:
    assert table_notice(table, ascii_only=ascii_only) == notice


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_own_data_are_introduced_at_the_start(size: tuple[int, int]) -> None:
    async with running(size=size, table=two_flowers(), batch_size=5) as app:
        assert "setosa ×, versicolor ●" in app.text


@pytest.mark.parametrize(
    "size", [(80, 24), pytest.param((40, 12), marks=pytest.mark.thorough)], ids=str
)
async def test_it_can_be_read_to_its_end_and_escape_closes_it(size: tuple[int, int]) -> None:
    async with running(size=size) as app:
        await app.pilot.press("asterisk")
        assert isinstance(app.pilot.app.screen, LegendScreen)
        seen = ""
        before = ""
        while app.text != before:
            before = app.text
            seen += " ".join(before.split())
            await app.pilot.press("pagedown")
            await app.pilot.pause()
        for section in legend(app.snapshot.configuration, UNICODE):
            assert section.title in seen
            for entry in section.entries:
                for word in entry.meaning.split():
                    assert word in seen, word
        await app.pilot.press("escape")
        assert not isinstance(app.pilot.app.screen, LegendScreen)


async def test_in_ascii_each_curve_is_drawn_with_the_character_that_names_it() -> None:
    environment = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    with Terminal(environment=environment) as terminal:
        terminal.wait_for("zero_grad ON")
        terminal.press(*"ssss")
        terminal.wait_for("epoch 4")
        terminal.wait_for(r"\* train")
        terminal.wait_for(r"\*{5}")
