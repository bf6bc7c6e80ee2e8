"""The list of lessons, what a lesson leaves alone, and what is said where one cannot be played."""

from __future__ import annotations

from pathlib import Path

import pytest
from application import running
from lesson_beside import FRONT, lesson_of, playing
from terminal import Terminal
from textual.widgets._toast import Toast

from microtui.course.lesson import Stage
from microtui.course.lesson_error import LessonError
from microtui.course.progress import CourseProgress, LessonProgress
from microtui.course.staged_run import StagedRun
from microtui.screens.course.lesson_list import LessonList
from microtui.screens.main_screen import MainScreen
from microtui.widgets.commentary import Commentary
from microtui.words.course.lesson_line import lesson_line

SHORT = "\n## Read\n\n```run\n--preset xor\n```\n\nRead this.\n\n## Read on\n\nAnd this.\n"


def test_a_line_says_which_lesson_how_long_and_what_is_done() -> None:
    lesson = lesson_of(SHORT, title="A lesson", number=3)

    def line(**progress: object) -> str:
        kept = LessonProgress(title="Read on", **progress)  # type: ignore[arg-type]
        return " ".join(lesson_line(lesson, CourseProgress({"a-lesson": kept}), 78).split())

    assert " ".join(lesson_line(lesson, CourseProgress(), 78).split()) == "3 A lesson 5"
    assert line(step=1) == "3 A lesson 5 at step 2 of 2"
    assert line(step=1, is_finished=True) == "3 A lesson 5 done"


@pytest.mark.parametrize("width", [58, 78, 120])
def test_all_of_a_line_but_a_long_title_has_room(width: int) -> None:
    lesson = lesson_of(
        SHORT, title="A lesson with a title that is as long as it can be, nearly", number=11
    )
    kept = LessonProgress(step=1, title="Read on", is_finished=True)
    progress = CourseProgress({lesson.name: kept})
    assert len(lesson_line(lesson, progress, width)) <= width
    assert lesson_line(lesson, progress, width).endswith("done")
    assert " ..." in lesson_line(lesson, progress, width)
    assert lesson_line(lesson, progress, width).startswith(" 11  A lesson with")


async def test_the_list_opens_first_then_by_a_key_and_a_mistake_in_a_stage_is_told() -> None:
    def refuse(stage: Stage, file: str) -> StagedRun:
        raise LessonError(file, stage.line, "there is no such preset")

    async with playing(SHORT, SHORT, begins=False, stage_of=refuse) as lesson:
        assert isinstance(lesson.app.screen, LessonList)
        assert "Second" in lesson.screen
        await lesson.press("down", "enter")
        assert lesson.told.startswith("second.md, line 9: there is no such preset")
        await lesson.press("f6")
        assert isinstance(lesson.app.screen, LessonList)
        await lesson.press("f6")
        assert isinstance(lesson.app.screen, MainScreen)


@pytest.mark.thorough
async def test_hidden_it_is_one_line_and_all_keys_are_those_of_the_screen() -> None:
    async with playing(SHORT) as lesson:
        await lesson.press("f1")
        assert "F1 shows the lesson" in lesson.screen
        assert "Read this." not in lesson.screen
        assert lesson.app.focused is not lesson.panel
        await lesson.press("tab")
        assert "Read this." in lesson.screen
        assert lesson.panel.has_focus
        await lesson.press("tab")
        assert not lesson.panel.has_focus


@pytest.mark.thorough
async def test_help_and_palette_name_the_keys_of_the_lesson() -> None:
    async with playing(SHORT) as lesson:
        await lesson.press("question_mark")
        assert "The stage as it was when the step began" in lesson.screen
        await lesson.press("escape", "ctrl+p", *"from its beg")
        await lesson.application.until_searched()
        await lesson.press("enter")
        await lesson.until(lambda: "Read this." in lesson.told)


async def test_without_a_lesson_no_screen_has_a_guest_and_no_key_is_lent() -> None:
    async with running(size=(80, 24)) as application:
        assert application.main.guest is None
        assert application.main.lender is None
        kind = type(application.main)
        assert application.main.VERTICAL_BREAKPOINTS is kind.VERTICAL_BREAKPOINTS
        await application.press("f1", "f3", "f6")
        assert application.pilot.app.screen is application.main


@pytest.mark.thorough
def test_over_a_line_an_enter_costs_little_more_than_its_text(tmp_path: Path) -> None:
    path = tmp_path / "lesson.md"
    path.write_text(FRONT.format(title="A lesson") + SHORT, encoding="utf-8")
    environment = {"XDG_STATE_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    with Terminal(["learn", str(path)], columns=120, rows=40, environment=environment) as terminal:
        terminal.wait_for("Read this.")
        terminal.press("enter")
        terminal.wait_for("And this.")
        terminal.press("\x7f")
        # By now all beside it is drawn as well.
        terminal.wait_for("as it was")
        terminal.wait_until_quiet()
        before = terminal.bytes_read
        terminal.press("enter")
        terminal.wait_for("And this.")
        terminal.wait_until_quiet()
        # A screen of this size is 15,000 bytes and more.
        assert terminal.bytes_read - before < 2_500


async def test_what_was_said_of_the_stage_before_is_not_said_of_the_next() -> None:
    another = SHORT + "\n## Elsewhere\n\n```run\n--preset lecture\n```\n\nAnother stage.\n"
    async with playing(another) as lesson:
        await lesson.press("enter", "t")
        await lesson.until(lambda: "a twin beside this run" in lesson.screen)
        await lesson.press("enter")
        await lesson.application.until(lambda snapshot: snapshot.configuration.dataset == "lecture")
        assert not lesson.main.query_one(Commentary).notice


@pytest.mark.parametrize(
    "size",
    [(80, 24), (120, 40), pytest.param((200, 60), marks=pytest.mark.thorough)],
    ids=str,
)
async def test_what_was_wrong_with_files_is_told_beside_the_lesson_and_not_over_it(
    size: tuple[int, int],
) -> None:
    remark = "What was kept of this lesson is damaged: it is called otherwise now, and begins anew."
    async with playing(SHORT, size=size, notifications=True, remarks=[remark]) as lesson:
        await lesson.until(lambda: lesson.app.screen.query(Toast))
        await lesson.until(lambda: next(iter(lesson.app.screen.query(Toast))).region.area)
        toast = next(iter(lesson.app.screen.query(Toast))).region
        assert not toast.overlaps(lesson.panel.region)
        assert "begins anew" in lesson.screen
