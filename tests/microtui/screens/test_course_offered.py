"""The course is offered in one line, once; a key leads to it any time."""

from __future__ import annotations

import pytest
from application import running
from lesson_beside import playing

from microtui.app import MicrotuiApp
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


async def test_its_key_leaves_the_run_for_it_though_it_was_not_offered() -> None:
    async with running(size=(80, 24)) as app:
        assert COURSE_OFFER not in app.text
        program = app.pilot.app
        assert isinstance(program, MicrotuiApp)
        await app.pilot.press("C")
        await app.pilot.pause()
        assert program.is_course_asked
        assert program.return_code == 0


@pytest.mark.thorough
async def test_in_the_course_the_key_opens_its_list() -> None:
    async with playing(STEP) as lesson:
        await lesson.press("C")
        assert "Lessons" in lesson.screen
        assert not lesson.app.is_course_asked
