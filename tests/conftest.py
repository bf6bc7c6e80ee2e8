"""Tests keep away from the reader's own runs and settings, and run as the program does."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from attacked_server import AttackedServer, attacked_server

# As `microtui.__main__` does it, and for its reasons.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
gc.set_threshold(100_000, 20, 20)

# A shell starts what stands before a & with SIGINT ignored, and so would be all that tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def own_directories(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A home for state and settings that is gone after the test."""
    home = tmp_path_factory.mktemp("home")
    for variable in ("XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(home / variable.lower()))
    return home


@pytest.fixture(autouse=True)
def no_pytorch(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """All but tests/parity runs as where PyTorch is not installed, whether it is or not."""
    if "parity" not in request.path.parts:
        monkeypatch.setattr("engine.network.pytorch.presence.find_spec", lambda name: None)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AttackedServer]:
    """For all attacks of a file that leave the server as it was; others start one of their own."""
    with attacked_server(tmp_path_factory.mktemp("attacked"), sessions=90) as server:
        yield server


def pytest_xdist_auto_num_workers() -> int:
    """Twice as many as there are cores: tests of the screen wait for half of their time."""
    return 2 * (os.cpu_count() or 1)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-pictures",
        action="store_true",
        help="keep the pictures of tests/microtui/pictures as they are drawn now",
    )


def pytest_configure(config: pytest.Config) -> None:
    """All pictures are drawn anew together, those of the thorough run, too."""
    if config.getoption("--update-pictures"):
        config.option.markexpr = ""
