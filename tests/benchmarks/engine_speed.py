"""How fast the engine is, side by side with others: python tests/benchmarks/engine_speed.py

Same network, same data, same arithmetic in double precision, one thread, one process; medians of
rounds that take turns. Each pair first has to give the same losses. Nothing here asserts a time.
PyTorch and micrograd come with `pip install '.[benchmark]'`; without them their rows are left out.
"""

from __future__ import annotations

import os

os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")

import gc
import platform
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from side_by_side import Comparison, compare, seconds
from straightforward_numpy import StraightforwardMLP
from value_update import ValueUpdate

from engine import Value
from engine.randomness import generator
from engine.run.configuration import Configuration
from engine.training import Training

MOONS = Configuration(
    samples=200, activation="relu", loss="hinge", l2=1e-4, batch_size=None, learning_rate=0.1
)
"""2-16-16-1, one update over all of 100 moons: micrograd's demo."""

PLAYGROUND = Configuration(
    dataset="circles",
    samples=500,
    hidden=(4, 2),
    loss="mse",
    batch_size=10,
    learning_rate=0.03,
    l2=0.0,
)
"""2-4-2-1 with tanh, 250 points in batches of 10: TensorFlow Playground as it opens."""

LONG = Configuration(
    samples=20, hidden=(4,), loss="hinge", batch_size=None, learning_rate=0.01, l2=0.0
)
"""Every update is an epoch, so that the history grows as fast as it can."""

MILLION = 1_000_000


def report(what: str, against: str, result: Comparison, aim: str) -> None:
    low, high = result.spread
    print(
        f"{what:<44} {against:<38} {duration(result.ours):>9} {duration(result.theirs):>9} "
        f"{result.ratio:>9,.2f} {f'{low:,.2f} .. {high:,.2f}':>23}  {aim}",
        flush=True,
    )


def duration(time: float) -> str:
    return f"{time * 1e6:.1f} µs" if time < 1e-3 else f"{time * 1e3:.1f} ms"


def require_same(what: str, ours: list[float], theirs: list[float]) -> None:
    if not np.allclose(ours, theirs, rtol=1e-9, atol=0.0):
        raise SystemExit(f"{what}: not the same arithmetic: {ours} against {theirs}")


def losses_of(configuration: Configuration, updates: int) -> list[float]:
    training = Training(configuration)
    losses = []
    for _ in range(updates):
        training.run_batch()
        losses.append(training.loss.data)
    return losses


def against_micrograd() -> None:
    try:
        from micrograd.engine import Value as MicrogradValue
    except ImportError:
        print("micrograd is not installed: its rows are left out")
        return
    theirs, same_graph = ValueUpdate(MOONS, MicrogradValue), ValueUpdate(MOONS, Value)
    expected = [theirs(), theirs()]
    require_same("matrix form, micrograd", losses_of(MOONS, 2), expected)
    require_same("Value, micrograd", [same_graph(), same_graph()], expected)
    matrix, scalar = Training(MOONS), Training(replace(MOONS, engine="scalar"))
    rows: list[tuple[str, Callable[[], object], int, str]] = [
        ("matrix form, update of 100, 2-16-16-1", matrix.run_batch, 500, "10,000"),
        ("Value, the same graph node for node", same_graph, 1, "5"),
        ("scalar form as the program runs it", scalar.run_batch, 1, ""),
    ]
    for what, ours, calls, aim in rows:
        result = compare(ours, theirs, rounds=7, our_calls=calls, their_calls=1)
        report(what, "micrograd", result, aim)
    # Most of micrograd's time is Python's collector of cycles, which its nodes are full of.
    gc.disable()
    for what, ours, calls, _ in rows[:2]:
        result = compare(ours, theirs, rounds=5, our_calls=calls, their_calls=1)
        report(what, "micrograd, garbage left to pile up", result, "")
    gc.enable()


def against_pytorch() -> None:
    try:
        from pytorch_update import PyTorchUpdate
    except ImportError:
        print("PyTorch is not installed: its rows are left out")
        return
    theirs = PyTorchUpdate(MOONS)
    require_same("matrix form, PyTorch", losses_of(MOONS, 5), [theirs() for _ in range(5)])
    for against, their_update, aim in (
        ("PyTorch, eager", theirs, "5"),
        ("PyTorch, L2 left to its optimizer", PyTorchUpdate(MOONS, weight_decay=True), ""),
    ):
        ours = Training(MOONS).run_batch
        result = compare(ours, their_update, rounds=40, our_calls=200, their_calls=50)
        report("matrix form, update of 100, 2-16-16-1", against, result, aim)


def against_straightforward_numpy() -> None:
    training = Training(PLAYGROUND)
    data, count = training.data, training.data.train_count
    x, targets = data.inputs[:count], data.targets[:count]
    test_x, test_targets = data.inputs[count:], data.targets[count:]
    other = StraightforwardMLP(PLAYGROUND.sizes, training.model.parameters)
    random = np.random.default_rng(0)
    expected = []

    def run(order: np.ndarray[tuple[int], np.dtype[np.intp]]) -> None:
        other.epoch(x, targets, order, 10, PLAYGROUND.learning_rate)

    def theirs() -> None:
        run(random.permutation(count))

    def theirs_recording() -> None:
        theirs()
        other.loss(x, targets)
        other.loss(test_x, test_targets)

    for epoch in range(3):
        training.run_epoch()
        run(generator(PLAYGROUND.seed, "epoch", epoch).permutation(count))
        expected.append(other.loss(x, targets))
    curve = training.train_history.curve()
    require_same("epoch, straightforward NumPy", curve.high.tolist()[1:], expected)
    what = "matrix form, epoch of 250 by 10, 2-4-2-1"
    for against, call, aim in (
        ("straightforward NumPy, same work", theirs_recording, "2"),
        ("the same, without recording its losses", theirs, ""),
    ):
        result = compare(training.run_epoch, call, rounds=80, our_calls=20, their_calls=20)
        report(what, against, result, aim)


def after_a_million_updates() -> None:
    """Before all others, whose memory would hide what grows here."""
    old = Training(LONG)
    run_updates(old, 20_000)
    before = resident_megabytes()
    first = seconds(old.run_batch, 20_000)
    run_updates(old, MILLION - old.updates)
    after = resident_megabytes()
    buckets = len(old.train_history.curve().epochs)
    fresh = Training(LONG)
    run_updates(fresh, 1000)
    result = compare(old.run_batch, fresh.run_batch, rounds=60, our_calls=500, their_calls=500)
    report(f"a run {old.updates:,} updates old", "a fresh run", result, "1")
    print(
        f"memory after 20,000 updates {before:.1f} MB, after a million {after:.1f} MB; "
        f"{old.epoch:,} epochs in {buckets} buckets; an update took {duration(first)} at first"
    )


def run_updates(training: Training, updates: int) -> None:
    for _ in range(updates):
        training.run_batch()


def resident_megabytes() -> float:
    """Memory that is in use now; NaN where the system does not say."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return float("nan")
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    print(
        f"Python {platform.python_version()}, NumPy {np.__version__}, {os.cpu_count()} cores, "
        "one thread; ratio = theirs / ours, spread = its quartiles"
    )
    print(
        f"{'what':<44} {'against':<38} {'ours':>9} {'theirs':>9} {'ratio':>9} {'spread':>23}  aim"
    )
    after_a_million_updates()
    against_straightforward_numpy()
    # Once PyTorch is imported, Python's collector has its objects to walk, too.
    against_micrograd()
    against_pytorch()


if __name__ == "__main__":
    main()
