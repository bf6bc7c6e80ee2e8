"""Whoever is killed leaves no process behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import server_to_kill

PATIENCE = 60.0


@contextmanager
def server(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """One with two programs; the process they were forked from, and both of them."""
    folders = [str(tmp_path / name) for name in ("one", "two")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "SECRET": "of the server"}
    with subprocess.Popen(
        [sys.executable, server_to_kill.__file__, *folders],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        assert process.stdout is not None
        try:
            yield process, [int(pid) for pid in process.stdout.readline().split()]
        finally:
            process.kill()


def runs(pid: int) -> bool:
    """Also while nobody has asked how it ended, it has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def wait_until_gone(pids: list[int]) -> None:
    end = time.monotonic() + PATIENCE
    while left := [pid for pid in pids if runs(pid)]:
        assert time.monotonic() < end, f"still there: {left}"
        time.sleep(0.02)


@pytest.mark.thorough
def test_where_the_server_is_killed_all_its_programs_end_and_what_they_come_from(
    tmp_path: Path,
) -> None:
    with server(tmp_path) as (process, pids):
        assert len(pids) == 3
        process.kill()
        wait_until_gone(pids)


@pytest.mark.thorough
def test_where_what_they_come_from_is_killed_programs_end_and_the_next_knows_no_more_than_they_did(
    tmp_path: Path,
) -> None:
    with server(tmp_path) as (process, (forked_from, *programs)):
        os.kill(forked_from, 9)
        output, _ = process.communicate("go on\n", timeout=PATIENCE)
        wait_until_gone(programs)
        said = json.loads(output)
        assert said["statuses"] == [255, 255]
        assert said["environment"]["MICROTUI_SERVED"] == "1"
        assert "SECRET" not in said["environment"]
