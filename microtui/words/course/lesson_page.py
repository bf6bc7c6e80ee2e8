"""What is said where a lesson is now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from microtui.course.lesson import Lesson
from microtui.course.player.playing import Playing
from microtui.words.course.page import Page, Paragraph, Piece, said
from microtui.words.course.step_page import StepPage
from microtui.words.course.way_text import NOBODY_RENAMED


def page_of(
    playing: Playing, course: Sequence[Lesson], renamed: Mapping[str, str] = NOBODY_RENAMED
) -> Page:
    shown = playing.shown
    if shown is None:
        told = ending(playing, course)
        return Page(playing.lesson.title, where(playing, course), tuple(told))
    page = StepPage(shown, renamed)
    return Page(playing.lesson.title, where(playing, course), tuple(page.paragraphs), page.news)


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
    if following is None:
        told.append(said("It was the last. F6 lists all lessons, F5 begins this one again."))
        return told
    number = "" if following.number is None else f"lesson {following.number}, "
    told.append(said(f"Next: {number}{following.title}, about {following.minutes} minutes."))
    told.append(said("Enter goes to it. F6 lists all lessons, F5 begins this one again."))
    return told


def lesson_behind(lesson: Lesson, course: Sequence[Lesson]) -> Lesson | None:
    """The one that comes after it in the course."""
    if lesson.number is None:
        return None
    later = [each for each in course if each.number is not None and each.number > lesson.number]
    return min(later, key=lambda each: each.number or 0, default=None)
