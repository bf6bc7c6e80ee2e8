"""What is not finite, how the optimizers are set, and which units are stuck, in lines."""

from __future__ import annotations

from dataclasses import dataclass

from microtui.watch.reading import OptimizerReading, UnitsReading
from microtui.words.number_text import percent
from microtui.words.plain_text import without_controls
from microtui.words.watch.sighting import Sighting, counted
from microtui.words.watch.watch_header import rates_text


@dataclass(frozen=True)
class UnitLine:
    text: str
    is_warning: bool = False
    is_heading: bool = False


MANY = 0.5
"""Share of an activation's units from which on it is worth a colour that they are stuck."""


def unit_lines(sighting: Sighting) -> list[UnitLine]:
    reading = sighting.reading
    lines = [finite_line(reading.not_finite)] if reading.backwards else []
    lines.append(UnitLine("Optimizers", is_heading=True))
    lines += [UnitLine(optimizer_text(each)) for each in reading.optimizers]
    if not reading.optimizers:
        none = "no optimizer has taken a step" if reading.steps == 0 else "none: steps by hand"
        lines.append(UnitLine(f" {none}"))
    lines.append(UnitLine("Units that are stuck, in the last batch", is_heading=True))
    lines += [units_line(each) for each in reading.units]
    if not reading.units:
        lines.append(UnitLine(" no known activation has been looked at"))
    return lines


def finite_line(where: str | None) -> UnitLine:
    if where is None:
        return UnitLine("All numbers looked at are finite.")
    return UnitLine(f"Not finite first: {without_controls(where)}", is_warning=True)


def optimizer_text(optimizer: OptimizerReading) -> str:
    steps = counted(optimizer.steps, "step")
    return f" {optimizer.name}  lr {rates_text(optimizer.rates)}  {steps}"


def units_line(units: UnitsReading) -> UnitLine:
    share = units.stuck_units / units.units if units.units else 0.0
    counts = []
    if units.not_finite:
        counts.append(f"{units.not_finite:,} of {units.units:,} not finite")
    if units.stuck_units or not counts:
        stuck = f"{units.stuck_units:,} of {units.units:,} {units.stuck} ({percent(share)})"
        counts.append(stuck)
    is_warning = units.not_finite > 0 or (share >= MANY and units.stuck_units > 0)
    text = f" {without_controls(units.name)} {units.kind}: {', '.join(counts)}"
    return UnitLine(text, is_warning)
