"""What is said where a lesson is now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from microtui.course.detective.naming import last_case
from microtui.course.lesson import Lesson
from microtui.course.player.playing import Playing
from microtui.words.course.page import Page, Paragraph, Piece, said
from microtui.words.course.recalled_page import recalled_paragraphs
from microtui.words.course.renamed_keys import with_own_keys
from microtui.words.course.step_page import StepPage
from microtui.words.course.way_text import NOBODY_RENAMED

AFTER_TROUBLE = "F5 begins the lesson again, F6 lists all lessons."


def page_of(
    playing: Playing,
    course: Sequence[Lesson],
    renamed: Mapping[str, str] = NOBODY_RENAMED,
    *,
    trouble: str = "",
) -> Page:
    """`trouble` is why something could not be done."""
    shown = playing.shown
    if trouble:
        told, news = [said(trouble, "warning"), said(AFTER_TROUBLE)], 0
    elif shown is None:
        told, news = ending(playing, course), 0
    elif shown.is_recalled:
        told, news = recalled_paragraphs(shown), 0
    else:
        page = StepPage(shown, renamed)
        told, news = page.paragraphs, page.news
    paragraphs = with_own_keys(told, renamed)
    leads_on = shown is not None or has_more(playing.lesson, course)
    return Page(playing.lesson.title, where(playing, course), paragraphs, news, leads_on)


def where(playing: Playing, course: Sequence[Lesson]) -> str:
    """`step 3 of 9, lesson 5 of 11`; a lesson that somebody brought along is in no course."""
    count = len(playing.lesson.steps)
    shown = playing.shown
    step = f"{count} steps" if shown is None else f"step {shown.number + 1} of {count}"
    if playing.is_looking_back and shown is not None:
        step += ", as it was"
    number = playing.lesson.number
    if number is None:
        return step
    last = max((each.number or 0 for each in course), default=number)
    return f"{step}, lesson {number} of {last}"


def ending(playing: Playing, course: Sequence[Lesson]) -> list[Paragraph]:
    """What comes next."""
    if not playing.is_over:
        return [said("The stage is being set.")]
    following = lesson_behind(playing.lesson, course)
    told = [Paragraph("heading", (Piece("The end of this lesson"),))]
    if last_case(playing.lesson) is not None:
        told.append(said("Enter draws another case, of another run."))
        told.append(said("F6 lists all lessons, F5 begins this one from its first step."))
        return told
    if following is None:
        told.append(said("It was the last. F6 lists all lessons, F5 begins this one again."))
        return told
    number = "" if following.number is None else f"lesson {following.number}, "
    told.append(said(f"Next: {number}{following.title}, about {following.minutes} minutes."))
    told.append(said("Enter goes to it. F6 lists all lessons, F5 begins this one again."))
    return told


def has_more(lesson: Lesson, course: Sequence[Lesson]) -> bool:
    """Whether something comes behind its end: another lesson, or another case."""
    return last_case(lesson) is not None or lesson_behind(lesson, course) is not None


def lesson_behind(lesson: Lesson, course: Sequence[Lesson]) -> Lesson | None:
    """The one that comes after it in the course."""
    if lesson.number is None:
        return None
    later = [each for each in course if each.number is not None and each.number > lesson.number]
    return min(later, key=lambda each: each.number or 0, default=None)
