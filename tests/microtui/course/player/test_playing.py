"""Going through a lesson: what comes after what, and what stays as it was told."""

from __future__ import annotations

from played_steps import DO, NUMBER, PREDICT, at, begun, steps

from microtui.course.player.playing import Playing, recalled, stage_of_step
from microtui.course.player.step_played import StepPlayed
from microtui.course.progress import LessonProgress


def current(playing: Playing) -> StepPlayed:
    assert playing.current is not None
    return playing.current


def test_a_step_asks_before_it_has_anything_done_and_tells_once_that_is_done() -> None:
    playing = begun(steps(PREDICT + DO + "Told."))
    assert current(playing).part == "question"
    assert not playing.may_go_on
    playing = playing.answered(0, at(0))
    assert current(playing).part == "task"
    assert not playing.may_go_on
    playing = playing.came(at(10))
    assert current(playing).part == "told"
    assert playing.may_go_on


def test_nothing_that_happens_before_the_answer_does_the_task() -> None:
    playing = begun(steps(PREDICT + DO))
    assert playing.came(at(50)) is playing
    answered = playing.answered(0, at(50))
    assert current(answered.came(at(59))).part == "task"
    assert current(answered.came(at(60))).part == "told"


def test_a_task_is_done_at_once_where_its_condition_holds_already() -> None:
    task = "```do\nTo 5.\nuntil: epoch >= 5\nway: s*5\n```\n"
    assert current(begun(steps(task), epoch=7)).part == "told"
    assert current(begun(steps(task), epoch=4)).part == "task"


def test_what_is_told_stays_that_of_the_moment_at_which_the_task_was_done() -> None:
    done = begun(steps(DO)).came(at(12))
    assert done.came(at(99)) is done
    assert current(done).telling.now.snapshot.epoch == 12


def test_without_question_and_task_all_is_told_at_once() -> None:
    assert begun(steps("Read this.")).may_go_on


def test_moments_are_when_the_stage_was_set_the_question_answered_and_the_task_done() -> None:
    lesson = steps("One.", PREDICT + DO)
    playing = begun(lesson, epoch=1).begin(1, at(2)).answered(1, at(3)).came(at(13))
    moments = current(playing).telling
    epochs = [each.snapshot.epoch for each in (moments.start, moments.before, moments.now)]
    assert epochs == [1, 3, 13]


def test_a_number_that_was_typed_is_a_figure_of_what_is_told() -> None:
    playing = begun(steps(NUMBER), epoch=4).answered(3.5, at(4))
    assert current(playing).telling.answer == 3.5
    assert current(begun(steps(PREDICT)).answered(1, at(0))).telling.answer is None


def test_the_right_choice_is_the_one_whose_condition_holds_or_that_which_has_none() -> None:
    playing = begun(steps(PREDICT + DO)).answered(1, at(0))
    assert current(playing.came(at(10))).right_choice == 0
    assert current(begun(steps(PREDICT)).answered(0, at(0))).right_choice == 2


def test_a_number_is_near_within_its_tolerance_or_its_share() -> None:
    def is_near(within: str, typed: float) -> bool:
        lesson = steps(NUMBER.replace("within: 1", f"within: {within}"))
        return current(begun(lesson, epoch=10).answered(typed, at(10))).is_near

    assert is_near("1", 11.0)
    assert not is_near("1", 11.1)
    assert is_near("5 %", 10.5)
    assert not is_near("5 %", 10.6)
    assert is_near("0.1", 10.1)


def test_a_step_whose_condition_does_not_hold_is_left_out() -> None:
    lesson = steps("One.", "```when\nepoch > 3\n```\nTwo.", "Three.")
    assert begun(lesson).next_number(at(4)) == 1
    assert begun(lesson).next_number(at(3)) == 2
    assert begun(lesson).begin(2, at(3)).next_number(at(3)) is None


def test_back_shows_the_step_before_as_it_was_and_on_comes_back_to_this_one() -> None:
    lesson = steps(DO + "One.", "Two.", "Three.")
    playing = begun(lesson).came(at(10)).begin(1, at(20)).begin(2, at(30))
    before = playing.back()
    assert before.shown is not None
    assert before.shown.number == 1
    first = before.back()
    assert first.shown is not None
    assert first.shown.telling.now.snapshot.epoch == 10
    assert first.back().shown is first.shown
    assert first.on().on().shown is playing.current
    assert not first.may_go_on


