"""A lesson says something else where PyTorch is missing: so it is played there, too."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from microtui.course.lesson import Lesson


def depends_on_pytorch(lesson: Lesson) -> bool:
    """Whether a step is shown only where it is installed, or only where it is not."""
    conditions = [step.when for step in lesson.steps if step.when is not None]
    nodes = (node for condition in conditions for node in ast.walk(condition.tree))
    return any(isinstance(node, ast.Name) and node.id == "torch" for node in nodes)


@contextmanager
def without_pytorch() -> Iterator[None]:
    """As on a machine where it is not installed; for this whole process."""
    is_known, module = "torch" in sys.modules, sys.modules.get("torch")
    # What Python takes for a module that cannot be found, however it is looked for.
    sys.modules["torch"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["torch"]
        if is_known and module is not None:
            sys.modules["torch"] = module
