"""What is no formula is refused where it stands, in one sentence that says what to type."""

from __future__ import annotations

import subprocess
import sys

import pytest

from engine.errors import ConfigurationError
from engine.graph.scratchpad.program import ScratchpadError, evaluate
from engine.graph.scratchpad.reading.bounds import (
    MOST_BRACKETS,
    MOST_CHARACTERS,
    MOST_LINES,
    MOST_NAME,
    MOST_NODES,
    MOST_SIGNS,
)

WORDS = [
    ("a = 2.0\nimport os", 2, 1, "nothing needs to be imported"),
    ("from math import exp", 1, 1, "nothing needs to be imported"),
    ("__import__('os').system('ls')", 1, 1, "no function '__import__'"),
    ("a = 1.0; eval('a')", 1, 10, "no function 'eval'"),
    ("if a:\n  b = 2", 1, 1, "'if' is a word of Python's own: type one formula a line"),
    ("for i in range(3): a", 1, 1, "'for' is a word"),
    ("while True: pass", 1, 1, "'while' is a word"),
    ("def f(x): x", 1, 1, "'def' is a word"),
    ("class A: pass", 1, 1, "'class' is a word"),
    ("with a: b", 1, 1, "'with' is a word"),
    ("global a", 1, 1, "'global' is a word"),
    ("assert a", 1, 1, "'assert' is a word"),
    ("yield", 1, 1, "'yield' is a word"),
    ("a = 1.0; a and a", 1, 12, "'and' is a word"),
    ("a = 1.0; a if a else a", 1, 12, "'if' is a word"),
    ("a = lambda x: x", 1, 5, "use lam as a name"),
    ("del a", 1, 1, "leave this line out"),
    ("return 2", 1, 1, "the last line is the result"),
    ("a = True", 1, 5, "write 1.0"),
    ("a = None", 1, 5, "such as 0.0"),
    ("ｉmport os", 1, 1, "nothing needs to be imported"),
    ("match x:\n  case 1: pass", 1, 7, "an operation is missing"),
]

CALLS = [
    ("a = Value(2.0)", 1, 5, "write a = 2.0, for the name is the label"),
    ("a = Value(2.0, label='a')", 1, 5, "write a = 2.0, for the name is the label"),
    ("L = 1.0\nL.label = 'L'", 2, 3, "for the name is the label"),
    ("L = 1.0\nL.backward()", 2, 3, "all gradients are computed at once"),
    ("L = 1.0\nL.grad = 0.0", 2, 3, "all gradients are computed at once"),
    ("a = 1.0; b = a.data", 1, 16, "write the name alone"),
    ("a = 1.0; b = a.__class__", 1, 16, "the functions are exp, log"),
    ("x = 1.0; y = math.exp(x)", 1, 14, "write exp(x)"),
    ("x = 1.0; y = np.tanh(x)", 1, 14, "write tanh(x)"),
    ("x = 1.0; y = torch.tanh(x)", 1, 14, "write tanh(x)"),
    ("x = torch.Tensor([2.0]).double()", 1, 5, "write a = 2.0"),
    ("x = 2*math.pi", 1, 7, "write 3.14159"),
    ("x = np.linspace(0, 1)", 1, 5, "'np.linspace' is not there"),
    ("a = 1.0; print(a)", 1, 10, "the last line is shown by itself"),
    ("n = MLP(3, [4, 4, 1])", 1, 5, "write a neuron out"),
    ("a = 1.0; tahn(a)", 1, 10, "did you mean tanh?"),
    ("a = 1.0; a.tahn()", 1, 12, "did you mean .tanh()?"),
    ("a = 1.0; a.tanh", 1, 12, "write .tanh()"),
    ("a = 1.0; a.tanh(3)", 1, 17, "write x.tanh() or tanh(x)"),
    ("tanh", 1, 1, "write tanh(x)"),
    ("tanh()", 1, 6, "write tanh(x)"),
    ("tanh(2.0, 3.0)", 1, 9, "takes one value"),
    ("tanh(x=2.0)", 1, 7, "without a name"),
    ("log = 2.0", 1, 1, "choose another name"),
    ("a = 1.0; a(3)", 1, 10, "write * before the bracket"),
    ("2.tanh()", 1, 3, "write tanh(2.0)"),
]

