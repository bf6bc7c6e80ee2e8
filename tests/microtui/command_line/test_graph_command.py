"""`microtui graph`: which graph it is, in which form, and what it refuses."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.graph.scratchpad.examples import EXAMPLES
from microtui.command_line.cli import run
from microtui.command_line.described.expression_text import MOST_BYTES
from microtui.session.worker import Session
from microtui.settings.settings_file import settings_path

Capture = pytest.CaptureFixture[str]

SMALL = ("--hidden", "3", "--seed", "4")
FOUR = ("--dataset", "xor", "--samples", "4", "--noise", "0", "--train-share", "1.0")


def printed(capsys: Capture, *arguments: str) -> dict[str, Any]:
    assert run(["graph", "--json", *arguments]) == 0
    tree: dict[str, Any] = json.loads(capsys.readouterr().out)
    return tree


def by_name(tree: dict[str, Any], number: str) -> dict[str, float]:
    return {node["name"]: node[number] for node in tree["nodes"] if node["name"]}


def refused(capsys: Capture, *arguments: str) -> str:
    """The one sentence on stderr."""
    assert run(["graph", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("microtui: ")
    assert err.count("\n") == 1
    return err.removeprefix("microtui: ").removesuffix("\n")


def type_in(monkeypatch: pytest.MonkeyPatch, data: bytes) -> io.BytesIO:
    stream = io.BytesIO(data)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))
    return stream


# -- which graph ---------------------------------------------------------------------------------


def test_without_an_expression_it_is_the_first_one_of_the_lecture(capsys: Capture) -> None:
    tree = printed(capsys)
    assert tree["result"] == "L"
    assert by_name(tree, "data")["L"] == -8.0
    grads = by_name(tree, "grad")
    assert [grads[name] for name in "abcedfL"] == [6.0, -4.0, -2.0, -2.0, -2.0, 4.0, 1.0]
    assert printed(capsys, "--example", "lecture") == tree


def test_the_example_of_micrograds_readme_gives_what_stands_there(capsys: Capture) -> None:
    tree = printed(capsys, "--example", "readme")
    grads = by_name(tree, "grad")
    numbers = (by_name(tree, "data")["g"], grads["a"], grads["b"])
    assert [f"{number:.4f}" for number in numbers] == ["24.7041", "138.8338", "645.5773"]


def test_the_same_lines_are_the_same_graph_typed_in_a_file_or_on_standard_input(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lines = "α = 2.0  # a comment\nb = tanh(α)\n"
    file = tmp_path / "my lines.txt"
    file.write_text(lines, encoding="utf-8-sig")
    type_in(monkeypatch, lines.encode())
    trees = [printed(capsys, each) for each in (lines, str(file), "-")]
    assert trees[0] == trees[1] == trees[2]
    assert trees[0]["result"] == "b"


def test_what_names_a_file_is_that_file_even_where_it_could_be_a_formula(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert printed(capsys, "2*3")["nodes"][-1]["data"] == 6.0
    assert printed(capsys, "--", "-2*3")["nodes"][-1]["data"] == -6.0
    (tmp_path / "2*3").write_text("a = 7")
    assert printed(capsys, "2*3")["result"] == "a"


def test_what_is_not_finite_is_null(capsys: Capture) -> None:
    tree = printed(capsys, "x = 0.0; y = x.log(); z = y * 2")
    assert by_name(tree, "data") == {"x": 0.0, "y": None, "z": None}
    assert by_name(tree, "grad") == {"x": None, "y": 2.0, "z": 1.0}


# -- of a run ------------------------------------------------------------------------------------


def test_the_graph_of_a_run_has_the_parameters_that_train_prints(capsys: Capture) -> None:
    tree = printed(capsys, "--of-run", *SMALL, "--epochs", "2")
    assert run(["train", *SMALL, "--epochs", "2", "--json", "--no-save"]) == 0
    trained = json.loads(capsys.readouterr().out)["parameters"]
    data = by_name(tree, "data")
    names = [f"0.{neuron}.{each}" for neuron in range(3) for each in ("w[0]", "w[1]", "b")]
    names += ["1.0.w[0]", "1.0.w[1]", "1.0.w[2]", "1.0.b"]
    assert [data[name] for name in names] == trained


def test_the_graphs_of_all_samples_come_to_the_objective_of_the_run(capsys: Capture) -> None:
    options = (*FOUR, *SMALL, "--l2", "0.01", "--epochs", "3")
    trees = [printed(capsys, "--of-run", *options, "--sample", str(i)) for i in range(4)]
    assert run(["train", *options, "--json", "--no-save"]) == 0
    objective = json.loads(capsys.readouterr().out)["objective"]
    results = [tree["nodes"][-1]["data"] for tree in trees]
    assert np.mean(results) == pytest.approx(objective, rel=1e-12)
    first = printed(capsys, "--of-run", *options)
    assert first in trees


def test_a_saved_run_goes_on_to_its_graph(capsys: Capture) -> None:
    assert run(["train", *SMALL, "--epochs", "2", "--quiet"]) == 0
    capsys.readouterr()
    tree = printed(capsys, "--of-run", *SMALL, "--epochs", "2")
    assert printed(capsys, "--resume") == tree
    assert printed(capsys, "--resume", "last", "--of-run") == tree


def test_with_the_mistake_that_overwrites_grads_are_what_it_leaves(capsys: Capture) -> None:
    """The input is used by each neuron, and only the contribution that comes last is left."""
    options = ("--of-run", *SMALL, "--engine", "scalar", "--l2", "0")
    right, wrong = (printed(capsys, *options, *more) for more in ((), ("--mistakes", "overwrite")))
    assert by_name(right, "data") == by_name(wrong, "data")
    assert by_name(right, "grad")["1.0.b"] == by_name(wrong, "grad")["1.0.b"]
    assert by_name(right, "grad")["x"] != by_name(wrong, "grad")["x"]


def test_the_reader_s_own_settings_hold_here_too(capsys: Capture) -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text('seed = 4\nhidden = "3"')
    own = printed(capsys, "--of-run")
    assert by_name(printed(capsys, "a = 1"), "data") == {"a": 1.0}
    settings_path().unlink()
    assert printed(capsys, "--of-run", *SMALL) == own


# -- in which form -------------------------------------------------------------------------------


def test_dot_prints_source_for_graphviz(capsys: Capture) -> None:
    assert run(["graph", "a = 2; b = a.exp()", "--dot"]) == 0
    assert capsys.readouterr().out == (
        "digraph {\n"
        "    graph [rankdir=LR]\n"
        '    0 [label="{ a | data 2.0000 | grad 7.3891 }" shape=record]\n'
        '    1 [label="{ b | data 7.3891 | grad 1.0000 }" shape=record]\n'
        '    "1exp" [label="exp"]\n'
        '    "1exp" -> 1\n'
        '    0 -> "1exp"\n'
        "}\n"
    )


def test_without_a_terminal_it_prints_the_drawing(capsys: Capture) -> None:
    assert run(["graph", "--ascii"]) == 0
    drawing = capsys.readouterr().out
    assert drawing.isascii()
    assert all(text in drawing for text in ("L", "-8.0", "+6.0"))
    assert run(["graph", "--ascii", "--text", "α = 2.0; β = α*3"]) == 0
    assert capsys.readouterr().out.isascii(), "names, too"
    assert run(["graph", "--ascii", "--text"]) == 0
    assert capsys.readouterr().out == drawing


def test_numbers_are_printed_before_a_screen_could_have_been_imported() -> None:
    program = (
        "import sys; from microtui.command_line.cli import run; "
        "status = run(['graph', '--json', 'a=2; b=a*3']) or run(['graph', '--dot', 'a=2']); "
        "sys.exit(status or 'textual' in sys.modules or 'rich' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True).returncode == 0


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """On a terminal: what the screen is given instead of being shown."""
    screens: list[dict[str, Any]] = []

    def show(session: Session, *_: object, **options: Any) -> int:
        screens.append({"session": session, **options})
        return 0

    monkeypatch.setattr("microtui.command_line.graph.has_screen", lambda: True)
    monkeypatch.setattr("microtui.command_line.application.show", show)
    return screens


def test_on_a_terminal_the_lines_are_in_the_scratchpad(
    capsys: Capture, shown: list[dict[str, Any]]
) -> None:
    for arguments in ([], ["a = 2"], ["a = 2", "--json"]):
        assert run(["graph", *arguments]) == 0
    assert [each["scratchpad"] for each in shown] == [EXAMPLES["lecture"].text, "a = 2"]
    assert all(each["first_pane"] is None for each in shown)
    assert not any(each["session"].is_saved for each in shown)
    capsys.readouterr()
    assert "the line is not finished" in refused(capsys, "a = 2 *")


def test_on_a_terminal_a_run_is_shown_with_its_graph_alone(shown: list[dict[str, Any]]) -> None:
    assert run(["graph", "--of-run", *SMALL, "--sample", "7"]) == 0
    assert shown[0]["scratchpad"] is None
    assert (shown[0]["first_pane"], shown[0]["sample"]) == ("graph", 7)


# -- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--json", "--dot"], "--json and --dot both say what to print: leave out one"),
        (["--text", "--dot"], "--dot and --text both say what to print: leave out one"),
        (["a=1", "--example", "neuron"], "the expression and --example both say which graph"),
        (["a=1", "--of-run"], "the expression and --of-run both say which graph: leave out one"),
        (["--example", "neuron", "--resume"], "--example and --resume both say which graph"),
        (["a=1", "--seed", "3"], "--seed is about a run: add --of-run, for the graph of one of"),
        (["--sample", "3"], "--sample is about a run: add --of-run"),
        (["--until-loss", "0.1"], "--until-loss is about a run: add --of-run"),
        (["--example", "neurn"], "example must be one of lecture, slope, neuron"),
        (["--of-run", "--sample", "200"], "sample must be a whole number from 0 to 199, got 200"),
        (["--of-run", "--sample", "-1"], "sample must be a whole number from 0 to 199, got -1"),
        (["--of-run", "--hidden", "200,80"], "has some 50,283 nodes, and at most 20,000 are"),
        (["--resume"], "there is no saved run in"),
        (["lines.txt"], "there is no file lines.txt: name one that is there, or type the lines"),
        (["my lines.txt"], "there is no file my lines.txt"),
        (["./lines"], "there is no file ./lines"),
        (["/" + 5000 * "x"], "x…: name one that is there"),
        (["~nobody-at-all/x"], "there is no home that ~nobody-at-all stands for"),
        (["/"], "/ is a directory: lines such as a = 2.0 are needed"),
        (["a\0.txt"], "embedded null byte"),
        ([""], "nothing is typed yet"),
        (["a = 2; b = c"], "line 1, column 12: 'c' has no value yet"),
        (["a = 2.0; a.data()"], "line 1, column "),
        ([60_000 * "("], "line 1, column "),
    ],
)
def test_a_mistake_is_one_sentence(arguments: list[str], sentence: str, capsys: Capture) -> None:
    assert sentence in refused(capsys, *arguments)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"a = 2\nb = \xff", "line 2: byte 0xff is not UTF-8: save the file in that encoding"),
        (b"a = 2\0", "is a binary file: lines such as a = 2.0 are needed"),
        (b"a = 2\nb = a *\n", "line 2, column 8: the line is not finished"),
        ((MOST_BYTES + 1) * b" ", f"has more than {MOST_BYTES:,} bytes"),
    ],
)
def test_a_file_that_holds_no_lines_is_named_and_told_why(
    data: bytes,
    sentence: str,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    file = tmp_path / "lines.txt"
    file.write_bytes(data)
    told = refused(capsys, str(file))
    assert "lines.txt" in told
    assert sentence in told
    type_in(monkeypatch, data)
    told = refused(capsys, "-")
    assert told.startswith("the standard input")
    assert sentence in told


def test_of_what_never_ends_only_a_little_is_read(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = type_in(monkeypatch, 100 * MOST_BYTES * b"a")
    assert "the standard input has more than" in refused(capsys, "-")
    assert stream.tell() == MOST_BYTES + 1
    monkeypatch.setattr(sys, "stdin", None)
    assert refused(capsys, "-") == "there is no standard input: lines such as a = 2.0 are needed"
