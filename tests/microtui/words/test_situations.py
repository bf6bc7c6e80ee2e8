"""Each situation comes of a real run, and then nothing else is said; its numbers are the run's."""

from __future__ import annotations

import re
from functools import cache

import pytest
from broken_runs import BROKEN
from situation_case import Case
from sound_runs import SOUND
from witness import Witness

from microtui.words.situations.table import SITUATIONS, explain

CASES = [*BROKEN, *SOUND]


@cache
def run_of(case: Case) -> Witness:
    run = Witness.of(case.configuration)
    for way in case.way:
        way(run)
    return run


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_real_run_comes_into_each_situation_and_its_numbers_are_said(case: Case) -> None:
    run = run_of(case)
    said = explain(run.snapshot)
    assert said.situation == case.situation, said.full
    for number in case.numbers(run):
        assert number in said.full


def test_there_is_a_run_for_every_situation() -> None:
    assert {case.situation for case in CASES} == {each.id for each in SITUATIONS}
    assert len({each.id for each in SITUATIONS}) == len(SITUATIONS)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_words_fit_into_the_smallest_pane_that_shows_them(case: Case) -> None:
    """At 80x24 two lines below the header, at 60x16 three, at 40x12 seven."""
    said = explain(run_of(case).snapshot)
    for width, room in ((78, 2), (58, 3), (38, 7)):
        shown = " ".join(said.fitting(width, room))
        assert said.words.brief in shown or said.words.full in shown
        assert said.words.press in shown


def test_less_room_means_fewer_words_never_others() -> None:
    said = explain(run_of(next(each for each in CASES if each.situation == "off-harming")).snapshot)
    shown = [" ".join(said.lines(77, room)) for room in range(12, 0, -1)]
    assert shown[0] == said.full
    assert said.brief in shown
    assert [len(text) for text in shown] == sorted(map(len, shown), reverse=True)
    assert shown[-1].endswith(" ...")
    assert said.words.brief.startswith(shown[-1].removesuffix(" ..."))
    assert said.fitting(77, 1) == []


@pytest.mark.parametrize("case", CASES, ids=str)
def test_words_name_the_keys_that_the_reader_has_made_of_them(case: Case) -> None:
    said = explain(run_of(case).snapshot)
    keys = ("space", "←", *"abBcdefhHjlLmMnNopqrRsStTuUvwxyz")
    renamed = said.with_keys({key: f"<{key}>" for key in keys})
    assert ("<" in renamed.words.press) == (said.words.press != "")
    for key in re.findall(r"(?:^|ress |\bor |; |then )(\S)(?= |\.|,|;|:)", said.words.press):
        assert f"<{key}>" in renamed.words.press
    assert re.sub(r"<(\S+)>", r"\1", renamed.full) == said.full
    for text in (said.words.brief, said.words.full, said.words.more):
        assert "ress " not in text, "keys stand where they are found"
