"""Where somebody is in a lesson, in as few words as a column has room for."""

from __future__ import annotations

from microtui.course.player.playing import Playing
from microtui.words.window_title import name_in_title


def step_line(playing: Playing) -> str:
    """`9 · step 3 of 7`: the step that one is at, whichever one looks back at."""
    lesson = playing.lesson
    name = name_in_title(lesson.title) if lesson.number is None else str(lesson.number)
    if playing.is_over:
        return f"{name} · done"
    if playing.current is None:
        return f"{name} · begins"
    return f"{name} · step {playing.current.number + 1} of {len(lesson.steps)}"
