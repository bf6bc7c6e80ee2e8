"""Settings as text: what is written reads back as the same."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import ConfigurationError
from engine.run.configuration import Configuration
from microtui.settings.run_settings import BY_FIELD, DEFAULTS, SETTINGS, Setting


def test_every_field_of_the_configuration_that_is_typed_has_its_setting() -> None:
    assert {setting.field for setting in SETTINGS} == {
        field.name for field in fields(Configuration) if field.name not in ("table", "parameters")
    }


@pytest.mark.parametrize("field", list(BY_FIELD))
def test_a_default_reads_back_as_it_is(field: str) -> None:
    setting = BY_FIELD[field]
    assert setting.read(setting.text(DEFAULTS)) == getattr(DEFAULTS, field)


@given(st.floats(min_value=1e-300, max_value=1e300))
def test_a_learning_rate_reads_back_bit_for_bit(rate: float) -> None:
    setting = BY_FIELD["learning_rate"]
    assert setting.read(setting.write(rate)) == rate


@given(st.sampled_from(SETTINGS), st.text(max_size=12))
def test_any_text_is_read_or_refused_in_one_sentence(setting: Setting, text: str) -> None:
    refusal = None
    try:
        setting.read(text)
    except ConfigurationError as error:
        refusal = str(error)
    assert refusal is None or re.fullmatch(r".* must be .*", refusal), refusal
