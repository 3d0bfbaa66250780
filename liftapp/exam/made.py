"""Made documents as exams: invented facts, so that nothing but the document can answer."""

from collections.abc import Iterator
from dataclasses import dataclass

from liftapp.exam.known import Known, Span
from liftapp.starter.corpus.document import Asked, MadeDocument, make_document
from liftapp.starter.corpus.passage import Line
from liftapp.starter.corpus.questions import COUNTS
from liftapp.starter.corpus.vocabulary import sentence_case
from liftapp.starter.corpus.world import Fact

FACT, JOINED, LISTED, ABSENT = "one fact", "two facts joined", "list or count", "not said"
"""Groups of questions. Which facts are in the window is for the model's window to say."""
CLASSES = {"fact": FACT, "joined": JOINED, "unanswerable": ABSENT}


@dataclass(frozen=True)
class MadeExam:
    """A document's text and the questions about it."""

    title: str
    text: str
    known: tuple[Known, ...]


@dataclass(frozen=True)
class _Placed:
    """A line of the document, its section and where it stands in the text."""

    line: Line
    section: int
    span: Span


def make_exam(seed: int, sections: int, section_chars: int) -> MadeExam:
    """A document of about `sections` times `section_chars` characters; the seed decides all.

    Names, values and the wording of every question were kept out of the starter's training. A
    list asks for the items of one statement, a count for their number.
    """
    made = make_document(seed, sections, section_chars)
    lines = list(_lines(made))
    asked = [q for q in made.questions if q.held_out]
    known = [_known(q, lines) for q in asked]
    known += _counts(lines)
    return MadeExam(made.title, made.text, tuple(known))


def _lines(made: MadeDocument) -> Iterator[_Placed]:
    text, at = made.text, 0
    for number, (heading, passage) in enumerate(made.sections):
        whole = f"{heading}\n\n{passage.text}"
        at = text.index(whole, at) + len(whole) - len(passage.text)
        for line, (start, end) in zip(passage.lines, passage.spans, strict=True):
            yield _Placed(line, number, (at + start, at + end))


def _known(q: Asked, lines: list[_Placed]) -> Known:
    spans = _spans(q, lines)
    listed = q.kind == "fact" and any(
        isinstance(told, Fact) and told.items and told.value == q.answer
        for p in lines
        if p.span in spans
        for told in p.line.told
    )
    near = tuple(p.span for p in lines if p.line.text in q.near)
    return Known(q.question, q.answer, spans, LISTED if listed else CLASSES[q.kind], near)


def _spans(q: Asked, lines: list[_Placed]) -> tuple[Span, ...]:
    """The lines whose texts are the evidence: none, one, or any one and one of its section."""
    if not q.evidence:
        return ()
    own = [p for p in lines if p.section == q.section and q.evidence.endswith(p.line.text)]
    for last in own:
        if last.line.text == q.evidence:
            return (last.span,)
        before = q.evidence.removesuffix(last.line.text).removesuffix(" ")
        for first in lines:
            if first.line.text == before:
                return tuple(dict.fromkeys((first.span, last.span)))
    raise AssertionError(f"no line is the evidence of {q.question!r}")


def _counts(lines: list[_Placed]) -> Iterator[Known]:
    for p in lines:
        for told in p.line.told:
            if isinstance(told, Fact) and told.items:
                asked = COUNTS[-1].replace("{N}", told.relation.label.lower())
                asked = sentence_case(asked.replace("{E}", told.entity.name))
                yield Known(asked, str(len(told.items)), (p.span,), LISTED)
