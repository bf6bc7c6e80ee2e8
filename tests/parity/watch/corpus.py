"""The loops of the folder `loops`: real small scripts, right and wrong, and what is to be found.

A function is a script. What is wrong with one stands at its line: `# found: KIND since STEP`. Of a
right one, `# without: KIND since STEP at CALL` makes a wrong twin: that statement is left out.
Where it says no more, step 2 is meant, and the backward that follows."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch

from microtui.watch.finding import Finding
from microtui.watch.probe.probe import Probe

FOLDER = Path(__file__).parent / "loops"
MARK = re.compile(
    r"# (without|found): (?P<kinds>\w+(?:, \w+)*)(?: since (?P<since>\d+))?(?: at (?P<at>.+))?$"
)
IN_THEIR_OWN_FORM = {"wrong.py", "real.py"}


@dataclass(frozen=True)
class Expected:
    kinds: tuple[str, ...]
    line: int
    since: int | None
    """None where the mark does not say."""


@dataclass(frozen=True)
class Loop:
    file: Path
    function: str
    expected: Expected | None
    without: int | None = None
    """The line of the statement that is left out."""

    @property
    def name(self) -> str:
        left_out = f"-without-line-{self.without}" if self.without else ""
        return f"{self.file.stem}-{self.function}{left_out}"


def right_loops() -> list[Loop]:
    return [loop for loop in all_loops() if loop.expected is None]


def wrong_loops() -> list[Loop]:
    return [loop for loop in all_loops() if loop.expected is not None]


def all_loops() -> Iterator[Loop]:
    for file in sorted(FOLDER.glob("*.py")):
        lines = file.read_text().splitlines()
        for node in ast.parse("\n".join(lines)).body:
            if isinstance(node, ast.FunctionDef):
                yield from loops_in(file, node, lines)


def loops_in(file: Path, node: ast.FunctionDef, lines: list[str]) -> Iterator[Loop]:
    numbers = range(node.lineno, (node.end_lineno or node.lineno) + 1)
    marks = {n: mark for n in numbers if (mark := MARK.search(lines[n - 1]))}
    if file.name in IN_THEIR_OWN_FORM:
        (line, mark), *_ = marks.items()
        yield Loop(file, node.name, expected_at(line, mark, None))
        return
    yield Loop(file, node.name, None)
    for line, mark in marks.items():
        call = mark["at"] or ".backward("
        calls = [n for n in numbers if call in lines[n - 1].split("#")[0]]
        following = [n for n in calls if n > line] or calls
        yield Loop(file, node.name, expected_at(following[0], mark, 2), without=line)


def expected_at(line: int, mark: re.Match[str], since: int | None) -> Expected:
    return Expected(
        tuple(mark["kinds"].split(", ")), line, int(mark["since"]) if mark["since"] else since
    )


def findings_of(loop: Loop) -> tuple[Finding, ...]:
    """Run in this process: to import PyTorch for each takes longer than all that they do."""
    names: dict[str, object] = {"__name__": "__main__"}
    exec(compile(tree_of(loop), str(loop.file), "exec"), names)
    torch.manual_seed(0)
    probe = Probe(lambda stop: None, str(loop.file.parent))
    probe.install()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            names[loop.function]()  # type: ignore[operator]
        reading = probe.reading(None, is_over=True)
        assert reading.fault is None
        return reading.findings
    finally:
        probe.remove()


def tree_of(loop: Loop) -> ast.Module:
    """Its file, every line where it was, without what is left out."""

    class LeftOut(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            if isinstance(node, ast.stmt) and node.lineno == loop.without:
                return ast.copy_location(ast.Pass(), node)
            return self.generic_visit(node)

    return LeftOut().visit(ast.parse(loop.file.read_text()))


def script_of(loop: Loop) -> str:
    """A script of its own: what its file imports, and its lines."""
    tree = tree_of(loop)
    imports = [
        node
        for node in tree.body
        if isinstance(node, ast.Import)
        or (isinstance(node, ast.ImportFrom) and node.module != "__future__")
    ]
    (body,) = [node for node in tree.body if getattr(node, "name", None) == loop.function]
    head = "\n".join(ast.unparse(node) for node in imports)
    return f"{head}\ntorch.manual_seed(0)\n{ast.unparse(body.body)}\n"
