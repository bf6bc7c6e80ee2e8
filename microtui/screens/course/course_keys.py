"""The keys of a lesson that act from everywhere: none of them is a letter or a digit, but for the
one that copies a command line everywhere."""

from __future__ import annotations

from textual.binding import Binding

from microtui.keys import Group, key


def course_key(keys: str, action: str, label: str, explanation: str) -> Binding:
    group: Group = "lesson"
    return key(keys, f"lesson('{action}')", label, explanation, group, priority=True)


COURSE_KEYS: list[Binding] = [
    course_key("f1", "fold", "lesson", "Hide the lesson, or show it"),
    course_key("f2", "hint", "hint", "A hint; pressed again, the way"),
    course_key("f3", "stage_back", "stage back", "The stage as it was when the step began"),
    course_key("f4", "skip", "skip", "Skip this step of the lesson"),
    course_key("f5", "begin_again", "begin again", "The lesson from its beginning"),
    course_key("f6", "list", "lessons", "The list of all lessons"),
    course_key("y", "copy", "copy", "Copy the command line of this stage"),
    course_key("tab", "switch_focus", "switch", "Between the lesson and the panes"),
]
