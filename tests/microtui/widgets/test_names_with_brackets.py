"""Names of the reader's own stand as they are wherever they stand, brackets and all."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from application import running
from textual.widgets import Input

from engine.data.table import scaled_table

CLASSES = ["[/lo]", "mid", "[hi]"]
COLUMNS = ("a [/b]", "[red]", "c")
TABLE = scaled_table(
    "own [copy].csv",
    COLUMNS,
    np.random.default_rng(1).normal(size=(60, 3)),
    [CLASSES[i % 3] for i in range(60)],
)


async def test_in_the_borders_of_the_map_of_the_matrix_and_of_the_list() -> None:
    async with running(table=TABLE, loss="cross-entropy", size=(120, 40)) as app:
        await app.press("2", "f")
        assert "a [/b]" in app.text
        assert "[red]" in app.text
        await app.press("f", "0", "f")
        await app.until_shown("true [/lo], taken for it")
        await app.press("enter")
        await app.until_shown("Examples: true [/lo], taken for it")


async def test_in_the_title_of_the_dialog_that_says_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [f"{i % 7},{i % 5},{'yes' if i % 7 > 3 else 'no'}" for i in range(60)]
    Path("kinds [copy].csv").write_text("\n".join(["a,b,kind", *rows]))
    async with running() as app:
        await app.press("D")
        await app.until_shown("Learn from a file")
        app.pilot.app.screen.query_one(Input).value = "kinds [copy].csv"
        await app.pilot.press("enter")
        await app.until_shown("Learn from kinds [copy].csv")
