"""Where PyTorch is not installed, or cannot be imported, that is said in a sentence."""

from __future__ import annotations

import sys

import pytest

from engine.check.gradient_check import check_gradients
from engine.errors import ConfigurationError
from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from engine.training import Training

SMALL = Configuration(samples=20, hidden=(3,), batch_size=5)


@pytest.fixture
def broken_pytorch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Installed, by all one sees from outside."""
    monkeypatch.setattr("engine.network.pytorch.presence.find_spec", lambda name: name)
    monkeypatch.setitem(sys.modules, "torch", None)
    monkeypatch.delitem(sys.modules, "engine.network.pytorch.model", raising=False)


def test_what_is_not_installed_cannot_be_chosen() -> None:
    with pytest.raises(ConfigurationError, match="needs PyTorch, which is not installed: pip inst"):
        Configuration(engine="pytorch")


@pytest.mark.usefixtures("broken_pytorch")
def test_what_cannot_be_imported_is_a_mistake_that_can_be_mended() -> None:
    configuration = Configuration(engine="pytorch")
    with pytest.raises(ConfigurationError, match=r"PyTorch cannot be imported .*: install it anew"):
        Training(configuration)


@pytest.mark.usefixtures("broken_pytorch")
def test_a_run_that_cannot_go_over_stays_as_it_is() -> None:
    recording = Recording.begin(SMALL)
    for _ in range(40):
        recording.run("batch")
    with pytest.raises(ConfigurationError):
        recording.configure(Configuration(samples=20, hidden=(3,), batch_size=5, engine="pytorch"))
    assert recording.training.configuration == SMALL
    assert len(recording.changes_made) == 1
    recording.back("batch")
    recording.run("batch")
    assert recording.training.updates == 40


@pytest.mark.usefixtures("broken_pytorch")
def test_gradients_are_checked_with_what_there_is() -> None:
    check = check_gradients(Recording.begin(SMALL))
    assert list(check.others) == ["scalar"]
    assert check.forms_agree
