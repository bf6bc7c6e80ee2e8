"""Whether names, numbers and signs stand in an order that means something.

Python's own parser would say so, too, but in words that differ between its versions and are meant
for programs. What goes through here, it can read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.graph.scratchpad.functions import FUNCTIONS
from engine.graph.scratchpad.reading.bounds import MOST_BRACKETS, MOST_SIGNS
from engine.graph.scratchpad.reading.gaps import (
    for_comma,
    for_missing_operation,
    for_missing_value,
    for_naming_within,
)
from engine.graph.scratchpad.reading.refusals import LINE_END, ScratchpadError, refusal
from engine.graph.scratchpad.reading.tokens import NAMING, OPERATIONS, Token, name_of
from engine.graph.scratchpad.reading.words import MODULES, for_attribute, for_call, for_module

NOTHING = Token("end", "", 0)


def check_order(text: str, tokens: list[Token]) -> None:
    """Raises `ScratchpadError` at the first that cannot stand where it does."""
    for start, stop in statements(tokens):
        if stop > start:
            Statement(text, tokens, start, stop).check()
        elif tokens[stop].typed == ";":
            raise refusal(text, tokens[stop].start, "nothing stands before ';': remove it")
        if tokens[stop].kind == "refused":
            raise refusal(text, tokens[stop].start, tokens[stop].why)


def statements(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Where each begins, and where the end of it stands."""
    start = 0
    for number, token in enumerate(tokens):
        if token.kind in {"end", "refused"}:
            yield start, number
            start = number + 1


@dataclass
class Statement:
    """What stands between two ends, gone through from left to right."""

    text: str
    tokens: list[Token]
    start: int
    stop: int
    at: int = 0
    """The number of the token that comes next."""
    brackets: list[tuple[Token, str]] = field(default_factory=list)
    """Those open, each with the function that is called, or nothing."""

    def check(self) -> None:
        self.at = self.start
        signs = 0
        value_is_due = True
        while self.at < self.stop:
            value_is_due = self.check_value() if value_is_due else self.check_after_value()
            signs += self.before.kind == "operator"
            if signs > MOST_SIGNS:
                long = "this formula is too long: name parts of it in lines of their own"
                raise refusal(self.text, self.before.start, long)
        if self.tokens[self.stop].kind == "refused":
            return
        if self.brackets:
            raise self.not_closed()
        if value_is_due:
            raise self.value_missing(self.tokens[self.stop])

    @property
    def before(self) -> Token:
        return self.tokens[self.at - 1] if self.at > self.start else NOTHING

    def token(self, further: int = 0) -> Token:
        return self.tokens[min(self.at + further, self.stop)]

    # -- where a value is due: what follows is still due, or not --------------------------------

    def check_value(self) -> bool:
        token, following = self.token(), self.token(1)
        if token.kind == "name":
            self.check_name(name_of(token.typed), following)
            if following.typed == "(":
                self.open(following, name_of(token.typed))
                self.at += 2
                return True
        elif token.typed == "(":
            self.open(token, "")
        elif token.kind != "number" and token.typed not in {"+", "-"}:
            raise self.value_missing(token)
        self.at += 1
        return token.kind == "operator"

    def check_name(self, name: str, following: Token) -> None:
        is_call = following.typed == "("
        member = self.token(2)
        if name in MODULES and following.typed == "." and member.kind == "name":
            raise self.error(self.token(), for_module(name, name_of(member.typed)))
        if name in FUNCTIONS and following.typed in NAMING:
            raise self.error(self.token(), f"'{name}' is a function here: choose another name")
        if name in FUNCTIONS and not is_call:
            raise self.error(self.token(), f"'{name}' is a function: write {name}(x)")
        if is_call and name not in FUNCTIONS:
            before = zip(self.tokens, self.tokens[1 : self.at], strict=False)
            is_known = any(name_of(x.typed) == name and y.typed in NAMING for x, y in before)
            times = f"'{name}' is no function: write * before the bracket to multiply"
            raise self.error(self.token(), times if is_known else for_call(name))

    def open(self, bracket: Token, function: str) -> None:
        self.brackets.append((bracket, function))
        if len(self.brackets) > MOST_BRACKETS:
            many = f"more than {MOST_BRACKETS} brackets are open here"
            raise refusal(self.text, bracket.start, f"{many}: name a part in a line of its own")

    def value_missing(self, token: Token) -> ScratchpadError:
        sentence = for_missing_value(self.before.typed, token.typed.strip("\r\n;"), self.function)
        if token.kind == "end" and not self.brackets:
            return refusal(self.text, self.before.stop, sentence)
        return self.error(token, sentence)

    @property
    def function(self) -> str:
        """Whose brackets are open; empty where it is none's."""
        return self.brackets[-1][1] if self.brackets else ""

    # -- after a value: whether another is due --------------------------------------------------

    def check_after_value(self) -> bool:
        token = self.token()
        if token.typed == ".":
            self.check_method()
            return False
        if token.typed in NAMING:
            self.check_naming(token)
        elif token.typed == ")":
            if not self.brackets:
                raise self.error(token, "no bracket is open here: remove ')'")
            self.brackets.pop()
        elif token.typed == ",":
            raise self.error(token, for_comma(self.function))
        elif token.typed not in OPERATIONS:
            raise self.error(token, for_missing_operation(self.before, token, self.token(1).typed))
        self.at += 1
        return token.typed != ")"

    def check_method(self) -> None:
        name, bracket = self.token(1), self.token(2)
        function = name_of(name.typed)
        if name.kind != "name":
            raise self.error(self.token(), "a function follows '.', as in x.tanh()")
        if function not in FUNCTIONS:
            raise self.error(name, for_attribute(function))
        if bracket.typed != "(":
            raise self.error(name, f"brackets are missing: write .{function}()")
        self.brackets.append((bracket, function))
        self.at += 3
        if self.token().typed != ")":
            within = f"nothing may stand in these brackets: write x.{function}() or {function}(x)"
            raise self.error(self.token(), within)
        self.brackets.pop()
        self.at += 1

    def check_naming(self, token: Token) -> None:
        if self.brackets:
            raise self.error(token, for_naming_within(token.typed, self.function))
        left = self.tokens[self.start : self.at]
        names, signs = left[::2], left[1::2]
        if any(each.kind != "name" for each in names) or any(each.typed != "=" for each in signs):
            only = f"only a name can stand before '{token.typed}', as in e = a*b"
            raise self.error(left[0], only)
        if signs and token.typed != "=":
            one = f"'{token.typed}' takes one name: write it in a line of its own"
            raise self.error(token, one)

    # -- what went wrong earlier ----------------------------------------------------------------

    def error(self, token: Token, sentence: str) -> ScratchpadError:
        """At this token; but a bracket that was forgotten in a line above is the cause of all."""
        if self.brackets and self.is_never_closed:
            start = self.brackets[-1][0].start
            if token.kind == "end" or LINE_END.search(self.text, start, token.start):
                return self.not_closed()
        return refusal(self.text, token.start, sentence)

    @property
    def is_never_closed(self) -> bool:
        further = [each.typed for each in self.tokens[self.at : self.stop]]
        is_all = self.tokens[self.stop].kind == "end"
        return is_all and len(self.brackets) + further.count("(") > further.count(")")

    def not_closed(self) -> ScratchpadError:
        open_ = self.brackets[-1][0].start
        return refusal(self.text, open_, "this bracket is not closed: type ')' where it ends")