SIGNS = [
    ("a = 1.0; a^2", 1, 11, "write **, as in a**2"),
    ("a = 1.0; a//2", 1, 11, "write / to divide"),
    ("a = 1.0; a%2", 1, 11, "'%' is not among the operations"),
    ("a = 1.0; a@a", 1, 11, "write * to multiply"),
    ("a = 1.0; a < 2", 1, 12, "'<' compares"),
    ("a = 1.0; a == 2", 1, 12, "write = to give a value its name"),
    ("a = 1.0; (b := a)", 1, 13, "in a line of its own"),
    ("a: float = 2.0", 1, 2, "without a type"),
    ("a = [1]", 1, 5, "give each value a name, as in x1 = 2.0"),
    ("a = {1: 2}", 1, 5, "give each value a name"),
    ("[x for x in y]", 1, 1, "give each value a name"),
    ("x = 1.0; x[0]", 1, 11, "give each value a name"),
    ("a, b = 1, 2", 1, 2, "give one value a line"),
    ("a = 1, 2", 1, 6, "give one value a line"),
    ("a = (1, 2)", 1, 7, "give one value a line"),
    ("a = ()", 1, 6, "these brackets are empty"),
    ("a = ...", 1, 5, "write the formula out"),
    ("'text'", 1, 1, "quoted text has no place here"),
    ("a = f'{1}'", 1, 5, "quoted text has no place here"),
    ("a = “x”", 1, 5, "quoted text has no place here"),
    ("a = 1.0; a·a", 1, 11, "write *"),
    ("a = 1.0; a×a", 1, 11, "write *"),
    ("a = 1.0; a − a", 1, 12, "write -"),
    ("a = 1.0; a²", 1, 11, "write **2"),
    ("a = 1.0; √a", 1, 10, "write sqrt(x)"),
    ("a\N{NO-BREAK SPACE}= 2", 1, 2, "type an ordinary one"),
    ("é = 1.0; é € é", 1, 12, "'€' is not among the operations"),
    ("a = \0", 1, 5, "U+0000: remove it"),
    ("a = 1 # \x1b[31m", 1, 9, "U+001B: remove it"),
    ("a = \ud800", 1, 5, "U+D800: remove it"),
    ("a = 2 \\\n+ 3", 1, 7, "within brackets"),
]

NUMBERS = [
    ("a = 1e999", 1, 5, "is too large: write a number below 1.797e308"),
    ("a = " + "9" * 5_000, 1, 5, "999… is too large"),
    ("a = 3 + 4j", 1, 9, "complex numbers"),
    ("a = 0x10", 1, 5, "written in tens"),
    ("a = 007", 1, 5, "written in tens"),
    ("a = inf", 1, 5, "write a finite number"),
    ("10**10**10", 1, 5, "an exponent is one number"),
    ("a = 2.0; b = 3.0\na**b", 2, 4, "write (b * log(a)).exp()"),
    ("a = 2.0\n2**a", 2, 4, "write (a * log(2)).exp()"),
    ("a = 2.0; b = 3.0\na **= b + 1", 2, 7, "write (n * log(a)).exp() with n = b + 1"),
]

NAMES = [
    ("alpha = 2.0\ny = alhpa", 2, 5, "did you mean alpha"),
    ("y = q", 1, 5, "type q = 2.0 in a line above"),
    ("c += 1", 1, 1, "type c = 2.0 in a line above"),
    ("a = 2.0; a + b = 3", 1, 10, "only a name can stand before '='"),
    ("2 = a", 1, 1, "only a name can stand before '='"),
    ("a = b += 1", 1, 7, "'+=' takes one name"),
    ("é = 1.0; ü = é + qq", 1, 18, "'qq' has no value yet"),
    ("é = (1.0 +\n  qq)", 2, 3, "'qq' has no value yet"),
    ("x" * (MOST_NAME + 1) + " = 2", 1, 1, f"at most {MOST_NAME} characters"),
]

ORDER = [
    ("", 1, 1, "type lines such as a = 2.0"),
    ("\n  # a comment alone\n", 1, 1, "type lines such as a = 2.0"),
    ("a =", 1, 4, "the line is not finished"),
    ("a = 2\nb = a *\nc = 3", 2, 8, "the line is not finished"),
    ("= 2", 1, 1, "a name is missing before '='"),
    ("a = * 2", 1, 5, "missing between '=' and '*'"),
    ("a = 2 3", 1, 7, "write 2*3 to multiply"),
    ("a = 1.0; 2a", 1, 11, "write 2*a to multiply"),
    ("a = 2(3)", 1, 6, "write * to multiply"),
    ("a = 2.0 b = 3.0", 1, 9, "type ';' or a line end"),
    ("a = (2 + 3", 1, 5, "this bracket is not closed"),
    ("a = 1\nb = (a\nc = b", 2, 5, "this bracket is not closed"),
    ("a = 1\nb = a.tanh(\nc = b", 2, 11, "this bracket is not closed"),
    ("a = (1\n+ (2 3)\n)", 2, 6, "write 2*3 to multiply"),
    ("a = 2)", 1, 6, "remove ')'"),
    ("a = 2;; b = 3", 1, 7, "nothing stands before ';'"),
    ("  a = 2.0", 1, 1, "at its first column"),
    ("a = 2.0\n\tb = 3", 2, 1, "at its first column"),
    ("a = 1\r\nb = 2 3", 2, 7, "write 2*3"),
    ("a = 1\rb = 2 3", 2, 7, "write 2*3"),
]


