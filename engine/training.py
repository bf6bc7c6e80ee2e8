"""One update as four phases; an epoch as updates; a run as epochs.

The four methods named in `PHASES` are the whole of the lecture's training loop. The rest of
`Training` keeps track of where in the run we are, and goes on from there.
"""

from __future__ import annotations

import math

import numpy as np

from engine.arrays import Array, Indices, quiet
from engine.formulas.losses import LOSSES
from engine.formulas.optimizers import OPTIMIZERS
from engine.formulas.regularizers import penalty
from engine.network.model import DifferentiableLoss
from engine.randomness import generator
from engine.run.beginning import first_model
from engine.run.configuration import Configuration
from engine.run.evaluation import Evaluation, evaluate, losses_of
from engine.run.goal import Goal
from engine.run.history import History
from engine.run.progress import Divergence, Unit, rest_of_epoch
from engine.run.samples import load
from engine.run.state import State

PHASES = ("forward", "zero_grad", "backward", "update")


class Training:
    """A run of one configuration, held between two phases.

    `epoch` and `batch` count what is finished, the latter within the epoch under way; `phase` is
    the index of the phase that comes next.
    """

    loss: DifferentiableLoss
    order: Indices
    """The numbers of the samples, as the epoch under way goes through them."""

    @quiet()
    def __init__(self, configuration: Configuration) -> None:
        self.configuration = configuration
        self.data = load(configuration)
        self.epoch = 0
        self.batch = 0
        self.phase = 0
        self.updates = 0
        self.backwards_summed = 0
        """How many backwards the held gradient is the sum of."""
        self.batch_loss: float | None = None
        """What the last forward computed, penalties included."""
        self.divergence: Divergence | None = None
        self.train_history = History()
        self.test_history = History()
        self.model = first_model(configuration)
        count = self.data.train_count
        self.model.set_data(self.data.inputs[:count], self.data.targets[:count])
        self.criterion = self.model.criterion(
            configuration.loss, configuration.l1, configuration.l2
        )
        self.optimizer = self.model.optimizer(
            OPTIMIZERS[configuration.optimizer],
            configuration.rate_at(0),
            ascends=any(each.ascends for each in configuration.mistakes_made),
        )
        self._loss_function = LOSSES[configuration.loss]
        self._zeros = np.zeros(configuration.parameter_count)
        self._start_epoch()
        self._record_losses()

    # -- the four phases of an update ------------------------------------------------------------

    def forward(self) -> None:
        x, y = self.batches[self.batch]
        self.loss = self.criterion(self.model(x), y)

    def zero_grad(self) -> None:
        if self.configuration.zero_grad:
            self.model.zero_grad()

    def backward(self) -> None:
        self.loss.backward()

    def update(self) -> None:
        self.optimizer.step()

    # -- going on --------------------------------------------------------------------------------

    @quiet()
    def run_phase(self) -> None:
        """Run the phase that comes next; note it when a number is no longer finite."""
        self._phases[self.phase](self)

    @quiet()
    def run_batch(self) -> None:
        """Go on to the end of the update under way, or to the phase at which it diverges."""
        self._run_batch()

    @quiet()
    def run_epoch(self) -> None:
        """Go on to the end of the epoch under way, or to the phase at which it diverges."""
        for _ in rest_of_epoch(self, self._run_batch):
            pass

    def _run_batch(self) -> None:
        for run_phase in self._phases[self.phase :]:
            run_phase(self)
            if self.divergence is not None:
                return

    def _run_forward(self) -> None:
        self.phase = 1
        self.forward()
        loss = self.batch_loss = self.loss.data
        if not math.isfinite(loss):
            self._note_divergence(f"the loss is {loss}")

    def _run_zero_grad(self) -> None:
        self.phase = 2
        self.zero_grad()
        if self.configuration.zero_grad:
            self.backwards_summed = 0

    def _run_backward(self) -> None:
        self.phase = 3
        self.backward()
        self.backwards_summed += 1

    def _run_update(self) -> None:
        self.phase = 0
        self.update()
        # 0 · p is NaN for an infinite p: one fast product tells whether all are finite.
        if not math.isfinite(self._zeros.dot(self.model.parameters)):
            self._note_divergence("a parameter is not finite")
        self._finish_update()

    _phases = (_run_forward, _run_zero_grad, _run_backward, _run_update)

    def run(self, unit: Unit) -> None:
        """Go on by one phase, to the end of the update under way, or to that of the epoch."""
        {"phase": self.run_phase, "batch": self.run_batch, "epoch": self.run_epoch}[unit]()

    # -- where we are ----------------------------------------------------------------------------

    def state(self) -> State:
        """Everything needed to go on from here, copied."""
        return State(
            epoch=self.epoch,
            batch=self.batch,
            phase=self.phase,
            updates=self.updates,
            backwards_summed=self.backwards_summed,
            batch_loss=self.batch_loss,
            parameters=self.model.parameters.copy(),
            gradients=self.model.gradients.copy(),
            added=self.model.added.copy(),
            slots=self.optimizer.slots.copy(),
            steps=self.optimizer.steps,
            carried=self.model.carried.copy(),
            before=self.optimizer.before.copy(),
        )

    @quiet()
    def restore(self, state: State) -> None:
        """Be where this run was when it gave that state; loss histories after it are dropped."""
        self.epoch = state.epoch
        self.batch = state.batch
        self.phase = state.phase
        self.updates = state.updates
        self.backwards_summed = state.backwards_summed
        self.model.parameters = state.parameters
        self.model.gradients = state.gradients
        self.model.added[:] = state.added
        self.model.carried[:] = (
            state.gradients - state.added if state.carried is None else state.carried
        )
        self.optimizer.before[:] = np.nan if state.before is None else state.before
        self.optimizer.slots = state.slots.copy()
        self.optimizer.steps = state.steps
        self.divergence = None
        self.train_history.truncate(state.epoch + 1)
        self.test_history.truncate(state.epoch + 1)
        self._start_epoch()
        if self.phase != 0:
            # The graph of the update under way is not part of a state: forward makes it again.
            self.forward()
        self.batch_loss = state.batch_loss

    @quiet()
    def evaluate(self, scores: Array | None = None) -> tuple[Evaluation, Evaluation | None]:
        """The network as it is now, on the training set and on the test set, if there is one.

        Its `scores` of all samples can be given where they are known.
        """
        return evaluate(
            self.model.predict(self.data.inputs) if scores is None else scores,
            self.data.targets,
            self.data.train_count,
            self._loss_function,
            is_classification=self.configuration.task == "classification",
        )

    @quiet()
    def objective(self) -> float:
        """What an update makes smaller: the loss over the training set with its penalties."""
        train, _ = self._losses()
        l1, l2 = self.configuration.l1, self.configuration.l2
        return train + penalty(self.model.parameters, l1, l2)

    def has_reached(self, goal: Goal) -> bool:
        """Whether the run stands at the end of an epoch and does as well as that there."""
        is_inside = self.batch > 0 or self.phase > 0
        return not is_inside and goal.is_reached(self.evaluate()[0])

    def _start_epoch(self) -> None:
        """Set the learning rate, and shuffle the training set, each by this epoch alone; a single
        batch needs no order."""
        self.optimizer.learning_rate = self.configuration.rate_at(self.epoch)
        count = self.data.train_count
        if self.configuration.batches == 1:
            order = np.arange(count)
        else:
            order = generator(self.configuration.seed, "epoch", self.epoch).permutation(count)
        self.order = order
        self.batches = self.model.batches(order, self.configuration.samples_per_update)

    def _finish_update(self) -> None:
        self.updates += 1
        self.batch += 1
        if self.batch == len(self.batches):
            self.batch = 0
            self.epoch += 1
            self._record_losses()
            self._start_epoch()

    def _record_losses(self) -> None:
        train, test = self._losses()
        self.train_history.append(train)
        if test is not None:
            self.test_history.append(test)

    def _losses(self) -> tuple[float, float | None]:
        """On the training set, and on the test set, if there is one, penalties left out."""
        data = self.data
        scores = self.model.predict(data.inputs)
        return losses_of(scores, data.targets, data.train_count, self._loss_function)

    def _note_divergence(self, what: str) -> None:
        if self.divergence is None:
            self.divergence = Divergence(self.epoch, self.batch, what)
