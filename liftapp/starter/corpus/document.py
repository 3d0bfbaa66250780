"""Whole documents with known answers: many passages about one invented world."""

import dataclasses
from dataclasses import dataclass
from random import Random

from liftapp.starter.corpus.passage import Passage, write_passage
from liftapp.starter.corpus.questions import Question, ask, joined, unanswerable
from liftapp.starter.corpus.world import SPLITS, Split, World

HEADINGS = ("Part", "Chapter", "Section", "Book")


@dataclass(frozen=True)
class Asked:
    """A question about a document; `section` is the index of the one that answers it, or -1.

    `held_out` says whether its wording was kept out of the starter's training; `near` as in
    Question, the lines' texts.
    """

    question: str
    answer: str
    kind: str
    section: int
    evidence: str
    held_out: bool
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class MadeDocument:
    """Sections are (heading, passage)."""

    title: str
    sections: tuple[tuple[str, Passage], ...]
    questions: tuple[Asked, ...]

    @property
    def text(self) -> str:
        parts = [f"{heading}\n\n{passage.text}" for heading, passage in self.sections]
        return f"{self.title}\n\n" + "\n\n".join(parts) + "\n"


def make_document(seed: int, sections: int, section_chars: int) -> MadeDocument:
    """A document whose names and values the starter never saw; the same seed gives the same.

    Statements use training wordings; every question is asked in a training wording and in the
    held-out one.
    """
    rng = Random(f"document {seed}")
    world = World(rng, Split(names=True))
    word = rng.choice(HEADINGS)
    made = [
        (f"{word} {i + 1}", write_passage(world, int(section_chars * rng.uniform(0.8, 1.2))))
        for i in range(sections)
    ]
    title = f"The {world.entity('place').name} Yearbook"
    return MadeDocument(title, tuple(made), tuple(_questions(world, [p for _, p in made])))


def _questions(world: World, passages: list[Passage]) -> list[Asked]:
    whole = Passage()
    section_of: list[int] = []
    for i, passage in enumerate(passages):
        for line in passage.lines:
            whole.append(line)
            section_of.append(i)
    asked: list[Asked] = []
    for held_out in (False, True):
        # The world's own split decides the wording of what is asked of it.
        world.split = dataclasses.replace(SPLITS["entities"], wordings=held_out)
        found = [ask(world, told, i) for i, told in whole.told]
        pairs = joined(world, whole)
        found += world.rng.sample(pairs, min(len(pairs), 40))
        found += [unanswerable(world, whole) for _ in range(20)]
        asked += [_asked(q, whole, section_of, held_out) for q in found]
    return _unambiguous(asked)


def _asked(q: Question, whole: Passage, section_of: list[int], held_out: bool) -> Asked:
    evidence = " ".join(whole.lines[i].text for i in q.lines)
    section = section_of[q.lines[-1]] if q.lines else -1
    near = tuple(whole.lines[i].text for i in q.near)
    return Asked(q.text, q.answer, q.kind, section, evidence, held_out, near)


def _unambiguous(asked: list[Asked]) -> list[Asked]:
    """Each question once, and none that two answers fit."""
    answers: dict[str, set[str]] = {}
    for one in asked:
        answers.setdefault(one.question, set()).add(one.answer)
    first: dict[str, Asked] = {}
    for one in asked:
        if len(answers[one.question]) == 1:
            first.setdefault(one.question, one)
    return list(first.values())
