"""How far a learner is: what changes it, and how it is kept in files, whatever happens to them."""

from __future__ import annotations

import errno
import json
import os
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from run_to_kill import CONFIGURATION

from engine.replay.recording import Recording
from engine.replay.saved_run import SavedSession
from microtui.course.lesson import Lesson, Stage
from microtui.course.lesson import Step as LessonStep
from microtui.course.progress import (
    CourseProgress,
    KeptScratchpad,
    KeptStage,
    LessonProgress,
    Score,
    fitted,
    progress_key,
)
from microtui.course.progress_change import (
    CaseClosed,
    LessonBegunAgain,
    LessonFinished,
    ProgressChange,
    QuestionAnswered,
    StepBegun,
    StepDone,
    changed,
)
from microtui.course.progress_files import SCORE, read_progress, write_change
from microtui.course.progress_keeper import ProgressKeeper
from microtui.saving.course_file import LOCK, file_of

NAME = "forgotten-zero-grad"
SCRATCHPAD = KeptScratchpad("a = 2.0\nL = a*a", 0.001, 0.1, 3, overwrites=True, chosen="a")
STAGE = KeptStage(scratchpad=SCRATCHPAD, pane="graph", is_alone=True)

CHANGES: tuple[ProgressChange, ...] = (
    StepBegun(NAME, 0, "Where we stand", STAGE),
    QuestionAnswered(NAME, 0, 2),
    StepDone(NAME, 0),
    StepBegun(NAME, 1, "A second look", STAGE),
    CaseClosed(is_solved=True, looks=4),
    CaseClosed(is_solved=False, looks=9),
)


def run() -> SavedSession:
    recording = Recording.begin(CONFIGURATION)
    recording.run("epoch")
    return SavedSession(recording.saved())


def kept(directory: Path, *changes: ProgressChange) -> CourseProgress:
    for number, change in enumerate(changes):
        assert write_change(directory, change, float(number)) is None
    found = read_progress(directory)
    assert found.remarks == ()
    return found.progress


def lesson(*titles: str, number: int | None = 9, file: str = "x.md") -> Lesson:
    steps = tuple(
        LessonStep(title, None, Stage("run", 1), (), None, None, (), 1) for title in titles
    )
    return Lesson(file, "x", number, "X", 8, "en", steps)


# -- what changes it -----------------------------------------------------------------------------


def test_nothing_is_done_of_a_lesson_nobody_has_begun() -> None:
    fresh = CourseProgress()
    assert (fresh.of(NAME).step, fresh.of(NAME).done, fresh.last) == (0, frozenset(), None)


def test_the_last_lesson_is_the_one_that_was_changed_last() -> None:
    progress = CourseProgress()
    for at, key in enumerate(["first", "second", "first"]):
        progress = changed(progress, StepDone(key, at), float(at))
    assert progress.last == "first"


def test_a_lesson_begun_again_has_still_been_finished_once() -> None:
    progress = CourseProgress()
    for change in (*CHANGES, LessonFinished(NAME), LessonBegunAgain(NAME)):
        progress = changed(progress, change, 0.0)
    again = progress.of(NAME)
    assert (again.is_finished, again.done, again.answers) == (True, frozenset(), {})


def test_a_finished_lesson_begins_with_its_first_step_and_keeps_no_run() -> None:
    progress = CourseProgress()
    for change in (*CHANGES, LessonFinished(NAME)):
        progress = changed(progress, change, 0.0)
    assert (progress.of(NAME).step, progress.of(NAME).kept) == (0, None)
    assert progress.of(NAME).done == {0}


def test_a_lesson_of_the_course_goes_by_its_name_and_another_by_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert progress_key(lesson("A")) == "x"
    assert progress_key(lesson("A", number=None, file="x.md")) == str(tmp_path / "x.md")


def test_a_step_that_stands_elsewhere_by_now_is_found_by_its_title() -> None:
    before = LessonProgress(step=1, title="B", done=frozenset({0, 1}), answers={0: 1.0})
    assert fitted(before, lesson("A", "B")) is before
    moved = fitted(before, lesson("New", "A", "B", "C"))
    assert (moved.step, moved.answers) == (2, {})
    assert moved.done == {1, 2}


def test_a_lesson_whose_step_has_gone_begins_anew() -> None:
    before = LessonProgress(step=1, title="B", done=frozenset({0}), is_finished=True)
    after = fitted(before, lesson("A", "C"))
    assert (after.step, after.done, after.is_finished) == (0, frozenset(), True)


