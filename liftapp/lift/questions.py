"""Auxiliary questions, written by the base model itself and checked against the text.

Two ways: the paper's (one question about 16 random consecutive sentences, with evidence), and one
for every sentence in several wordings, since no memory ever recalls more than its training
questions covered. The first try about a place is the likeliest text, which is true more often;
further wordings and every failed try are sampled, each with another seed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from transformers import PreTrainedModel

from liftapp.config import Questions
from liftapp.lift import prompts
from liftapp.lift.generation import generate
from liftapp.lift.prompting import Prompter
from liftapp.lift.source import Source

BATCH = 16
"""Prompts generated together; more gains little on a CPU and costs memory."""
MAX_PAIR = 96
"""Tokens of a question and its answer; with evidence twice that."""
MAX_ANSWER = 32
"""Tokens of an answer in the round trip."""

_PAIR = re.compile(
    r"\s*Question:\s*(?P<question>\S.*?)\s*\n\s*Answer:\s*(?P<answer>\S.*?)\s*"
    r"(?:\n\s*Evidence:\s*(?P<evidence>\S.*?)\s*)?$",
    re.DOTALL,
)
_ANOTHER = re.compile(r"\n\s*(?:Question|Answer):")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Pair:
    """A question and its answer; `sentence` is the index of the one it was written about."""

    question: str
    answer: str
    sentence: int
    evidence: str = ""


@dataclass(frozen=True)
class Draft:
    """One place to write about: sentences [first, last) in view, `sentence` the one aimed at.

    With `sentence` None the model chooses itself and names its evidence (the paper). `again`:
    another draft is about the same place, so the likeliest text would only repeat it.
    """

    number: int
    first: int
    last: int
    sentence: int | None
    again: bool = False


def parse(reply: str) -> tuple[str, str, str] | None:
    """(question, answer, evidence) of a reply in the asked-for form, or None."""
    found = _PAIR.match(reply)
    if found is None or "\n" in found["question"] or _ANOTHER.search(found["answer"]):
        return None
    return found["question"], found["answer"], found["evidence"] or ""


def numbers_occur(text: str, source: str) -> bool:
    """Whether every number of `text` stands in `source`: invented numbers spoil a memory."""
    known = set(_NUMBER.findall(source))
    return all(n in known for n in _NUMBER.findall(text))


def names_occur(question: str, source: str) -> bool:
    """Whether every name of a question stands in `source`: a name misread is another's fact.

    A name is a word with a capital but for the first one, which any sentence begins with. (German
    gives every noun a capital: a question then has to use the source's own nouns.)
    """
    known = {word.casefold() for word in _WORD.findall(source)}
    rest = _WORD.findall(question)[1:]
    return all(word.casefold() in known for word in rest if word[0].isupper())


def normalise(answer: str) -> str:
    """For comparing answers: case, white space, outer punctuation and articles do not count."""
    plain = " ".join(answer.lower().split()).strip(" .,;:!?\"'")
    return re.sub(r"^(?:the|a|an) ", "", plain)


def is_refusal(answer: str) -> bool:
    """Whether an answer is the agreed words for what the document does not say."""
    return normalise(answer) == normalise(prompts.NOT_FOUND)


def may_become_refusal(begun: str) -> bool:
    """Whether an answer that begins so may still turn out to be one (`is_refusal`)."""
    said, whole = normalise(begun), normalise(prompts.NOT_FOUND)
    return any((article + whole).startswith(said) for article in ("", "the ", "an "))


def drafts(source: Source, settings: Questions, seed: int) -> list[Draft]:
    """Where to write: every sentence that says something, or random passages."""
    count, width = len(source.sentences), settings.sentences
    if not settings.per_sentence:
        rng = Random(f"{seed}/places")
        starts = [rng.randint(0, max(0, count - width)) for _ in range(settings.count)]
        return [
            Draft(i, start, min(count, start + width), None, start in starts[:i])
            for i, start in enumerate(starts)
            if count
        ]
    told = [i for i in range(count) if says_something(source.sentence(i))]
    group = max(1, BATCH // settings.per_sentence)
    out: list[Draft] = []
    # Sentences that are written about together have the same passage in view: it is read once.
    for aimed in (told[i : i + group] for i in range(0, len(told), group)):
        before = max(0, width - (aimed[-1] - aimed[0] + 1)) * 2 // 3
        first = max(0, aimed[0] - before)
        last = min(count, max(aimed[-1] + 1, first + width))
        for i in aimed:
            for wording in range(settings.per_sentence):
                out.append(Draft(len(out), first, last, i, wording > 0))
    return out


def says_something(sentence: str) -> bool:
    """Whether a line is more than a heading, a rule or a page number."""
    words = re.findall(r"[^\W_]+", sentence)
    listed = ":" in sentence or "|" in sentence
    ended = sentence.rstrip()[-1:] in tuple(".!?\u3002\uff01\uff1f")
    if ended and sum(map(len, words)) >= 6:
        return True  # short sentences, and scripts that write no spaces
    return len(words) >= (2 if listed else 3)


class Writer:
    """Writes and checks; the base model must be in view without any memory."""

    def __init__(
        self, model: PreTrainedModel, prompter: Prompter, source: Source, settings: Questions,
        *, window: int, context_tokens: int, seed: int,
    ) -> None:  # fmt: skip
        self._model, self._prompter = model, prompter
        self._source, self._settings = source, settings
        self._window, self._room, self._seed = window, context_tokens, seed

    def batches(self, wanted: Sequence[Draft], first: int = 0) -> Iterator[list[Pair]]:
        """The pairs of one batch of drafts after another, from batch `first` on.

        A batch depends on nothing but its drafts and the seed, so a stopped job goes on with
        the batches it would have had.
        """
        for number in range(first, -(-len(wanted) // BATCH)):
            yield self._batch(wanted[number * BATCH : (number + 1) * BATCH])

    def _batch(self, wanted: Sequence[Draft]) -> list[Pair]:
        done: dict[int, Pair] = {}
        for attempt in range(self._settings.tries):
            left = [d for d in wanted if d.number not in done]
            if not left:
                break
            seed = Random(f"{self._seed}/{left[0].number}/{attempt}").getrandbits(40)
            sampled = [d for d in left if d.again or attempt]
            likeliest = [d for d in left if not (d.again or attempt)]
            for part, temperature in ((likeliest, 0.0), (sampled, self._settings.temperature)):
                if part:
                    made = self._attempt(part, seed, temperature)
                    done |= {draft.number: pair for draft, pair in made}
        return [done[d.number] for d in wanted if d.number in done]

    def _attempt(
        self, wanted: Sequence[Draft], seed: int, temperature: float
    ) -> list[tuple[Draft, Pair]]:
        long = MAX_PAIR if wanted[0].sentence is not None else 2 * MAX_PAIR
        replies = generate(
            self._model, self._prompter, [self._prompt(d) for d in wanted], long,
            temperature=temperature, seed=seed,
        )  # fmt: skip
        found = [(d, self.check(d, r)) for d, r in zip(wanted, replies, strict=True)]
        good = [(d, p) for d, p in found if p is not None]
        return self._agreed(good) if self._settings.round_trip else good

    def _context(self, draft: Draft) -> str:
        return self._source.passage(draft.first, draft.last)

    def _clipped(self, draft: Draft, room: int) -> list[int]:
        """At most `room` tokens of the passage, around what is aimed at."""
        aim = draft.first if draft.sentence is None else draft.sentence
        span = self._source.fit(aim, draft.first, draft.last, room, self._prompter)
        return self._prompter.encode(self._source.passage(*span))[: max(0, room)]

    def _prompt(self, draft: Draft) -> list[int]:
        if draft.sentence is None:
            prompt, reply = self._prompter.write_paper(), 2 * MAX_PAIR
        else:
            sentence = self._source.sentence(draft.sentence)
            short = self._prompter.decode(self._prompter.encode(sentence)[: self._room // 2])
            prompt, reply = self._prompter.write_about(short), MAX_PAIR
        room = self._window - len(prompt.before) - len(prompt.after) - reply
        return prompt.around(self._clipped(draft, min(self._room, room)))

    def check(self, draft: Draft, reply: str) -> Pair | None:
        """The pair of a reply that is in form and true to the text as far as text can tell."""
        parsed = parse(reply)
        if parsed is None:
            return None
        question, answer, evidence = parsed
        context = self._context(draft)
        if not numbers_occur(f"{question} {answer}", context):
            return None
        if not names_occur(question, context):
            return None
        if normalise(answer) == normalise(prompts.NOT_FOUND):
            return None
        if draft.sentence is not None:
            sentence = self._source.sentence(draft.sentence)
            return Pair(question, answer, draft.sentence, sentence)
        if not evidence or evidence not in context:
            return None
        at = self._source.sentences[draft.first][0] + context.index(evidence)
        holder = next(i for i, (_, end) in enumerate(self._source.sentences) if end > at)
        return Pair(question, answer, holder, evidence)

    def _agreed(self, good: list[tuple[Draft, Pair]]) -> list[tuple[Draft, Pair]]:
        """Those whose question the base model answers the same way with the passage in view."""
        asked = [
            self._prompter.answer(p.question).around(self._clipped(d, self._room)) for d, p in good
        ]
        told = generate(self._model, self._prompter, asked, MAX_ANSWER)
        return [
            (d, p)
            for (d, p), answer in zip(good, told, strict=True)
            if normalise(answer) == normalise(p.answer)
        ]
