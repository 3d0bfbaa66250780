"""What a memory recovers of a document, and what it costs the base model: the figure R.

    R = (memory - closed book) / (full context - closed book)

on the same questions with the same base model (docs/architecture.md says what each view is).
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from random import Random

from transformers import PreTrainedModel

from liftapp.lift.generation import generate
from liftapp.lift.memory import Memory
from liftapp.lift.plans import Foreign
from liftapp.lift.prompting import Prompter
from liftapp.lift.questions import normalise
from liftapp.lift.segments import context_budget, truncate, visible

BATCH = 16


@dataclass(frozen=True)
class Known:
    """A question with its true answer; `start` and `end` delimit what answers it in the text
    (-1: nothing does); `group` is any name to report it under.
    """

    question: str
    answer: str
    start: int
    end: int
    group: str


@dataclass(frozen=True)
class Subject:
    """Everything that is examined; the memory is attached to the model."""

    model: PreTrainedModel
    prompter: Prompter
    memory: Memory
    text: str
    window: int
    reply: int

    @property
    def budget(self) -> int:
        """Tokens of context, as in answering."""
        before = len(self.prompter.answer("?").before)
        return context_budget(self.window - self.reply, before)

    def seen_until(self) -> tuple[int, int]:
        """Characters at the text's head and from its tail on that the truncated context shows."""
        tokens = self.prompter.encode(self.text)
        head, tail = visible(len(tokens), self.budget, len(self.prompter.mixin))
        start = len(self.prompter.decode(tokens[:head]))
        return start, len(self.text) - len(self.prompter.decode(tokens[tail:]))


State = Callable[[], AbstractContextManager[None]]
Context = Callable[[Known], list[int]]


def recall(
    subject: Subject, known: Sequence[Known], foreign: Sequence[Foreign]
) -> dict[str, float]:
    """Shares of exact answers (0 to 1) by view and group, R by group, in-context retention."""
    head, tail = subject.seen_until()
    outside = [k for k in known if k.start >= head and k.end <= tail]
    figures: dict[str, float] = {"questions out of the window": len(outside)}
    tokens = subject.prompter.encode(subject.text)
    window = truncate(tokens, subject.budget, subject.prompter.mixin)
    off, on = subject.memory.disabled, nullcontext
    views: dict[str, tuple[State, Context]] = {
        "closed book": (off, lambda _: []),
        "window only": (off, lambda _: window),
        "full context": (off, lambda k: passage_around(subject, k)),
        "memory only": (on, lambda _: []),
        "memory + window": (on, lambda _: window),
        "memory + full context": (on, lambda k: passage_around(subject, k)),
    }
    for name, (state, context) in views.items():
        with state():
            figures |= _shares(subject, name, outside, context)
    for group in {k.group for k in outside}:
        closed, full = (figures[f"{v} / {group}"] for v in ("closed book", "full context"))
        for view in ("memory only", "memory + window"):
            share = figures[f"{view} / {group}"]
            figures[f"R {view} / {group}"] = (share - closed) / max(full - closed, 1e-9)
    unknown = [k for k in known if k.start < 0]
    figures |= _shares(subject, "refused, memory + window", unknown, lambda _: window)
    return figures | _retention(subject, foreign)


def passage_around(subject: Subject, known: Known) -> list[int]:
    """What answers and up to 300 characters to either side, from line to line, as far as fits."""
    tokens: list[int] = []
    for radius in (300, 150, 75, 0):
        start = subject.text.rfind("\n", 0, max(0, known.start - radius)) + 1
        end = subject.text.find("\n", min(len(subject.text), known.end + radius))
        passage = subject.text[start : end if end >= 0 else len(subject.text)]
        tokens = subject.prompter.encode(passage)
        if len(tokens) <= subject.budget:
            return tokens
    return tokens[: subject.budget]


def _shares(
    subject: Subject, view: str, known: Sequence[Known], context: Callable[[Known], list[int]]
) -> dict[str, float]:
    prompts = [subject.prompter.answer(k.question).around(context(k)) for k in known]
    right: dict[str, list[bool]] = defaultdict(list)
    for i in range(0, len(prompts), BATCH):
        said = generate(subject.model, subject.prompter, prompts[i : i + BATCH], subject.reply)
        for k, answer in zip(known[i : i + BATCH], said, strict=True):
            right[k.group].append(normalise(answer) == normalise(k.answer))
    return {f"{view} / {group}": sum(v) / len(v) for group, v in sorted(right.items())}


def _retention(subject: Subject, foreign: Sequence[Foreign]) -> dict[str, float]:
    """Questions about unrelated passages in the window, memory off and on."""
    if not foreign:
        return {}
    figures: dict[str, float] = {}
    asked: dict[str, list[tuple[str, str, str]]] = {"answerable": [], "unanswerable": []}
    for f in foreign:
        asked["answerable"] += [(f.text, q, a) for q, a in f.answerable[:3]]
        asked["unanswerable"] += [(f.text, q, a) for q, a in f.unanswerable[:2]]
    for name, state in (("off", subject.memory.disabled), ("on", nullcontext)):
        with state():
            for kind, items in asked.items():
                known = [Known(q, a, i, i, kind) for i, (_, q, a) in enumerate(items)]
                texts = [subject.prompter.encode(t)[: subject.budget] for t, _, _ in items]
                view = f"unrelated passage, memory {name}"
                figures |= _shares(subject, view, known, partial(_text_of, texts))
    off, on = (figures[f"unrelated passage, memory {m} / answerable"] for m in ("off", "on"))
    return figures | {"in-context retention": on / max(off, 1e-9)}


def _text_of(texts: Sequence[list[int]], known: Known) -> list[int]:
    return texts[known.start]


def sample_known(known: Sequence[Known], most: int, seed: int = 0) -> list[Known]:
    """At most `most` questions of every group, always the same ones."""
    groups: dict[str, list[Known]] = defaultdict(list)
    for k in known:
        groups[k.group].append(k)
    rng = Random(f"exam {seed}")
    return [k for g in groups.values() for k in rng.sample(g, min(most, len(g)))]
