"""Every pane, dialog and screen looks as it did when somebody last looked at it.

pytest tests/microtui/pictures --update-pictures draws them anew; what has changed is then there to
be looked at, before it is committed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from application import Application, running
from kept_pictures import PICTURES, difference, keep, path_of
from lesson_beside import playing
from screen_picture import picture_of
from textual.widgets import Input
from watched_stand_in import SCRIPT, right_loop, watching, wrong_loop

from engine.replay.recording import Recording
from engine.replay.saved_run import Planned, SavedSession
from engine.run.configuration import Configuration
from engine.run.presets import PRESETS
from engine.run.suggestions import configured
from microtui.course.reading.lesson_files import course
from microtui.saving.kept_files import run_directory
from microtui.saving.run_file import encoded
from microtui.screens.main_keys import MAIN_KEYS
from microtui.watch.reading import Reading
from microtui.widgets.panes.registry import PANES

Compare = Callable[[Mapping[str, str]], None]
Size = tuple[int, int]

NARROW, WIDE = (80, 24), (120, 40)
BOTH: tuple[Size, ...] = (NARROW, WIDE)
LARGE: tuple[Size, ...] = (*BOTH, (200, 60))
ALL: tuple[Size, ...] = ((20, 6), (40, 12), *BOTH, (200, 60))

MID_UPDATE = ("s", "s", "s", "b", "n", "n", "n")
"""Keys that leave every pane with something to show: gradients, not yet applied."""

DIALOGS: dict[str, tuple[str, ...]] = {
    "help": ("question_mark",),
    "help-filtered": ("question_mark", "slash", *"seed"),
    "filter": ("slash", ".", "b"),
    "options": ("o",),
    "options-refused": ("o", *["down"] * 3, "-"),
    "own-data": ("D", *"nowhere"),
    "epoch": ("j",),
    "epoch-refused": ("j", "9", "enter"),
    "parameter": ("p",),
    "parameter-refused": ("p", "backspace", "x", "enter"),
    "mistakes": ("M",),
    "twins": ("T",),
    "exports": ("x",),
    "file": ("x", "enter"),
    "gradient-check": ("c",),
    "source": ("v",),
    "legend": ("asterisk",),
    "scratchpad": ("E",),
    "scratchpad-nudged": ("E", "home", "plus"),
    "scratchpad-refused": ("E", "e", *" + q"),
    "saved-runs": ("O",),
    "saved-runs-asked": ("O", "down", "d"),
    "palette": ("ctrl+p",),
    "palette-search": ("ctrl+p", *"lear"),
}
"""The keys that lead there from the main screen; some go on from the one before."""

IRIS, DIGITS = (vars(configured({"dataset": name})) for name in ("iris", "digits"))

LECTURE = vars(replace(PRESETS["lecture"].configuration, engine="matrix"))

STATES: dict[str, tuple[tuple[Size, ...], tuple[str, ...], dict[str, Any]]] = {
    "start": (ALL, (), {}),
    "zero-grad-off": (ALL, ("s", "z", "b", "b", "b", "n", "n", "n"), {}),
    "zero-grad-harms": (
        ALL,
        (),
        {"plan": (Planned(15, 0, 0, {"zero_grad": False}),), "trained": 40},
    ),
    "zero-grad-wins": (BOTH, (), {**LECTURE, "zero_grad": False, "trained": 40}),
    "divergence": (ALL, ("s", "s"), {"dataset": "plane", "loss": "mse", "learning_rate": 1e20}),
    "twin": (BOTH, ("s", "t", "s", "s"), {}),
    "wrong-sign": (BOTH, ("s", "s"), {"mistakes": ("ascend",)}),
    "overwriting": (
        BOTH,
        ("s", "n", "n", "n"),
        {"mistakes": ("overwrite",), "engine": "scalar", "hidden": (2,), "samples": 60},
    ),
    "equal-start": (BOTH, ("s", "s", "5"), {"mistakes": ("equal-start",), "hidden": (4, 4)}),
    "stepped-back": (BOTH, (*"ssssss", "left", "left", "N"), {}),
    "neuron-enlarged": (BOTH, ("s", "5", "down", "enter"), {"hidden": (4,)}),
    "input-enlarged": ((WIDE,), ("s", "5", "left", "left", "enter"), {"hidden": (4,)}),
    "small-network": (BOTH, ("s", "5"), {"hidden": (4, 3)}),
    "loss-read-off": ((WIDE,), (*"ssssssss", "1", "up", "k", "left_square_bracket"), {}),
    "loss-log-scale": ((WIDE,), (*"ssss", "1", "g"), {}),
    "graph-of-the-lecture": (LARGE, ("9", "f"), LECTURE),
    "graph-forward": (LARGE, ("9", "f", *"." * 9), LECTURE),
    "graph-backward": (LARGE, ("9", "f", "G", *":" * 4), LECTURE),
    "graph-neuron-unfolded": (LARGE, ("9", "f", "left", "enter"), LECTURE),
    "graph-unfolded-whole": (LARGE, ("9", "f", "A", "A", "G", *":" * 12), LECTURE),
    "graph-overwritten": (
        (NARROW,),
        ("9", "f", "G"),
        {**LECTURE, "mistakes": ("overwrite",), "engine": "scalar"},
    ),
    "scratchpad-walked": (LARGE, ("E", *"......."), {}),
    "scratchpad-neuron-walked": (LARGE, ("E", "o", "down", "down", "enter", "f", *"......."), {}),
    "scratchpad-readme": (LARGE, ("E", "o", *["down"] * 6, "enter"), {}),
    "regression": (BOTH, ("s", "s", "2"), {"dataset": "plane", "loss": "mse"}),
    "three-classes": (BOTH, (), {**IRIS, "trained": 20}),
    "three-classes-off": ((NARROW,), (), {**IRIS, "zero_grad": False, "trained": 20}),
    "three-classes-summed": (BOTH, ("8", "down", "down"), {**IRIS, "trained": 20}),
    "three-classes-legend": ((WIDE,), ("asterisk",), {**IRIS, "trained": 20}),
    "confusion": (BOTH, ("0",), {**IRIS, "trained": 20}),
    "confusion-listed": ((NARROW,), ("0", "down", "right", "enter"), {**IRIS, "trained": 5}),
    "digits": (LARGE, (), {**DIGITS, "trained": 12}),
    "digits-confused": (BOTH, ("0",), {**DIGITS, "trained": 12}),
    "digits-network": (BOTH, ("5", "f"), {**DIGITS, "trained": 12}),
    "digits-neuron": ((WIDE,), ("5", "right", "enter"), {**DIGITS, "trained": 12}),
    "digits-listed": (BOTH, ("8", "down", "down"), {**DIGITS, "trained": 12}),
    "more-features": ((WIDE,), ("s",), {"features": ("x", "y", "x2", "y2", "xy")}),
}
"""At which sizes, the keys that lead there, and the settings of the run."""

WATCHED: dict[str, tuple[Reading, tuple[str, ...]]] = {
    "watch-wrong": (wrong_loop(), ()),
    "watch-wrong-opened": (wrong_loop(), ("space", "down", "enter")),
    "watch-wrong-lines": (wrong_loop(), ("4", "enter")),
    "watch-wrong-asked": (wrong_loop(), ("b", "q")),
    "watch-right": (right_loop(), ("1", "3")),
    "watch-right-units": (right_loop(), ("s", "6", "5")),
    "watch-help": (right_loop(), ("question_mark",)),
}
"""What is seen of somebody's own loop, and the keys that lead there."""

