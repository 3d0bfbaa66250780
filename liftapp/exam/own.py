"""The exam of a user's own document: questions the base model writes and no memory ever learned.

They are asked twice with nothing in view: closed book (memory off), and from the memory, so that
nothing in the window is taken for learned. What counts as right is what the base model answers
with the passage in view, so this tells what came over from the text into the memory, and not how
well the base model reads.
"""

import math
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from random import Random

from transformers import PreTrainedModel

from liftapp.config import TRAINED, Questions
from liftapp.events import Stop
from liftapp.exam.subject import Subject
from liftapp.library import AskedQuestion, OwnExam, Section
from liftapp.lift.generation import generate
from liftapp.lift.prompting import Prompter
from liftapp.lift.questions import Draft, Pair, Writer, normalise, says_something
from liftapp.lift.source import Source

SHORT, LONG = 3, 12
"""Questions about a section, at most."""
TRIED = 1.6
"""Places tried for each question that is wanted: of the starter's, half pass their checks."""
QUESTIONS = replace(TRAINED.questions, per_sentence=1)
"""Written like those of preset `trained`, whatever the memory was trained on."""
BATCH = 8
"""Questions written and asked together: after each batch the exam can be stopped."""


class FreshWriter(Writer):
    """Writes only questions that are not among `known`; what is known is sampled again."""

    def __init__(
        self, model: PreTrainedModel, prompter: Prompter, source: Source, settings: Questions,
        *, window: int, context_tokens: int, seed: int, known: Collection[str],
    ) -> None:  # fmt: skip
        super().__init__(
            model, prompter, source, settings,
            window=window, context_tokens=context_tokens, seed=seed,
        )  # fmt: skip
        self._known = frozenset(map(normalise, known))

    def check(self, draft: Draft, reply: str) -> Pair | None:
        """As any writer's, but for what is known."""
        pair = super().check(draft, reply)
        return None if pair is None or normalise(pair.question) in self._known else pair


def hold(
    subject: Subject, source: Source, sections: Sequence[Section], trained: Collection[str] | None,
    *, each: int, seed: int, tell: Callable[[int, int], None], stop: Stop,
) -> OwnExam | None:  # fmt: skip
    """Write and ask at most `each` questions a section, none in `trained` (None: not known).

    `tell` hears (step, steps), also before the first one; None when `stop` ended it. The same
    seed asks the same questions, as long as they are not trained on.
    """
    writer = FreshWriter(
        subject.model, subject.prompter, source, QUESTIONS,
        window=subject.window, context_tokens=subject.budget,
        seed=Random(f"{seed}/own exam").getrandbits(40), known=trained or (),
    )  # fmt: skip
    wanted = places(source, sections, each, seed)
    steps = -(-len(wanted) // BATCH)
    asked: list[AskedQuestion] = []
    tell(0, steps)
    for step in range(steps):
        if stop():
            return None
        batch = wanted[step * BATCH : (step + 1) * BATCH]
        with subject.memory.disabled():
            pairs = [pair for written in writer.batches(batch) for pair in written]
        asked += _asked(subject, source, sections, _fresh(pairs, source, sections, asked, each))
        tell(step + 1, steps)
    questions = tuple(sorted(asked, key=lambda q: q.section))
    return OwnExam(tuple(sections), questions, fresh=trained is not None)


def places(source: Source, sections: Sequence[Section], each: int, seed: int) -> list[Draft]:
    """Where to write: sentences of every section by chance, a few more than are to be asked."""
    told = [i for i in range(len(source.sentences)) if says_something(source.sentence(i))]
    count, width = len(source.sentences), QUESTIONS.sentences
    out: list[Draft] = []
    for number, section in enumerate(sections):
        own = [i for i in told if section.start <= source.sentences[i][0] < section.end]
        rng = Random(f"{seed}/own exam/{number}")
        for aim in sorted(rng.sample(own, min(len(own), math.ceil(TRIED * each)))):
            first = max(0, aim - width * 2 // 3)
            out.append(Draft(len(out), first, min(count, max(aim + 1, first + width)), aim))
    return out


def _fresh(
    pairs: Sequence[Pair], source: Source, sections: Sequence[Section],
    asked: Sequence[AskedQuestion], each: int,
) -> list[Pair]:  # fmt: skip
    """Those that were not asked yet, as far as their sections need any."""
    seen = {normalise(q.question) for q in asked}
    counts = Counter(q.section for q in asked)
    out = []
    for pair in pairs:
        key, section = normalise(pair.question), _section(pair, source, sections)
        if key not in seen and counts[section] < each:
            seen.add(key)
            counts[section] += 1
            out.append(pair)
    return out


def _section(pair: Pair, source: Source, sections: Sequence[Section]) -> int:
    start = source.sentences[pair.sentence][0]
    return next(i for i, s in enumerate(sections) if s.start <= start < s.end)


def _asked(
    subject: Subject, source: Source, sections: Sequence[Section], pairs: Sequence[Pair]
) -> list[AskedQuestion]:
    with subject.memory.disabled():
        before = _answers(subject, pairs)
    after = _answers(subject, pairs)
    return [
        AskedQuestion(
            pair.question, pair.answer, _section(pair, source, sections),
            closed, _is_right(pair, closed), said, _is_right(pair, said),
        )
        for pair, closed, said in zip(pairs, before, after, strict=True)
    ]  # fmt: skip


def _answers(subject: Subject, pairs: Sequence[Pair]) -> list[str]:
    """Greedy, with nothing in view."""
    asked = [subject.prompter.answer(pair.question) for pair in pairs]
    prompts, behind = [prompt.around(()) for prompt in asked], [len(p.after) for p in asked]
    return generate(subject.model, subject.prompter, prompts, subject.reply, behind=behind)


def _is_right(pair: Pair, said: str) -> bool:
    return normalise(said) == normalise(pair.answer)
