"""The address at which a reverse proxy shows the server, as far as it can be wrong."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

from engine.errors import ConfigurationError

EXAMPLE = "https://www.example.org/microtui"


def read_public_url(text: str) -> str:
    """The same without a slash at its end; raises `ConfigurationError` with what is wrong."""
    wrong = f"--public-url needs a whole address, such as {EXAMPLE}, got {text!r}"
    if not text.isprintable() or not text.isascii() or set(text) & set(" \\\"'<>"):
        raise ConfigurationError(wrong)
    try:
        parts = urlsplit(text)
        has_host = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        raise ConfigurationError(wrong) from None
    if parts.scheme not in ("http", "https") or not has_host:
        raise ConfigurationError(wrong)
    refuse_parts_of_no_use(text, parts)
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"


def refuse_parts_of_no_use(text: str, parts: SplitResult) -> None:
    if "@" in parts.netloc:
        raise ConfigurationError(
            f"--public-url is shown to everybody: leave out what stands before the @, got {text!r}"
        )
    if "?" in text or "#" in text:
        raise ConfigurationError(
            f"--public-url ends with its path, as in {EXAMPLE}: leave out what stands from the ? "
            f"or # on, got {text!r}"
        )
