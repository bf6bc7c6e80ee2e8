"""What is said of one step: the text, what is asked, what is to be done, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from microtui.course.lesson import ChoiceQuestion, Text
from microtui.course.moment import Moments
from microtui.course.player.step_played import StepPlayed
from microtui.words.course.figure_text import figure_text
from microtui.words.course.page import Look, Paragraph, Piece, said
from microtui.words.course.paragraphs import (
    BEHIND_SKIPPED,
    WENT_ANOTHER_WAY,
    paragraphs_of,
    pieces_of,
)
from microtui.words.course.way_text import way_text

SKIPPED = "What was skipped before is not done on this stage."
NO_HINT = "There is no hint for this."
TASKS = {"do": "To do", "find": "To find"}


class StepPage:
    """Puts the paragraphs together, and remembers where those begin that are new."""

    def __init__(self, played: StepPlayed, renamed: Mapping[str, str]) -> None:
        self._played = played
        self._renamed = renamed
        self.paragraphs: list[Paragraph] = []
        self.news = 0
        self._put()

    def _put(self) -> None:
        played, step = self._played, self._played.step
        self._add(Paragraph("heading", (Piece(step.title),)))
        text = self._told(step.text, played.asking)
        if played.is_behind_skipped and said(BEHIND_SKIPPED, "warning") not in text:
            self._add(said(SKIPPED, "warning"))
        self._add(*text)
        self._put_question()
        if played.part != "question" and step.task is not None:
            if played.part == "task" and step.question is not None:
                self.news = len(self.paragraphs)
            label = TASKS[step.task.kind] + (", done" if played.done is not None else "")
            self._add(*labelled(label, self._told(step.task.text, played.doing)))
        self._put_hints()
        if played.part == "told":
            self._put_what_came()

    @property
    def _why_not(self) -> str:
        """Why something of what is told does not hold."""
        return BEHIND_SKIPPED if self._played.is_behind_skipped else WENT_ANOTHER_WAY

    def _told(self, text: Text, moments: Moments) -> list[Paragraph]:
        return paragraphs_of(text, moments, self._why_not)

    def _add(self, *paragraphs: Paragraph) -> None:
        self.paragraphs += paragraphs

    def _put_question(self) -> None:
        played, question = self._played, self._played.step.question
        if question is None:
            return
        self._add(*labelled("Question", self._told(question.text, played.asking)))
        if played.part == "question" and isinstance(question, ChoiceQuestion):
            for choice in question.choices:
                self._add(Paragraph("choice", tuple(pieces_of(choice.text, played.asking))))
        elif played.part == "task":
            self._add(Paragraph("text", tuple(self._answered())))

    def _put_hints(self) -> None:
        played = self._played
        if not played.hints:
            return
        self.news = len(self.paragraphs)
        self._add(*labelled("Hint", self._told(played.nudge, played.doing)))
        if not played.most_hints:
            self._add(said(NO_HINT))
        if played.has_told_all:
            if played.part == "question":
                self._add(said(f"It is {figure_text(played.value)}."))
            elif played.step.task is not None:
                way = way_text(played.step.task.way, self._renamed)
                self._add(Paragraph("text", (Piece("The way: ", "strong"), Piece(f"{way}."))))

    def _put_what_came(self) -> None:
        played, question = self._played, self._played.step.question
        if question is not None or played.step.task is not None:
            self.news = len(self.paragraphs)
        if question is not None:
            self._add(Paragraph("text", tuple(self._answered())))
            self._put_answer()
        self._add(*self._told(played.step.explanation, played.telling))

    def _put_answer(self) -> None:
        """What whoever gave this answer is told; that nothing is right is said, too."""
        played, question = self._played, self._played.step.question
        if isinstance(question, ChoiceQuestion):
            if played.right_choice is None:
                self._add(said(self._why_not, "warning"))
            chosen = chosen_of(played, question)
            text = question.choices[chosen].answer
        elif question is None or played.value is None:
            self._add(said(self._why_not, "warning"))
            return
        else:
            text = question.near if played.is_near else question.far
        self._add(*self._told(text, played.telling))

    def _answered(self) -> Iterator[Piece]:
        """`You said: smaller. It is: larger.`; the second once that is known."""
        played, question = self._played, self._played.step.question
        yield Piece("You said: ", "strong")
        is_told = played.part == "told"
        if isinstance(question, ChoiceQuestion):
            chosen, right = chosen_of(played, question), played.right_choice
            yield from ended(pieces_of(question.choices[chosen].text, played.asking))
            if is_told and right == chosen:
                yield Piece(" So it is.")
            elif is_told and right is not None:
                yield Piece(" It is: ", "strong")
                yield from ended(pieces_of(question.choices[right].text, played.asking))
        else:
            yield Piece(f"{played.answer:.12g}", "figure")
            yield Piece(".")
            if is_told and played.value is not None:
                yield Piece(" It is: ", "strong")
                yield from ended(iter([Piece(figure_text(played.value), "figure")]))


def chosen_of(played: StepPlayed, question: ChoiceQuestion) -> int:
    """The number of the choice; an answer that was kept of an older file may be beyond all."""
    return min(int(played.answer or 0), len(question.choices) - 1)


def labelled(label: str, paragraphs: list[Paragraph], look: Look = "strong") -> list[Paragraph]:
    """With this in front of the first of them."""
    if not paragraphs:
        return []
    first, *others = paragraphs
    if first.kind != "text":
        return [said(f"{label}:", look), first, *others]
    return [Paragraph("text", (Piece(f"{label}: ", look), *first.pieces)), *others]


def ended(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """With a full stop at its end, unless there is one."""
    last = ""
    for piece in pieces:
        last = piece.text or last
        yield piece
    if not last.rstrip().endswith((".", "!", "?")):
        yield Piece(".")
