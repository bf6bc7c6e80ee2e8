"""The course is offered in one line, once; a key leads to it any time."""

from __future__ import annotations

from application import running
from lesson_beside import playing

from microtui.app import MicrotuiApp
from microtui.screens.main_screen import COURSE_OFFER

STEP = """
## A step

```run
--preset lecture
```

Look.
"""


async def test_one_line_offers_it_and_that_is_told() -> None:
    told: list[str] = []
    async with running(size=(80, 24), offered=lambda: told.append("offered")) as app:
        assert COURSE_OFFER in app.text
        await app.press("n")
        await app.press("n")
        assert told == ["offered"]


async def test_what_a_key_changes_takes_its_place() -> None:
    async with running(size=(80, 24), offered=lambda: None) as app:
        await app.press("L")
        assert COURSE_OFFER not in app.text


async def test_it_is_offered_to_nobody_else() -> None:
    async with running(size=(80, 24)) as app:
        assert COURSE_OFFER not in app.text


async def test_a_changed_key_is_named() -> None:
    keys = {"program.course": "f7"}
    async with running(size=(80, 24), offered=lambda: None, changed_keys=keys) as app:
        assert "Press f7 for the course" in app.text


async def test_its_key_leaves_the_run_for_it() -> None:
    async with running() as app:
        program = app.pilot.app
        assert isinstance(program, MicrotuiApp)
        await app.pilot.press("C")
        await app.pilot.pause()
        assert program.is_course_asked
        assert program.return_code == 0


async def test_in_the_course_the_key_opens_its_list() -> None:
    async with playing(STEP) as lesson:
        await lesson.press("C")
        assert "Lessons" in lesson.screen
        assert not lesson.app.is_course_asked
