"""No byte that a visitor gets says where anything lies on the server; no key leads out there."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from served_page import Page
from terminal import ROOT

pytestmark = pytest.mark.thorough

KEYS = [
    *("s", "y", "?", "\x1b", "*", "\x1b", "c", "\x1b", "v", "\x1b", "o", "\x1b", "O", "\x1b"),
    *("x\r", "x\x1b[F\r", "D", "\x1b", "E", "x\r", "\x1b", "q", "g5\r", "m", "\x1b", "\x1a"),
    *("\x1c", "\x10", "\x1b", "T", "\x1b", "C", "\x1b", "t", "p", "\x1b", "G", "\x1b"),
]

WATCHED = """
import os
import sys

from engine.network.pytorch import presence

# What PyTorch does while it is imported, such as having a program list libraries, is its own.
presence.find_spec = lambda name: None
notes = os.open("notes", os.O_WRONLY | os.O_CREAT)

def note(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and (arguments[2] or 0) & 3:
        os.write(notes, f"{arguments[0]}\\n".encode())
    elif event in ("os.listdir", "os.scandir", "subprocess.Popen", "os.system", "os.exec"):
        os.write(notes, f"{event} {arguments[0]}\\n".encode())

sys.addaudithook(note)
from microtui.__main__ import main
main()
"""
"""The program, with each file that it writes and each folder that it lists written down."""


def type_all(page: Page) -> None:
    """Key by key; those behind one that opens something wait for it."""
    for keys in KEYS:
        page.type(keys)
        page.wait_until_quiet(0.3)


@pytest.mark.parametrize("is_damaged", [False, True])
def test_no_sentence_and_no_file_names_a_folder(tmp_path: Path, is_damaged: bool) -> None:
    folder = tmp_path / "secret-place"
    folder.mkdir()
    if is_damaged:
        # Nothing can be saved, and what there was makes no sense.
        (folder / "state" / "microtui" / "course").mkdir(parents=True)
        (folder / "state" / "microtui" / "runs").write_text("")
        (folder / "state" / "microtui" / "course" / "02-values.lesson").write_text("?")
    with Page(folder) as page:
        page.wait_for("epoch 0")
        page.tell("file", name="a.csv", path=str(folder / "gone"))
        page.type("D")
        page.wait_for("The page asks for it")
        page.tell("file", name="a.csv", path=str(folder / "gone"))
        page.wait_for("a.csv cannot be read")
        page.type("\x1b")
        type_all(page)
        page.leave()
        assert page.wait_for_exit() == 129
        assert b"secret-place" not in page.drawn
        assert "secret-place" not in str(page.told)
        assert "Traceback" not in page.errors


def test_no_key_writes_outside_of_the_visitors_folder(tmp_path: Path) -> None:
    with Page(tmp_path, command=[sys.executable, "-c", WATCHED]) as page:
        page.wait_for("epoch 0")
        type_all(page)
        page.leave()
        assert page.wait_for_exit() == 129
    touched = (tmp_path / "notes").read_text().splitlines()
    # What looks for a module lists the folders that modules are in.
    folders = (ROOT, sys.prefix, sys.base_prefix, *filter(None, sys.path))
    known = [str(tmp_path), "/dev/null", *(f" {each}" for each in folders)]
    assert [each for each in touched if not any(part in each for part in known)] == []
    assert any(str(tmp_path) in each for each in touched)
