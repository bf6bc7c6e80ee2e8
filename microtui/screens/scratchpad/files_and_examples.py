"""What the scratchpad takes from outside, an example, and what it gives away, a file."""

from __future__ import annotations

from textual.app import App

from engine.graph.scratchpad.examples import EXAMPLES
from engine.graph.scratchpad.program import Evaluated
from engine.graph.walk import Walk
from microtui.exports.graph.graph_dot import graph_dot
from microtui.exports.graph.graph_json import graph_json
from microtui.screens.dialogs.asking import PICTURE
from microtui.screens.dialogs.choice_screen import Choice, ChoiceScreen
from microtui.screens.dialogs.destination import Say, destination

FORMATS = (
    Choice("json", "nodes", "Every node with its numbers and what it was made from, as JSON."),
    Choice("dot", "Graphviz source", "The graph as the lecture draws it, for dot -Tsvg."),
    PICTURE,
)


async def ask_for_example(app: App[object]) -> str | None:
    """The lines of the one that is chosen."""
    choices = [Choice(each.name, each.title, each.source) for each in EXAMPLES.values()]
    name = await app.push_screen_wait(ChoiceScreen("Take an example", choices))
    return None if name is None else EXAMPLES[name].text.rstrip("\n")


async def take_along(app: App[object], evaluated: Evaluated, overwrites: bool, say: Say) -> None:
    """Ask for a format and a file, and write it."""
    name = await app.push_screen_wait(ChoiceScreen("Take this graph with you as", FORMATS))
    if name is None:
        return
    what = next(each.label for each in FORMATS if each.name == name)
    put = await destination(app, what, f"expression.{name}", say)
    if put is None:
        return
    grads = Walk(evaluated.graph, overwrites).grads
    if name == "svg":
        text = app.export_screenshot(simplify=True)
    elif name == "json":
        text = graph_json(evaluated.graph, grads, evaluated.result_name)
    else:
        text = graph_dot(evaluated.graph, grads)
    put(text if text.endswith("\n") else f"{text}\n")
