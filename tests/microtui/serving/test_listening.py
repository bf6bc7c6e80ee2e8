"""Where the server listens, and what is said where it cannot."""

from __future__ import annotations

import socket

import pytest

from engine.errors import ConfigurationError
from microtui.serving.listening import close_all, listening_sockets, visible_address


def test_a_port_of_the_systems_choice_is_the_same_for_all_addresses_of_a_host() -> None:
    sockets = listening_sockets("localhost", 0)
    try:
        assert len({each.getsockname()[1] for each in sockets}) == 1
    finally:
        close_all(sockets)


def test_a_port_in_use_is_said_in_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigurationError, match=f"^port {port} is in use by another program"):
            listening_sockets("127.0.0.1", port)


@pytest.mark.parametrize(
    "host", ["192.0.2.7", "no-such-host.invalid", "999.999.999.999", "a" * 300, "é" * 100, "a b"]
)
def test_a_host_of_another_machine_or_of_none_is_named(host: str) -> None:
    with pytest.raises(ConfigurationError, match=r"^--host must be a") as refusal:
        listening_sockets(host, 0)
    assert repr(host) in str(refusal.value)


def test_a_port_that_is_none_is_said() -> None:
    with pytest.raises(ConfigurationError, match=r"^--port must be .* 65,535, got 70000"):
        listening_sockets("127.0.0.1", 70000)


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("localhost", "http://localhost:8000"),
        ("::1", "http://[::1]:8000"),
        ("teacher.example.org", "http://teacher.example.org:8000"),
    ],
)
def test_the_address_is_one_that_can_be_typed(host: str, shown: str) -> None:
    assert visible_address(host, 8000, None) == shown


@pytest.mark.parametrize("host", ["0.0.0.0", "::", ""])
def test_where_all_addresses_are_meant_one_is_named(host: str) -> None:
    shown = visible_address(host, 8000, None)
    assert shown.endswith(":8000")
    assert "0.0.0.0" not in shown
    assert "[::]" not in shown


def test_behind_a_proxy_its_address_is_the_one_to_type() -> None:
    public = "https://example.org/microtui"
    assert visible_address("127.0.0.1", 8000, public) == public
