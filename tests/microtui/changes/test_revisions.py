"""What is made of the configuration that is there when a change takes effect."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.errors import ConfigurationError
from engine.run.configuration import Configuration
from microtui.changes.revisions import with_changes, with_units_in

BEFORE = Configuration(hidden=(4, 2))


def test_what_was_set_while_a_dialog_was_open_stays() -> None:
    change = with_changes(BEFORE, replace(BEFORE, learning_rate=0.05, hidden=(3,)))
    meanwhile = replace(BEFORE, zero_grad=False, learning_rate=1.0)
    assert change(meanwhile) == replace(meanwhile, learning_rate=0.05, hidden=(3,))


def test_a_layer_that_is_gone_stands_for_the_last() -> None:
    assert with_units_in(1, 3)(BEFORE).hidden == (4, 5)
    assert with_units_in(1, 3)(replace(BEFORE, hidden=(4,))).hidden == (7,)
    with pytest.raises(ConfigurationError, match="there is no hidden layer"):
        with_units_in(1, 3)(replace(BEFORE, hidden=()))
