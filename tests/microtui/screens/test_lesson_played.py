"""A lesson beside the running program, from its first step to its end."""

from __future__ import annotations

from lesson_beside import playing

FIRST = """
## A step

```run pane=parameters
--preset lecture
```

The loss is [[loss]].

```predict
After ten epochs it is
hint: Descent goes down.
- smaller [[loss < loss before]]
  It went from [[loss before]] to [[loss]].
- larger [[loss > loss before]]
  It rose.
```

```do
Press `s` ten times.
until: epoch >= epoch before + 10
hint: The key is named above.
way: s*10
```

It is done.

## The last

Nothing to do.
"""


async def test_a_question_is_answered_then_the_task_done_then_it_is_told_and_the_next_begins() -> (
    None
):
    async with playing(FIRST) as lesson:
        assert "The loss is 6.0054." in lesson.told
        assert "To do" not in lesson.told
        await lesson.press("down", "down", "enter")
        assert "You said: larger." in lesson.told
        assert "It is:" not in lesson.told
        await lesson.press(*"ssssssssss")
        assert "You said: larger. It is: smaller." in lesson.told
        assert "It rose." in lesson.told
        assert "It is done." in lesson.told
        await lesson.press("enter")
        assert "Nothing to do." in lesson.told
        await lesson.press("enter")
        assert "The end of this lesson" in lesson.told
