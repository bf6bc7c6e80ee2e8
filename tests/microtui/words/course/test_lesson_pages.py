"""What the panel of a lesson says, in the order in which it is read."""

from __future__ import annotations

from lesson_beside import lesson_of
from played_steps import DO, NUMBER, PREDICT, at, begun, steps

from microtui.course.player.playing import Playing, recalled
from microtui.course.progress import LessonProgress
from microtui.words.course.figure_text import figure_text
from microtui.words.course.lesson_page import page_of
from microtui.words.course.panel_keys import panel_keys
from microtui.words.course.paragraphs import BEHIND_SKIPPED, WENT_ANOTHER_WAY
from microtui.words.course.recalled_page import NUMBERS_GONE
from microtui.words.course.step_page import NO_HINT, SKIPPED
from microtui.words.course.way_text import way_text


def told(playing: Playing) -> str:
    return page_of(playing, [playing.lesson]).text


def where(playing: Playing) -> str:
    return page_of(playing, [playing.lesson, lesson_of(TEXT, number=11)]).where


TEXT = "\n## One\n\n```run\n```\n\nText.\n"


def test_a_question_shows_its_choices_and_nothing_of_the_task() -> None:
    text = told(begun(steps(f"Epoch [[epoch]]. {PREDICT}{DO}"), epoch=3))
    assert text.split("\n") == [
        "Step 1",
        "Epoch 3.",
        "Question: In ten epochs it is",
        "later",
        "earlier",
        "neither",
    ]


def test_an_answer_stands_above_the_task() -> None:
    text = told(begun(steps(PREDICT + DO)).answered(1, at(5)))
    assert text.split("\n")[1:] == [
        "Question: In ten epochs it is",
        "You said: earlier.",
        "To do: Press s ten times, from epoch 5 on.",
    ]


def test_what_came_of_it_answers_what_was_said() -> None:
    text = told(begun(steps(PREDICT + DO + "So time goes.")).answered(1, at(5)).came(at(15)))
    assert text.split("\n")[2:] == [
        "To do, done: Press s ten times, from epoch 5 on.",
        "You said: earlier. It is: later.",
        "It is later by 10.",
        "So time goes.",
    ]


def test_who_said_what_came_is_told_so_without_praise() -> None:
    text = told(begun(steps(PREDICT + DO)).answered(0, at(0)).came(at(10)))
    assert "You said: later. So it is.\nIt went from 0 to 10." in text


def test_a_number_is_told_as_the_program_writes_it_near_or_far() -> None:
    near = told(begun(steps(NUMBER), epoch=4).answered(4.5, at(4)))
    assert near.endswith("You said: 4.5. It is: 4.\nIt is 4, and you said 4.5.")
    far = told(begun(steps(NUMBER), epoch=4).answered(-1.0, at(4)))
    assert far.endswith("You said: -1. It is: 4.\nIt is not -1.0.")


def test_what_was_read_does_not_change_while_the_run_goes_on() -> None:
    playing = begun(steps("Epoch [[epoch]]." + DO), epoch=1)
    assert "Epoch 1." in told(playing.came(at(5)))
    assert "Epoch 1." in told(playing.came(at(11)))


def test_a_paragraph_that_does_not_hold_is_left_out_and_one_line_says_why() -> None:
    lesson = steps("Here. [[epoch == 0]]\n\nThere. [[epoch == 0]]\n\nAnyway.")
    assert told(begun(lesson)) == "Step 1\nHere. \nThere. \nAnyway."
    assert told(begun(lesson, epoch=1)) == f"Step 1\n{WENT_ANOTHER_WAY}\nAnyway."


def test_behind_a_step_that_was_skipped_the_reason_is_another() -> None:
    playing = begun(steps(DO, "Here. [[epoch == 10]]")).skipped().begin(1, at(0))
    assert told(playing) == f"Step 2\n{BEHIND_SKIPPED}"
    plain = begun(steps(DO, "There.")).skipped().begin(1, at(0))
    assert told(plain) == f"Step 2\n{SKIPPED}\nThere."
    unasked = begun(steps(PREDICT, "There.")).skipped().begin(1, at(0))
    assert told(unasked) == "Step 2\nThere."


def test_where_no_choice_is_right_that_is_said() -> None:
    lesson = steps(PREDICT.replace("- neither\n  Time went.\n", ""))
    text = told(begun(lesson).answered(0, at(0)))
    assert f"You said: later.\n{WENT_ANOTHER_WAY}" in text


def test_hints_stand_below_what_they_are_for() -> None:
    once = begun(steps(DO)).hinted()
    assert told(once).endswith("Hint: It is named above.")
    assert told(once.hinted()).endswith(
        "Hint: It is named above.\nThe way: Press s 10 times, then enter."
    )
    number = begun(steps(NUMBER), epoch=4).hinted().hinted()
    assert told(number).endswith("Hint: Look up.\nIt is 4.")


