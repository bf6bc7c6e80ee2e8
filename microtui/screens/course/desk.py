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
from microtui.screens.course.present_lesson import PresentLesson
from microtui.words.course.lesson_page import lesson_behind


class Desk(PresentLesson):
    """Moves a lesson on as the reader wants it."""

    # -- lessons and steps -----------------------------------------------------------------------

    async def open(self, lesson: Lesson) -> None:
        """Where one was in it; at its beginning where it was gone through, or not begun."""
        noted = self.notebook.of(lesson)
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
        self._take(recalled(Playing(lesson), noted, start or await self._look()))
        is_named = not is_still_to_be_named(lesson, noted.step, is_answered=False)
        moment = await self._hand.put(noted.kept, is_named=is_named)
        await self._begin_step(noted.step, moment, start)

    async def begin(self, lesson: Lesson) -> None:
        self._enter(lesson)
        self.notebook.begun_again(lesson)
        await self._go_to_next()

    async def _begin_case(self, lesson: Lesson, number: int) -> None:
        """Another one, at the step that sets it."""
        self._enter(lesson)
        await self._begin_at(number)

    async def _begin_at(self, number: int) -> None:
        """This step, which has a stage."""
        assert self.playing is not None
        lesson = self.playing.lesson
        stage = lesson.steps[number].stage
        assert stage is not None
        start = await self._hand.set(stage, lesson)
        await self._begin_step(number, start, start)

    def _enter(self, lesson: Lesson) -> None:
        self._kept = {}
        self._hand.foresee(lesson)
        self._take(Playing(lesson))

    async def _go_to_next(self) -> None:
        assert self.playing is not None
        moment = await self._look()
        number = self.playing.next_number(moment)
        if number is None:
            self.notebook.finished(self.playing.lesson)
            self._take(self.playing.end())
            return
        stage = self.playing.lesson.steps[number].stage
        start = None if stage is None else await self._hand.set(stage, self.playing.lesson)
        await self._begin_step(number, start or moment, start)

    async def _begin_step(self, number: int, moment: Moment, start: Moment | None) -> None:
        assert self.playing is not None
        self._seen(moment.snapshot)
        await self._hand.provide(self.playing.lesson.steps[number])
        kept = self._kept[number] = await self._hand.keep()
        self.notebook.begun(self.playing.lesson, number, kept)
        self._take(self.playing.begin(number, moment, start))
        self.place.take_focus()

    # -- what the reader does --------------------------------------------------------------------

    async def on(self) -> None:
        playing = self.playing
        if playing is None:
            return
        following, case = lesson_behind(playing.lesson, self.lessons), last_case(playing.lesson)
        if playing.is_looking_back:
            self._take(playing.on())
        elif playing.may_go_on:
            await self._go_to_next()
        elif playing.is_over and case is not None:
            await self._begin_case(playing.lesson, case)
        elif playing.is_over and following is not None:
            await self.open(following)

    def back(self) -> None:
        if self.playing is not None:
            self._take(self.playing.back())

    async def answer(self, answer: float) -> None:
        playing = self.playing
        if playing is not None and playing.current is not None:
            self.notebook.answered(playing.lesson, playing.current.number, answer)
            # Once only, where that will do: keys behind it may have acted when it is done again.
            answered = playing.answered(answer, await self._look())
            named = answered.current
            if named is not None and names_the_case(named.step.question):
                self._hand.close_case(is_solved=named.right_choice == named.answer)
                # All is told of it from now on, and it is among those that the score is of.
                answered = playing.answered(answer, await self._look())
            self._take(answered)

    def hint(self) -> None:
        if self.playing is not None:
            self._take(self.playing.hinted())

    async def skip(self) -> None:
        if self.playing is not None and self.playing.is_under_way:
            current = self.playing.current
            if current is not None and names_the_case(current.step.question):
                self._hand.reveal_case()
            self._take(self.playing.skipped())
            await self._go_to_next()

    async def stage_back(self) -> None:
        """As it was when the step that is shown began; there the lesson goes on."""
        playing = self.playing
        shown = None if playing is None else playing.shown or playing.current
        if playing is None or shown is None:
            return
        kept = self._kept.get(shown.number)
        if kept is None:
            # It was gone through in another session: its stage is made anew.
            first = number_of_stage(playing.lesson, shown.number)
            self._take(playing.until(first))
            await self._begin_at(first)
            return
        had_focus = self.panel is not None and self.panel.is_in_focus
        moment = await self._hand.put(kept)
        self._seen(moment.snapshot)
        if playing.is_looking_back:
            self.notebook.begun(playing.lesson, shown.number, kept)
        self._take(playing.again(moment))
        if had_focus:
            self.place.take_focus()

    async def begin_again(self) -> None:
        if self.playing is not None:
            await self.begin(self.playing.lesson)
