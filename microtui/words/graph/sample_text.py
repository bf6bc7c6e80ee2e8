"""Which sample the graph is of, and why there may be none."""

from __future__ import annotations

from engine.formulas.losses import LOSSES
from microtui.session.run_graph import MOST_PARAMETERS, RunGraph
from microtui.session.snapshot import Snapshot

WHILE_PLAYING = "A walk goes through a graph that stands still: press space to pause, then walk."

NOT_LIVE = "as it was: a network this large is drawn anew when it pauses"

TOO_LARGE = f"no graph of more than {MOST_PARAMETERS:,} parameters: press U for smaller layers"


def sample_text(snapshot: Snapshot, shown: RunGraph) -> str:
    """`sample 17, 3 of 20 of the batch`, as the table of examples counts them."""
    if shown.place is None:
        return f"sample {shown.sample}"
    return f"sample {shown.sample}, {shown.place + 1} of {shown.batch_size} of the batch"


def after_walk(snapshot: Snapshot, shown: RunGraph) -> str:
    """What becomes of the gradients of one sample in the run."""
    if snapshot.is_case:
        return "Done."
    configuration = snapshot.configuration
    if shown.walk is not None and shown.walk.overwrites:
        return "Done. In the run, too, the last use of a parameter overwrites all others."
    size = shown.batch_size
    loss = LOSSES[configuration.loss]
    of_batch = (
        f"{'the mean' if loss.reduction == 'mean' else 'the sum'} over all {size} of the batch"
    )
    added = "" if configuration.zero_grad else ", added to what is carried"
    return f"Done. The run's backward takes {of_batch if size > 1 else 'this sample alone'}{added}."
