"""The graph of the scratchpad written to a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import App

from engine.graph.scratchpad.program import Evaluated
from microtui.exports.graph.graph_dot import graph_dot
from microtui.exports.graph.graph_json import graph_json
from microtui.screens.dialogs.asking import PICTURE, write
from microtui.screens.dialogs.choice_screen import Choice, ChoiceScreen
from microtui.screens.dialogs.file_screen import FileScreen

FORMATS = (
    Choice("json", "nodes", "Every node with its numbers and what it was made from, as JSON."),
    Choice("dot", "Graphviz source", "The graph as the lecture draws it, for dot -Tsvg."),
    PICTURE,
)


async def take_along(
    app: App[object],
    evaluated: Evaluated,
    grads: Sequence[float],
    say: Callable[..., None],
) -> None:
    """Ask for a format and a file, and write it."""
    name = await app.push_screen_wait(ChoiceScreen("Take this graph with you as", FORMATS))
    if name is None:
        return
    what = next(each.label for each in FORMATS if each.name == name)
    chosen = await app.push_screen_wait(FileScreen(what, f"expression.{name}"))
    if chosen is None:
        return
    if name == "svg":
        text = app.export_screenshot(simplify=True)
    elif name == "json":
        text = graph_json(evaluated.graph, grads, evaluated.result_name)
    else:
        text = graph_dot(evaluated.graph, grads)
    write(say, chosen, text if text.endswith("\n") else f"{text}\n")
