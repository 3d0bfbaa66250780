"""A question whose answer lies in two places of a document, in two that each lie in one.

A memory that recalls the part a question is about doesn't find the other one: nothing in "Where was
the head of X born?" looks like the line about whoever heads X. So the base model is asked first
whether a question needs another one (self-ask: Press et al. 2022, arXiv 2210.03350). What it writes
counts only if every name and number of the first, and every word of the second, is the question's
own, no name or number of it is lost, and no longer word is used by both: "How large is the staff of
X?" is not "What is the staff of X?" and "How large is the staff of that?".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transformers import PreTrainedModel

from liftapp.lift import prompts
from liftapp.lift.generation import generate
from liftapp.lift.prompting import Prompter
from liftapp.lift.questions import BATCH, is_refusal, names_occur, normalise, numbers_occur

MOST = 96
"""Tokens of the two questions."""

_WORD = re.compile(r"\w+")
_SHORT = 4
"""Letters of words that both questions may need though the whole one has them once (is, have)."""
_SPLIT = re.compile(r"\s*First:\s*(?P<first>\S[^\n]*?)\s*\n\s*Then:\s*(?P<then>\S[^\n]*?)\s*$")


@dataclass(frozen=True)
class Split:
    """`first` is asked first; `then` holds the place of its answer."""

    question: str
    first: str
    then: str

    def second(self, answer: str) -> str:
        """What is asked next: the question as it was where the first one has no answer."""
        if is_refusal(answer) or not answer:
            return self.question
        return self.then.replace(prompts.BRIDGE, answer)


def parse_split(question: str, reply: str) -> Split | None:
    """The two questions of a reply, or None where there are none that could be meant."""
    found = _SPLIT.match(reply)
    if found is None:
        return None
    first, then = found["first"], found["then"]
    whole, before, after = (
        _WORD.findall(text.replace(prompts.BRIDGE, "").casefold())
        for text in (question, first, then)
    )
    # But for what both may begin with: which, in which, how large.
    both = {word for word in after[2:] if word in before[2:] and len(word) > _SHORT}
    sound = (
        then.count(prompts.BRIDGE) == 1
        and prompts.BRIDGE not in first
        and normalise(first) != normalise(question)
        and numbers_occur(first, question)
        and names_occur(first, question)
        and numbers_occur(question, f"{first} {then}")
        and names_occur(question, f"{first} {then}")
        and set(after) <= set(whole)
        and all(before.count(word) + after.count(word) <= whole.count(word) for word in both)
    )
    return Split(question, first, then) if sound else None


def split(
    model: PreTrainedModel, prompter: Prompter, questions: Sequence[str], window: int
) -> list[Split | None]:
    """Of each question the two that it takes, None where it takes one.

    An attached memory has to be silent. A question that leaves no room to write is not split.
    """
    asked = [prompter.split(question).around([]) for question in questions]
    short = [i for i, prompt in enumerate(asked) if len(prompt) + MOST <= window]
    out: list[Split | None] = [None] * len(questions)
    for at in range(0, len(short), BATCH):
        batch = short[at : at + BATCH]
        replies = generate(model, prompter, [asked[i] for i in batch], MOST)
        for i, reply in zip(batch, replies, strict=True):
            out[i] = parse_split(questions[i], reply)
    return out
