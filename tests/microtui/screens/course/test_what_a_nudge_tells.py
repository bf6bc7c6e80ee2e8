"""Beside a lesson, too, all that a nudge tells can be read."""

from __future__ import annotations

from lesson_beside import playing

NUDGED = """
## A nudge

```scratchpad chosen=x
x = 3.0; y = x**2
```

```do
Press `+` once.
until: number("x") > 3
way: +
```
"""


async def test_its_table_and_its_verdict_stand_there_at_80_by_24() -> None:
    async with playing(NUDGED) as lesson:
        await lesson.press("+")
        assert "off by" in lesson.screen
        assert "Closest at h = " in lesson.screen
        assert "To do, done" in lesson.screen
