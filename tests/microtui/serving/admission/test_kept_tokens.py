"""The tokens on the board, and how long they hold."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from engine.errors import ConfigurationError
from microtui.serving.admission.kept_tokens import kept_tokens


def test_the_address_on_the_board_stays_right_after_a_restart(tmp_path: Path) -> None:
    assert kept_tokens(tmp_path / "served") == kept_tokens(tmp_path / "served")


def test_two_servers_have_nothing_in_common(tmp_path: Path) -> None:
    one, other = kept_tokens(tmp_path / "one"), kept_tokens(tmp_path / "other")
    assert not {one.visitor, one.class_, one.secret} & {other.visitor, other.class_, other.secret}


def test_nobody_else_on_the_machine_can_read_them(tmp_path: Path) -> None:
    kept_tokens(tmp_path / "served")
    assert stat.S_IMODE((tmp_path / "served" / "tokens.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "served").stat().st_mode) == 0o700
    assert os.listdir(tmp_path / "served") == ["tokens.json"]


def test_case_and_hyphens_may_be_missed_where_one_copies_from_a_board(tmp_path: Path) -> None:
    tokens = kept_tokens(tmp_path)
    assert tokens.is_visitor(tokens.visitor)
    assert tokens.is_visitor(f" {tokens.visitor.upper().replace('-', '')} ")


def test_a_token_opens_its_own_door_only(tmp_path: Path) -> None:
    tokens = kept_tokens(tmp_path)
    assert not tokens.is_visitor(tokens.class_)
    assert not tokens.is_class(tokens.visitor)
    assert not tokens.is_visitor("")
    assert not tokens.is_visitor("é\ud800")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"visitor": ""}',
        json.dumps({"visitor": "", "class_": "", "secret": ""}),
        json.dumps({"visitor": 1, "class_": 2, "secret": 3}),
        "[" * 100_000,
    ],
)
def test_a_damaged_file_opens_the_door_to_nobody(tmp_path: Path, text: str) -> None:
    (tmp_path / "tokens.json").write_text(text)
    with pytest.raises(ConfigurationError, match="is damaged: delete it"):
        kept_tokens(tmp_path)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "served").write_text("a file")
    with pytest.raises(ConfigurationError, match=r"cannot be kept in .*served/tokens\.json"):
        kept_tokens(tmp_path / "served")
