"""Python's own syntax tree of a text, and where in the text its parts stand."""

from __future__ import annotations

import ast
import re

from engine.graph.scratchpad.reading.refusals import LINE_END, refusal

COMMENT = re.compile(r"#[^\r\n]*")


class Places:
    """Python counts bytes of UTF-8 from the start of a line; here characters of the whole text."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(end.end() for end in LINE_END.finditer(text))]
        self.lines = [
            text[start:stop]
            for start, stop in zip(self.starts, [*self.starts[1:], len(text)], strict=True)
        ]

    def start(self, node: ast.AST) -> int:
        return self.place(node.lineno, node.col_offset)  # type: ignore[attr-defined]

    def end(self, node: ast.AST) -> int:
        return self.place(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]

    def place(self, line: int, column: int) -> int:
        typed = self.lines[line - 1]
        if not typed.isascii():
            column = len(typed.encode()[:column].decode())
        return self.starts[line - 1] + column


def parsed(text: str) -> list[ast.stmt]:
    """The statements of a text whose words stand in an order that was checked."""
    try:
        # Without strings a # can only begin a comment; within one, anything may stand.
        return ast.parse(COMMENT.sub(lambda found: " " * len(found[0]), text)).body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        # Nothing is known that gets here: it is refused before, and in better words.
        line = getattr(error, "lineno", None) or 1
        starts = Places(text).starts
        start = starts[min(line, len(starts)) - 1]
        raise refusal(text, start, "this line cannot be read: write one such as e = a*b") from None
