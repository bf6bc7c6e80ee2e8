"""Which lesson to go to, asked in front of a run."""

from __future__ import annotations

import asyncio
from typing import Any

from textual.app import App

from microtui.course.progress_files import read_progress
from microtui.course.reading.lesson_files import course
from microtui.saving.kept_files import course_directory
from microtui.screens.course.lesson_list import LessonList


async def list_of_lessons(app: App[Any]) -> LessonList:
    """With all of the course, at the one where the reader was last."""
    lessons = await asyncio.to_thread(course)
    found = await asyncio.to_thread(read_progress, course_directory())
    for remark in found.remarks:
        app.notify(remark, severity="warning", markup=False)
    here = next((each for each in lessons if each.name == found.progress.last), None)
    return LessonList(lessons, found.progress, here)
