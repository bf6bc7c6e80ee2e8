"""A program to be killed: trains and saves after every few updates, until it is stopped by force.

It says "ready" before it begins, and "saved" after its first save.

python tests/support/killed_run.py DIRECTORY
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from run_to_kill import CONFIGURATION, UPDATES_PER_SAVE

from engine.replay.recording import Recording
from engine.replay.saved_run import SavedSession
from microtui.saving.run_store import RunStore


def main() -> None:
    recording = Recording.begin(CONFIGURATION)
    store = RunStore(Path(sys.argv[1]))
    print("ready", flush=True)
    for save in count():
        for _ in range(UPDATES_PER_SAVE):
            recording.run_batch()
        store.write(SavedSession(recording.saved()))
        if save == 0:
            print("saved", flush=True)


if __name__ == "__main__":
    main()
