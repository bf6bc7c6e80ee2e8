"""A lesson beside the running program, from its first step to its end."""

from __future__ import annotations

import pytest
from lesson_beside import playing

from microtui.course.progress import CourseProgress
from microtui.course.progress_change import ProgressChange, changed
from microtui.widgets.course.number_line import NumberLine
from microtui.widgets.panes.panes import Panes

RUN = """
## Of a run

```run pane=parameters
--preset lecture
```

The loss is [[loss]].

```predict
After three epochs it is
- smaller [[loss < loss before]]
  It went from [[loss before]] to [[loss]].
- larger [[loss > loss before]]
  It fell.
```

```do
Press `s` three times.
until: epoch >= epoch before + 3
hint: The key is named above.
way: s*3
```

It began with [[loss at start]]. [[epoch == epoch before + 3]]

## The last

Nothing to do.
"""

GRAPH = """
## Of a graph

```scratchpad walk=forward chosen=a
a = 2.0
b = -3.0
L = a*b
```

```number
What will b.grad be?
value: node("b").final_grad
within: 0.01
near: It is a.
far: It is a, not [[answer]].
hint: L is a times b.
```

```do
Walk to the end.
until: walked
way: .*3
```

Now it is [[node("b").grad]].
"""


async def test_asked_then_done_then_told_then_put_back_and_done_again() -> None:
    changes: list[ProgressChange] = []
    async with playing(RUN, keep=changes.append) as lesson:
        assert lesson.app.focused is lesson.panel
        assert lesson.main.query_one(Panes).chosen == "parameters"
        assert "The loss is 6.0054." in lesson.told
        assert "To do" not in lesson.told
        await lesson.press("enter")
        assert "Choose one" in lesson.screen
        await lesson.type("down", "down", "enter")
        assert lesson.told.endswith("You said: larger.\nTo do: Press s three times.")
        await lesson.type("1", *"sss")
        assert "You said: larger. It is: smaller.\nIt fell.\nIt began with 6.0054. " in lesson.told
        # What was gone to keeps the focus; the panel says how to come to it.
        assert lesson.app.focused is not lesson.panel
        assert "tab, then enter: on" in lesson.screen
        await lesson.press("f3")
        assert lesson.application.snapshot.epoch == 0
        assert lesson.told.endswith("You said: larger.\nTo do: Press s three times.")
        await lesson.type(*"sss")
        await lesson.type("tab", "enter")
        assert "Nothing to do." in lesson.told
        await lesson.press("backspace")
        assert "It began with 6.0054. " in lesson.told
        await lesson.type("enter", "enter")
        assert "The end of this lesson" in lesson.told
    names = [type(each).__name__ for each in changes]
    assert names == [
        *("LessonBegunAgain", "StepBegun", "QuestionAnswered", "StepDone", "StepDone"),
        *("StepBegun", "StepDone", "LessonFinished"),
    ]


async def test_a_graph_is_walked_by_its_keys_while_the_lesson_has_the_focus() -> None:
    async with playing(GRAPH, RUN) as lesson:
        # Forward is done, and of backward nothing is shown.
        assert "forward 1 of 1" in lesson.screen
        assert "+2.0000" not in lesson.screen.replace("data +2.0000", "").replace(
            "a    +2.0000", ""
        )
        assert isinstance(lesson.app.focused, NumberLine)
        await lesson.type(*"two", "enter")
        assert "'two' is none: type a number" in lesson.screen
        await lesson.type("backspace", "backspace", "backspace", "3", "enter", "f2", "f2")
        assert lesson.told.endswith("The way: Press . 3 times.")
        await lesson.type(*"...")
        assert "You said: 3. It is: 2.0.\nIt is a, not 3.\nNow it is 2.0." in lesson.told
        await lesson.type("e", "end", "0", "escape")
        assert lesson.panel.has_focus
        await lesson.press("f3")
        assert "forward 1 of 1" in lesson.screen
        # `q` in a dialog closes that; the next lesson's stage takes the place of this one.
        await lesson.press("f4", "enter")
        assert "The loss is 6.0054." in lesson.told


async def test_a_lesson_is_taken_up_again_at_its_step_with_the_figures_that_it_had() -> None:
    progress = CourseProgress()

    def keep(change: ProgressChange) -> None:
        nonlocal progress
        progress = changed(progress, change, at=1.0)

    second = (
        "\n## Behind it\n\nIt was [[loss at start]], now it is [[loss]].\n\n"
        "```do\nOn.\nuntil: epoch > epoch before\nway: s\n```\n\n[[epoch before]]"
    )
    text = RUN.replace("## The last", f"{second}\n\n## The last")
    async with playing(text, keep=keep) as lesson:
        await lesson.type("down", "enter", *"sss")
        await lesson.type("enter")
        told = lesson.told
        assert "It was 6.0054, now it is " in told
        # What has happened within the step is not kept: it is taken up as it began.
        await lesson.press("s")
    async with playing(text, progress=progress) as lesson:
        assert lesson.told == told
        assert lesson.application.snapshot.epoch == 3
        await lesson.press("s")
        assert lesson.told.endswith("\n3")
        await lesson.press("backspace")
        assert "The loss is …." in lesson.told
        await lesson.press("f3")
        assert "The loss is 6.0054." in lesson.told


@pytest.mark.parametrize("size", [(60, 16), (200, 60), (40, 12), (20, 6)])
@pytest.mark.thorough
async def test_a_lesson_is_gone_through_at_any_size(size: tuple[int, int]) -> None:
    async with playing(RUN, GRAPH, size=size, ascii_only=size[0] < 100) as lesson:
        for _ in range(40):
            if lesson.panel.marked is not None:
                break
            await lesson.press("down")
        await lesson.press("enter", *"sss", "enter", "enter", "enter", "2", "enter")
        # Hidden, it leaves its room to the graph, and the focus, too.
        await lesson.press("f1", *"...", "f1", "enter")
        assert "It was the last." in lesson.told


@pytest.mark.thorough
async def test_keys_typed_in_one_go_act_on_what_is_there_when_it_is_their_turn() -> None:
    async with playing(RUN, GRAPH) as lesson:
        await lesson.application.press("down", "enter", *"sss")
        await lesson.until_ready()
        assert "You said: smaller. So it is." in lesson.told
        await lesson.press("enter", "enter", "enter")
        await lesson.application.press("2", "enter", *"...")
        await lesson.until_ready()
        assert "You said: 2. It is: 2.0.\nIt is a." in lesson.told


@pytest.mark.thorough
async def test_a_choice_can_be_clicked_and_its_key_too() -> None:
    async with playing(RUN) as lesson:
        lines = lesson.screen.split("\n")
        y = next(place for place, line in enumerate(lines) if line.strip() == "larger")
        await lesson.application.pilot.click(offset=(4, y))
        await lesson.until(lambda: lesson.panel.marked == 1)
        keys = next(place for place, line in enumerate(lines) if "enter answer" in line)
        await lesson.application.pilot.click(offset=(lines[keys].index("answer"), keys))
        await lesson.until(lambda: "You said: larger." in lesson.told)


async def test_a_key_that_has_acted_only_when_all_is_closed_ends_in_no_error() -> None:
    async with playing(RUN) as lesson:
        await lesson.press("down", "enter")
    lesson.app.key_acted()