@pytest.mark.parametrize(
    ("text", "line", "column", "telling"), WORDS + CALLS + SIGNS + NUMBERS + NAMES + ORDER
)
def test_refused(text: str, line: int, column: int, telling: str) -> None:
    with pytest.raises(ScratchpadError) as raised:
        evaluate(text)
    error = raised.value
    assert (error.line, error.column) == (line, column)
    assert str(error).startswith(f"line {line}, column {column}: ")
    assert telling in str(error)
    assert "\n" not in str(error)
    assert isinstance(error, ConfigurationError)


TOO_MUCH = [
    ("a = " + "(" * 5_000 + "1" + ")" * 5_000, "brackets are open here"),
    ("a = " + "tanh(" * 5_000 + "1" + ")" * 5_000, "brackets are open here"),
    ("-" * 100_000 + "1", "50,000 characters"),
    ("-" * 10_000 + "1", "this formula is too long"),
    ("a = 1.0\n" + "+".join("a" * 50_000), "50,000 characters"),
    ("a = 1.0\n" + "+".join("a" * 10_000), "this formula is too long"),
    ("a = 1.0\na" + ".tanh()" * 5_000, "this formula is too long"),
    ("a = 1.0\n2" + "**a" * 5_000, "this formula is too long"),
    (" = ".join("a" * 5_000), "this formula is too long"),
    ("a" * 3_000_000, "50,000 characters"),
    ("²" * 40_000, "write **2"),
    (" " * 40_000 + "a", "at its first column"),
    ("\n" * 40_000, "2,000 lines"),
    ("a=1;" * 5_000, "2,000 numbers and operations"),
    (";".join(f"a{n}=1" for n in range(1_990)) + ";b1000", "did you mean"),
]


@pytest.mark.parametrize(("text", "telling"), TOO_MUCH, ids=[telling for _, telling in TOO_MUCH])
def test_too_much_is_refused(text: str, telling: str) -> None:
    with pytest.raises(ScratchpadError, match=telling.replace("*", r"\*")):
        evaluate(text)


def test_what_is_just_not_too_much() -> None:
    deep = MOST_BRACKETS
    assert evaluate("a = " + "(" * deep + "1.0" + ")" * deep).graph.result.data == 1.0
    long = "a = 1.0\n" + "+".join("a" * MOST_SIGNS)
    assert evaluate(long).graph.result.data == MOST_SIGNS
    many = "a = 1.0\n" + "a += a\n" * (MOST_LINES - 1)
    assert len(evaluate(many).graph.nodes) == MOST_NODES
    assert evaluate("a = 1.0 #".ljust(MOST_CHARACTERS, "-")).graph.result.data == 1.0


def test_no_text_ends_the_interpreter() -> None:
    """What crashes a parser written in C cannot be caught: so in a process of its own, where the
    stack is as small as that of a thread can be."""
    program = """
import sys, threading
from engine.graph.scratchpad.program import ScratchpadError, evaluate

def evaluate_all():
    for text in sys.stdin.read().split("\\0"):
        try:
            evaluate(text)
        except ScratchpadError:
            pass
    print("all done")

threading.stack_size(512 * 1024)
thread = threading.Thread(target=evaluate_all)
thread.start()
thread.join()
"""
    deep = MOST_BRACKETS - 1
    allowed = [
        "a = " + "(" * deep + "1" + ")" * deep,
        "a = " + "-tanh(" * deep + "1" + ")" * deep,
        "a = " + "-" * (MOST_SIGNS - 1) + "1",
        "a = 1.0\na" + ".tanh()" * (MOST_SIGNS - 1),
    ]
    texts = allowed + [text for text, _ in TOO_MUCH]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        input="\0".join(texts),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.stderr, done.returncode) == ("all done\n", "", 0)
