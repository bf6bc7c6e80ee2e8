"""The tokens and the secret, kept on disk: the address on the board stays right after a restart."""

from __future__ import annotations

import contextlib
import hmac
import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from engine.errors import ConfigurationError

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Those of a token: it is copied from a board by hand, so none looks like another."""

GROUPS, IN_A_GROUP = 3, 4
"""Twelve of 31 letters: at a thousand guesses a second, 10 million years."""


@dataclass(frozen=True)
class KeptTokens:
    """What opens the two doors, and what cookies are signed with."""

    visitor: str
    class_: str
    secret: str

    def is_visitor(self, given: str) -> bool:
        return is_same(given, self.visitor)

    def is_class(self, given: str) -> bool:
        return is_same(given, self.class_)


def is_same(given: str, token: str) -> bool:
    """In a time that does not tell how much of it is right; case and hyphens may be missed."""
    return hmac.compare_digest(bare(given), bare(token))


def bare(token: str) -> bytes:
    return token.strip().lower().replace("-", "").encode("utf-8", "surrogatepass")


def kept_tokens(folder: Path) -> KeptTokens:
    """Those of the folder; new ones where there are none yet.

    Raises `ConfigurationError` where they can be neither read nor written.
    """
    path = folder / "tokens.json"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            return tokens_in(path)
        return written(path, KeptTokens(new_token(), new_token(), secrets.token_hex(32)))
    except OSError as error:
        raise ConfigurationError(
            f"the tokens cannot be kept in {path}: {error.strerror or error}"
        ) from None


def tokens_in(path: Path) -> KeptTokens:
    """Raises FileNotFoundError where there are none, `ConfigurationError` where it is damaged."""
    text = path.read_bytes()
    try:
        kept = json.loads(text)
        tokens = KeptTokens(kept["visitor"], kept["class_"], kept["secret"])
        # An empty one would open the door to everybody.
        if not all(isinstance(each, str) and len(each) >= 8 for each in asdict(tokens).values()):
            raise ValueError("too short")
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ConfigurationError(
            f"{path} is damaged: delete it, and new tokens are made (the old address and the old "
            "cookies are worth nothing then)"
        ) from None
    return tokens


def written(path: Path, tokens: KeptTokens) -> KeptTokens:
    """Kept whole or not at all; where another server was first, its tokens hold."""
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(asdict(tokens), file)
        try:
            os.link(new, path)
        except FileExistsError:
            return tokens_in(path)
    finally:
        new.unlink(missing_ok=True)
    return tokens


def new_token() -> str:
    return "-".join(
        "".join(secrets.choice(LETTERS) for _ in range(IN_A_GROUP)) for _ in range(GROUPS)
    )
