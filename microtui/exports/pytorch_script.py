"""A run as a PyTorch script: the same network, parameters and data, and the same training from
here on, written as one would write it by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from engine.arrays import Array
from engine.data.table import Table
from engine.errors import ConfigurationError
from engine.formulas.activations import LINEAR
from engine.formulas.losses import LOSSES
from engine.formulas.optimizers import OPTIMIZERS
from engine.network.flat import by_layer
from engine.replay.recording import Recording
from engine.replay.saved_run import Planned
from engine.run.configuration import Configuration
from engine.run.state import State
from engine.training import PHASES, Training
from microtui import __version__
from microtui.settings.plan_text import written

SCRIPT = '''\
"""{title}

microtui {version} wrote this {position}. It goes on with the same training:
python FILE [EPOCHS]. It needs torch and numpy.{left_out}
"""

import sys
from math import inf, nan

import numpy as np
import torch
from torch import nn

torch.set_default_dtype(torch.float64)

# {data_note}
x_train = torch.tensor({x_train})
y_train = torch.tensor({y_train})
x_test = torch.tensor({x_test})
y_test = torch.tensor({y_test})

model = nn.Sequential(
{modules}
)
weights_and_biases = [
{parameters}
]
gradients = [
{gradients}
]
for parameter, data, gradient in zip(model.parameters(), weights_and_biases, gradients):
    parameter.data = torch.tensor(data)
    parameter.grad = torch.tensor(gradient)


def criterion(scores, targets):
    loss = {loss}
{penalties}    return loss


optimizer = {optimizer}
{optimizer_state}

def batches(epoch):
    """The training set in the order of this epoch, cut into batches."""
    order = {order}
    return torch.tensor(order).split({batch_size})


def evaluate():
    """The losses on the training set and on the test set, penalties left out."""
    with torch.no_grad():
        train = loss_of(x_train, y_train)
        test = loss_of(x_test, y_test) if len(x_test) else nan
    return train, test


def loss_of(x, targets):
    scores = model(x)[:, 0]
    return ({loss}).item()


def main():
    epochs = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    done = {batch}  # updates of epoch {epoch} that are behind us
{unfinished_update}    for epoch in range({epoch}, {epoch} + epochs):
        for batch in batches(epoch)[done:]:
            x, y = x_train[batch], y_train[batch]
            loss = criterion(model(x)[:, 0], y)
            {zero_grad}
            loss.backward()
            optimizer.step()
        done = 0
        train, test = evaluate()
        print(f"epoch {{epoch + 1}}  loss {{train!r}}  test {{test!r}}")


if __name__ == "__main__":
    main()
'''

UNFINISHED_UPDATE = """\
    optimizer.step()  # the update under way had come as far as that
    done += 1
"""


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
    count = training.data.train_count
    inputs, targets = training.data.inputs, training.data.targets
    return SCRIPT.format(
        title=title(configuration),
        version=__version__,
        position=position(state),
        left_out=left_out(recording.plan_ahead),
        data_note=data_note(configuration),
        x_train=matrix(inputs[:count]),
        y_train=targets[:count].tolist(),
        x_test=matrix(inputs[count:]),
        y_test=targets[count:].tolist(),
        modules="\n".join(f"    {module}," for module in modules(configuration)),
        parameters="\n".join(tensors(state.parameters, configuration.sizes)),
        gradients="\n".join(tensors(state.gradients, configuration.sizes)),
        loss=LOSSES[configuration.loss].pytorch,
        penalties="".join(penalties(configuration)),
        optimizer=optimizer(configuration),
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
    return (
        f"{name}, {sizes} {configuration.activation}, {configuration.loss}, "
        f"{configuration.optimizer} with learning rate {configuration.learning_rate:g}."
    )


def left_out(plan: Sequence[Planned]) -> str:
    """A line that says what the run is to change later on; nothing where there is nothing."""
    texts = "; ".join(written(planned) for planned in plan)
    return f"\nWhat was planned for later on is not in it: {texts}." if plan else ""


def position(state: State) -> str:
    return f"in epoch {state.epoch}, after {state.updates} updates"


def data_note(configuration: Configuration) -> str:
    columns = f"Columns: {', '.join(map(harmless, configuration.input_names))}."
    table = configuration.table
    return f"{columns} {scaling_note(table)}" if table is not None else columns


def scaling_note(table: Table) -> str:
    note = (
        f"Each is (raw - offset) / scale with the offsets\n# {table.offsets.tolist()} and the "
        f"scales\n# {table.scales.tolist()}."
    )
    if table.labels:
        minus, plus = map(harmless, table.labels)
        return f"{note}\n# Target -1 is {minus}, 1 is {plus}."
    return f"{note}\n# A target is (raw - {table.target_offset!r}) / {table.target_scale!r}."


def harmless(name: str) -> str:
    """A name from the reader's file as it may stand in a comment or in a docstring."""
    return "".join(
        letter if letter.isprintable() and letter not in '"\\' else "?" for letter in name
    )


def matrix(rows: Array) -> str:
    """A row a line."""
    if len(rows) == 0:
        return "[]"
    return "[\n" + "".join(f"    {row},\n" for row in rows.tolist()) + "]"


def modules(configuration: Configuration) -> Iterator[str]:
    for (inputs, outputs), activation in zip(
        pairwise(configuration.sizes), configuration.activations, strict=True
    ):
        yield f"nn.Linear({inputs}, {outputs})"
        if activation is not LINEAR:
            yield activation.pytorch


def tensors(flat: Array, sizes: Sequence[int]) -> Iterator[str]:
    """The weights and then the biases of each layer, in the order of PyTorch's parameters."""
    for layer in by_layer(flat, sizes):
        yield f"    {layer[:, :-1].tolist()},"
        yield f"    {layer[:, -1].tolist()},"


def penalties(configuration: Configuration) -> Iterator[str]:
    l1, l2 = configuration.l1, configuration.l2
    if l1:
        yield f"    loss = loss + {l1!r} * sum(p.abs().sum() for p in model.parameters())\n"
    if l2:
        yield f"    loss = loss + {l2!r} * sum((p**2).sum() for p in model.parameters())\n"


def optimizer(configuration: Configuration) -> str:
    """What makes PyTorch's optimiser, mistakes included."""
    arguments = [str(each.pytorch) for each in configuration.mistakes_made if each.pytorch]
    return OPTIMIZERS[configuration.optimizer].pytorch.format(
        parameters="model.parameters()",
        rate=", ".join([repr(configuration.learning_rate), *arguments]),
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
