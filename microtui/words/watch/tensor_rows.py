"""The gradients of a watched loop as lines of a table: what each is the sum of."""

from __future__ import annotations

import math
from dataclasses import dataclass

from microtui.watch.reading import Entry, OptimizerReading, TensorReading
from microtui.words.number_text import signed
from microtui.words.plain_text import without_controls

NOTHING = "–"
CUT = "…"
NORM_WIDTH = 9
SUM_WIDTH = 12
"""As `99,999 stale`."""
SHAPE_WIDTH = 12
OPTIMIZER_WIDTH = 9
"""With a blank before it."""
NARROWEST_NAME, WIDEST_NAME = 10, 44


@dataclass(frozen=True)
class TableColumns:
    """Those that there is room for; name, norms and what they are of are always there."""

    name: int
    shape: int
    optimizer: int
    carried: bool = True

    def line(self, name: str, shape: str, norms: tuple[str, str, str], of: str, by: str) -> Parts:
        before = f"{beginning_cut(name, self.name):<{self.name}}"
        if self.shape:
            before += f"  {cut(shape, self.shape):<{self.shape}}"
        carried, added, grad = (f"{norm:>{NORM_WIDTH}}" for norm in norms)
        if not self.carried:
            carried = ""
        after = f"  {of:<{SUM_WIDTH}}"
        if self.optimizer:
            after += f" {cut(by, self.optimizer - 1)}"
        return Parts(before, carried, added + grad, after.rstrip())


@dataclass(frozen=True)
class Parts:
    """A line in pieces: what is carried and what it is the sum of may look otherwise."""

    before: str
    carried: str
    rest: str
    of: str


def columns_for(width: int, longest_name: int) -> TableColumns:
    """Where there is not room for all, the optimizer goes first, then the shape, then carried."""
    needed = 3 * NORM_WIDTH + 2 + SUM_WIDTH
    name = min(max(longest_name, NARROWEST_NAME), WIDEST_NAME)
    for shape, optimizer, shortest in (
        (SHAPE_WIDTH, OPTIMIZER_WIDTH, name),
        (SHAPE_WIDTH, 0, name),
        (0, 0, min(name, 16)),
        (0, 0, NARROWEST_NAME),
    ):
        rest = width - needed - optimizer - (shape + 2 if shape else 0)
        if rest >= shortest:
            return TableColumns(min(rest, name), shape, optimizer)
    rest = width - needed + NORM_WIDTH
    return TableColumns(max(min(rest, name), 1), 0, 0, carried=False)


def heading_parts(columns: TableColumns) -> Parts:
    norms = ("‖carried‖", "‖added‖", "‖grad‖")
    return columns.line("name", "shape", norms, "sum of", "by")


def tensor_parts(
    tensor: TensorReading, optimizers: tuple[OptimizerReading, ...], columns: TableColumns
) -> Parts:
    norms = (norm_text(tensor.carried), norm_text(tensor.added), norm_text(tensor.grad))
    by = NOTHING
    if tensor.optimizer is not None and tensor.optimizer < len(optimizers):
        by = optimizers[tensor.optimizer].name
    name = without_controls(tensor.name)
    return columns.line(name, shape_text(tensor.shape), norms, sum_text(tensor), by)


def norm_text(norm: float | None) -> str:
    """Without a sign, for it has none; 0 is exactly that, and a dash where nobody has looked."""
    if norm is None or norm == 0.0:
        return NOTHING if norm is None else "0"
    return signed(norm).strip().removeprefix("+")


def sum_text(tensor: TensorReading) -> str:
    """Of how many backwards `.grad` is the sum, and whether a step has used some of them."""
    if tensor.backwards == 0:
        return "clear"
    return f"{tensor.backwards:,}{' stale' if tensor.is_stale else ''}"


def shape_text(shape: tuple[int, ...]) -> str:
    return "×".join(map(str, shape)) if shape else "scalar"


def cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: max(width - 1, 0)] + CUT[:width]


def beginning_cut(text: str, width: int) -> str:
    """Names of tensors differ at their ends: `…layers.11.attention.weight`."""
    return text if len(text) <= width else CUT[:width] + text[len(text) - max(width - 1, 0) :]


def entries_heading(width: int) -> str:
    return entry_columns("position", "weight", "carried", "+ added", "= grad", width)


def entry_line(entry: Entry, width: int) -> str:
    position = f"[{', '.join(map(str, entry.position))}]"
    return entry_columns(
        position,
        signed(entry.weight),
        signed(entry.carried),
        signed(entry.added),
        signed(entry.grad),
        width,
    )


def entry_columns(
    position: str, weight: str, carried: str, added: str, grad: str, width: int
) -> str:
    gap = 10 if width >= 60 else 8
    room = max(width - 3 * gap, 1)
    first = f"{cut(position, 18):<18}{weight:>{gap}}" if room >= 18 + gap else ""
    first = first or f"{cut(position, max(room, 1)):<{min(room, 18)}}"
    return f"{first}{carried:>{gap}}{added:>{gap}}{grad:>{gap}}"


def is_piled_up(tensor: TensorReading) -> bool:
    """Whether what it carried is worth a colour: gradients that a step has used already."""
    return tensor.is_stale and tensor.carried is not None and not math.isclose(tensor.carried, 0.0)
