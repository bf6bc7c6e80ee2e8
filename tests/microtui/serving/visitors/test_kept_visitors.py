"""Who has come: known again by their cookie, and kept within bounds."""

from __future__ import annotations

import fcntl
import stat
from pathlib import Path

import pytest

from microtui.serving.visitors.kept_visitors import KeptVisitors, TooManyVisitorsError
from microtui.serving.visitors.visitor import Visitor

DAY = 24 * 3600.0


class Clock:
    def __init__(self) -> None:
        self.time = 1_000_000.0

    def __call__(self) -> float:
        return self.time


def with_run(visitor: Visitor) -> Visitor:
    runs = visitor.folder / "state" / "microtui" / "runs"
    runs.mkdir(parents=True)
    (runs / "20260101-000000-000000-1.run").write_text("")
    return visitor


def test_visitors_are_counted_and_known_again_after_a_restart(tmp_path: Path) -> None:
    visitors = KeptVisitors(tmp_path, None)
    ada, ben = visitors.of("ada"), visitors.of("ben")
    assert (ada.number, ben.number) == (1, 2)
    again = KeptVisitors(tmp_path, None)
    assert again.knows("ada")
    assert again.of("ada") == ada
    assert again.of("cleo").number == 3


def test_asking_whether_one_is_known_leaves_nothing_behind(tmp_path: Path) -> None:
    visitors = KeptVisitors(tmp_path / "visitors", None)
    assert not visitors.knows("ada")
    assert list((tmp_path / "visitors").iterdir()) == []


def test_what_a_folder_is_called_tells_nothing_of_the_cookie(tmp_path: Path) -> None:
    for identity in ("../../etc/passwd", "a" * 32, "ada"):
        folder = KeptVisitors(tmp_path, None).of(identity).folder
        assert folder.parent == tmp_path
        assert identity not in folder.name


def test_a_folder_is_nobody_elses(tmp_path: Path) -> None:
    folder = KeptVisitors(tmp_path, None).of("ada").folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir() if each.is_dir()} == {
        0o700
    }
    assert stat.S_IMODE((folder / "visitor.json").stat().st_mode) == 0o600


def test_each_begins_with_a_copy_of_the_settings(tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('theme = "nord"\n')
    visitor = KeptVisitors(tmp_path / "visitors", settings).of("ada")
    copy = visitor.folder / "config" / "microtui" / "settings.toml"
    assert copy.read_text() == 'theme = "nord"\n'
    copy.write_text('theme = "dracula"\n')
    assert settings.read_text() == 'theme = "nord"\n'


def test_a_damaged_folder_harms_none_of_the_others(tmp_path: Path) -> None:
    visitors = KeptVisitors(tmp_path, None)
    ada, ben = visitors.of("ada"), visitors.of("ben")
    (ada.folder / "visitor.json").write_text("[" * 100_000)
    (tmp_path / "stray").write_text("")
    again = KeptVisitors(tmp_path, None)
    assert again.of("ben") == ben
    assert again.of("ada").number == 3


def test_a_number_given_twice_is_given_anew(tmp_path: Path) -> None:
    one, other = KeptVisitors(tmp_path, None), KeptVisitors(tmp_path, None)
    assert one.of("ada").number == other.of("ben").number == 1
    again = KeptVisitors(tmp_path, None)
    assert {again.of("ada").number, again.of("ben").number} == {1, 2}


def test_who_has_nothing_saved_is_forgotten_first(tmp_path: Path) -> None:
    clock = Clock()
    visitors = KeptVisitors(tmp_path, None, most=2, clock=clock)
    with_run(visitors.of("ada"))
    ben = visitors.of("ben")
    clock.time += 3600.0
    visitors.of("cleo")
    assert visitors.knows("ada")
    assert not visitors.knows("ben")
    assert not ben.folder.exists()


def test_who_is_in_a_lesson_has_something_to_lose(tmp_path: Path) -> None:
    clock = Clock()
    visitors = KeptVisitors(tmp_path, None, most=1, clock=clock)
    course = visitors.of("ada").folder / "state" / "microtui" / "course"
    course.mkdir(parents=True)
    (course / "values.progress").write_text("")
    clock.time += 3600.0
    with pytest.raises(TooManyVisitorsError):
        visitors.of("ben")


def test_a_saved_run_of_today_is_forgotten_for_nobody(tmp_path: Path) -> None:
    clock = Clock()
    visitors = KeptVisitors(tmp_path, None, most=2, clock=clock)
    with_run(visitors.of("ada"))
    with_run(visitors.of("ben"))
    clock.time += 3600.0
    with pytest.raises(TooManyVisitorsError, match="2 have come within a day"):
        visitors.of("cleo")
    assert len(list(tmp_path.iterdir())) == 2
    clock.time += DAY
    visitors.of("ada")
    visitors.of("cleo")
    assert not visitors.knows("ben")


def test_who_plays_is_not_forgotten(tmp_path: Path) -> None:
    clock = Clock()
    visitors = KeptVisitors(tmp_path, None, most=1, clock=clock)
    ada = visitors.of("ada")
    clock.time += 2 * DAY
    with (ada.folder / "in-use").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(TooManyVisitorsError):
            visitors.of("ben")
    visitors.of("ben")


def test_ever_new_cookies_make_no_flood_of_folders(tmp_path: Path) -> None:
    visitors = KeptVisitors(tmp_path, None)
    for number in range(100):
        visitors.of(f"visitor {number}")
    with pytest.raises(TooManyVisitorsError, match="within a moment"):
        visitors.of("one more")
    assert len(list(tmp_path.iterdir())) == 100
