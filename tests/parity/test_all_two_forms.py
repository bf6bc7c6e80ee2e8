"""The two forms of the network against each other, in every combination there is.

Needs no PyTorch; it stands here because it takes a minute, and `tests/engine` runs a part of it.
"""

from __future__ import annotations

import pytest
from two_forms import COMBINATIONS, assert_the_same, name_of

from engine.run.configuration import Configuration


@pytest.mark.parametrize("configuration", COMBINATIONS, ids=name_of)
def test_both_forms_give_the_same_numbers_over_100_updates(configuration: Configuration) -> None:
    assert_the_same(configuration)
