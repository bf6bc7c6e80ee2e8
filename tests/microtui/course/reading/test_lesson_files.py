"""Where lessons are found, and what is said of a file that holds none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lesson_text import STAGED

from engine.errors import ConfigurationError
from microtui.course.reading.lesson_files import course, lesson_file

LESSON = STAGED + "Text.\n"


def test_a_file_of_ones_own_is_read_and_has_no_number(tmp_path: Path) -> None:
    path = tmp_path / "03-my own.md"
    path.write_text("\ufeff" + LESSON, encoding="utf-8")
    read = lesson_file(path)
    assert (read.file, read.name, read.number) == (str(path), "my own", None)
    assert read == lesson_file(str(path))


def test_the_course_is_in_its_order_and_each_lesson_has_its_number() -> None:
    lessons = course()
    assert [each.number for each in lessons] == sorted({each.number or 0 for each in lessons})
    folder = Path(__file__).parents[4] / "microtui" / "lessons"
    files = sorted(each.name for each in folder.glob("[0-9]*.md"))
    assert [each.file for each in lessons] == [f"microtui/lessons/{name}" for name in files]
    assert [f"{each.number:02}-{each.name}.md" for each in lessons] == files


def test_home_is_found_where_no_shell_has_put_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "a.md").write_text(LESSON)
    assert lesson_file("~/a.md").name == "a"


NEEDED = "a lesson in Markdown is needed"


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.md", b"", f"{{}} is empty: {NEEDED}"),
        ("a.md", b" \n\n", f"{{}} is empty: {NEEDED}"),
        ("a.md", b"---\n\0\n", f"{{}} is a binary file: {NEEDED}"),
        (
            "a.md",
            b"---\ntitle: gr\xfc\xdfe\n",
            "{}, line 2: byte 0xfc is not UTF-8: save the file in that encoding",
        ),
        ("a.md", b"x" * 400_001, f"{{}} has more than 400,000 bytes: {NEEDED}"),
        (
            "a.md",
            b"x" * 100_001,
            "{}, line 1: the file has more than 100,000 characters: make two lessons of it",
        ),
        ("\x1b[31m\u202e.md", b"", f"{{}} is empty: {NEEDED}"),
        ("字.md", b"", f"{{}} is empty: {NEEDED}"),
    ],
)
def test_a_file_that_holds_no_lesson_gets_a_sentence(
    tmp_path: Path, name: str, data: bytes, sentence: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ConfigurationError) as caught:
        lesson_file(path)
    shown = str(path).replace("\x1b", "?").replace("\u202e", "?")
    assert str(caught.value) == sentence.format(shown)


def test_what_is_no_file_gets_a_sentence(tmp_path: Path) -> None:
    def said_of(path: str | Path) -> str:
        with pytest.raises(ConfigurationError) as caught:
            lesson_file(path)
        return str(caught.value)

    missing = tmp_path / "none.md"
    assert said_of(missing) == f"there is no file {missing}: {NEEDED}"
    assert said_of(tmp_path) == f"{tmp_path} is a directory: {NEEDED}"
    assert said_of(missing / "a.md") == f"there is no file {missing / 'a.md'}: {NEEDED}"
    (tmp_path / "a.md").write_text(LESSON)
    within = tmp_path / "a.md" / "b.md"
    assert said_of(within) == f"{within} cannot be read: Not a directory"
    assert said_of("a\0b.md") == "'a?b.md' cannot be read: embedded null byte"
    assert said_of("~nobody-is-called-so/a.md").startswith("~nobody-is-called-so/a.md names no")
    os.symlink("loop.md", tmp_path / "loop.md")
    assert said_of(tmp_path / "loop.md").startswith(f"{tmp_path}/loop.md cannot be read: ")
