"""How far a learner is in the course, in files: one for each lesson, in the user's state directory.

A line of JSON, then the run that stood beside the lesson, as `microtui.saving.run_file` has it. A
file is written whole or not at all; what changes it reads it first, with all others kept out, so
that several programs can be in one lesson.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.errors import ConfigurationError
from microtui.saving.file_lock import held_alone
from microtui.saving.kept_files import UNFINISHED_TIME
from microtui.terminal.served import is_served, told_path

FORMAT = "microtui course"
VERSION = 1
SUFFIX = ".lesson"
NEW = ".new"
"""What is being written."""

LOCK = ".lock"
"""Whoever holds it reads and writes alone."""

LONGEST_LINE = 1_000_000
"""Bytes: lines of the scratchpad stand in it, which are 50,000 characters at most."""


class CourseFileError(ConfigurationError):
    """A file of which nothing can be made; `kind` says in a word why."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"what was kept of the course is {kind.replace('-', ' ')}")
        self.kind = kind


@dataclass(frozen=True)
class Record:
    """What one file holds."""

    values: Mapping[str, Any]
    run: bytes = b""
    """As a file of its own would hold it; none where no run is kept."""


Revision = Callable[[Record | None], Record]
"""Makes a record of the one that there is, if there is one.

Raises `CourseFileError` where that makes no sense."""


def file_of(key: str, directory: Path) -> Path:
    """The file of the lesson with this key: its name, or the path of its file."""
    stem = Path(key).stem
    if stem != key:
        shown = re.sub(r"[^\w-]", "-", stem)[:40]
        stem = f"{shown}-{hashlib.sha256(os.fsencode(key)).hexdigest()[:12]}"
    return directory / f"{stem}{SUFFIX}"


def read_values(path: Path) -> Mapping[str, Any]:
    """What stands in its line; raises `CourseFileError`, and OSError where it cannot be read."""
    with path.open("rb") as file:
        return parsed(file.readline(LONGEST_LINE))


def read_record(path: Path) -> Record:
    """All that it holds; raises as `read_values` does."""
    with path.open("rb") as file:
        return Record(parsed(file.readline(LONGEST_LINE)), file.read())


def parsed(line: bytes) -> Mapping[str, Any]:
    """Raises `CourseFileError` where it is no line of ours."""
    try:
        header = json.loads(line)
    except (ValueError, RecursionError):
        header = None
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise CourseFileError("damaged")
    if header.get("version") != VERSION:
        raise CourseFileError("of-another-version")
    values = header.get("values")
    if not isinstance(values, dict):
        raise CourseFileError("damaged")
    return values


def put_aside(path: Path, error: CourseFileError) -> str:
    """Rename what is of no use here; the sentence says what became of it."""
    aside = path.with_name(f"{path.name}.{error.kind}")
    try:
        os.replace(path, aside)
    except OSError as failure:
        return f"In {told_path(path)} {error}, and it cannot be put aside: {failure.strerror}."
    if is_served():
        return f"One thing kept of the course is {error.kind.replace('-', ' ')}: it begins anew."
    return f"In {path.parent} {error}: it is called {aside.name} now, and begins anew."


def revise(path: Path, revision: Revision) -> str | None:
    """Write what this makes of what the file holds; gives a sentence where that was of no use.

    Raises OSError where it cannot be written; what was there is still there then.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    remark = None
    with held_alone(path.parent / LOCK):
        try:
            new = revision(read_record(path) if path.exists() else None)
        except CourseFileError as error:
            remark = put_aside(path, error)
            new = revision(None)
        write(path, new)
        forget_unfinished(path.parent)
    return remark


def write(path: Path, record: Record) -> None:
    header = {"format": FORMAT, "version": VERSION, "values": record.values}
    new = path.with_name(f"{path.stem}-{os.getpid()}{NEW}")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(json.dumps(header).encode() + b"\n" + record.run)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, path)
    except OSError:
        with contextlib.suppress(OSError):
            new.unlink()
        raise


def forget_unfinished(directory: Path) -> None:
    """What a program left that was ended while it wrote."""
    for unfinished in directory.glob(f"*{NEW}"):
        with contextlib.suppress(OSError):
            if time.time() - unfinished.stat().st_mtime > UNFINISHED_TIME:
                unfinished.unlink()


def lesson_files(directory: Path) -> Iterator[Path]:
    """Those that there are; none where there is no such directory."""
    yield from sorted(directory.glob(f"*{SUFFIX}"))
