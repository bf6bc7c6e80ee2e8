"""A cookie that only this server can have made: a random id, and what proves it."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

VISITOR = "visitor"
TEACHER = "class"
"""What a cookie opens; one that was made for the one opens nothing of the other."""

YEAR = 365 * 24 * 3600

SHAPE = re.compile(r"([A-Za-z0-9_-]{32})\.([0-9a-f]{64})")


def new_cookie(kind: str, secret: str) -> str:
    return signed(kind, secrets.token_urlsafe(24), secret)


def signed(kind: str, identity: str, secret: str) -> str:
    return f"{identity}.{proof_of(kind, identity, secret)}"


def identity_in(kind: str, value: str | None, secret: str) -> str | None:
    """The id in it; None where there is no cookie, or where it was made by somebody else."""
    shape = SHAPE.fullmatch(value or "")
    if shape is None:
        return None
    identity, proof = shape.groups()
    return identity if hmac.compare_digest(proof, proof_of(kind, identity, secret)) else None


def proof_of(kind: str, identity: str, secret: str) -> str:
    return hmac.new(secret.encode(), f"{kind}:{identity}".encode(), hashlib.sha256).hexdigest()
