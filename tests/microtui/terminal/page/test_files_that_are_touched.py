"""Where the program is served, only known places touch files, and each of them for a known reason.

Whoever adds a place has to think of a visitor first, who has nothing on this machine.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import microtui

PACKAGE = Path(microtui.__file__).parent

NOT_A_VISITORS = (
    "command_line",
    "course_check",
    "serving",
    "watch",
    "screens/watch",
    "watch_app.py",
)
"""No key of the program leads there; the command line is typed by the one who serves."""

TOUCHING = {
    *("open", "fdopen", "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "rename"),
    *("scandir", "listdir", "iterdir", "glob", "rglob", "mkdir", "makedirs", "rmdir"),
    *("rmtree", "copyfile", "symlink_to", "hardlink_to", "touch", "is_dir", "is_file"),
    *("exists", "stat", "expanduser", "cwd", "home", "system", "popen", "Popen", "run_path"),
}

PLACES = {
    "course_app.py": "opens a lesson, and no file",
    "screens/course/desk.py": "opens a lesson, and no file",
    "session/worker.py": "opens a run that has been read, and no file",
    "saving/chosen_run.py": "runs of the visitor's own",
    "saving/course_file.py": "the visitor's own course",
    "saving/failure_report.py": "the visitor's own folder",
    "saving/file_lock.py": "runs of the visitor's own",
    "saving/first_start.py": "the visitor's own folder",
    "saving/kept_files.py": "runs of the visitor's own",
    "saving/run_file.py": "runs of the visitor's own",
    "saving/run_header.py": "runs of the visitor's own",
    "saving/run_store.py": "runs of the visitor's own",
    "course/progress_files.py": "the visitor's own course",
    "course/reading/lesson_files.py": "lessons that come with the program, or that one serves",
    "settings/settings_file.py": "the visitor's own settings",
    "settings/home_path.py": "what a path stands for, where one can be typed",
    "settings/parameters_file.py": "named on the command line alone",
    "tables/content/file_bytes.py": "named on the command line, or uploaded",
    "tables/content/unpacking.py": "in memory",
    "tables/file_choices.py": "offered by the dialog for a path alone",
    "exports/new_file.py": "written to a path that was typed",
    "screens/dialogs/file_screen.py": "asks for a path",
    "screens/dialogs/data/upload_screen.py": "what was uploaded, which is deleted",
    "screens/program_app.py": "what was uploaded in vain, which is deleted",
}

ASKING = {
    "microtui.screens.dialogs.data.data_screen": {"screens/dialogs/data/own_table.py"},
    "microtui.screens.dialogs.file_screen": {"screens/dialogs/destination.py"},
    "microtui.tables.file_choices": {"screens/dialogs/data/data_screen.py"},
    "microtui.exports.new_file": {"screens/dialogs/destination.py"},
}
"""What asks for a path, or takes one that was typed, and who may lead there."""

MODULES = [
    path
    for path in sorted(PACKAGE.rglob("*.py"))
    if not str(path.relative_to(PACKAGE)).startswith(NOT_A_VISITORS)
]


def touches(tree: ast.AST) -> list[str]:
    called = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    names = [each.id for each in called if isinstance(each, ast.Name)]
    on_objects = [
        each.attr
        for each in called
        if isinstance(each, ast.Attribute) and not isinstance(each.value, ast.Constant)
    ]
    return sorted(TOUCHING & {*names, *on_objects})


def imported(tree: ast.AST) -> set[str]:
    return {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_file_is_touched_elsewhere(path: Path) -> None:
    name = str(path.relative_to(PACKAGE))
    if name not in PLACES:
        assert touches(ast.parse(path.read_text())) == []


@pytest.mark.parametrize("place", PLACES)
def test_every_place_is_there_still(place: str) -> None:
    assert touches(ast.parse((PACKAGE / place).read_text()))


@pytest.mark.parametrize("asking", ASKING)
def test_what_asks_for_a_path_is_led_to_where_it_is_known_who_is_served(asking: str) -> None:
    leading = {
        str(path.relative_to(PACKAGE))
        for path in MODULES
        if asking in imported(ast.parse(path.read_text()))
    }
    assert leading == ASKING[asking]
    for each in leading - {"screens/dialogs/data/data_screen.py"}:
        assert "if is_served():" in (PACKAGE / each).read_text()
