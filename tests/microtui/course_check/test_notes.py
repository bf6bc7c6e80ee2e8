"""What is worth a look and no reason to fail is said beside the failures."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from types import ModuleType

import pytest
from lesson_beside import lesson_of

from microtui.command_line.lessons.staged_run import staged_run
from microtui.course_check.lesson_check import checked
from microtui.course_check.pytorch_presence import depends_on_pytorch, without_pytorch

WITH_NOTES = (
    """
## A long step

```run
--preset lecture
```

"""
    + "This is said again and again, until it takes more than two pages of the panel. " * 20
    + """

```do
Play.
until: epoch >= 2
way: space
```

## Where PyTorch is

```when
torch
```

It is there.

## Where it is not

```when
not torch
```

It is not.
"""
)


@pytest.mark.thorough
def test_long_texts_and_runs_that_play_and_steps_that_are_left_out_are_noted() -> None:
    check = checked(lesson_of(WITH_NOTES), staged_run)
    assert check.failures == ()
    long, playing, left_out = [note.sentence for note in check.notes]
    assert "lines are told at once at 80x24" in long
    assert playing == "the way plays: what is told then depends on how fast the machine is"
    assert left_out == "torch never holds here: this is left out"


def test_a_lesson_with_steps_for_pytorch_depends_on_it() -> None:
    assert depends_on_pytorch(lesson_of(WITH_NOTES))
    assert not depends_on_pytorch(lesson_of(WITH_NOTES.replace("torch", "zero_grad")))


def test_without_pytorch_it_cannot_be_found_until_that_is_over() -> None:
    with without_pytorch():
        assert find_spec("torch") is None
        with pytest.raises(ImportError):
            __import__("torch")
    with without_pytorch():
        pass


def test_a_module_that_was_there_is_there_again(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("torch")
    monkeypatch.setitem(sys.modules, "torch", module)
    with without_pytorch():
        assert sys.modules["torch"] is not module
    assert sys.modules["torch"] is module