# -- in files ------------------------------------------------------------------------------------


def test_what_is_kept_is_read_as_it_was(tmp_path: Path) -> None:
    progress = kept(tmp_path, *CHANGES)
    assert progress.score == Score(cases=2, solved=1, looks=13)
    assert progress.last == NAME
    found = progress.of(NAME)
    assert found.kept is not None
    assert found.kept.scratchpad is not None
    assert vars(found.kept.scratchpad) == vars(SCRATCHPAD)
    assert (found.kept.pane, found.kept.is_alone, found.kept.run) == ("graph", True, None)
    assert (found.step, found.title) == (1, "A second look")
    assert found.done == {0}
    assert (found.answers, found.changed_at) == ({0: 2.0}, 3.0)


def test_the_run_at_the_steps_begin_stays_bit_for_bit_while_answers_come(tmp_path: Path) -> None:
    saved = run()
    begun = StepBegun(NAME, 3, "Watch", KeptStage(run=saved, case="overwrite"))
    stage = kept(tmp_path, begun, QuestionAnswered(NAME, 3, 1), StepDone(NAME, 3)).of(NAME).kept
    assert stage is not None
    assert stage.run is not None
    assert stage.case == "overwrite"
    assert stage.run.run.state.parameters.tobytes() == saved.run.state.parameters.tobytes()
    assert stage.run.run.changes == saved.run.changes


def test_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    directory = tmp_path / "course"
    kept(directory, *CHANGES)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in directory.iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    assert {path.name for path in directory.iterdir()} == {f"{NAME}.lesson", SCORE, LOCK}


def test_two_lessons_called_alike_in_two_places_are_two(tmp_path: Path) -> None:
    here, there = "/here/my lesson.md", "/there/my lesson.md"
    progress = kept(tmp_path, StepDone(here, 0), StepDone(there, 1))
    assert progress.of(here).done == {0}
    assert progress.of(there).done == {1}


def test_an_answer_that_no_file_can_hold_is_left_out(tmp_path: Path) -> None:
    progress = kept(tmp_path, QuestionAnswered(NAME, 0, float("inf")), QuestionAnswered(NAME, 1, 1))
    assert progress.of(NAME).answers == {1: 1.0}


@pytest.mark.parametrize(
    ("content", "called"),
    [
        (b"", "damaged"),
        (b"\x00\xff{", "damaged"),
        (b'{"format": "microtui run"}\n', "damaged"),
        (b'{"format": "microtui course", "version": 1, "values": {}}\n', "damaged"),
        (b'{"format": "microtui course", "version": 2, "values": {}}\n', "of-another-version"),
    ],
)
def test_a_file_of_no_use_is_put_aside_and_one_sentence_says_so(
    tmp_path: Path, content: bytes, called: str
) -> None:
    kept(tmp_path, StepDone("other", 0))
    path = file_of(NAME, tmp_path)
    path.write_bytes(content)
    found = read_progress(tmp_path)
    [remark] = found.remarks
    assert f"is {called.replace('-', ' ')}: it is called {NAME}.lesson.{called} now" in remark
    assert path.with_name(f"{NAME}.lesson.{called}").read_bytes() == content
    assert found.progress.of("other").done == {0}
    assert read_progress(tmp_path).remarks == ()


def test_a_file_damaged_meanwhile_is_put_aside_by_the_next_change(tmp_path: Path) -> None:
    path = file_of(NAME, tmp_path)
    path.write_bytes(b"nothing")
    remark = write_change(tmp_path, StepDone(NAME, 4), 0.0)
    assert remark is not None
    assert "damaged" in remark
    assert read_progress(tmp_path).progress.of(NAME).done == {4}


def test_where_the_run_is_damaged_the_steps_are_still_known(tmp_path: Path) -> None:
    kept(tmp_path, StepDone(NAME, 0), StepBegun(NAME, 1, "B", KeptStage(run=run())))
    path = file_of(NAME, tmp_path)
    path.write_bytes(path.read_bytes()[:-7])
    found = read_progress(tmp_path)
    [remark] = found.remarks
    assert "cut off" in remark
    assert "begins with the stage that the lesson gives it" in remark
    found_lesson = found.progress.of(NAME)
    assert (found_lesson.step, found_lesson.kept) == (1, None)
    assert found_lesson.done == {0}


