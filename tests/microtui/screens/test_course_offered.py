"""The course is offered in one line, once; a key leads to it any time."""

from __future__ import annotations

import pytest
from application import Application, running
from lesson_beside import playing

from microtui.app import MicrotuiApp
from microtui.screens.course.lesson_list import LessonList
from microtui.screens.main_screen import MainScreen
from microtui.screens.news import COURSE_OFFER

STEP = """
## A step

```run
--preset lecture
```

Look.
"""


async def test_one_line_offers_it_once_until_a_key_changes_something() -> None:
    told: list[str] = []
    async with running(size=(80, 24), offered=lambda: told.append("offered")) as app:
        assert COURSE_OFFER in app.text
        await app.press("n")
        await app.press("L")
        assert COURSE_OFFER not in app.text
        assert told == ["offered"]


@pytest.mark.thorough
async def test_a_changed_key_is_named() -> None:
    keys = {"program.course": "f7"}
    async with running(size=(80, 24), offered=lambda: None, changed_keys=keys) as app:
        assert "Press f7 for the course" in app.text


async def test_its_key_leaves_the_run_for_the_lesson_that_is_chosen() -> None:
    async with running(size=(80, 24)) as app:
        assert COURSE_OFFER not in app.text
        program = app.pilot.app
        assert isinstance(program, MicrotuiApp)
        await open_list(app)
        await app.pilot.press("escape")
        await app.until(lambda snapshot: program.screen is app.main)
        assert program.is_running
        assert program.lesson_asked is None
        await open_list(app)
        await app.pilot.press("down", "enter")
        await app.pilot.pause()
        assert program.lesson_asked == "values"
        assert program.return_code == 0


async def test_keys_typed_behind_it_find_the_list_open() -> None:
    async with running(size=(80, 24)) as app:
        program = app.pilot.app
        assert isinstance(program, MicrotuiApp)
        await app.press("C", "escape")
        assert program.screen is app.main
        # Of the run, down would have scrolled a table, and enter looked at a sample.
        await app.press("4", "C", "down", "down")
        assert isinstance(program.screen, LessonList)
        await app.pilot.press("enter")
        await app.pilot.pause()
        assert program.lesson_asked == "local-derivatives"


async def open_list(app: Application) -> None:
    await app.pilot.press("C")
    await app.until(lambda snapshot: isinstance(app.pilot.app.screen, LessonList))
    await app.until(lambda snapshot: "Neuron, layer, network" in app.text)


@pytest.mark.thorough
async def test_in_the_course_the_key_opens_its_list() -> None:
    async with playing(STEP) as lesson:
        await lesson.press("C")
        assert "Lessons" in lesson.screen
        await lesson.press("escape")
        assert isinstance(lesson.app.screen, MainScreen)
        assert lesson.app.lesson_asked is None
