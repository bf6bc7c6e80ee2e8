"""What a path being typed could go on to: folders, then files, as a shell completes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from microtui.tables.file_choices import completed, file_at, file_choices


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "own.csv").write_text("a")
    (tmp_path / "data").mkdir()
    for name in ("iris.csv", "iris-small.csv", "Wine.csv", ".hidden.csv"):
        (tmp_path / "data" / name).write_text("12345")
    return tmp_path


def names(typed: str) -> list[str]:
    return [each.name for each in file_choices(typed)]


def test_nothing_typed_lists_this_folder() -> None:
    assert names("") == ["data", "home"]
    assert [each.path for each in file_choices("")] == ["data/", "home/"]


def test_what_begins_so_is_listed_by_the_path_that_is_typed() -> None:
    choices = file_choices("data/ir")
    assert [each.path for each in choices] == ["data/iris-small.csv", "data/iris.csv"]
    assert [each.size for each in choices] == [5, 5]


def test_capital_letters_count_only_where_one_is_typed() -> None:
    assert names("data/w") == ["Wine.csv"]
    assert names("data/W") == ["Wine.csv"]
    assert names("data/I") == []


def test_hidden_files_need_their_dot() -> None:
    assert ".hidden.csv" not in names("data/")
    assert names("data/.") == [".hidden.csv"]


def test_the_home_may_be_written_as_such() -> None:
    assert [each.path for each in file_choices("~/o")] == ["~/own.csv"]
    assert file_at("~/own.csv") == Path.home() / "own.csv"


@pytest.mark.parametrize("typed", ["nowhere/x", "data/iris.csv/x", "\0", "x" * 5000, "~nobody/x"])
def test_where_there_is_nothing_nothing_is_listed(typed: str) -> None:
    assert list(file_choices(typed)) == []


@pytest.mark.parametrize("typed", ["", "data", "data/", "none.csv", "\0"])
def test_only_a_file_typed_in_full_is_one(typed: str) -> None:
    assert file_at(typed) is None


def test_what_is_typed_is_completed_as_far_as_all_agree() -> None:
    assert completed("data/i", file_choices("data/i")) == "data/iris"
    assert completed("data/iris", file_choices("data/iris")) == "data/iris"
    assert completed("d", file_choices("d")) == "data/"
    assert completed("none", file_choices("none")) == "none"
