"""What the lines of an update call where PyTorch computes: what they were made of, and PyTorch's
own source."""

from __future__ import annotations

from engine.formulas.losses import LOSSES
from engine.formulas.optimizers import OPTIMIZERS
from engine.network.pytorch import text
from engine.run.configuration import Configuration
from microtui.session.snapshot import Snapshot
from microtui.words.update.listing import Listing, listing

IN_CPP = Listing(
    "torch/csrc/autograd",
    "# From here on it is C++, which cannot be read here: it goes through the graph that\n"
    "# forward has left behind, last operation first, and adds to the .grad of each leaf.",
)


def called_in_pytorch(snapshot: Snapshot) -> list[Listing]:
    """In the phase that comes next."""
    # Where PyTorch computes it has been imported, and so has this.
    from engine.network.pytorch import own_source

    configuration = snapshot.configuration
    rule = OPTIMIZERS[configuration.optimizer]
    match snapshot.phase:
        case 0:
            functions = own_source.of_forward(configuration.activations)
            return [model_of(configuration), criterion_of(configuration), *map(listing, functions)]
        case 1:
            return [listing(each) for each in own_source.of_zero_grad()]
        case 2:
            return [*(listing(each) for each in own_source.of_backward()), IN_CPP]
        case _:
            functions = own_source.of_update(rule)
            return [optimizer_of(snapshot), *map(listing, functions)]


def model_of(configuration: Configuration) -> Listing:
    source = text.network(configuration.sizes, configuration.activations)
    return Listing("model, as it was made", f"model = {source}")


def criterion_of(configuration: Configuration) -> Listing:
    source = text.criterion(LOSSES[configuration.loss], configuration.l1, configuration.l2)
    return Listing("criterion, as it was made", source.rstrip())


def optimizer_of(snapshot: Snapshot) -> Listing:
    """With the learning rate in force."""
    configuration = snapshot.configuration
    mistakes = [str(each.pytorch) for each in configuration.mistakes_made if each.pytorch]
    rule = OPTIMIZERS[configuration.optimizer]
    source = text.optimizer(rule, snapshot.learning_rate, mistakes)
    return Listing("optimizer, as it is now", f"optimizer = {source}")
