"""Nothing is lost by a slip: what began a run anew or changed it is taken back, bit for bit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from run_to_kill import CONFIGURATION

from engine.errors import ConfigurationError
from engine.replay.recording import Recording
from engine.replay.saved_run import Planned, SavedSession
from engine.run.configuration import Configuration
from microtui.changes.revisions import (
    unchanged,
    with_mistake_switched,
    with_neighbouring_learning_rate,
    with_new_seed,
    with_preset,
    with_units_in,
    with_zero_grad_switched,
)
from microtui.saving.chosen_run import load
from microtui.saving.recent_runs import recent_runs
from microtui.saving.run_file import encoded
from microtui.saving.run_store import RunStore
from microtui.screens.main_keys import COMMANDS
from microtui.session.bench import moments
from microtui.session.bench.experiment import Experiment
from microtui.session.bench.workbench import Workbench
from microtui.session.commands import (
    Configure,
    GoToEpoch,
    Jump,
    Open,
    Play,
    Restart,
    RunCommand,
    SetParameter,
    StartTwin,
    Step,
    StepBack,
    TakeBack,
    ToggleTwin,
)
from microtui.session.snapshot import Snapshot
from microtui.session.view import View
from microtui.session.worker import Session

LOWER_RATE = Configure(with_neighbouring_learning_rate(-1))
TWIN = ToggleTwin(with_zero_grad_switched)
NEW_SEED = Restart(lambda old: replace(old, seed=old.seed + 1))


def sent_by(binding: str) -> RunCommand:
    """What the key of this id asks for."""
    command = COMMANDS[binding]
    assert isinstance(command, RunCommand)
    return command


BEGINNING_ANEW: dict[str, RunCommand] = {
    **{
        key: sent_by(binding)
        for key, binding in {
            "r": "training.reset",
            "R": "training.new-seed",
            "d": "changing.data",
            "h": "changing.layer-more",
            "H": "changing.layer-less",
            "u": "changing.unit-more",
            "U": "changing.unit-less",
        }.items()
    },
    "u in the network": Configure(with_units_in(1, 1)),
    "equal start": Configure(with_mistake_switched("equal-start")),
    "option": Configure(lambda old: replace(old, seed=9, l1=0.01)),
    "no test set": Configure(lambda old: replace(old, train_share=1.0)),
    "preset": Restart(with_preset("xor")),
}

CHANGING: dict[str, RunCommand] = {
    "l": LOWER_RATE,
    "z": Configure(with_zero_grad_switched),
    "a": sent_by("changing.activation"),
    "m": sent_by("changing.optimizer"),
    "w": sent_by("changing.engine"),
    "p": SetParameter("0.1.w[0]", 0.25),
    "t": TWIN,
    "T": StartTwin(lambda old: replace(old, l2=0.01)),
    "wrong sign": Configure(with_mistake_switched("ascend")),
}


def begun(
    *commands: RunCommand,
    plan: Sequence[Planned] = (),
    configuration: Configuration = CONFIGURATION,
) -> Workbench:
    """A run on which this has been done."""
    workbench = Workbench(Experiment(Recording.begin(configuration, plan)), None)
    for command in commands:
        workbench.carry_out(command)
    return workbench


def everything(workbench: Workbench) -> bytes:
    """Parameters, gradients, slots, curves, changes, plan, checkpoints, future, twin and all."""
    return encoded(workbench.experiment.saved(whole=True))


def trained() -> Workbench:
    return begun(Step("epoch"), LOWER_RATE, Step("epoch"), Step("phase"), Step("phase"))


def in_the_past() -> Workbench:
    return begun(*[Step("epoch")] * 3, LOWER_RATE, Step("epoch"), Jump(-0.5), StepBack("phase"))


def with_a_twin() -> Workbench:
    return begun(Step("epoch"), TWIN, Step("epoch"), Step("phase"))


def diverged() -> Workbench:
    workbench = begun(
        configuration=Configuration(
            samples=20, batch_size=5, hidden=(3,), activation="relu", learning_rate=1e6
        )
    )
    while workbench.experiment.training.divergence is None:
        workbench.carry_out(Step("batch"))
    return workbench


def before_what_is_planned() -> Workbench:
    plan = (Planned(0, 2, 0, {"zero_grad": False}), Planned(9, 0, 0, {"learning_rate": 0.5}))
    return begun(Step("epoch"), plan=plan)


def scalar() -> Workbench:
    small = replace(CONFIGURATION, engine="scalar", samples=8, batch_size=2, hidden=(2,))
    return begun(Step("batch"), LOWER_RATE, *[Step("phase")] * 3, configuration=small)


RUNS = [trained, in_the_past, with_a_twin, diverged, before_what_is_planned, scalar]


@pytest.mark.parametrize("run", RUNS, ids=lambda run: run.__name__)
def test_what_began_anew_or_changed_the_run_is_taken_back_bit_for_bit_and_brought_back(
    run: Callable[[], Workbench],
) -> None:
    workbench = run()
    before = everything(workbench)
    for key, command in {**BEGINNING_ANEW, **CHANGING}.items():
        workbench.carry_out(command)
        after = everything(workbench)
        assert after != before, key
        workbench.take_back()
        assert everything(workbench) == before, key
        workbench.bring_back()
        assert everything(workbench) == after, key
        workbench.take_back()


@pytest.mark.parametrize("run", RUNS, ids=lambda run: run.__name__)
def test_what_was_taken_back_goes_on_and_back_as_it_would_have(
    run: Callable[[], Workbench],
) -> None:
    straight, workbench = run(), run()
    workbench.carry_out(NEW_SEED)
    workbench.carry_out(Step("epoch"))
    workbench.take_back()
    for command in (Step("batch"), StepBack("phase"), StepBack("epoch"), Step("epoch"), LOWER_RATE):
        for each in (straight, workbench):
            each.carry_out(command)
        assert everything(workbench) == everything(straight)


def test_several_are_taken_back_in_order_whatever_was_trained_between_them() -> None:
    workbench, states = trained(), []
    commands = [*BEGINNING_ANEW.values(), *CHANGING.values()]
    commands.remove(BEGINNING_ANEW["H"])
    for command in commands:
        states.append(everything(workbench))
        workbench.carry_out(command)
        workbench.carry_out(Step("batch"))
    ends = []
    for state in reversed(states):
        ends.append(everything(workbench))
        workbench.take_back()
        assert everything(workbench) == state
    for state in reversed(ends):
        workbench.bring_back()
        assert everything(workbench) == state
    with pytest.raises(ConfigurationError, match="nothing to bring back"):
        workbench.bring_back()


def test_going_on_stepping_back_and_what_changes_nothing_are_no_steps_to_take_back() -> None:
    workbench = begun(Restart(unchanged), Restart(unchanged))
    workbench.carry_out(Configure(unchanged))
    for command in (Step("epoch"), StepBack("batch"), Jump(0.1), GoToEpoch(0), Step("phase")):
        workbench.carry_out(command)
    for refused in (SetParameter("9.9.b", 1.0), Configure(lambda old: replace(old, samples=1))):
        with pytest.raises(ConfigurationError):
            workbench.carry_out(refused)
    with pytest.raises(ConfigurationError, match="nothing to take back"):
        workbench.take_back()


def test_a_twin_that_stepping_back_has_ended_is_taken_back_too() -> None:
    workbench = with_a_twin()
    before = everything(workbench)
    workbench.carry_out(GoToEpoch(0))
    assert workbench.experiment.twin is None
    workbench.take_back()
    assert everything(workbench) == before


def test_what_was_taken_back_is_not_lost_where_the_run_is_changed_after_it() -> None:
    workbench = begun(Step("epoch"), LOWER_RATE, Step("epoch"))
    slip = everything(workbench)
    workbench.take_back()
    workbench.carry_out(Configure(with_zero_grad_switched))
    workbench.take_back()
    workbench.take_back()
    assert everything(workbench) == slip


def test_what_is_kept_to_be_taken_back_is_bounded_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(moments, "MOST_MOMENTS", 3)
    slips: list[RunCommand] = [Restart(with_new_seed), Step("batch")]
    workbench = begun(*slips * 6)
    for _ in range(3):
        workbench.take_back()
    with pytest.raises(ConfigurationError, match="the last 3 things are kept"):
        workbench.take_back()


def test_where_memory_is_short_the_oldest_have_few_checkpoints_then_go_and_the_last_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small = replace(CONFIGURATION, engine="scalar", samples=8, batch_size=1, hidden=(2,))
    run: list[RunCommand] = [*[Step("epoch")] * 10, NEW_SEED]
    runs = run * 3
    all_of_them = begun(*runs, configuration=small)._moments._bytes
    checkpoints = []
    for share in (1.0, 0.65, 0.52, 0.0):
        monkeypatch.setattr(moments, "MOST_BYTES", share * all_of_them)
        kept = begun(*runs, configuration=small)._moments._behind
        checkpoints.append([len(list(moment.checkpoints)) for moment in kept])
    assert checkpoints == [[41, 41, 41], [15, 15, 41], [15, 41], [41]]


# -- files -------------------------------------------------------------------------------------


def done(session: Session, *commands: object) -> Snapshot:
    """A session that has done this, with all saved, and how it looked at the end."""
    seen: list[Snapshot] = []
    for command in commands:
        session.send(command)  # type: ignore[arg-type]
    session.request(View())
    session.quit()
    session.run(seen.append, lambda sentence: None)
    return seen[-1]


def saved_epochs(directory: Path) -> list[tuple[int, int]]:
    """Of each saved run its seed and epoch, newest first."""
    runs = [load(str(run.path)).run for run in recent_runs(directory)]
    return [(run.changes[run.applied - 1].configuration.seed, run.state.epoch) for run in runs]


def new_session(directory: Path) -> Session:
    return Session(Recording.begin(CONFIGURATION), store=RunStore(directory))


@pytest.mark.parametrize("key", BEGINNING_ANEW)
def test_the_run_before_one_that_was_begun_anew_stays_in_the_list_as_it_was_last(
    tmp_path: Path, key: str
) -> None:
    command = BEGINNING_ANEW[key]
    done(new_session(tmp_path), Step("epoch"), Step("epoch"), command, Step("batch"))
    new, old = (load(str(run.path)).run for run in recent_runs(tmp_path))
    assert (new.state.epoch, new.state.batch) in ((0, 1), (1, 0))
    assert old.state.epoch == 2
    assert old.changes[0].configuration == CONFIGURATION


def test_what_plays_on_while_it_begins_anew_is_saved_up_to_there(tmp_path: Path) -> None:
    session = new_session(tmp_path)
    workbench = session._workbench
    workbench.begin_saving(lambda sentence: None)
    while workbench.experiment.training.epoch < 3:
        workbench.experiment.run_batch()
    workbench.carry_out(NEW_SEED)
    workbench.end_saving()
    assert saved_epochs(tmp_path) == [(CONFIGURATION.seed, 3)]


def test_what_is_begun_anew_untouched_leaves_no_file(tmp_path: Path) -> None:
    done(new_session(tmp_path), *[Restart(unchanged)] * 3, NEW_SEED, NEW_SEED)
    assert recent_runs(tmp_path) == []


def test_after_taking_back_the_run_is_saved_in_the_file_that_it_had(tmp_path: Path) -> None:
    seed = CONFIGURATION.seed
    steps = (Step("epoch"), Step("epoch"), NEW_SEED, Step("epoch"))
    snapshot = done(new_session(tmp_path), *steps, Play(), TakeBack(), Step("epoch"))
    assert saved_epochs(tmp_path) == [(seed, 3), (seed + 1, snapshot.epoch - 2)]
    assert not snapshot.progress.playing


def test_a_run_that_is_opened_and_only_looked_at_leaves_no_copy_of_itself(tmp_path: Path) -> None:
    recording = Recording.begin(replace(CONFIGURATION, seed=5))
    for _ in range(4):
        recording.run("epoch")
    other = SavedSession(recording.saved())
    session = new_session(tmp_path)
    snapshot = done(session, Step("epoch"), Open(other), StepBack("epoch"), Step("epoch"))
    assert (snapshot.epoch, snapshot.configuration.seed) == (4, 5)
    assert not snapshot.progress.playing
    assert saved_epochs(tmp_path) == [(CONFIGURATION.seed, 1)]
    assert not session.is_saved


def test_a_run_that_is_opened_and_gone_on_with_has_a_file_of_its_own(tmp_path: Path) -> None:
    recording = Recording.begin(replace(CONFIGURATION, seed=5))
    recording.run("epoch")
    other = SavedSession(recording.saved())
    session = new_session(tmp_path)
    steps = (Step("epoch"), Open(other), Step("epoch"))
    snapshot = done(session, *steps, TakeBack(), TakeBack(), Step("epoch"))
    assert snapshot.epoch == 2
    assert saved_epochs(tmp_path) == [(CONFIGURATION.seed, 2), (5, 2)]
    assert session.is_saved
