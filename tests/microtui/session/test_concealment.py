"""Of a case, a snapshot holds the numbers of the run, and nothing that says why they are so."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from hidden_case import RIGHT, mistaken, opened

from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from microtui.changes.revisions import unchanged, with_zero_grad_switched
from microtui.session.commands import (
    BringBack,
    Command,
    Configure,
    Export,
    Look,
    Restart,
    Reveal,
    SetParameter,
    StartTwin,
    Step,
    StepBack,
    TakeBack,
    ToggleTwin,
)
from microtui.session.concealment import IN_A_CASE, NOT_TOLD
from microtui.session.run_graph import GraphRequest
from microtui.session.snapshot import Snapshot
from microtui.session.view import View
from microtui.session.worker import Session

MISTAKEN = ("zero_grad", "overwrite", "large-start", "rate-large")
"""Each hidden in another place."""

ALL = View(parameter=0, graph=GraphRequest(), field_columns=4, field_rows=4)


def seen(*commands: Command) -> tuple[list[Snapshot], list[str]]:
    """A snapshot after each of these, and the sentences that the session refuses with."""
    session = Session(Recording.begin(Configuration(hidden=(2,))))
    snapshots: list[Snapshot] = []
    sentences: list[str] = []
    for command in commands:
        session.send(command)
        session.request(ALL)
    session.quit()
    session.run(snapshots.append, sentences.append)
    return snapshots, sentences


@pytest.mark.parametrize("key", MISTAKEN)
def test_what_is_no_number_of_the_run_is_the_same_whatever_is_wrong(key: str) -> None:
    snapshot = seen(opened(key), Step("batch"))[0][-1]
    right = seen(opened("none"), Step("batch"))[0][-1]
    assert snapshot.configuration == right.configuration
    assert [each.configuration for each in snapshot.changes] == [right.configuration]
    assert np.isnan(snapshot.learning_rate)
    assert snapshot.graph is not None
    assert snapshot.graph.walk is not None
    assert snapshot.graph.walk.overwrites_as_told is None


@pytest.mark.parametrize("key", MISTAKEN)
def test_all_numbers_are_those_of_the_run(key: str) -> None:
    case, told = (
        seen(opened(key, is_case=is_case), Step("batch"), Step("batch"))[0][-1]
        for is_case in (True, False)
    )
    told_otherwise = {"configuration", "changes", "learning_rate", "graph", "is_case", "progress"}
    for field in fields(Snapshot):
        if field.name not in told_otherwise:
            assert same(getattr(case, field.name), getattr(told, field.name)), field.name
    assert case.graph is not None
    assert told.graph is not None
    assert case.graph.walk is not None
    assert told.graph.walk is not None
    assert case.graph.walk.grads == told.graph.walk.grads


def same(one: Any, other: Any) -> bool:
    if isinstance(one, np.ndarray):
        return np.array_equal(one, other, equal_nan=True)
    if hasattr(one, "__dict__"):
        return all(same(value, vars(other)[name]) for name, value in vars(one).items())
    return bool(one == other)


@pytest.mark.parametrize("key", MISTAKEN)
def test_revealed_it_is_told_as_it_is(key: str) -> None:
    snapshot = seen(opened(key), Reveal())[0][-1]
    assert not snapshot.is_case
    assert snapshot.configuration == mistaken(key)
    assert snapshot.progress.exchange.kind == "revealed"


def test_what_stands_for_the_learning_rate_is_that_of_no_run() -> None:
    assert NOT_TOLD not in {mistaken(key).learning_rate for key in MISTAKEN}
    assert RIGHT.learning_rate != NOT_TOLD


@pytest.mark.parametrize(
    "command",
    [
        Configure(with_zero_grad_switched),
        SetParameter("0.0.b", 1.0),
        Restart(unchanged),
        StartTwin(with_zero_grad_switched),
        ToggleTwin(with_zero_grad_switched),
        TakeBack(),
        BringBack(),
        Export(str, lambda text: None),
    ],
    ids=lambda command: type(command).__name__,
)
def test_what_would_tell_or_mend_waits_until_it_is_revealed(command: Command) -> None:
    snapshots, sentences = seen(opened("zero_grad"), Step("batch"), command)
    assert sentences == [IN_A_CASE]
    assert snapshots[-1].is_case
    assert snapshots[-1].twin is None
    assert snapshots[-1].updates == 1
    assert IN_A_CASE not in seen(opened("zero_grad"), Step("batch"), Reveal(), command)[1]


def test_going_on_and_back_and_looking_are_refused_nothing() -> None:
    looks: list[Snapshot] = []
    snapshots, sentences = seen(
        opened("zero_grad"), Step("epoch"), StepBack("batch"), Step("phase"), Look(looks.append)
    )
    assert sentences == []
    assert looks[0].is_case
    assert (snapshots[-1].updates, snapshots[-1].phase) == (snapshots[-1].batches - 1, 1)


def test_what_is_opened_after_a_case_is_none() -> None:
    snapshots, sentences = seen(
        opened("ascend"), opened("none", is_case=False), Configure(with_zero_grad_switched)
    )
    assert [each.is_case for each in snapshots] == [True, False, False]
    assert sentences == []


def test_to_reveal_where_nothing_is_hidden_changes_nothing() -> None:
    snapshots, _ = seen(Step("batch"), Reveal())
    assert snapshots[0].progress.exchange == snapshots[1].progress.exchange
