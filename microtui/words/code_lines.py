"""Lines of code in the room there is: broken where a programmer would break them."""

from __future__ import annotations

import re

BREAK = re.compile(r"(?<=[(\[{])|(?<=[,=+*/-]) ")
"""Behind an opening bracket, or at the space behind a comma or an operator."""

INDENT = 4


def broken(line: str, width: int) -> list[str]:
    """The line, in as many lines as it takes, those behind the first indented further.

    What cannot be broken stands as it is, however wide.
    """
    lines = []
    indent = len(line) - len(line.lstrip())
    deeper = indent + INDENT
    while len(line) > width:
        places = [each for each in BREAK.finditer(line) if indent < each.end() < len(line)]
        fitting = [each for each in places if each.start() <= width] or places[:1]
        if not fitting:
            break
        lines.append(line[: fitting[-1].start()])
        line, indent = " " * deeper + line[fitting[-1].end() :], deeper
    return [*lines, line]
