"""A run as a PyTorch script: the same network, parameters and data, and the same training from
here on, written as one would write it by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import indent

from engine.arrays import Array
from engine.errors import ConfigurationError
from engine.formulas.losses import LOSSES
from engine.formulas.optimizers import OPTIMIZERS
from engine.formulas.schedules import SCHEDULES
from engine.network.flat import by_layer
from engine.network.pytorch import text
from engine.replay.recording import Recording
from engine.replay.saved_run import Planned
from engine.run.configuration import Configuration
from engine.run.state import State
from engine.training import PHASES, Training
from microtui import __version__
from microtui.exports.pytorch_data import (
    data_note,
    harmless,
    predict,
    scaling,
    tensor,
    test_data,
    train_data,
)
from microtui.exports.pytorch_template import (
    REPORT,
    REPORT_WITH_TEST,
    SCHEDULE,
    SCRIPT,
    SET_RATE,
    UNFINISHED_UPDATE,
)
from microtui.settings.plan_text import written


def pytorch_script(recording: Recording) -> str:
    """Raises `ConfigurationError` for a mistake that PyTorch does not let one make."""
    training = recording.training
    configuration, state = training.configuration, training.state()
    for mistake in configuration.mistakes_made:
        if mistake.pytorch is None:
            raise ConfigurationError(
                f"PyTorch does not let one write {mistake.label}: mend the mistake {mistake.name} "
                "before exporting to it"
            )
    loss = LOSSES[configuration.loss]
    return SCRIPT.format(
        title=title(configuration),
        version=__version__,
        position=position(state),
        left_out=left_out(recording.plan_ahead),
        data_note=data_note(configuration),
        scaling=scaling(configuration.table),
        **train_data(training),
        test_data=test_data(training),
        scores="model(x).squeeze(1)" if configuration.outputs == 1 else "model(x)",
        predict=predict(configuration),
        report=REPORT_WITH_TEST if configuration.has_test_set else REPORT,
        modules="\n".join(
            f"    {module},"
            for module in text.modules(configuration.sizes, configuration.activations)
        ),
        parameters="\n".join(tensors(state.parameters, configuration.sizes)),
        gradients="\n".join(tensors(state.gradients, configuration.sizes)),
        loss=loss.pytorch,
        criterion=text.criterion(loss, configuration.l1, configuration.l2),
        optimizer=optimizer(training),
        schedule=schedule(configuration),
        set_rate="" if configuration.schedule == "constant" else SET_RATE,
        optimizer_state="\n".join(optimizer_state(training)),
        order=order(configuration),
        batch_size=configuration.samples_per_update,
        batch=state.batch,
        epoch=state.epoch,
        unfinished_update=UNFINISHED_UPDATE if PHASES[state.phase] == "update" else "",
        zero_grad=zero_grad(configuration),
    )


def title(configuration: Configuration) -> str:
    name, sizes = harmless(configuration.data.name), "-".join(map(str, configuration.sizes))
    rate = f"{configuration.learning_rate:g}"
    if configuration.schedule != "constant":
        rate += (
            f", {configuration.schedule} to {configuration.last_rate:g} "
            f"in {configuration.schedule_epochs} epochs"
        )
    return (
        f"{name}, {sizes} {configuration.activation}, {configuration.loss}, "
        f"{configuration.optimizer} with learning rate {rate}."
    )


def left_out(plan: Sequence[Planned]) -> str:
    """A line that says what the run is to change later on; nothing where there is nothing."""
    texts = "; ".join(written(planned) for planned in plan)
    return f"\nWhat was planned for later on is not in it: {texts}." if plan else ""


def position(state: State) -> str:
    return f"in epoch {state.epoch}, after {state.updates} updates"


def tensors(flat: Array, sizes: Sequence[int]) -> Iterator[str]:
    """The weights and then the biases of each layer, in the order of PyTorch's parameters."""
    for layer in by_layer(flat, sizes):
        yield indent(f"{tensor(layer[:, :-1])},", "    ")
        yield indent(f"{tensor(layer[:, -1])},", "    ")


def optimizer(training: Training) -> str:
    """What makes PyTorch's optimiser, mistakes included."""
    configuration = training.configuration
    arguments = [str(each.pytorch) for each in configuration.mistakes_made if each.pytorch]
    rule, rate = OPTIMIZERS[configuration.optimizer], training.optimizer.learning_rate
    return text.optimizer(rule, rate, arguments)


def schedule(configuration: Configuration) -> str:
    """How the rate changes, where it does; a function, since PyTorch's own schedulers count for
    themselves, and not from the epoch that a script goes on from."""
    if configuration.schedule == "constant":
        return ""
    first, epochs = configuration.learning_rate, configuration.schedule_epochs
    last = configuration.last_rate
    return SCHEDULE.format(
        name=configuration.schedule,
        epochs=epochs,
        rate=SCHEDULES[configuration.schedule].pytorch.format(
            first=repr(first), last=repr(last), epochs=epochs
        ),
        last=last,
    )


def optimizer_state(training: Training) -> Iterator[str]:
    """What the optimiser remembers, put where PyTorch's own looks for it."""
    configuration, optimizer = training.configuration, training.optimizer
    if len(optimizer.slots) == 0 or optimizer.steps == 0:
        return
    # One that maximises turns the gradients round first, and so their running sums.
    sign = -1.0 if optimizer.ascends else 1.0
    slots = [sign * optimizer.slots[0], *optimizer.slots[1:]]
    for name, slot in zip(optimizer.rule.slots, slots, strict=True):
        yield f"{name} = ["
        yield from tensors(slot, configuration.sizes)
        yield "]"
        yield f"for parameter, memory in zip(model.parameters(), {name}):"
        yield f'    optimizer.state[parameter]["{name}"] = torch.tensor(memory)'
    if optimizer.rule.counts_steps:
        yield "for parameter in model.parameters():"
        yield f'    optimizer.state[parameter]["step"] = torch.tensor({float(optimizer.steps)!r})'
    yield ""


def order(configuration: Configuration) -> str:
    """As `engine.randomness` keys the shuffle of an epoch: by the seed and the epoch alone."""
    if configuration.batches == 1:
        return "np.arange(len(x_train))"
    return (
        f'np.random.default_rng([{configuration.seed}, 5, int.from_bytes(b"epoch", "little"), '
        "0, epoch]).permutation(len(x_train))"
    )


def zero_grad(configuration: Configuration) -> str:
    if configuration.zero_grad:
        return "optimizer.zero_grad()"
    return "# optimizer.zero_grad() is forgotten: backward adds to the gradients before it"
