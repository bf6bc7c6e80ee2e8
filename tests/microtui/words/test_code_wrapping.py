"""Code on narrow screens is broken where a reader would break it, and stays the same code."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from application import running
from several_outputs import SEVERAL

from engine.errors import ConfigurationError
from engine.formulas.activations import ACTIVATIONS
from engine.formulas.losses import LOSSES
from engine.formulas.optimizers import OPTIMIZERS
from engine.mistakes import MISTAKES
from engine.network.matrix_pass import MatrixPass
from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from engine.training import PHASES, Training
from microtui.session.observation import observe
from microtui.session.snapshot import Progress
from microtui.session.view import View
from microtui.words.update.code_wrapping import wrapped_code
from microtui.words.update.listing import listing
from microtui.words.update.source import functions_of

WORD = re.compile(r"\w+")


def listed() -> list[Callable[..., Any]]:
    """Every function that any run could list."""
    found: dict[Callable[..., Any], None] = {Training.run_batch: None}
    progress = Progress(False, False, None, 0.0, 0, False)
    choices = product(
        ("matrix", "scalar"),
        ACTIVATIONS,
        [*({"loss": each} for each in LOSSES), *SEVERAL.values()],
        OPTIMIZERS,
        [(), *((each,) for each in MISTAKES)],
    )
    for engine, activation, learned, optimizer, mistakes in choices:
        settings: dict[str, Any] = {**learned, "engine": engine, "mistakes": mistakes}
        try:
            configuration = Configuration(
                samples=10,
                hidden=(1,),
                batch_size=None,
                activation=activation,
                optimizer=optimizer,
                **settings,
            )
        except ConfigurationError:
            continue
        snapshot = observe(Recording.begin(configuration), None, View(), progress)
        for phase in range(len(PHASES)):
            found |= dict.fromkeys(functions_of(replace(snapshot, phase=phase)))
    return list(found)


LISTED = listed()


@pytest.mark.parametrize("function", LISTED, ids=lambda each: each.__qualname__)
def test_no_line_is_too_long_and_no_word_is_broken_at_any_width(
    function: Callable[..., Any],
) -> None:
    text = listing(function).text
    for width in range(36, 105):
        lines = wrapped_code(text, width)
        for line in lines:
            assert len(line) <= width or len(line.split()) == 1, line
        # A comment that goes on in a new line has its sign once more.
        assert WORD.findall("\n".join(lines)) == WORD.findall(text)
        squeezed = re.sub(r"[\s#]", "", "\n".join(lines))
        assert squeezed == re.sub(r"[\s#]", "", text)


@pytest.mark.parametrize("width", [-4, 0, 1])
def test_where_there_is_no_room_at_all_every_word_is_there_and_whole(width: int) -> None:
    for function in LISTED:
        text = listing(function).text
        assert WORD.findall("\n".join(wrapped_code(text, width))) == WORD.findall(text)


def of_several(what: str, engine: str) -> list[list[str]]:
    """By phase, the names of the functions that are listed for a run with several outputs."""
    settings: dict[str, Any] = {**SEVERAL[what], "engine": engine}
    configuration = Configuration(hidden=(2,), batch_size=None, **settings)
    progress = Progress(False, False, None, 0.0, 0, False)
    snapshot = observe(Recording.begin(configuration), None, View(), progress)
    return [
        [each.__qualname__ for each in functions_of(replace(snapshot, phase=phase))]
        for phase in range(len(PHASES))
    ]


def test_what_runs_for_several_outputs_is_listed() -> None:
    """What makes the loss is last in forward; its slopes come before the layers' in backward."""
    forward, _, backward, _ = of_several("cross-entropy of 3 classes", "matrix")
    assert forward[-3:] == ["cross_entropy", "cross_entropy_of", "log_softmax"]
    assert backward[-3:-1] == ["cross_entropy_derivative", "softmax"]
    forward, _, backward, _ = of_several("cross-entropy of 3 classes", "scalar")
    assert forward[-1:] == ["cross_entropy"]
    assert backward[-2:] == ["Value.backward", "topological_order"]
    forward, _, backward, _ = of_several("mse of 2 targets", "matrix")
    assert forward[-2:] == ["Loss.losses_and_slopes", "squared_error"]
    assert backward[-3:-1] == ["Loss.losses_and_slopes", "squared_error_derivative"]
    forward, _, _, _ = of_several("mse of 2 targets", "scalar")
    assert forward[-2:] == ["sample_loss", "squared_error"]


def test_what_fits_stays_as_it_is() -> None:
    for function in LISTED:
        text = listing(function).text
        assert list(wrapped_code(text, 104)) == text.split("\n")


@pytest.mark.parametrize(
    ("code", "width", "lines"),
    [
        (
            "self.loss = self.criterion(self.model(x), y)",
            36,
            ["self.loss = self.criterion(", "    self.model(x), y)"],
        ),
        ("total = first_part + second_part", 24, ["total = first_part", "    + second_part"]),
        (
            "    # Two words more than there is room for.",
            24,
            ["    # Two words more", "    # than there is room", "    # for."],
        ),
        (
            '    """One sentence of a docstring."""',
            24,
            ['    """One sentence of a', '    docstring."""'],
        ),
        (
            '    """One sentence."""\n    # And why it is so, in a comment.',
            24,
            ['    """One sentence."""', "    # And why it is so,", "    # in a comment."],
        ),
    ],
)
def test_a_line_is_broken_at_a_bracket_a_comma_or_an_operator(
    code: str, width: int, lines: list[str]
) -> None:
    assert list(wrapped_code(code, width)) == lines


@pytest.mark.parametrize("keys", ["n n v", "n n 4 f"])
@pytest.mark.parametrize("width", [60, 67])
async def test_on_a_narrow_screen_every_word_of_the_code_is_whole(keys: str, width: int) -> None:
    async with running(size=(width, 120)) as app:
        await app.press(*keys.split()[:2])
        await app.pilot.press(*keys.split()[2:])
        await app.pilot.pause()
        shown = set(WORD.findall(app.text))
        assert set(WORD.findall(listing(MatrixPass.backward).text)) <= shown
