"""The tasks of a lesson done by the keys that it shows, and done once more."""

from __future__ import annotations

import numpy as np

from microtui.course.lesson import Task
from microtui.course.moment import Moment
from microtui.course.reading.fences.way import keys_to_press
from microtui.course_check.findings import Findings
from microtui.course_check.playing.keyboard import Keyboard
from microtui.course_check.statements.figures_read import numbers_text
from microtui.words.course.way_text import way_text

LEAVING = frozenset({"enter", "escape", "tab"})
"""What may come behind the key that does it: whatever was opened for it is closed."""


async def ask_for_hints(keyboard: Keyboard, findings: Findings) -> None:
    """As often as there are any; the last one shows the way."""
    step = keyboard.step
    if step.part == "told":
        return
    for count in range(1, step.most_hints + 1):
        await keyboard.press("f2")
        if keyboard.step.hints != count:
            findings.fail(step.step.line, f"F2 does not give hint {count}")
            return
    way = step.step.task.way if step.part == "task" and step.step.task is not None else ()
    if way and way_text(way) not in keyboard.told:
        findings.fail(step.step.line, "F2 does not show the way")


async def do(keyboard: Keyboard, findings: Findings, task: Task) -> bool:
    """Whether the keys of its way lead to what is to be reached."""
    if not task.way:
        findings.fail(task.line, "there is no way, so nobody knows whether it can be done")
        return False
    number, keys = keyboard.step.number, keys_to_press(task.way)
    await keyboard.to_the_panel()
    for count, key in enumerate(keys, start=1):
        was_done = keyboard.step.done is not None
        await keyboard.press(key)
        if keyboard.step.number != number or keyboard.playing.is_over:
            findings.fail(task.line, f"the way leads out of the step with key {count}, {key!r}")
            return False
        if keyboard.step.done is not None and not was_done and not LEAVING.issuperset(keys[count:]):
            findings.note(
                task.until.line,
                f"{task.until.text} holds after {count} of the {len(keys)} keys of its way",
            )
    await keyboard.until_done_or_paused()
    if keyboard.step.done is None:
        now = keyboard.step.moments_at(keyboard.now)
        findings.fail(
            task.until.line,
            f"{task.until.text} does not hold at the end of its way: "
            f"{way_text(task.way)}; {numbers_text(task.until, now)}",
        )
        return False
    if keyboard.is_playing:
        findings.note(
            task.line, "the way plays: what is told then depends on how fast the machine is"
        )
    return True


async def put_back(keyboard: Keyboard, findings: Findings) -> None:
    """The stage is as it was when the step began, and the task is to be done again."""
    step = keyboard.step
    # What the way has opened keeps its own keys.
    await keyboard.to_the_panel()
    await keyboard.press("f3")
    if keyboard.step is step:
        findings.fail(step.step.line, "F3 does nothing")
    elif otherwise := differences(step.begun, keyboard.now):
        what = ", ".join(otherwise)
        findings.fail(step.step.line, f"F3 does not put the stage back: {what} is otherwise")


def differences(old: Moment, new: Moment) -> list[str]:
    """What of the stage is not as it was."""
    before, after = old.snapshot, new.snapshot
    parts = {
        "the run": (before.updates, before.phase) == (after.updates, after.phase),
        "its configuration": before.configuration == after.configuration,
        "a parameter": np.array_equal(before.parameters, after.parameters, equal_nan=True),
        "a gradient": np.array_equal(before.gradients, after.gradients, equal_nan=True),
        "the screen": old.screen == new.screen,
        "what is typed": text_in(old) == text_in(new),
        "the walk": position_in(old) == position_in(new),
    }
    return [name for name, is_same in parts.items() if not is_same]


def text_in(moment: Moment) -> str | None:
    return None if moment.scratchpad is None else moment.scratchpad.text


def position_in(moment: Moment) -> int | None:
    """Of a graph that is typed; that of the run is drawn anew with it."""
    if moment.scratchpad is None or moment.graph is None:
        return None
    return moment.graph.position
