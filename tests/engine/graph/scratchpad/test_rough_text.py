"""Whatever is typed is a graph or one sentence, and soon."""

from __future__ import annotations

import ast
import re
import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.graph.scratchpad.program import ScratchpadError, evaluate

OF_THE_LANGUAGE = "a|b|é|2|3.0|7.|.5|1e5|+|-|*|/|**|(|(|)|)|tanh|.tanh()|=|=|+=|;|\n| |# note\n"
OF_ANOTHER = (
    "Value|import|lambda|if|and|None|inf|math.|.data|1j|1e999|0x1|007|²|×|−|“|~|!|,|==|^|//|:="
    "|:|[|]|{|'|\"|\\|...|.|\t|\r|\r\n|\0|\ufeff|\xa0|\x0c|\u2028|\ud800"
)
LINES = ["a = 2.0\n", "b = -3.0; ", "e = a*b\n", "tanh(", "(a + b)"]

in_order = st.lists(st.sampled_from(OF_THE_LANGUAGE.split("|")), max_size=16).map(
    lambda words: "a = 2.0\n" + "".join(words)
)
mixed = st.lists(
    st.sampled_from(OF_THE_LANGUAGE.split("|") + OF_ANOTHER.split("|") + LINES), max_size=40
).map("".join)
anything = st.text(st.characters(exclude_categories=()), max_size=60)


@settings(max_examples=150, deadline=None)
@given(st.one_of(in_order, mixed, anything))
@example("a = (2\r+ 3)")
@example("math.\n")
def test_it_is_a_graph_or_one_sentence(text: str) -> None:
    error = refused(text)
    if error is None:
        assert ast.parse(text).body
        return
    told = str(error)
    assert re.match(rf"line {error.line}, column {error.column}: \S.*\Z", told)
    assert len(told) < 250
    # One can print it anywhere, and every letter of it can be seen.
    assert not any(unicodedata.category(each) in {"Cc", "Cs"} for each in told)
    # What Python's parser would refuse has been refused before, in better words.
    assert "this line cannot be read" not in told
    lines = re.split(r"\r\n|\r|\n", text)
    assert 1 <= error.line <= len(lines)
    assert 1 <= error.column <= len(lines[error.line - 1]) + 1


def refused(text: str) -> ScratchpadError | None:
    try:
        assert evaluate(text).graph.nodes
    except ScratchpadError as error:
        return error
    return None
