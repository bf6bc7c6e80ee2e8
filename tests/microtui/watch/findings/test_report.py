"""What is said at the end: short, at 80 columns, and true where nothing was seen."""

from __future__ import annotations

import json
import math

import pytest

from microtui.watch.finding import Finding
from microtui.watch.findings.report import report_json, report_text
from microtui.watch.reading import OptimizerReading, Reading

FINDING = Finding(
    "no_zero_grad",
    2,
    "Since step 2 SGD uses gradients that the step before has used already: at step 300 .grad was "
    "the sum of 300 backwards, 299 of them old, with norm 6.1 for the old part and 6.2 for all.",
    "/home/somebody/a/very/long/folder/that/nobody/would/want/to/see/broken/up/in/two/train.py",
    31,
    "Call optimizer.zero_grad() before line 31, loss.backward().",
)
SEEN = Reading(
    steps=300,
    backwards=1200,
    loss=0.5,
    losses=((1, 2.25), (1200, 0.5)),
    optimizers=(OptimizerReading("Adam", (0.001, 0.001, 0.01), 300),),
    has_torch=True,
    is_over=True,
)


def with_findings(*findings: Finding) -> Reading:
    return Reading(steps=300, backwards=1200, has_torch=True, findings=findings)


def test_the_first_line_tells_what_was_watched() -> None:
    assert (
        report_text(SEEN)
        .replace("\n", " ")
        .startswith(
            "Watched 300 steps and 1,200 backwards, by Adam with rate 0.001 and 0.01, loss 2.25 at "
            "first, 0.5 at last. Nothing wrong was found."
        )
    )


def test_a_finding_is_its_evidence_its_place_and_its_remedy() -> None:
    lines = report_text(with_findings(FINDING)).splitlines()
    assert " ".join(lines[2:5]) == FINDING.evidence
    assert lines[5] == f"{FINDING.file}:31"
    assert lines[6] == FINDING.remedy
    assert "Nothing wrong" not in report_text(with_findings(FINDING))


def test_several_findings_are_numbered() -> None:
    text = report_text(with_findings(FINDING, FINDING))
    assert "\n1. Since step 2" in text
    assert "\n2. Since step 2" in text


@pytest.mark.parametrize("reading", [SEEN, with_findings(FINDING, FINDING)])
def test_no_line_but_a_path_is_longer_than_80_columns(reading: Reading) -> None:
    for line in report_text(reading).splitlines():
        assert len(line) <= 80 or line.strip() == f"{FINDING.file}:31"


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (Reading(), "Nothing was watched: the script did not import PyTorch."),
        (Reading(has_torch=True), "but called no backward."),
        (Reading(has_torch=True, backwards=3), "No step was seen"),
        (
            Reading(has_torch=True, backwards=3, steps=3, fault="torch is too old."),
            "The looking has ended before the script: torch is too old.",
        ),
    ],
)
def test_what_was_not_looked_at_is_said(reading: Reading, words: str) -> None:
    text = report_text(reading).replace("\n", " ")
    assert words in text
    assert "found." not in text


def test_the_report_for_programs_is_one_line_of_strict_json() -> None:
    reading = Reading(steps=3, backwards=4, loss=math.nan, has_torch=True, findings=(FINDING,))
    text = report_json(reading, status=1)
    assert "\n" not in text
    assert json.loads(text, parse_constant=pytest.fail) == {
        "steps": 3,
        "backwards": 4,
        "loss": None,
        "findings": [
            {
                "kind": "no_zero_grad",
                "since_step": 2,
                "evidence": FINDING.evidence,
                "file": FINDING.file,
                "line": 31,
                "remedy": FINDING.remedy,
            }
        ],
        "status": 1,
    }
    assert "status" not in json.loads(report_json(reading))
