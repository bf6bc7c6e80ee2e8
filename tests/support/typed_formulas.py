"""Random lines of the scratchpad's language, and the same for Python itself with Values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from engine import Value

FUNCTIONS = ["exp", "log", "sqrt", "sin", "cos", "tanh", "relu", "sigmoid", "softplus", "abs"]
LEAVES = {"a": "2.0", "b": "-3.0", "é": "0.5", "x1": "1e-3"}

names = st.sampled_from(list(LEAVES))
literals = st.sampled_from(["2", "3.0", "10", "0.5", ".25", "1e2", "7.", "1_000"])
blanks = st.sampled_from(["", " ", "  "])


@dataclass(frozen=True)
class Formula:
    typed: str
    """In the scratchpad's language."""
    python: str
    """For `eval`, with f for the functions and V for Value."""


def joined(left: Formula, sign: str, right: Formula, blank: str) -> Formula:
    between = f"{blank}{sign}{blank}"
    return Formula(left.typed + between + right.typed, left.python + between + right.python)


def around(before: str, formula: Formula, after: str) -> Formula:
    return Formula(before + formula.typed + after, before + formula.python + after)


def called(name: str, formula: Formula, is_method: bool) -> Formula:
    typed = f"({formula.typed}).{name}()" if is_method else f"{name}({formula.typed})"
    return Formula(typed, f"f['{name}']({formula.python})")


def larger(formulas: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    return st.one_of(
        st.builds(joined, formulas, st.sampled_from("+-*/"), formulas, blanks),
        st.builds(lambda each: around("(", each, ")"), formulas),
        st.builds(lambda each: around("-(a*", each, ")"), formulas),
        st.builds(
            lambda each, n: around("(", each, f")**{n}"),
            formulas,
            st.sampled_from(["2", "3", "-1", "0.5", "(-2.0)", "0"]),
        ),
        st.builds(called, st.sampled_from(FUNCTIONS), formulas, st.booleans()),
    )


formulas = st.recursive(
    st.one_of(
        names.map(lambda name: Formula(name, name)),
        literals.map(lambda literal: Formula(literal, f"V({literal})")),
        literals.map(lambda literal: Formula(f"(-{literal})", f"V(-{literal})")),
    ),
    larger,
    max_leaves=12,
)


@dataclass(frozen=True)
class Lines:
    """Some formulas, each under a name that may be there already."""

    named: tuple[tuple[str, str, Formula], ...]

    @property
    def typed(self) -> str:
        leaves = [f"{name} = {number}" for name, number in LEAVES.items()]
        return "\n".join(
            leaves + [f"{name} {sign} {formula.typed}" for name, sign, formula in self.named]
        )

    def in_python(self) -> Any:
        """The Value that Python computes; only for what is written in this file."""
        values: dict[str, Any] = {name: Value(float(number)) for name, number in LEAVES.items()}
        functions = {name: getattr(Value, name, abs) for name in FUNCTIONS}
        for name, sign, formula in self.named:
            python = formula.python if sign == "=" else f"{name} {sign[:-1]} ({formula.python})"
            values[name] = eval(python, {"f": functions, "V": Value}, dict(values))
        return values[self.named[-1][0]]


lines = st.builds(
    Lines,
    st.lists(
        st.tuples(names, st.sampled_from(["=", "=", "+=", "-=", "*=", "/="]), formulas),
        min_size=1,
        max_size=4,
    ).map(tuple),
)
