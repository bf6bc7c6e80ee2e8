"""What Textual keeps private is touched in one room only, and what PyTorch does in another."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import pytest
from random_steps import descendants
from textual.dom import DOMNode

import microtui

PACKAGE = Path(microtui.__file__).parent
ROOM = PACKAGE / "terminal"
ROOM_MODULE = "microtui.terminal."

PROBE = PACKAGE / "watch" / "probe"
PUBLIC_IN_PYTHON = {"_fields", "_replace", "_getframe"}
"""Public by the documentation of NamedTuple and of sys, for all their names."""
KNOWN_OF_PYTORCH = {"_C", "_fix_weakref", "_foreach_norm", "_version"}
"""What its own documentation or its own Python code outside of its classes calls by name."""
MODULES = [path for path in PACKAGE.rglob("*.py") if ROOM not in path.parents]


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_private_attribute_of_another_object_is_used(path: Path) -> None:
    allowed = PUBLIC_IN_PYTHON | (KNOWN_OF_PYTORCH if PROBE in path.parents else set())
    used = [
        ast.unparse(node)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and is_private(node.attr) and node.attr not in allowed
    ]
    assert [each for each in used if not each.startswith(("self._", "cls._"))] == []


WIDGETS = sorted(
    (
        each
        for each in set(descendants(DOMNode))
        if each.__module__.startswith("microtui.") and not each.__module__.startswith(ROOM_MODULE)
    ),
    key=lambda each: each.__qualname__,
)


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: widget.__name__)
def test_a_widget_uses_and_overrides_no_private_part_of_textual(widget: type[DOMNode]) -> None:
    own = [each for each in widget.__mro__ if each.__module__.startswith("microtui.")]
    theirs = [each for each in widget.__mro__ if each.__module__.startswith("textual.")]
    used = re.findall(r"self\.(_\w+)", inspect.getsource(widget))
    assigned = re.findall(r"self\.(_\w+)(?::[^=\n]+)? = ", "".join(map(inspect.getsource, own)))
    defined = {name for each in own for name in vars(each)}
    assert set(filter(is_private, used)) <= {*assigned, *defined}
    overridden = {
        name
        for name, value in vars(widget).items()
        if callable(value) and any(name in vars(each) for each in theirs)
    }
    assert set(filter(is_private, overridden)) == set()
