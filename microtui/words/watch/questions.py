"""What help says of the signs on the screen of a watched loop."""

from __future__ import annotations

WHY_NORMS = (
    "Why do the norms not add up? carried + added = grad holds number by number; the table has "
    "one number for a whole tensor, its norm, the length of the vector. Two vectors that point "
    "different ways have a shorter sum. Press enter on a tensor to see numbers that do add up."
)

WHAT_STALE = (
    "What is stale? .grad that is the sum of several backwards, some of which a step has used "
    "already: zero_grad has not come between the steps. A gradient that is the sum of several "
    "backwards of which no step has used any is accumulated, and that is no mistake."
)

WHAT_CLEAR = (
    "What is clear? A .grad that is None or all zeros, as zero_grad leaves it. carried, added and "
    "grad are then those of the last backward that was looked at."
)

HOW_OFTEN = (
    "Norms are taken at some steps only, so that the loop stays about as fast as alone; a dash is "
    "where nobody has looked yet. No number of the loop is changed by it."
)

QUESTIONS = (WHY_NORMS, WHAT_STALE, WHAT_CLEAR, HOW_OFTEN)
