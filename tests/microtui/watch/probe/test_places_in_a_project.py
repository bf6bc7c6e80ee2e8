"""Where a line stands, in a project whose scripts have a folder of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from microtui.watch.events import Place
from microtui.watch.probe.places import Places


def test_a_module_of_the_working_directory_is_the_users_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scripts").mkdir()
    monkeypatch.chdir(tmp_path)
    places = Places(str(tmp_path / "scripts"))
    trainer = compile("def train(here): return here()", str(tmp_path / "trainer.py"), "exec")
    script = compile("place = train(here)", str(tmp_path / "scripts" / "run.py"), "exec")
    names: dict[str, object] = {"here": places.here}
    exec(trainer, names)
    exec(script, names)
    assert names["place"] == Place(str(tmp_path / "trainer.py"), 1)
