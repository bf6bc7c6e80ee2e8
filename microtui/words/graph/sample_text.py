"""Which sample the graph is of, and why there may be none."""

from __future__ import annotations

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
