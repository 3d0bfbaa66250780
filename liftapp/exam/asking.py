"""Asking all questions in one view: what was said, and what saying it cost in the same run."""

import time
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from statistics import median

from liftapp.exam.known import Known
from liftapp.exam.subject import Subject
from liftapp.exam.views import View
from liftapp.lift.answering import is_refusal
from liftapp.lift.generation import generate, shared_tokens
from liftapp.lift.questions import normalise

BATCH = 16
TIMED = 5
"""Questions asked one by one for the time to the first token; the median counts."""


@dataclass(frozen=True)
class Outcome:
    """The answers in one view, in the questions' order; None where it was not asked.

    `seconds` for all of them, in batches, searching for passages too; `read` and `written` are
    tokens (what the prompts of a batch share is read once); `first_token_s` is for one question
    with nothing read before.
    """

    view: str
    said: tuple[str | None, ...]
    seconds: float
    read: int
    written: int
    first_token_s: float

    @property
    def asked(self) -> int:
        return sum(answer is not None for answer in self.said)


def ask(subject: Subject, view: View, known: Sequence[Known]) -> Outcome:
    """Ask greedily, as the app answers by default."""
    state = nullcontext() if view.remembers else subject.memory.disabled()
    said: list[str | None] = [None] * len(known)
    wanted = [i for i, k in enumerate(known) if k.answerable or not view.needs_answer]
    model, prompter, reply = subject.model, subject.prompter, subject.reply
    read = written = 0
    with state:
        began = time.perf_counter()
        prompts, behind = _prompts(subject, view, [known[i] for i in wanted])
        for at in range(0, len(wanted), BATCH):
            batch = prompts[at : at + BATCH]
            tails = behind[at : at + BATCH]
            answers = generate(model, prompter, batch, reply, behind=tails)
            for i, answer in zip(wanted[at : at + BATCH], answers, strict=True):
                said[i] = answer
            read += sum(map(len, batch)) - (len(batch) - 1) * shared_tokens(model, batch, reply)
            written += sum(len(prompter.encode(answer)) for answer in answers)
        seconds = time.perf_counter() - began
        firsts = [_first_token_s(subject, view, known[i]) for i in wanted[:TIMED]]
    return Outcome(view.name, tuple(said), seconds, read, written, median(firsts or [0.0]))


def _prompts(
    subject: Subject, view: View, known: Sequence[Known]
) -> tuple[list[list[int]], list[int]]:
    """The prompts, and the tokens of each behind its context."""
    asked = [subject.prompter.answer(k.question) for k in known]
    prompts = [prompt.around(view.context(k)) for prompt, k in zip(asked, known, strict=True)]
    return prompts, [len(prompt.after) for prompt in asked]


def _first_token_s(subject: Subject, view: View, known: Known) -> float:
    began = time.perf_counter()
    prompts, behind = _prompts(subject, view, [known])
    generate(subject.model, subject.prompter, prompts, 1, behind=behind)
    return time.perf_counter() - began


def is_right(known: Known, said: str) -> bool:
    """Whether an answer is the true one, or where there is none, the agreed refusal."""
    if not known.answerable:
        return is_refusal(said)
    return normalise(said) == normalise(known.answer)
