"""Which steps wait until PyTorch is there: those with a figure that it computes, and no other."""

from __future__ import annotations

import pytest
from played_steps import steps

from microtui.course.player.pytorch_named import names_pytorch


@pytest.mark.parametrize(
    "part",
    [
        'It is [[torch_grad("a")]].',
        "Here. [[torch_result == result]]",
        "```predict\nWhat?\n- this [[torch_result > 0]]\n- that\n```\n",
        "```number\nWhat?\nvalue: 2 * torch_result\nwithin: 1\n```\n",
        "```do\nDo.\nuntil: torch_result > 0\nway: s\n```\n",
    ],
)
def test_wherever_it_stands_a_figure_of_pytorch_is_found(part: str) -> None:
    lesson = steps("One.", part)
    assert [names_pytorch(step) for step in lesson.steps] == [False, True]
    assert names_pytorch(lesson)


def test_whether_it_is_installed_is_known_without_it() -> None:
    assert not names_pytorch(steps("One.", "```when\ntorch\n```\nTwo, torch_result."))
