"""The keys that lead off the straight way through a lesson, and back onto it."""

from __future__ import annotations

from microtui.course_check.findings import Findings
from microtui.course_check.playing.keyboard import Keyboard


async def hide_and_show(keyboard: Keyboard, findings: Findings) -> None:
    """In whatever is going on."""
    for is_folded in (True, False):
        await keyboard.press("f1")
        if keyboard.panel.is_folded != is_folded:
            what = "hide" if is_folded else "show"
            findings.fail(keyboard.step.step.line, f"F1 does not {what} the lesson")
            return


async def look_back(keyboard: Keyboard, findings: Findings) -> None:
    """To the step before, and on again."""
    here = keyboard.playing.current
    if not keyboard.playing.earlier:
        return
    before = keyboard.playing.earlier[-1]
    await keyboard.to_the_panel()
    await keyboard.press("backspace")
    if keyboard.playing.shown is not before:
        findings.fail(
            keyboard.step.step.line, f"backspace does not lead back to {before.step.title!r}"
        )
    await keyboard.press("enter")
    if keyboard.playing.shown is not here:
        findings.fail(keyboard.step.step.line, "enter does not lead on to where one was")


async def begin_again_and_skip(keyboard: Keyboard, findings: Findings) -> None:
    """From its end to its beginning, and through it without doing anything."""
    first = keyboard.playing.lesson.steps[0]
    await keyboard.press("f5")
    if keyboard.playing.is_over or keyboard.step.step is not first:
        findings.fail(first.line, "F5 does not begin the lesson again")
        return
    await hide_and_show(keyboard, findings)
    for _ in keyboard.playing.lesson.steps:
        if keyboard.playing.is_over:
            return
        before = keyboard.step
        if keyboard.playing.is_under_way:
            await keyboard.press("f4")
        else:
            await keyboard.to_the_panel()
            await keyboard.press("enter")
        if keyboard.step.number == before.number and not keyboard.playing.is_over:
            findings.fail(before.step.line, "whoever skips does not get beyond this step")
            return
    if not keyboard.playing.is_over:
        findings.fail(first.line, "whoever skips does not get to the end of the lesson")