LESSONS: dict[str, tuple[int, tuple[str, ...]]] = {
    "lesson-asks": (1, ("down",)),
    "lesson-told-otherwise": (1, ("down", "enter", "plus")),
    "lesson-list": (1, ("f6",)),
    "lesson-number-hinted": (1, ("down", "enter", "plus", "enter", "f2", "f2")),
    "lesson-adds": (5, ("down", "down", "enter", *"...")),
    "lesson-to-do": (9, ("down", "down", "enter", "f2", "f2")),
    "lesson-told": (9, ("down", "enter", *"sss")),
    "lesson-hidden": (9, ("f1",)),
    "lesson-case": (11, (*["f4"] * 5, "s", "s")),
    "lesson-case-named": (11, (*["f4"] * 5, "s", "s", "down", "enter")),
}
"""Which lesson of the course, and the keys that lead there."""

TELLING = ("lesson-told-otherwise", "lesson-told", "lesson-case")
"""Of a lesson the others show little more."""

PRINTED = (
    "epoch 1: loss 0.5123\nepoch 2: loss 0.2417\n 50%|████      | 10/20\r 55%|████▌     | 11/20"
)

OLDER = Path(__file__).parents[1] / "saving" / "older" / "before_schedules.run"

MOST_FRAMES = 50