def test_the_end_is_behind_the_last_step_and_leads_back_to_it() -> None:
    over = begun(steps("One.")).end()
    assert over.shown is None
    assert over.is_over
    assert not over.may_go_on
    back = over.back()
    assert back.shown is over.current
    assert back.on().shown is None


def test_a_hint_is_a_nudge_first_and_then_the_way() -> None:
    task = begun(steps(DO)).hinted()
    assert (current(task).hints, current(task).has_told_all) == (1, False)
    twice = task.hinted()
    assert (current(twice).hints, current(twice).has_told_all) == (2, True)
    assert current(twice.hinted()).hints == 2


def test_to_a_prediction_there_is_a_nudge_only_and_to_a_number_its_value() -> None:
    predict = begun(steps(PREDICT)).hinted().hinted()
    assert (current(predict).hints, current(predict).has_told_all) == (1, False)
    number = begun(steps(NUMBER), epoch=4).hinted().hinted()
    assert current(number).has_told_all
    assert current(number).value == 4


def test_the_value_of_a_number_that_a_task_is_yet_to_make_is_not_told() -> None:
    playing = begun(steps(NUMBER + DO)).hinted().hinted()
    assert not current(playing).has_told_all


def test_hints_end_with_what_they_were_for() -> None:
    playing = begun(steps(PREDICT + DO)).hinted().answered(0, at(0))
    assert current(playing).hints == 0
    assert current(playing.hinted().came(at(10))).hints == 0


def test_the_stage_put_back_leaves_the_task_to_be_done_once_more_and_the_answer_as_it_was() -> None:
    done = begun(steps(PREDICT + DO)).answered(1, at(0)).came(at(10))
    again = done.again(at(0))
    assert current(again).part == "task"
    assert current(again).answer == 1
    assert current(again.came(at(11))).telling.now.snapshot.epoch == 11


def test_put_back_while_an_earlier_step_is_looked_at_the_lesson_goes_on_there() -> None:
    playing = begun(steps("One.", DO, "Three.")).begin(1, at(0)).came(at(10)).begin(2, at(10))
    again = playing.back().again(at(0))
    assert current(again).number == 1
    assert current(again).part == "task"
    assert [each.number for each in again.earlier] == [0]
    assert not again.is_looking_back


def test_steps_of_another_session_are_those_gone_through_before_the_one_reached() -> None:
    lesson = steps(PREDICT, DO, "Three.", "Four.")
    noted = LessonProgress(step=3, done=frozenset({0, 2}), answers={0: 1})
    playing = recalled(Playing(lesson), noted, at(0)).begin(3, at(0))
    assert [each.number for each in playing.earlier] == [0, 2]
    assert all(each.part == "told" for each in playing.earlier)
    assert playing.earlier[0].answer == 1
    assert [each.number for each in playing.until(2).earlier] == [0]


def test_a_step_skipped_is_known_to_those_behind_it_until_a_stage_is_set() -> None:
    skipped = begun(steps(DO, "Two.", "Three.")).skipped()
    assert current(skipped).is_skipped
    second = skipped.begin(1, at(0))
    assert current(second).is_behind_skipped
    assert current(second.begin(2, at(0))).is_behind_skipped
    assert not current(second.begin(2, at(0), start=at(0))).is_behind_skipped


def test_only_what_is_asked_now_can_be_skipped_or_hinted_at() -> None:
    told = begun(steps("One.", "Two."))
    assert told.skipped() is told
    assert told.hinted() is told
    back = begun(steps("One.", DO)).begin(1, at(0)).back()
    assert back.hinted() is back


def test_the_stage_of_a_step_is_the_last_that_was_set() -> None:
    lesson = steps("One.", "Two.", "```scratchpad\na = 1.0\n```\nThree.", "Four.")
    kinds = [getattr(stage_of_step(lesson, number), "kind", None) for number in range(4)]
    assert kinds == ["run", "run", "scratchpad", "scratchpad"]