def test_where_there_is_no_hint_that_is_said() -> None:
    lesson = steps(PREDICT.replace("hint: Count.\n", ""))
    assert told(begun(lesson).hinted()).endswith(NO_HINT)


def test_news_are_what_has_not_been_there_before() -> None:
    def first_of_news(playing: Playing) -> str:
        page = page_of(playing, [])
        return page.paragraphs[page.news].text

    playing = begun(steps(f"Text. {PREDICT}{DO}"))
    assert first_of_news(playing) == "Step 1"
    assert first_of_news(playing.hinted()) == "Hint: Count."
    answered = playing.answered(0, at(0))
    assert first_of_news(answered).startswith("To do: ")
    assert first_of_news(answered.came(at(10))).startswith("You said: ")


def test_it_says_where_in_the_lesson_and_in_the_course_one_is() -> None:
    playing = begun(steps("One.", "Two."))
    assert where(playing) == "step 1 of 2, lesson 1 of 11"
    second = playing.begin(1, at(0))
    assert where(second) == "step 2 of 2, lesson 1 of 11"
    assert where(second.back()) == "step 1 of 2, as it was, lesson 1 of 11"
    assert where(begun(lesson_of(TEXT, number=None))) == "step 1 of 1"


def test_the_end_names_the_next_lesson_and_the_last_has_none() -> None:
    first, second = lesson_of(TEXT), lesson_of(TEXT, title="Another", number=2)
    page = page_of(begun(first).end(), [first, second])
    assert "Next: lesson 2, Another, about 5 minutes." in page.text
    assert page.leads_on
    last = page_of(begun(second).end(), [first, second])
    assert "It was the last." in last.text
    assert not last.leads_on


def test_trouble_takes_the_place_of_what_could_not_be_told() -> None:
    page = page_of(Playing(lesson_of(TEXT)), [], trouble="It is broken.")
    assert page.text == "It is broken.\nF5 begins the lesson again, F6 lists all lessons."


def test_the_way_is_told_in_words_with_the_keys_that_the_reader_has() -> None:
    assert way_text([*"sss", ".", "enter"]) == "Press s 3 times, then ., then enter"
    assert way_text(["e", '"b = 1"', "esc"]) == "Press e, then type b = 1, then press esc"
    assert way_text([*"ss"], {"s": "x"}) == "Press x 2 times"


def test_keys_that_the_reader_has_changed_are_named_as_they_are_now() -> None:
    task = "```do\nPress `s`, then `z`; the sum `s` is no key.\nuntil: epoch > 9\nway: s\n```\n"
    playing = begun(steps(task))
    page = page_of(playing, [], {"s": "x"})
    assert page.text.endswith("To do: Press x, then z; the sum s is no key.")


def test_a_step_of_another_session_is_told_without_what_the_run_was_like_then() -> None:
    lesson = steps(f"Epoch [[epoch]]. [[epoch == 99]] {PREDICT}{DO}It is [[epoch]].", "Two.")
    noted = LessonProgress(step=1, done=frozenset({0}), answers={0: 1})
    playing = recalled(Playing(lesson), noted, at(0)).begin(1, at(0)).back()
    assert told(playing).split("\n") == [
        "Step 1",
        "Epoch …. ",
        "Question: In ten epochs it is",
        "To do, done: Press s ten times, from epoch … on.",
        "You said: earlier.",
        "It is later by ….",
        "It is ….",
        NUMBERS_GONE,
    ]


def test_figures_are_written_as_elsewhere_in_the_program() -> None:
    texts = [figure_text(each) for each in (3, 3.0, 0.12345, True, False, "tanh", None)]
    assert texts == ["3", "3.0", "0.1235", "yes", "no", "tanh", "–"]


def test_keys_are_those_that_do_something_now() -> None:
    def keys(playing: Playing, *, has_focus: bool = True, has_more: bool = False) -> list[str]:
        shown = panel_keys(playing, has_focus=has_focus, has_more=has_more)
        return [f"{each.shown} {each.label}" for each in shown]

    asked = begun(steps(PREDICT + DO, "Two."))
    assert keys(asked)[:3] == ["↑↓ choose", "enter answer", "tab panes"]
    assert {"F2 hint", "F3 stage", "F4 skip"} <= set(keys(asked))
    assert keys(asked, has_more=True)[0] == "↓ more"
    assert "F2" not in " ".join(keys(asked.hinted()))
    task = asked.answered(0, at(0))
    assert keys(task)[0] == "tab panes"
    assert keys(task, has_focus=False)[0] == "tab to the lesson"
    assert "F2 more" in keys(task.hinted())
    assert "F2" not in " ".join(keys(task.hinted().hinted()))
    done = task.came(at(10))
    assert keys(done)[0] == "enter on"
    assert keys(done, has_focus=False)[0] == "tab, then enter: on"
    assert "F2 hint" not in keys(done)
    second = done.begin(1, at(10))
    assert keys(second)[:2] == ["enter on", "backspace back"]
    assert "F3 go on from here" in keys(second.back())