NARROW_FIRST = [NARROW, pytest.param(WIDE, marks=pytest.mark.thorough)]


RARE_SIZES = ((20, 6), (200, 60))
"""At which least is seen to go wrong that goes right at the others."""

RARE_STATES = ("graph-forward", "graph-overwritten", "graph-unfolded-whole", "scratchpad-readme")
"""Of a graph the others show as much."""


def states() -> Iterator[tuple[Size, str]]:
    for state, (sizes, *_) in STATES.items():
        for size in sizes:
            yield size, state


def is_rare(size: Size, state: str) -> bool:
    is_graph = state.startswith(("graph", "scratchpad"))
    return size in RARE_SIZES or state in RARE_STATES or (is_graph and size != NARROW)


def named(size: Size, what: str) -> str:
    return "{}x{}/{}".format(*size, what)


@pytest.fixture(autouse=True)
def same_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the reader's own terminal, directories and clock would change in a picture."""
    monkeypatch.setattr("microtui.screens.news.NOTICE_TIME", 600.0)
    monkeypatch.chdir("/")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def saved_runs(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A run that diverged, one that an older version saved, and what is left of another."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    diverged = Recording.begin(Configuration(dataset="plane", learning_rate=1e20))
    for _ in range(3):
        diverged.run("epoch")
    older = OLDER.read_bytes()
    contents = {"a": encoded(SavedSession(diverged.saved())), "b": older, "c": older[:-1]}
    run_directory().mkdir(parents=True)
    for age, (name, content) in enumerate(contents.items()):
        path = run_directory() / f"{name}.run"
        path.write_bytes(content)
        os.utime(path, (1e9 - 60 * age, 1e9 - 60 * age))
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def is_update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-pictures"))


@pytest.fixture
def compare(is_update: bool, tmp_path: Path) -> Compare:
    """Takes pictures by name; fails where one differs from the one kept, or keeps them all anew."""

    def compare(pictures: Mapping[str, str]) -> None:
        differences = [difference(*each, tmp_path) for each in pictures.items()]
        found = [each for each in differences if each is not None]
        if found:
            advice = "If it is meant so: pytest tests/microtui/pictures --update-pictures"
            pytest.fail("\n\n".join([*found, advice]), pytrace=False)

    def update(pictures: Mapping[str, str]) -> None:
        for name, picture in pictures.items():
            keep(name, picture)

    return update if is_update else compare


@pytest.mark.parametrize("size", NARROW_FIRST, ids=str)
async def test_every_pane_looks_as_before_among_others_and_alone(
    size: Size, compare: Compare
) -> None:
    pictures = {}
    async with running(size=size) as application:
        await application.press(*MID_UPDATE)
        for pane in PANES:
            await application.press(pane.key)
            pictures[named(size, f"pane-{pane.id}")] = await picture_at_rest(application)
            await application.press("f")
            pictures[named(size, f"pane-{pane.id}-alone")] = await picture_at_rest(application)
            await application.press("f")
    compare(pictures)


@pytest.mark.parametrize("size", NARROW_FIRST, ids=str)
@pytest.mark.usefixtures("saved_runs")
async def test_every_dialog_looks_as_before(size: Size, compare: Compare) -> None:
    pictures = {}
    async with running(size=size) as application:
        await application.press("s", "s", "n")
        pressed: tuple[str, ...] = ()
        for dialog, keys in DIALOGS.items():
            if keys[: len(pressed)] != pressed:
                while application.pilot.app.screen is not application.main:
                    await application.press("escape")
                pressed = ()
            await application.press(*keys[len(pressed) :])
            pressed = keys
            pictures[named(size, dialog)] = await picture_at_rest(application)
    compare(pictures)


@pytest.mark.parametrize(
    ("size", "state"),
    [
        pytest.param(*each, marks=[pytest.mark.thorough] if is_rare(*each) else [])
        for each in states()
    ],
    ids=str,
)
async def test_a_run_looks_as_before(size: Size, state: str, compare: Compare) -> None:
    _, keys, settings = STATES[state]
    async with running(size=size, **settings) as application:
        for key in keys:
            # Typed by hand: what a pane shows is on the screen before the next.
            await application.press(key)
        picture = await picture_at_rest(application)
    compare({named(size, state): picture})


@pytest.mark.parametrize("size", NARROW_FIRST, ids=str)
async def test_a_watched_loop_looks_as_before(size: Size, compare: Compare, tmp_path: Path) -> None:
    pictures = {}
    script = tmp_path / "train.py"
    script.write_text(SCRIPT)
    async with watching(size=size, printed=PRINTED) as watch:
        for scene, (reading, keys) in WATCHED.items():
            found = tuple(replace(each, file=str(script)) for each in reading.findings)
            watch.watched.reading = replace(reading, findings=found)
            await watch.press(*keys)
            pictures[named(size, scene)] = picture_of(watch.app)
            await watch.press("escape")
            watch.app.watch_screen.action_show_pane("findings")
            watch.app.watch_screen.action_show_pane("gradients")
    compare(pictures)


@pytest.mark.parametrize(
    ("size", "scene"),
    [
        pytest.param(
            size, scene, marks=[] if size == NARROW and scene in TELLING else pytest.mark.thorough
        )
        for size in BOTH
        for scene in LESSONS
    ],
    ids=str,
)
async def test_a_lesson_looks_as_before(
    size: Size, scene: str, compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("microtui.course.detective.drawing.fresh_seed", lambda: 6)
    number, keys = LESSONS[scene]
    lessons = sorted(course(), key=lambda lesson: lesson.number != number)
    async with playing(lessons=lessons, size=size) as lesson:
        await lesson.press(*keys)
        picture = await picture_at_rest(lesson.application)
    compare({named(size, scene): picture})


async def picture_at_rest(application: Application) -> str:
    """The picture when nothing changes any more: the same with one snapshot as with the next."""
    app = application.pilot.app
    last = ""
    for _ in range(MOST_FRAMES):
        for entry in app.screen.query(Input):
            entry.cursor_blink = False
        await application.until_searched()
        await application.press()
        picture = picture_of(app)
        if picture == last:
            return picture
        last = picture
    raise AssertionError(f"it does not come to rest:\n{application.text}")


def test_no_dialog_is_left_out() -> None:
    asking = {each.key for each in MAIN_KEYS if each.action.startswith("ask(")}
    # The one answers without asking; what the other asks has pictures among the lessons.
    without_a_dialog = {"y", "C"}
    assert asking - without_a_dialog <= {keys[0] for keys in DIALOGS.values()}


def test_no_picture_is_left_over(is_update: bool) -> None:
    panes = [f"pane-{pane.id}{alone}" for pane in PANES for alone in ("", "-alone")]
    at_both = (*panes, *DIALOGS, *WATCHED, *LESSONS)
    drawn = {*states(), *((size, each) for size in BOTH for each in at_both)}
    left_over = {*PICTURES.glob("*/*.svg")} - {path_of(named(*each)) for each in drawn}
    if is_update:
        for each in left_over:
            each.unlink()
    else:
        assert not left_over
