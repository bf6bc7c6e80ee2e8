"""Which pages may open a websocket, or send data."""

from __future__ import annotations

import pytest

from microtui.serving.admission.origin import is_own_origin


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1:8000"),
        ("https://example.org", "example.org"),
        ("http://example.org:80", "example.org"),
        ("https://example.org", "example.org:443"),
        ("http://[::1]:8000", "[::1]:8000"),
        ("http://Example.org", "example.ORG"),
    ],
)
def test_a_page_of_the_host_that_is_asked(origin: str, host: str) -> None:
    assert is_own_origin(origin, host, None)


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        (None, "127.0.0.1:8000"),
        ("", "127.0.0.1:8000"),
        ("null", "127.0.0.1:8000"),
        ("http://127.0.0.1:8001", "127.0.0.1:8000"),
        ("http://127.0.0.1", "127.0.0.1:8000"),
        ("http://evil.example", "127.0.0.1:8000"),
        ("http://127.0.0.1:8000.evil.example", "127.0.0.1:8000"),
        ("http://127.0.0.1:8000@evil.example", "127.0.0.1:8000"),
        ("http://me@127.0.0.1:8000", "127.0.0.1:8000"),
        ("ftp://127.0.0.1:8000", "127.0.0.1:8000"),
        ("file://127.0.0.1:8000", "127.0.0.1:8000"),
        ("http://127.0.0.1:99999", "127.0.0.1:99999"),
        ("http://[::1", "[::1"),
        ("http://127.0.0.1:8000", None),
    ],
)
def test_a_page_of_another_or_of_nobody(origin: str | None, host: str | None) -> None:
    assert not is_own_origin(origin, host, None)


def test_behind_a_proxy_its_own_address_is_ours() -> None:
    public = "https://learn.example.org/microtui"
    assert is_own_origin("https://learn.example.org", "127.0.0.1:8000", public)
    assert not is_own_origin("http://learn.example.org", "127.0.0.1:8000", public)
    assert not is_own_origin("https://example.org", "127.0.0.1:8000", public)
