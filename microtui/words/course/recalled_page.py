"""A step that was gone through in another session: all that is said in it, without its figures."""

from __future__ import annotations

from collections.abc import Iterator

from microtui.course.lesson import ChoiceQuestion, Text
from microtui.course.player.step_played import StepPlayed
from microtui.words.course.page import Paragraph, Piece, said
from microtui.words.course.paragraphs import GONE, paragraphs_of, pieces_of
from microtui.words.course.step_page import TASKS, chosen_of, ended, labelled

NUMBERS_GONE = f"{GONE} stands for what the run was like then; F3 takes the step up again."


def recalled_paragraphs(played: StepPlayed) -> list[Paragraph]:
    told = [Paragraph("heading", (Piece(played.step.title),)), *parts(played)]
    has_gaps = any(piece.text == GONE for each in told for piece in each.pieces)
    return [*told, said(NUMBERS_GONE)] if has_gaps else told


def parts(played: StepPlayed) -> Iterator[Paragraph]:
    step, question = played.step, played.step.question
    yield from text_of(step.text)
    if question is not None:
        yield from labelled("Question", text_of(question.text))
    if step.task is not None:
        yield from labelled(f"{TASKS[step.task.kind]}, done", text_of(step.task.text))
    if question is not None and played.answer is not None:
        if isinstance(question, ChoiceQuestion):
            choice = question.choices[chosen_of(played, question)]
            pieces = list(ended(pieces_of(choice.text, None)))
            yield Paragraph("text", (Piece("You said: ", "strong"), *pieces))
            yield from text_of(choice.answer)
        else:
            yield said(f"You said: {played.answer:.12g}.")
    yield from text_of(step.explanation)


def text_of(text: Text) -> list[Paragraph]:
    return paragraphs_of(text, None)
