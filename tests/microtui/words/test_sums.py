"""Numbers that a reader adds up by eye: they do add up, and belong to one update."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from application import Application, running
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.replay.recording import Recording
from engine.replay.saved_run import SavedRun
from engine.run.configuration import Configuration
from microtui.session.observation import observe
from microtui.session.snapshot import Progress, Snapshot
from microtui.session.view import View
from microtui.widgets.panes.parameter_table import columns_for
from microtui.words.number_text import signed
from microtui.words.update.parameter_sums import sums_of
from microtui.words.update.phase_numbers import is_struck_out, phase_number
from microtui.words.update.shown_update import rate_of

SMALL = Configuration(samples=24, hidden=(3,), batch_size=5, loss="mse", learning_rate=0.05)
PHASES = ("forward", "zero_grad", "backward", "update")


def seen(recording: Recording) -> Snapshot:
    progress = Progress(False, False, None, 0.0, recording.last_epoch)
    return observe(recording, None, View(), progress)


def switched(recording: Recording, **settings: Any) -> None:
    recording.configure(replace(recording.training.configuration, **settings))


def phases(recording: Recording, count: int) -> Snapshot:
    for _ in range(count):
        recording.run("phase")
    return seen(recording)


def numbers(snapshot: Snapshot) -> list[str]:
    return [phase_number(snapshot, phase) for phase in range(4)]


# -- the table of parameters -----------------------------------------------------------------------


def last_digit(text: str) -> float:
    """What one more in the last digit of a number on the screen is worth."""
    mantissa, _, exponent = text.strip().partition("e")
    return float(10.0 ** (int(exponent or 0) - len(mantissa.partition(".")[2])))


@settings(deadline=None)
@given(
    st.integers(0, 60),
    st.sampled_from(["matrix", "scalar"]),
    st.sampled_from([0.001, 0.5, 30.0, 1e6]),
    st.lists(st.integers(1, 30), max_size=4),
)
def test_carried_and_added_make_the_gradient_to_the_digits_shown(
    updates: int, engine: str, rate: float, switches: list[int]
) -> None:
    recording = Recording.begin(
        replace(SMALL, engine=engine, learning_rate=rate, zero_grad=False, loss="sse")
    )
    for count in switches:
        phases(recording, count)
        switched(recording, zero_grad=not recording.training.configuration.zero_grad)
    phases(recording, updates // 4 + (3 - recording.training.phase) % 4)
    while recording.training.phase not in (0, 3):
        recording.run("phase")
    snapshot = seen(recording)
    for index in range(snapshot.parameters.size):
        sums = sums_of(snapshot, index)
        if snapshot.updates == 0 and snapshot.phase == 0:
            assert sums.carried is None
            continue
        texts = [sums.text(column) for column in ("carried", "added", "grad")]
        carried, added, grad = map(float, texts)
        if math.isfinite(carried) and math.isfinite(added) and math.isfinite(grad):
            assert abs(carried + added - grad) <= 1.51 * max(map(last_digit, texts))


@pytest.mark.parametrize("engine", ["matrix", "scalar"])
def test_carried_is_what_was_really_held_however_much_more_backward_adds(engine: str) -> None:
    """From 1e20 + 0.5 it could not be had back."""
    linear = replace(SMALL, dataset="plane", hidden=(), activation="linear")
    recording = Recording.begin(replace(linear, engine=engine, zero_grad=False))
    model = recording.training.model
    model.gradients = np.full(model.gradients.size, 0.5)
    model.parameters = np.full(model.parameters.size, 1e20)
    snapshot = phases(recording, 3)
    assert abs(snapshot.added[0]) > 1e18
    assert sums_of(snapshot, 0).text("carried") == "+0.5000"


def test_in_each_phase_the_table_shows_what_is_true_then() -> None:
    recording = Recording.begin(SMALL)
    sums = sums_of(seen(recording), 0)
    assert (sums.old, sums.carried, sums.added, sums.grad) == (None, None, None, 0.0)
    first = sums_of(phases(recording, 4), 0)
    assert first.carried == 0.0
    assert first.old is not None
    assert first.value == pytest.approx(first.old - 0.05 * first.grad)

    under_way = sums_of(phases(recording, 1), 0)
    assert (under_way.old, under_way.carried, under_way.added) == (None, None, None)
    assert (under_way.value, under_way.grad) == (first.value, first.grad)
    cleared = sums_of(phases(recording, 1), 0)
    assert (cleared.carried, cleared.added, cleared.grad) == (0.0, None, 0.0)
    added = sums_of(phases(recording, 1), 0)
    assert (added.old, added.carried, added.grad) == (None, 0.0, added.added)
    finished = sums_of(phases(recording, 1), 0)
    assert finished.old == first.value


def test_without_zero_grad_the_last_gradient_is_carried_and_marked() -> None:
    recording = Recording.begin(replace(SMALL, zero_grad=False))
    held = sums_of(phases(recording, 4), 0).grad
    assert not sums_of(seen(recording), 0).is_piled_up
    assert not sums_of(phases(recording, 1), 0).is_piled_up, "zero_grad could still be on"
    waiting = sums_of(phases(recording, 1), 0)
    assert (waiting.carried, waiting.is_piled_up) == (held, True)
    sums = sums_of(phases(recording, 1), 0)
    assert (sums.carried, sums.is_piled_up) == (held, True)
    assert sums_of(phases(recording, 1), 0).carried == held


def test_the_old_value_is_not_claimed_where_a_hand_has_set_the_new_one() -> None:
    recording = Recording.begin(SMALL)
    recording.run("batch")
    recording.set_parameter(2, 0.75)
    assert sums_of(seen(recording), 2).old is None
    assert sums_of(seen(recording), 2).text("old").strip() == "–"
    assert sums_of(seen(recording), 1).old is not None
    recording.run("batch")
    assert sums_of(seen(recording), 2).old == 0.75


def test_a_run_saved_by_an_older_version_shows_no_old_values_until_its_next_update() -> None:
    recording = Recording.begin(replace(SMALL, zero_grad=False))
    phases(recording, 8)
    expected = sums_of(seen(recording), 0)
    saved: SavedRun = recording.saved()
    older = replace(saved, state=saved.state.to_go_on_from())
    revived = Recording.from_saved(older)
    sums = sums_of(seen(revived), 0)
    assert sums.old is None
    assert sums.carried == pytest.approx(expected.carried)
    recording.run("batch")
    revived.run("batch")
    assert sums_of(seen(revived), 0) == sums_of(seen(recording), 0)


@pytest.mark.parametrize(
    ("width", "heading"),
    [
        (78, "name old → value carried + added = grad"),
        (58, "name old → value carried + added = grad"),
        (50, "name old → value carried + added = grad"),
        (42, "name value carried + added = grad"),
        (36, "name value added grad"),
        (26, "name value grad"),
        (20, "name value"),
    ],
)
def test_narrow_tables_lose_columns_but_never_change_their_meaning(
    width: int, heading: str
) -> None:
    columns = columns_for(width, len("1.15.w[15]"))
    assert columns.heading.split() == heading.split()
    assert len(columns.heading) <= width
    assert columns.marked == ("carried" if "carried" in heading else "grad")


@pytest.mark.parametrize("size", [(36, 16), (60, 16), (80, 24), (120, 40), (200, 60)])
async def test_the_table_adds_up_on_the_screen(size: tuple[int, int]) -> None:
    async with running(size=size, zero_grad=False) as app:
        snapshot = await app.press("b", "b", "n", "n", "n", "3")
        sums = sums_of(snapshot, 1)
        row = sums.text("value") + " "
        if size[0] >= 60:
            for column in ("carried", "added", "grad"):
                assert sums.text(column).strip() in app.pane("#parameters")
            assert "carried + added = grad" in app.pane("#parameters")
        assert row.strip() in app.text or size[0] < 60


# -- the numbers beside the code -------------------------------------------------------------------


def test_numbers_beside_the_code_are_those_of_the_update_under_way() -> None:
    recording = Recording.begin(SMALL)
    assert numbers(seen(recording)) == [""] * 4
    for run_phases in (4, 8):
        assert all(numbers(phases(recording, 4)))
        assert recording.time == run_phases
    recording.run("phase")
    forward, *others = numbers(seen(recording))
    assert forward.startswith("batch loss ")
    assert others == ["", "", ""]
    assert numbers(phases(recording, 1))[1:] == [".grad = 0", "", ""]
    _, zero_grad, backward, update = numbers(phases(recording, 1))
    assert (zero_grad, update) == (".grad = 0", "")
    assert backward.startswith("adds ‖")
    assert all(numbers(phases(recording, 1)))


@pytest.mark.parametrize("after", [2, 3])
def test_z_in_the_middle_strikes_out_no_zero_grad_that_did_run(after: int) -> None:
    recording = Recording.begin(SMALL)
    phases(recording, 4 + after)
    switched(recording, zero_grad=False)
    assert not is_struck_out(seen(recording))
    assert numbers(seen(recording))[1] == ".grad = 0"
    phases(recording, 4 - after)
    assert is_struck_out(seen(recording)), "the next will do nothing"
    assert numbers(phases(recording, 2))[1] == "# skipped"
    assert is_struck_out(seen(recording))


@pytest.mark.parametrize("updates", [0, 1])
@pytest.mark.parametrize("after", [2, 3])
def test_z_in_the_middle_claims_no_zero_grad_that_did_nothing(after: int, updates: int) -> None:
    recording = Recording.begin(replace(SMALL, zero_grad=False))
    phases(recording, 4 * updates + after)
    switched(recording, zero_grad=True)
    assert is_struck_out(seen(recording))
    assert numbers(seen(recording))[1] == "# skipped"
    phases(recording, 4 - after)
    assert not is_struck_out(seen(recording)), "the next will do something"
    assert numbers(seen(recording))[1] == "# skipped", "this one did not"


def test_the_rate_beside_the_update_is_the_one_that_it_was_made_with() -> None:
    recording = Recording.begin(SMALL)
    phases(recording, 4)
    before = numbers(seen(recording))[3]
    assert before.startswith("0.05 × ‖")
    switched(recording, learning_rate=0.5)
    assert numbers(seen(recording))[3] == before
    switched(recording, optimizer="adam")
    assert numbers(seen(recording))[3] == before
    phases(recording, 4)
    assert numbers(seen(recording))[3] == "lr 0.5"


@settings(deadline=None)
@given(
    st.lists(
        st.integers(1, 30)
        | st.sampled_from([{"learning_rate": 0.1}, {"batch_size": 4}, {"batch_size": None}]),
        max_size=8,
    )
)
def test_under_a_schedule_too_and_however_the_batches_were_changed(
    script: list[dict[str, Any] | int],
) -> None:
    recording = Recording.begin(replace(SMALL, schedule="linear", schedule_epochs=20))
    rate = 0.0
    for step in script:
        if isinstance(step, dict):
            phases(recording, (4 - recording.training.phase) % 4)
            switched(recording, **step)
            continue
        for _ in range(step):
            rate = recording.training.optimizer.learning_rate
            recording.run("batch")
        assert rate_of(seen(recording)) == rate


def beside(app: Application, code: str) -> str:
    """What stands in the update panel to the right of a line of code."""
    line = next(line for line in app.text.split("\n") if code in line)
    return line.split(code)[1].split("│")[0].strip()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 50), (200, 60)])
async def test_the_numbers_fit_beside_the_code(size: tuple[int, int]) -> None:
    async with running(size=size, learning_rate=0.2) as app:
        await app.press("4", "b")
        assert "batch loss 0." in app.text
        assert beside(app, "if self.configuration.zero_grad:") == ".grad = 0"
        assert beside(app, "self.loss.backward()").startswith("adds ‖")
        assert beside(app, "self.optimizer.step()").startswith("0.2 × ‖")
        assert "numbers of the update just finished" in app.text
        await app.press("n")
        assert "numbers of the update under way" in app.text
        assert beside(app, "self.loss.backward()") == ""


def test_a_signed_number_shows_what_it_says() -> None:
    assert [signed(number) for number in (0.0, -0.25, 1e20)] == ["+0.0000", "-0.2500", "+1.0e20"]
