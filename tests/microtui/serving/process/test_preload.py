"""What is imported once for all visitors."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.mark.thorough
def test_a_program_that_is_forked_has_imported_what_a_run_needs_and_no_more() -> None:
    names = (
        "microtui.command_line.cli",
        "microtui.app",
        "microtui.course_app",
        "textual",
        "torch",
        "aiohttp",
    )
    script = (
        "import sys, gc, microtui.serving.process.preload;"
        f"print([name in sys.modules for name in {names!r}], gc.get_freeze_count())"
    )
    output = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "MICROTUI_SERVED": "1"},
    ).stdout
    imported, frozen = output.rsplit(" ", 1)
    assert imported == "[True, True, True, True, False, False]"
    assert int(frozen) > 10_000


def test_in_any_other_process_it_does_nothing() -> None:
    script = (
        "import signal, sys, microtui.serving.process.preload;"
        "print(signal.getsignal(signal.SIGINT) is signal.default_int_handler);"
        "print('textual' in sys.modules)"
    )
    before = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    output = subprocess.run(
        [sys.executable, "-c", before + script], capture_output=True, text=True, check=True
    ).stdout
    assert output == "True\nFalse\n"
