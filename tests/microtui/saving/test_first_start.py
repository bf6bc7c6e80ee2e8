"""The course is offered once: to whoever has nothing saved yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from microtui.saving.first_start import is_first_start, remember_first_start
from microtui.saving.kept_files import course_directory, run_directory


def test_nobody_who_has_saved_a_run_is_here_for_the_first_time() -> None:
    assert is_first_start()
    run_directory().mkdir(parents=True)
    assert is_first_start()
    (run_directory() / "x.run").write_bytes(b"")
    assert not is_first_start()


def test_nobody_is_here_for_the_first_time_twice() -> None:
    remember_first_start()
    assert not is_first_start()
    assert course_directory().stat().st_mode & 0o777 == 0o700
    remember_first_start()


def test_where_nothing_can_be_written_the_program_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    remember_first_start()
    is_first_start()
