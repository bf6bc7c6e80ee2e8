"""How much may be typed: generous for what a person reads, little for the computer."""

from __future__ import annotations

MOST_NODES = 2_000
"""What can still be laid out in an eyewink; a network of 2-16-16-1 has as many."""

MOST_CHARACTERS = 50_000
"""25 for each of the nodes: `x1w1 = x1*w1  # a comment`."""

MOST_LINES = 2_000
"""One for each of the nodes."""

MOST_BRACKETS = 50
"""One within the other; Python's own parser gives up at 200, and at fewer in older versions."""

MOST_SIGNS = 200
"""Operations, brackets and the like in one formula. It is gone through recursively, one level for
each at most, and Python has 1,000 for the whole program."""

MOST_NAME = 40
"""Characters in a name: it is a label, and stands in a box."""

MOST_NAMES = 3
"""That one value is shown by, `a = b = c`; further ones are left out."""
