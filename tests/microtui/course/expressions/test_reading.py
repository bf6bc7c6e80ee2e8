"""What can be written between `[[` and `]]`, what it comes to, and what is said of the rest."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from microtui.course.expressions.reading import kind_of, read_expression
from microtui.course.figures.table import FIGURES
from microtui.course.lesson_error import LessonError


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("loss", "number"),
        ("0.5", "number"),
        (".5e-3", "number"),
        ("-loss ** 2", "number"),
        ("2 * loss at start", "number"),
        ('node("b").grad before', "number"),
        ("node('b').grad", "number"),
        ('parameter("0.3.w[1]").before before', "number"),
        ("(loss - 1) at start", "number"),
        ("max(loss, loss before, 1)", "number"),
        ("loss_at(epoch before)", "number"),
        ("abs(h)", "number"),
        ("node(chosen).uses", "number"),
        ("loss > 1", "condition"),
        ("0 < loss <= 1", "condition"),
        ("not zero_grad and (diverged or loss > 1)", "condition"),
        ('dataset == "moons"', "condition"),
        ('mistake("ascend")', "condition"),
        ("dataset at start != dataset", "condition"),
        ("dataset", "text"),
        ('node("b").repr', "text"),
        ('"before at start"', "text"),
    ],
)
def test_an_expression_is_a_number_a_condition_or_a_text(text: str, kind: str) -> None:
    assert kind_of(read_expression(text, file="lesson.md", line=3)) == kind


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_can_be_written_as_its_example_says(name: str) -> None:
    figure = FIGURES[name]
    assert kind_of(read_expression(figure.example, file="lesson.md", line=3)) == figure.kind
    assert 0 < len(figure.about) <= 60


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "there is nothing: write one such as loss > 2 * loss at start"),
        ("los", "there is no figure 'los': did you mean loss?"),
        ("batchsize", "there is no figure 'batchsize': did you mean batch_size?"),
        ("lossat(3)", "in 'lossat(3)', there is no figure 'lossat': did you mean loss_at?"),
        ("node(1)", "'node' is more than one figure: write such as node(\"b\").data"),
        ('node("b").gard', "there is no .gard of 'node': did you mean .grad?"),
        ('node("b").x', "there is no .x of 'node': it has data, grad, final_grad, right_grad, "),
        ("node(b).grad", "'b' is meant as a text: write \"b\""),
        ("node(2).grad", "'2' stands where a text is due, as in node(\"b\").grad"),
        ("loss.grad", "'loss' has no .grad: write loss"),
        ("loss(1)", "'loss' is written as loss"),
        ("loss_at", "'loss_at' is written as loss_at(10)"),
        ("unit(1)", "'unit' is written as unit(0, 3)"),
        ("loss()", "brackets are empty: leave them out, or write what belongs in them"),
        ('mistake("asend")', "there is no mistake 'asend': did you mean ascend?"),
        ('pane == "gradients"', "there is no pane 'gradients': did you mean gradient?"),
        ('"zero-grad" != case before', "there is no case 'zero-grad': did you mean zero_grad?"),
        ('"?" == engine', "there is no engine '?': there are matrix, scalar, pytorch"),
        ("loss = 1", "'=' gives no name here: write == to compare"),
        ("loss ≥ 1", "'≥' is not understood: write >="),
        ("2 × loss", "'×' is not understood: write *"),
        ("loss % 2", "'%' has no place here: write a share of one, such as 0.05"),
        ("loss ^ 2", "'^' is no power here: write **, as in h**2"),
        ("loss && diverged", "'&&' has no place here: write and"),
        ("w[0]", "'[' has no place here: a sample or a layer stands in ( ), as in score(0)"),
        ("dataset == “moons”", "'“' is no plain quotation mark: write \""),
        ("zero_grad == True", "'True' is not needed: write the condition alone, as in zero_grad"),
        ("loss is 1", "'is' has no place here: write == to compare"),
        ("loss > 1 if diverged", "an operation is missing between '1' and 'if': write one such as"),
        ("loss == None", "'None' cannot be compared: what there is not makes every comparison"),
        ("loss\u00a0> 1", "there is a special blank, U+00A0: write an ordinary one"),
        ("loss\u200b", "there is a character that cannot be seen, U+200B: remove it"),
        ("ｌｏｓｓ", "'ｌ' has no place here: write figures, numbers and + - * / ** < > == "),
        ("größe", "'grö' is no name: figures have plain letters only"),
        ("__class__", "'_' has no place here: write figures, numbers and"),
        ("loss._at_start", "'_' has no place here"),
        ('"moons', 'a text is not closed: write " at its end, too'),
        ("2x", "'2x' is no number: write one such as 0.5"),
        ("007", "'007' begins with 0: write the number without it"),
        ("1e999", "'1e999' is too large: write a number below 1.797e308"),
        ("1" * 16, "'1111111111111111' has too many digits: write such as 1e20"),
        ("2 loss", "an operation is missing between '2' and 'loss': write one such as * or and"),
        ("loss before 2", "an operation is missing between 'before' and '2'"),
        ("loss +", "a figure or a number is missing behind '+'"),
        ("* loss", "a figure or a number is missing before '*'"),
        ("loss > > 1", "a figure or a number is missing behind '>'"),
        ("(loss", "a bracket is not closed: write ) where it ends"),
        ("loss)", "a bracket is closed that was not opened: remove the )"),
        ("loss, 1", "',' has no place here: a point parts decimals, as in 0.5"),
        ("loss at", "'at' is followed by 'start', as in loss at start"),
        ("loss at begin", "'at' is followed by 'start', as in loss at start"),
        ("at start", "a figure is missing before 'at start', as in loss at start"),
        ("2 before", "'2' is the same at any time: 'at start' and 'before' stand behind a figure"),
        ("loss before at start", "a figure is either 'at start' or 'before': write one of them"),
        ("answer before", "'answer' is of no moment: write it alone"),
        ("zero_grad > 1", "'zero_grad' is a condition by itself: write it alone, or with not "),
        ("loss == dataset", "'dataset' is a text, but 'loss' is a number: compare what is alike"),
        ('dataset < "b"', "'dataset' is a text: compare it with == or !="),
        ("not loss", "'loss' is a number, but a condition is due behind not"),
        ("loss and diverged", "'loss' is a number, but a condition is due beside and and or"),
        ("2 * zero_grad", "'zero_grad' is a condition, but a number is due beside + - * / and **"),
        ("-dataset", "'dataset' is a text, but a number is due behind a sign"),
        ("abs(loss, 1)", "'abs' takes other numbers: write abs(a)"),
        ("min(loss)", "'min' takes other numbers: write min(a, b)"),
        ("max", "'max' takes numbers: write max(a, b)"),
        ("loss == not diverged", "the order of the words is not understood: use brackets"),
        ("loss + " * 60 + "1", "there are more than 400 characters: write a shorter expression"),
        ("(" * 21 + "1" + ")" * 21, "there is more than one can read: write a shorter expression"),
        ("1+" * 55 + "1", "there is more than one can read: write a shorter expression"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence_that_says_what_would_be_right(
    text: str, why: str
) -> None:
    with pytest.raises(LessonError) as caught:
        read_expression(text, file="lesson.md", line=3)
    sentence = str(caught.value)
    assert sentence.startswith("lesson.md, line 3: ")
    assert why in sentence
    assert sentence.isprintable()
    assert len(sentence) < 250


def test_a_part_of_a_longer_expression_is_shown_in_it() -> None:
    with pytest.raises(LessonError) as caught:
        read_expression("loss > 2 *\n  los at start", file="lesson.md", line=3)
    assert str(caught.value) == (
        "lesson.md, line 3: in 'loss > 2 * los at start', there is no figure 'los': "
        "did you mean loss?"
    )


FRAGMENTS = (
    "at start before and or not is if else lambda yield await None import abs min( max( ** == <="
    ' "b" node( ).grad 1 0.5 1e3 0x1f 1j é 字 \0 \n \u202e ( ) , . = < > + - * / [ ] { } : ; @ ! %'
    " ^ & | ~ ` \\ # _ \" ' f'x' b'x'"
)
parts = st.sampled_from([*FIGURES, *FRAGMENTS.split(" ")])


@settings(max_examples=80, deadline=None)
@given(st.one_of(st.text(max_size=30), st.lists(parts, max_size=12).map(" ".join)))
@example("f'{loss}'")
@example("not " * 90 + "diverged")
@example("-" * 99 + "1")
def test_any_text_is_an_expression_or_gets_one_sentence(text: str) -> None:
    try:
        expression = read_expression(text, file="lesson.md", line=1)
    except LessonError as error:
        sentence = str(error)
    else:
        sentence = kind_of(expression)
    assert sentence.isprintable()
