"""What every benchmark comes to: documents, and questions with true answers and metrics."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from liftapp.documents import split_sentences
from liftapp.exam.known import Span
from liftapp.exam.scores import Metric


@dataclass(frozen=True)
class Item:
    """A question, its true answers (any one counts) and what its answer is measured by.

    `evidence` are the stretches of the document that answer it together, as the benchmark quotes
    them; none where it names none. `kind` is a class within the task, else empty.
    """

    question: str
    answers: tuple[str, ...]
    task: str
    metrics: tuple[Metric, ...]
    evidence: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True)
class Source:
    """A document and all that is asked about it."""

    title: str
    text: str
    items: tuple[Item, ...]


def by_document(read: Iterable[Source]) -> list[Source]:
    """Sources with the same text as one, in their first order: each is learned once."""
    found: dict[str, Source] = {}
    for source in read:
        first = found.get(source.text, Source(source.title, source.text, ()))
        found[source.text] = Source(first.title, first.text, (*first.items, *source.items))
    return list(found.values())


def locate(text: str, evidence: Iterable[str]) -> tuple[Span, ...] | None:
    """Where the evidence stands in a text, sentence by sentence; blanks and breaks don't count.

    None where there is no evidence or a sentence of it is not in the text: quotes of a benchmark
    may be shortened or mended.
    """
    spans = list[Span]()
    for given in evidence:
        quote = " ".join(given.split())
        for sentence in split_sentences(quote):
            words = map(re.escape, quote[sentence.start : sentence.end].split())
            found = re.search(r"\s+".join(words), text)
            if found is None:
                return None
            spans.append(found.span())
    return tuple(spans) or None