WHOLE = json.dumps(
    {
        "format": "microtui course",
        "version": 1,
        "values": {
            "key": NAME,
            "step": 2,
            "title": "B",
            "done": [0, 1],
            "finished": False,
            "answers": [[0, 1.5]],
            "changed_at": 1.0,
            "stage": {
                "case": None,
                "pane": "graph",
                "alone": True,
                "scratchpad": vars(SCRATCHPAD),
            },
        },
    }
).encode()

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def with_another_value(path: tuple[str, ...], value: object) -> bytes:
    tree = json.loads(WHOLE)
    at = tree["values"]
    for name in path[:-1]:
        at = at[name]
    at[path[-1]] = value
    return json.dumps(tree).encode()


rough_files = st.one_of(
    st.binary(max_size=60),
    st.binary(max_size=60).map(lambda tail: WHOLE + b"\n" + tail),
    st.tuples(st.integers(0, len(WHOLE)), st.binary(max_size=4)).map(
        lambda each: WHOLE[: each[0]] + each[1] + WHOLE[each[0] + 1 :]
    ),
    st.builds(
        with_another_value,
        st.sampled_from(
            [
                *((name,) for name in json.loads(WHOLE)["values"]),
                *(("stage", name) for name in ("case", "pane", "alone", "scratchpad")),
                *(("stage", "scratchpad", name) for name in vars(SCRATCHPAD)),
            ]
        ),
        json_values,
    ),
)


@settings(deadline=None, max_examples=40)
@given(content=rough_files)
def test_no_file_stops_the_course(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    """It is believed, or put aside; and what is done next is kept."""
    directory = tmp_path_factory.mktemp("course")
    path = file_of(NAME, directory)
    path.write_bytes(content)
    read_progress(directory)
    write_change(directory, StepDone(NAME, 5), 0.0)
    found = read_progress(directory)
    assert 5 in found.progress.of(NAME).done


# -- several at once, and where nothing can be written ---------------------------------------------


def test_several_programs_in_one_lesson_keep_what_each_has_done(tmp_path: Path) -> None:
    said: list[str] = []
    keepers = [ProgressKeeper(tmp_path, said.append) for _ in range(4)]
    for number in range(40):
        keepers[number % 4].keep(StepDone(NAME, number))
        keepers[number % 4].keep(CaseClosed(is_solved=number % 2 == 0, looks=3))
    for keeper in keepers:
        keeper.close()
    progress = read_progress(tmp_path).progress
    assert progress.of(NAME).done == set(range(40))
    assert progress.score == Score(cases=40, solved=20, looks=120)
    assert said == []


def test_a_program_that_was_stopped_while_it_wrote_holds_nobody_up_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")
    monkeypatch.setattr("microtui.saving.file_lock.PATIENCE", 0.05)
    with (tmp_path / LOCK).open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert kept(tmp_path, StepDone(NAME, 0)).of(NAME).done == {0}


def test_a_full_disk_is_told_once_and_what_was_kept_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path, StepDone(NAME, 0))

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    said: list[str] = []
    keeper = ProgressKeeper(tmp_path, said.append)
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        keeper.keep(StepDone(NAME, 1))
        keeper.keep(StepDone(NAME, 2))
        keeper.close()
    assert said == [f"How far you are cannot be kept in {tmp_path}: No space left on device."]
    assert read_progress(tmp_path).progress.of(NAME).done == {0}
    assert [path.name for path in tmp_path.glob("*.new")] == []


def test_where_no_directory_can_be_made_that_is_told(tmp_path: Path) -> None:
    (tmp_path / "course").write_text("in the way")
    said: list[str] = []
    keeper = ProgressKeeper(tmp_path / "course", said.append)
    keeper.keep(StepDone(NAME, 0))
    keeper.close()
    [sentence] = said
    assert sentence.startswith(f"How far you are cannot be kept in {tmp_path / 'course'}: ")


def test_closing_waits_for_what_is_still_to_be_written(tmp_path: Path) -> None:
    begun, go = threading.Event(), threading.Event()

    def complain(sentence: str) -> None:
        begun.set()
        go.wait()

    file_of(NAME, tmp_path).write_bytes(b"damaged")
    keeper = ProgressKeeper(tmp_path, complain)
    keeper.keep(StepDone(NAME, 0))
    keeper.keep(StepDone(NAME, 1))
    begun.wait()
    go.set()
    keeper.close()
    assert read_progress(tmp_path).progress.of(NAME).done == {0, 1}


def test_what_was_never_finished_is_tidied_up_later(tmp_path: Path) -> None:
    old, young = tmp_path / "x-1.new", tmp_path / "x-2.new"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    kept(tmp_path, StepDone(NAME, 0))
    assert (old.exists(), young.exists()) == (False, True)
