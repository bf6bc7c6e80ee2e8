"""Where a lesson is gone through: what the reader does and what the program does come together."""

from __future__ import annotations

from microtui.course.detective.naming import (
    is_still_to_be_named,
    last_case,
    names_the_case,
)
from microtui.course.lesson import Lesson
from microtui.course.moment import Moment
from microtui.course.player.playing import (
    Playing,
    number_of_stage,
    recalled,
    stage_of_step,
)
from microtui.course.progress import KeptStage
from microtui.screens.course.present_lesson import PresentLesson
from microtui.screens.course.stagehand import Stagehand
from microtui.words.course.lesson_page import lesson_behind


class Desk:
    """Moves a lesson on as the reader wants it."""

    def __init__(self, present: PresentLesson, hand: Stagehand) -> None:
        self.present = present
        self._hand = hand
        self._kept: dict[int, KeptStage] = {}
        """By step, the stage as it was when that began."""

    # -- lessons and steps -----------------------------------------------------------------------

    async def open(self, lesson: Lesson) -> None:
        """Where one was in it; at its beginning where it was gone through, or not begun."""
        noted = self.present.notebook.of(lesson)
        case = last_case(lesson)
        if noted.is_finished and case is not None and noted.step > case:
            await self._begin_case(lesson, case)
            return
        is_through = noted.is_finished and noted.step == len(lesson.steps) - 1
        if noted.kept is None or is_through:
            await self.begin(lesson)
            return
        self._enter(lesson)
        stage = stage_of_step(lesson, noted.step)
        start = None if stage is None else await self._hand.set(stage, lesson)
        self.present.take(recalled(Playing(lesson), noted, start or await self.present.look()))
        is_named = not is_still_to_be_named(lesson, noted.step, is_answered=False)
        moment = await self._hand.put(noted.kept, is_named=is_named)
        await self._begin_step(noted.step, moment, start)

    async def begin(self, lesson: Lesson) -> None:
        self._enter(lesson)
        self.present.notebook.begun_again(lesson)
        await self._go_to_next()

    async def _begin_case(self, lesson: Lesson, number: int) -> None:
        """Another one, at the step that sets it."""
        self._enter(lesson)
        await self._begin_at(number)

    async def _begin_at(self, number: int) -> None:
        """This step, which has a stage."""
        assert self.present.playing is not None
        lesson = self.present.playing.lesson
        stage = lesson.steps[number].stage
        assert stage is not None
        start = await self._hand.set(stage, lesson)
        await self._begin_step(number, start, start)

    def _enter(self, lesson: Lesson) -> None:
        self._kept = {}
        self._hand.foresee(lesson)
        self.present.take(Playing(lesson))

    async def _go_to_next(self) -> None:
        moment = await self.present.look()
        playing = self.present.playing
        assert playing is not None
        number = playing.next_number(moment)
        if number is None:
            self.present.notebook.finished(playing.lesson)
            self.present.take(playing.end())
            return
        stage = playing.lesson.steps[number].stage
        start = None if stage is None else await self._hand.set(stage, playing.lesson)
        await self._begin_step(number, start or moment, start)

    async def _begin_step(self, number: int, moment: Moment, start: Moment | None) -> None:
        assert self.present.playing is not None
        self.present.see(moment.snapshot)
        await self._hand.provide(self.present.playing.lesson.steps[number])
        kept = self._kept[number] = await self._hand.keep()
        self.present.notebook.begun(self.present.playing.lesson, number, kept)
        self.present.take(self.present.playing.begin(number, moment, start))
        self.present.place.take_focus()

    # -- what the reader does --------------------------------------------------------------------

    async def on(self) -> None:
        playing = self.present.playing
        if playing is None:
            return
        following = lesson_behind(playing.lesson, self.present.lessons)
        case = last_case(playing.lesson)
        if playing.is_looking_back:
            self.present.take(playing.on())
        elif playing.may_go_on:
            await self._go_to_next()
        elif playing.is_over and case is not None:
            await self._begin_case(playing.lesson, case)
        elif playing.is_over and following is not None:
            await self.open(following)

    def back(self) -> None:
        if self.present.playing is not None:
            self.present.take(self.present.playing.back())

    async def answer(self, answer: float) -> None:
        playing = self.present.playing
        if playing is not None and playing.current is not None:
            self.present.notebook.answered(playing.lesson, playing.current.number, answer)
            # Once only, where that will do: keys behind it may have acted when it is done again.
            answered = playing.answered(answer, await self.present.look())
            named = answered.current
            if named is not None and names_the_case(named.step.question):
                self._hand.close_case(is_solved=named.right_choice == named.answer)
                # All is told of it from now on, and it is among those that the score is of.
                answered = playing.answered(answer, await self.present.look())
            self.present.take(answered)

    def hint(self) -> None:
        if self.present.playing is not None:
            self.present.take(self.present.playing.hinted())

    async def skip(self) -> None:
        if self.present.playing is not None and self.present.playing.is_under_way:
            current = self.present.playing.current
            if current is not None and names_the_case(current.step.question):
                self._hand.reveal_case()
            self.present.take(self.present.playing.skipped())
            await self._go_to_next()

    async def stage_back(self) -> None:
        """As it was when the step that is shown began; there the lesson goes on."""
        playing = self.present.playing
        shown = None if playing is None else playing.shown or playing.current
        if playing is None or shown is None:
            return
        kept = self._kept.get(shown.number)
        if kept is None:
            # It was gone through in another session: its stage is made anew.
            first = number_of_stage(playing.lesson, shown.number)
            self.present.take(playing.until(first))
            await self._begin_at(first)
            return
        had_focus = self.present.panel is not None and self.present.panel.is_in_focus
        moment = await self._hand.put(kept)
        self.present.see(moment.snapshot)
        if playing.is_looking_back:
            self.present.notebook.begun(playing.lesson, shown.number, kept)
        self.present.take(playing.again(moment))
        if had_focus:
            self.present.place.take_focus()

    async def begin_again(self) -> None:
        if self.present.playing is not None:
            await self.begin(self.present.playing.lesson)
