"""The address behind a reverse proxy: whole, without what would be shown to everybody."""

from __future__ import annotations

import pytest

from engine.errors import ConfigurationError
from microtui.command_line.serving.public_url import read_public_url


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("https://www.example.org/microtui/", "https://www.example.org/microtui"),
        ("https://www.example.org", "https://www.example.org"),
        ("http://10.0.0.7:8080/a/b", "http://10.0.0.7:8080/a/b"),
        ("https://[2001:db8::7]/", "https://[2001:db8::7]"),
        ("HTTPS://WWW.Example.org/Path", "https://www.example.org/Path"),
    ],
)
def test_an_address_has_no_slash_at_its_end(text: str, read: str) -> None:
    assert read_public_url(text) == read


@pytest.mark.parametrize(
    "text",
    [
        *("", "www.example.org", "/microtui", "ftp://example.org", "https://", "https:///path"),
        *("javascript:alert(1)", "https://example.org:http", "https://example.org:99999"),
        *("https://[::1", "https://exa mple.org", "https://example.org/\n", "https://exämple.org"),
        *("https://example.org/'", 'https://example.org/"><script>'),
    ],
)
def test_what_is_no_whole_address_is_told_what_one_looks_like(text: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read_public_url(text)
    assert str(caught.value) == (
        "--public-url needs a whole address, such as https://www.example.org/microtui, "
        f"got {text!r}"
    )


@pytest.mark.parametrize("end", ["?token=x", "?", "#top", "/path?a=b#c"])
def test_an_address_ends_with_its_path(end: str) -> None:
    with pytest.raises(ConfigurationError, match="ends with its path"):
        read_public_url(f"https://example.org{end}")


def test_a_password_is_not_shown_to_everybody() -> None:
    with pytest.raises(ConfigurationError, match="leave out what stands before the @"):
        read_public_url("https://me:secret@example.org")
