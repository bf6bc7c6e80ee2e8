"""Changes on the way of a run as text: `50:zero-grad=off` once 50 epochs are done.

`50/3:…` is 3 updates later, and `50/3/2:…` is 2 phases of the next update later. What is set at
once stands behind one another: `50:engine=scalar,mistakes=overwrite`. A parameter is set by its
name: `50:0.3.w[1]=0.5`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from engine.errors import ConfigurationError
from engine.network.flat import parameter_names
from engine.replay.plan import planned_change
from engine.replay.saved_run import Change, Planned
from engine.run.configuration import Configuration
from microtui.settings.assignment import read_assignment
from microtui.settings.near_name import names_of, nearest
from microtui.settings.run_settings import BY_FIELD, SETTINGS, shortest

BY_OPTION = {setting.option: setting for setting in SETTINGS}

PLACE = re.compile(r"(\d{1,15})(?:/(\d{1,15})(?:/([0-3]))?)?", re.ASCII)
NEXT_OPTION = re.compile(r",(?=[^,=]+=)")
"""A comma before the next option: those within a value have no = behind them."""
PARAMETER = re.compile(r"\d+\.")


def read_plan(configuration: Configuration, texts: Sequence[str]) -> list[Planned]:
    """What these texts plan for a run that begins so, in the order in which it comes.

    Within an epoch that is the order in which they are given. Raises `ConfigurationError` with a
    sentence that names the text which cannot be.
    """
    plan = []
    for text in texts:
        with_name = f"--at {text}"
        try:
            plan.append((read_planned(text, parameter_names(configuration.sizes)), with_name))
        except ConfigurationError as error:
            raise ConfigurationError(f"{with_name}: {error}") from None
    plan.sort(key=lambda pair: pair[0].epoch)
    change = Change(0, configuration, updates=0, epoch=0, batch=0)
    for planned, with_name in plan:
        try:
            change = planned_change(change, planned)
        except ConfigurationError as error:
            raise ConfigurationError(f"{with_name}: {error}") from None
    return [planned for planned, _ in plan]


def read_planned(text: str, names: tuple[str, ...]) -> Planned:
    """What one text plans, for a network that has parameters of these names."""
    where, colon, assignments = text.partition(":")
    place = PLACE.fullmatch(where.strip())
    if not colon or "=" not in assignments:
        raise ConfigurationError("EPOCH:OPTION=VALUE is needed, such as 50:zero-grad=off")
    if place is None:
        raise ConfigurationError(
            "the epochs before it must be a whole number, such as 50; 50/3 is 3 updates later, and "
            f"50/3/2 is 2 phases after that (0 to 3); got {where!r}"
        )
    values: dict[str, Any] = {}
    parameter = None
    for assignment in NEXT_OPTION.split(assignments):
        option, _, value = assignment.partition("=")
        if PARAMETER.match(option.strip()):
            if parameter is not None:
                raise ConfigurationError("it sets two parameters: each needs an --at of its own")
            parameter = read_assignment(assignment, names)
        else:
            setting = BY_OPTION.get(option.strip().replace("_", "-"))
            if setting is None:
                raise ConfigurationError(unknown_option(option.strip()))
            values[setting.field] = setting.read(value)
    epoch, batch, phase = (int(number or 0) for number in place.groups())
    return Planned(epoch, batch, phase, values, parameter)


def unknown_option(option: str) -> str:
    near = nearest(option, names_of(SETTINGS))
    meant = f"did you mean {near}?" if near else "microtui help lists all"
    return f"there is no option {option!r} of a run; {meant}"


def written(planned: Planned) -> str:
    """The text that plans this."""
    place = [planned.epoch, planned.batch, planned.phase]
    while len(place) > 1 and place[-1] == 0:
        place.pop()
    options = {BY_FIELD[field]: value for field, value in planned.values.items()}
    assignments = [f"{setting.option}={setting.write(value)}" for setting, value in options.items()]
    if planned.parameter is not None:
        name, number = planned.parameter
        assignments.append(f"{name}={shortest(number)}")
    return "/".join(map(str, place)) + ":" + ",".join(assignments)
