"""Asking all questions in one view: what was said, and what saying it cost in the same run."""

import time
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from statistics import median
from typing import Self

from liftapp.exam.known import Known
from liftapp.exam.subject import Subject
from liftapp.exam.views import Context, View
from liftapp.lift.generation import generate, reply_ends, shared_tokens
from liftapp.lift.questions import is_refusal, normalise
from liftapp.lift.splitting import MOST, split
from liftapp.lift.sureness import Sureness
from liftapp.lift.voting import Vote, is_open, winner

BATCH = 16
TIMED = 5
"""Questions asked one by one for the time to the first token; the median counts."""


@dataclass(frozen=True)
class Outcome:
    """The answers in one view, in the questions' order; None where it was not asked.

    `seconds` for all of them, in batches, searching for passages too; `read` and `written` are
    tokens (what the prompts of a batch share is read once); `first_token_s` is for one question
    with nothing read before; where views vote, after whole answers.
    """

    view: str
    said: tuple[str | None, ...]
    seconds: float
    read: int
    written: int
    first_token_s: float

    @classmethod
    def from_row(cls, row: Mapping[str, object]) -> Self:
        """Read what `asdict` gave; whatever else stands in the row is left."""
        given = {name: row[name] for name in cls.__dataclass_fields__}
        said = given["said"]
        assert isinstance(said, list | tuple)
        return cls(**{**given, "said": tuple(said)})  # type: ignore[arg-type]

    @property
    def asked(self) -> int:
        return sum(answer is not None for answer in self.said)


def ask(subject: Subject, view: View, known: Sequence[Known]) -> Outcome:
    """Ask greedily, as the app answers by default."""
    said: list[str | None] = [None] * len(known)
    wanted = [i for i, k in enumerate(known) if k.shown or not view.needs_passage]
    asking = _Asking(subject, view)
    with nullcontext() if view.remembers else subject.memory.disabled():
        began = time.perf_counter()
        for i, answer in zip(wanted, asking.answers([known[i] for i in wanted]), strict=True):
            said[i] = answer
        seconds = time.perf_counter() - began
        firsts = [_first_token_s(subject, view, known[i]) for i in wanted[:TIMED]]
    return Outcome(
        view.name, tuple(said), seconds, asking.read, asking.written, median(firsts or [0.0])
    )


class _Asking:
    """Asks in one view, in batches; counts the tokens."""

    def __init__(self, subject: Subject, view: View) -> None:
        self.read = self.written = 0
        self._subject, self._view = subject, view

    def answers(self, known: Sequence[Known], most: int | None = None) -> list[str]:
        """One answer each, of at most so many tokens; in two steps where a question takes them."""
        subject = self._subject
        if not (self._view.remembers and subject.memory.recalls):
            return self._said(known, most)
        questions = [k.question for k in known]
        parts = split(subject.model, subject.prompter, questions, subject.window)
        self._count([subject.prompter.split(q).around([]) for q in questions], MOST)
        first = [
            replace(k, question=p.first) if p else k for k, p in zip(known, parts, strict=True)
        ]
        said = self._said(first, None if any(parts) else most)
        again = {i: replace(known[i], question=p.second(said[i])) for i, p in enumerate(parts) if p}
        for i, answer in zip(again, self._said(list(again.values()), most), strict=True):
            said[i] = answer
        return said

    def _said(self, known: Sequence[Known], most: int | None) -> list[str]:
        """One answer each, by the view's votes where it has any: they are known at their ends."""
        view = self._view
        if view.votes is None:
            return [text for text, _ in self._within(view.context, known, most)]
        own, other = (self._within(seen, known) for seen in (view.context, view.votes.window))
        votes = [(Vote.of(*a), Vote.of(*b)) for a, b in zip(own, other, strict=True)]
        undecided = [i for i, both in enumerate(votes) if is_open(*both)]
        with self._subject.memory.disabled():
            found = self._within(view.votes.passages, [known[i] for i in undecided])
        third = {i: Vote.of(*one).refuses for i, one in zip(undecided, found, strict=True)}
        return [
            (own, other)[winner(*both, partial(third.__getitem__, i))][i][0]
            for i, both in enumerate(votes)
        ]

    def _within(
        self, context: Context, known: Sequence[Known], most: int | None = None
    ) -> list[tuple[str, float]]:
        """One answer each, and how sure it is."""
        model, prompter, reply = self._subject.model, self._subject.prompter, self._subject.reply
        out = list[tuple[str, float]]()
        for at in range(0, len(known), BATCH):
            batch = known[at : at + BATCH]
            asked = [prompter.answer(k.question) for k in batch]
            prompts = [p.around(context(k)) for p, k in zip(asked, batch, strict=True)]
            behind = [len(p.after) for p in asked]
            sureness = Sureness(prompter, reply_ends(model, prompter), len(batch))
            said = generate(
                model, prompter, prompts, most or reply, behind=behind, sureness=sureness
            )
            out += zip(said, sureness.values, strict=True)
            self._count(prompts, most or reply)
        self.written += sum(len(prompter.reply(text)) for text, _ in out)
        return out

    def _count(self, prompts: Sequence[Sequence[int]], reply: int) -> None:
        for at in range(0, len(prompts), BATCH):
            batch = prompts[at : at + BATCH]
            shared = shared_tokens(self._subject.model, batch, reply)
            self.read += sum(map(len, batch)) - (len(batch) - 1) * shared


def _first_token_s(subject: Subject, view: View, known: Known) -> float:
    began = time.perf_counter()
    _Asking(subject, view).answers([known], 1)
    return time.perf_counter() - began


def is_right(known: Known, said: str) -> bool:
    """Whether an answer is the true one, or where there is none, the agreed refusal."""
    if not known.answerable:
        return is_refusal(said)
    return normalise(said) == normalise(known.answer)
