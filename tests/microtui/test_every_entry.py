"""Whatever there is to choose from can be exported, has its gradient checked, and is drawn."""

from __future__ import annotations

import ast
import json
from functools import partial

import numpy as np
import pytest
from application import running
from entries import ENTRIES, REGISTRIES, SMALL, run_with

from engine.check.finite_differences import slope_at
from engine.check.gradient_check import check_gradients
from engine.errors import ConfigurationError
from engine.formulas.activations import ACTIVATIONS, LINEAR
from engine.formulas.elementary import ARRAYS, FLOATS
from engine.formulas.losses import LOSSES, Loss
from engine.formulas.optimizers import OPTIMIZERS
from engine.mistakes import MISTAKES
from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from engine.value import Value
from microtui.exports.formats import FORMATS
from microtui.session.commands import Configure

OF_ONE_SCORE = [name for name, loss in LOSSES.items() if not loss.is_over_classes]


def after_some_batches(configuration: Configuration) -> Recording:
    recording = Recording.begin(configuration)
    for _ in range(3):
        recording.run("batch")
    return recording


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("field", "name"), ENTRIES)
def test_it_is_exported_in_every_format(field: str, name: str, form: str) -> None:
    recording = after_some_batches(run_with(field, name))
    mistakes = recording.training.configuration.mistakes_made
    if form == "pytorch" and any(mistake.pytorch is None for mistake in mistakes):
        with pytest.raises(ConfigurationError, match=f"mend the mistake {name} before"):
            FORMATS[form].text(recording)
        return
    text = FORMATS[form].text(recording)
    if form == "pytorch":
        ast.parse(text)
    if form == "json":
        assert name in json.loads(text)["config"][field]


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_exported_script_applies_the_activation_to_every_hidden_layer(name: str) -> None:
    """An activation that the exporter does not know must not become a linear network."""
    script = FORMATS["pytorch"].text(Recording.begin(run_with("activation", name)))
    activation = ACTIVATIONS[name]
    assert script.count(f"    {activation.pytorch},\n") == (0 if activation is LINEAR else 2)
    others = {each.pytorch for each in ACTIVATIONS.values()} - {activation.pytorch}
    assert not any(f"    {other},\n" in script for other in others)


@pytest.mark.parametrize("name", LOSSES)
def test_an_exported_script_computes_the_loss(name: str) -> None:
    script = FORMATS["pytorch"].text(Recording.begin(run_with("loss", name)))
    assert f"    loss = {LOSSES[name].pytorch}\n" in script


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_an_exported_script_brings_all_that_the_optimizer_remembers(name: str) -> None:
    recording = after_some_batches(run_with("optimizer", name))
    script, rule = FORMATS["pytorch"].text(recording), OPTIMIZERS[name]
    assert rule.pytorch.split("(")[0] in script
    for slot in rule.slots:
        assert f'optimizer.state[parameter]["{slot}"]' in script
    assert ('["step"] = torch.tensor(3.0)' in script) == rule.counts_steps


@pytest.mark.parametrize(("field", "name"), ENTRIES)
def test_its_gradient_is_what_differences_say_in_both_forms(field: str, name: str) -> None:
    configuration = run_with(field, name)
    check = check_gradients(after_some_batches(configuration))
    # A backward that goes through the graph wrongly is found out; all else is right.
    is_right = all(mistake.walk is None for mistake in configuration.mistakes_made)
    assert (check.agrees, check.forms_agree) == (is_right, is_right)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_an_activation_is_what_its_entry_says(name: str) -> None:
    """Derivative, range, steepest slope and flat ends, by differences alone."""
    activation = ACTIVATIONS[name]
    xs = np.linspace(-8.0, 8.0, 801) + 0.00625
    ys = activation.function(ARRAYS, xs, np.empty_like(xs)).copy()
    slopes = np.array(
        [slope_at(partial(activation.function, FLOATS), x).central for x in xs.tolist()]
    )
    np.testing.assert_allclose(activation.derivative(ARRAYS, ys), slopes, rtol=1e-6, atol=1e-9)
    assert slopes.max() == pytest.approx(activation.steepest, rel=1e-4)
    if activation.span is None:
        assert np.abs(ys).max() > 7.0
    else:
        assert (ys.min(), ys.max()) == pytest.approx(activation.span, abs=1e-3)
    is_flat = activation.is_flat(ARRAYS, ys)
    np.testing.assert_array_equal(is_flat, slopes < 0.0591 * activation.steepest)
    # Who is called stuck can be, and who can be for good is called so.
    assert activation.stuck is None or is_flat.any()
    assert activation.stuck == "dead" or (slopes != 0.0).all()


@pytest.mark.parametrize("name", OF_ONE_SCORE)
def test_a_loss_is_the_same_for_floats_arrays_and_values(name: str) -> None:
    loss = LOSSES[name]
    for target in (-1.0, 1.0):
        for score in (-3.0, -1.5, -0.3, 0.0, 0.2, 0.9, 4.0):
            value = Value(score)
            result = loss.function(Value, value, target)
            result.backward()
            of_arrays = loss.function(ARRAYS, np.array([score]), np.array([target]))
            derivative = loss.derivative(ARRAYS, of_arrays, np.array([score]), np.array([target]))
            assert result.data == pytest.approx(float(of_arrays[0]), rel=1e-14)
            assert result.data == pytest.approx(loss.function(FLOATS, score, target), rel=1e-14)
            assert value.grad == pytest.approx(float(derivative[0]), rel=1e-14)
            slope = slope_at(partial(loss_at, loss, target), score)
            assert value.grad == pytest.approx(slope.central, rel=1e-6, abs=1e-9)


def loss_at(loss: Loss, target: float, score: float) -> float:
    return float(loss.function(FLOATS, score, target))


def taking(configuration: Configuration) -> Configure:
    """The command that goes over to this configuration, whatever it was."""
    return Configure(lambda _: configuration)


@pytest.mark.thorough
@pytest.mark.parametrize("field", REGISTRIES)
async def test_it_is_drawn_in_every_pane(field: str) -> None:
    """Six of them at a time, and the seventh in place of the one chosen longest ago."""
    async with running(size=(170, 50), **vars(SMALL)) as app:
        for name in REGISTRIES[field]:
            configuration = run_with(field, name)
            app.main.carry_out(taking(configuration))
            await app.press("s", "n", "n", "7")
            assert app.snapshot.configuration == configuration
            if field == "activation":
                await app.press("5", "enter")
                await app.press("escape")
            for word in words_for(field, name):
                assert word in app.text, (field, name, word)


def words_for(field: str, name: str) -> list[str]:
    """What the screen says of an entry."""
    if field == "mistakes":
        return [MISTAKES[name].label]
    if field == "features":
        return [f" {name} "]
    if field == "initialization":
        return [] if name == "glorot" else [f"{name} start"]
    if (field, name) == ("schedule", "constant"):
        return ["lr 0.02 "]
    if field == "activation":
        stuck = ACTIVATIONS[name].stuck
        return [name] if stuck is None else [name, f"of 7 {name} units {stuck}"]
    return [name]
