"""In a lesson, y hands over the command line that opens its stage, wherever one is."""

from __future__ import annotations

import pytest
from lesson_beside import playing

RUN = """
## A run

```run epoch=2
--dataset xor --no-zero-grad
```

Look.
"""

SCRATCHPAD = """
## Lines

```scratchpad
a = 2.0
L = a * 3.0
```

Look.
"""

RUN_LINE = "microtui --dataset xor --no-zero-grad --play --epochs 2"
SCRATCHPAD_LINE = "microtui graph 'a = 2.0; L = a * 3.0'"


async def test_from_the_lesson_and_from_the_panes_it_is_that_of_the_stage() -> None:
    async with playing(RUN) as lesson:
        await lesson.press("y")
        assert lesson.app.lines_copied == [RUN_LINE]
        await lesson.press("tab", "z", "y")
        assert lesson.app.lines_copied == [RUN_LINE]
        lesson.app.lines_copied.clear()
        await lesson.press("slash", "y")
        assert lesson.app.lines_copied == []


@pytest.mark.thorough
async def test_in_the_scratchpad_y_copies_but_where_lines_are_typed() -> None:
    async with playing(SCRATCHPAD, size=(120, 40)) as lesson:
        await lesson.press("y")
        assert lesson.app.lines_copied == [SCRATCHPAD_LINE]
        await lesson.press("tab", "e", "y")
        assert lesson.app.lines_copied == [SCRATCHPAD_LINE]
        assert "3.0y" in lesson.screen
