"""Where in a lesson a case is set, and where the reader says what is wrong with it."""

from __future__ import annotations

from lesson_beside import lesson_of

from microtui.course.detective.naming import is_still_to_be_named, last_case, names_the_case

RUN = "```run\n--dataset moons\n```\n"
CASE = "```case\n```\n"
NAMING = (
    "```predict\nWhat is it?\n"
    '- nothing [[case == "none"]]\n  Nothing.\n- something [[not (case == "none")]]\n  Yes.\n```\n'
)
OTHER = "```predict\nThe loss is\n- large [[loss > 1]]\n  Yes.\n- small\n  No.\n```\n"


def steps(*fences: str) -> str:
    return "".join(f"\n## Step {number}\n\n{text}\n" for number, text in enumerate(fences))


def test_a_question_whose_answer_depends_on_the_case_names_it() -> None:
    lesson = lesson_of(steps(CASE + NAMING, OTHER, "Text."))
    assert [names_the_case(each.question) for each in lesson.steps] == [True, False, False]


def test_a_case_is_to_be_named_until_the_question_on_its_stage_is_answered() -> None:
    lesson = lesson_of(steps(CASE + OTHER, NAMING, "Text.", RUN + OTHER))
    to_be_named = [
        [is_still_to_be_named(lesson, number, is_answered=answered) for number in range(4)]
        for answered in (False, True)
    ]
    assert to_be_named == [[True, True, False, False], [True, False, False, False]]


def test_a_lesson_that_ends_with_a_case_gives_another_one() -> None:
    assert last_case(lesson_of(steps(RUN, CASE + NAMING, "What it was."))) == 1
    assert last_case(lesson_of(steps(CASE + NAMING, RUN))) is None
    assert last_case(lesson_of(steps(RUN + OTHER))) is None
