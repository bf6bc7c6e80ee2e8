"""Lessons gone through without a screen: moments of one run, of which only the epoch differs."""

from __future__ import annotations

from dataclasses import replace

from lesson_beside import lesson_of
from lesson_moments import first_snapshot, moment_of

from microtui.course.lesson import Lesson
from microtui.course.moment import Moment
from microtui.course.player.playing import Playing

PREDICT = """
```predict
In ten epochs it is
hint: Count.
- later [[epoch > epoch before]]
  It went from [[epoch before]] to [[epoch]].
- earlier [[epoch < epoch before]]
  It is later by [[epoch - epoch before]].
- neither
  Time went.
```
"""

DO = """
```do
Press `s` ten times, from epoch [[epoch]] on.
until: epoch >= epoch before + 10
hint: It is named above.
way: s*10 enter
```
"""

NUMBER = """
```number
Which epoch is it?
value: epoch
within: 1
near: It is [[epoch]], and you said [[answer]].
far: It is not [[answer]].
hint: Look up.
```
"""


def steps(*parts: str) -> Lesson:
    """A lesson of these steps; the first has a stage."""
    first, *others = parts
    texts = [f"## Step 1\n\n```run\n```\n\n{first}"]
    texts += [f"## Step {place}\n\n{part}" for place, part in enumerate(others, 2)]
    return lesson_of("\n" + "\n\n".join(texts))


def at(epoch: int) -> Moment:
    return moment_of(replace(first_snapshot(), epoch=epoch))


def begun(lesson: Lesson, epoch: int = 0) -> Playing:
    """Its first step has begun, with its stage at this epoch."""
    return Playing(lesson).begin(0, at(epoch), start=at(epoch))
