"""What a chat consists of, and the parts of prompts that its questions share."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from liftapp.lift import prompts

Turns = tuple[tuple[str, str], ...]


class Subject(NamedTuple):
    """Who or what a line is about, and where it ends in its text."""

    name: str
    end: int


@dataclass(frozen=True)
class Chat:
    """What is in view, and the (user, assistant) turns that may follow it, each by itself.

    The first user text of every branch goes on where the view ends; the parts of the view are
    tokenised one by one, as the app puts a document's tokens into a prompt.
    """

    view: tuple[str, ...]
    branches: tuple[Turns, ...]
    kind: str = "answer"
    subjects: tuple[Subject, ...] = ()
    """Of every branch that writes about a line of the view's first part."""


ANSWER, WRITE_ABOUT = (
    prompts.ANSWER.removesuffix(" {question}"),
    prompts.WRITE_ABOUT.removesuffix(" {sentence}"),
)
"""The part of a prompt that all questions, or all sentences, about one passage share."""
WRITE_PAPER = prompts.WRITE_PAPER.removesuffix("{context}")
SPLIT = prompts.SPLIT.removesuffix(" {question}")
MOST_BRANCHES = 80


def within(branches: Iterable[Turns], room: int) -> tuple[Turns, ...]:
    """Branches, until `room` characters are used up."""
    kept = list[Turns]()
    for branch in islice(branches, MOST_BRANCHES):
        kept.append(branch)
        room -= sum(len(user) + len(reply) for user, reply in branch)
        if room < 0:
            break
    return tuple(kept)
