"""A lesson gone through from its first step to its end, and all it says held against the run."""

from __future__ import annotations

from microtui.course.lesson import ChoiceQuestion, Question
from microtui.course_check.findings import Findings
from microtui.course_check.playing.doing import ask_for_hints, do, put_back
from microtui.course_check.playing.keyboard import Keyboard
from microtui.course_check.playing.side_ways import look_back
from microtui.course_check.statements.judging import faults_answered, faults_begun, faults_done
from microtui.course_check.statements.told import tally_of
from microtui.words.course.figure_text import figure_text

MOST_PAGES = 2
"""That whoever reads at 80x24 turns for what is told at once."""

MOST_DOWNS = 60
"""Until a choice is in view."""

ANYTHING = "0.5"
"""Typed where nobody knows the right number yet."""


class Walkthrough:
    """Presses what a reader presses who does all that the lesson asks for."""

    def __init__(self, keyboard: Keyboard, findings: Findings) -> None:
        self._keyboard = keyboard
        self._findings = findings

    async def go(self) -> None:
        keyboard = self._keyboard
        while not keyboard.playing.is_over:
            if not await self._go_through():
                await self._skip_to_a_stage()
                continue
            before = keyboard.step
            await keyboard.to_the_panel()
            await keyboard.press("enter")
            if keyboard.step is before and not keyboard.playing.is_over:
                why = keyboard.app.present.turns.trouble or "enter does not lead on from this step"
                self._findings.fail(before.step.line, why)
                return

    async def _skip_to_a_stage(self) -> None:
        """Behind a step that failed the stage is otherwise than the next ones expect."""
        keyboard = self._keyboard
        while not keyboard.playing.is_over:
            before = keyboard.step
            await keyboard.to_the_panel()
            await keyboard.press("f4" if keyboard.playing.is_under_way else "enter")
            if keyboard.step is before or keyboard.step.step.stage is not None:
                return

    async def _go_through(self) -> bool:
        """Whether the step that begins here comes to its end as it should."""
        keyboard, findings, step = self._keyboard, self._findings, self._keyboard.step.step
        findings.count(step.line, tally_of(step))
        findings.fail_all(faults_begun(keyboard.step))
        self._measure()
        await look_back(keyboard, findings)
        if step.question is not None:
            await ask_for_hints(keyboard, findings)
            if not await self._answer(step.question):
                return False
        findings.fail_all(faults_answered(keyboard.step))
        if step.task is None:
            findings.fail_all(faults_done(keyboard.step))
            self._measure()
            return True
        is_early = keyboard.step.done is not None
        await ask_for_hints(keyboard, findings)
        for is_again in (False, True):
            if is_again:
                await put_back(keyboard, findings)
            if not await do(keyboard, findings, step.task):
                return False
            if not is_early:
                # What is told is read from the moment it was done, which is too early here.
                findings.fail_all(faults_done(keyboard.step))
        self._measure()
        return True

    async def _answer(self, question: Question) -> bool:
        """With the first choice, or with the number as the screen would show it."""
        keyboard, step = self._keyboard, self._keyboard.step
        await keyboard.to_the_panel()
        if isinstance(question, ChoiceQuestion):
            for _ in range(MOST_DOWNS):
                if keyboard.panel.marked is None:
                    await keyboard.press("down")
            await keyboard.press("enter")
        else:
            value = step.value if step.step.task is None else None
            await keyboard.press(*(ANYTHING if value is None else figure_text(value)), "enter")
        if keyboard.step.answer is None:
            self._findings.fail(question.line, "the question cannot be answered with keys")
            return False
        return True

    def _measure(self) -> None:
        """What is new on the page should not take long to be leafed through."""
        lines, room = self._keyboard.new_lines, self._keyboard.room
        if lines > MOST_PAGES * room:
            self._findings.note(
                self._keyboard.step.step.line,
                f"{lines} lines are told at once at 80x24, where {room} are in view",
            )
