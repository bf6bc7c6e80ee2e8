"""Cookies: only those that the server made are worth anything."""

from __future__ import annotations

import pytest

from microtui.serving.admission.signed_cookie import (
    TEACHER,
    VISITOR,
    identity_in,
    new_cookie,
    signed,
)

SECRET = "0" * 64


def test_a_cookie_is_known_again() -> None:
    cookie = new_cookie(VISITOR, SECRET)
    identity = identity_in(VISITOR, cookie, SECRET)
    assert identity is not None
    assert signed(VISITOR, identity, SECRET) == cookie


def test_no_two_are_the_same() -> None:
    assert new_cookie(VISITOR, SECRET) != new_cookie(VISITOR, SECRET)


def test_a_visitors_cookie_is_none_of_the_teachers() -> None:
    assert identity_in(TEACHER, new_cookie(VISITOR, SECRET), SECRET) is None


def test_another_servers_cookie_is_worth_nothing() -> None:
    assert identity_in(VISITOR, new_cookie(VISITOR, "1" * 64), SECRET) is None


@pytest.mark.parametrize("value", [None, "", ".", "a" * 97, "../../etc.passwd", "ü" * 32])
def test_what_is_no_cookie_of_ours_is_nobodys(value: str | None) -> None:
    assert identity_in(VISITOR, value, SECRET) is None


def test_one_letter_changed_makes_it_worthless() -> None:
    cookie = new_cookie(VISITOR, SECRET)
    for place in (0, 31, 33, 96):
        other = "a" if cookie[place] != "a" else "b"
        forged = cookie[:place] + other + cookie[place + 1 :]
        assert identity_in(VISITOR, forged, SECRET) is None
