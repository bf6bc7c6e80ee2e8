"""The output of a watched script in a file: read as it grows, and kept as long as it is of use."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from microtui.watch import output_file
from microtui.watch.output_file import MOST_FILES, new_output_file, text_from
from microtui.watch.process import WatchedScript


def read_whole(path: Path) -> list[str]:
    """The pieces that it comes in."""
    pieces: list[str] = []
    offset = 0
    while True:
        text, offset = text_from(path, offset)
        if not text:
            return pieces
        pieces.append(text)


def test_a_file_is_read_piece_by_piece_with_no_character_in_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output_file, "AT_A_TIME", 5)
    path = tmp_path / "output"
    path.write_text("αβγ\r\x1b[1mδ\n", encoding="utf-8", newline="")
    pieces = read_whole(path)
    assert "".join(pieces) == "αβγ\r\x1b[1mδ\n"
    assert len(pieces) > 2


def test_half_a_character_waits_for_its_other_half(tmp_path: Path) -> None:
    path = tmp_path / "output"
    path.write_bytes(b"a\xce")
    assert text_from(path, 0) == ("a", 1)
    path.write_bytes(b"a\xce\xb1")
    assert text_from(path, 1) == ("α", 3)


def test_what_is_no_text_and_what_is_gone_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(b"\xff\xfe.")
    assert text_from(tmp_path / "output", 0) == ("\ufffd\ufffd.", 3)
    assert text_from(tmp_path / "nowhere", 7) == ("", 7)


def test_what_is_printed_can_be_read_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line, a bar that is drawn over itself, and what goes to standard error, in their order."""
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    (tmp_path / "script.py").write_text(
        "import sys, time\nprint('a line')\nprint('50 %', end='\\r')\n"
        "print('an error', file=sys.stderr)\nprint(repr(sys.stdin.read()))\ntime.sleep(60)\n"
    )
    script = WatchedScript(str(tmp_path / "script.py"), output="file", folder=tmp_path)
    script.start()
    try:
        end = time.monotonic() + 30.0
        while script.output_from(0)[0] != "a line\n50 %\ran error\n''\n":
            assert time.monotonic() < end, script.output_from(0)
            time.sleep(0.005)
    finally:
        script.signal(9)
        assert script.wait() == 137


def test_nothing_stays_open_of_a_script_that_has_ended(tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text("print('a line')\n")
    before = len(os.listdir("/dev/fd"))
    script = WatchedScript(str(tmp_path / "script.py"), output="file", folder=tmp_path)
    script.start()
    while script.status is None:
        time.sleep(0.005)
    assert script.wait() == 0
    assert len(os.listdir("/dev/fd")) == before


def test_the_newest_files_are_kept_and_those_that_are_being_written(tmp_path: Path) -> None:
    first, descriptor = new_output_file(tmp_path, "first.py")
    first.rename(tmp_path / "2000-first.txt")
    for number in range(MOST_FILES + 3):
        path, other = new_output_file(tmp_path, "train.py")
        os.close(other)
        path.rename(tmp_path / f"2001-{number:02d}.txt")
    (tmp_path / "2000-own.log").touch()
    os.close(new_output_file(tmp_path, "last.py")[1])
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names[:2] == ["2000-first.txt", "2000-own.log"]
    assert len(names) == MOST_FILES + 2
    os.close(descriptor)
    os.close(new_output_file(tmp_path, "another.py")[1])
    assert not (tmp_path / "2000-first.txt").exists()
