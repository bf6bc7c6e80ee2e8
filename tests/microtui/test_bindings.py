"""Every key of every class meets an action that there is, before anybody presses it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import get_args

import pytest
from random_steps import descendants
from textual import actions
from textual.binding import Binding
from textual.dom import DOMNode

from microtui.app import MicrotuiApp
from microtui.screens.dialogs.asking import ASKS
from microtui.screens.main_keys import COMMANDS, MAIN_KEYS, AskName
from microtui.session.commands import Command

OWN = sorted(
    (each for each in set(descendants(DOMNode)) if each.__module__.startswith("microtui.")),
    key=lambda each: each.__qualname__,
)


def bindings_of(owner: type[DOMNode]) -> Iterator[Binding]:
    for each in vars(owner).get("BINDINGS", []):
        assert isinstance(each, Binding)
        yield each


def target(owner: type[DOMNode], action: str) -> tuple[type[DOMNode], str, tuple[object, ...]]:
    """Whose action it is, the method's name and what it is called with."""
    namespace, name, arguments = actions.parse(action)
    assert namespace in ("", "app")
    return MicrotuiApp if namespace == "app" else owner, f"action_{name}", arguments


def bound() -> Iterator[tuple[type[DOMNode], Binding]]:
    return ((owner, binding) for owner in OWN for binding in bindings_of(owner))


@pytest.mark.parametrize(
    ("owner", "binding"),
    [pytest.param(*each, id=f"{each[0].__name__}-{each[1].key}") for each in bound()],
)
def test_the_action_of_a_key_can_be_called_as_it_is(owner: type[DOMNode], binding: Binding) -> None:
    called, method, arguments = target(owner, binding.action)
    action = getattr(called, method, None)
    assert action is not None, f"{called.__name__} has no {method}"
    inspect.signature(action).bind(None, *arguments)


def test_every_action_has_a_key() -> None:
    named = {target(owner, binding.action)[:2] for owner, binding in bound()}
    for owner in OWN:
        for method in vars(owner):
            if method.startswith("action_"):
                users = [each for each in OWN if issubclass(each, owner) or issubclass(owner, each)]
                assert any((each, method) in named for each in users), f"{owner.__name__}.{method}"


def test_every_command_and_every_question_of_the_main_screen_is_there() -> None:
    calls = [actions.parse(binding.action)[1:] for binding in MAIN_KEYS]
    sent = [arguments[0] for name, arguments in calls if name == "send"]
    asked = {arguments[0] for name, arguments in calls if name == "ask"}
    assert sent == list(COMMANDS)
    assert all(isinstance(each, Command) for each in COMMANDS.values())
    assert asked == set(ASKS) == set(get_args(AskName))


def test_keys_of_the_same_id_do_the_same() -> None:
    for owner in OWN:
        named = [each for each in bindings_of(owner) if each.id is not None]
        assert len({each.id for each in named}) == len({(each.id, each.action) for each in named})
