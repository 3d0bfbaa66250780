"""A corpus of one kind of sentence: enough to see that a loss falls."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from liftapp.starter.corpus.turns import Subject, Turns

COLOURS = ("red", "blue", "green", "black")


@dataclass(frozen=True)
class SmallChat:
    view: tuple[str, ...]
    branches: tuple[Turns, ...]
    subjects: tuple[Subject, ...] = ()


def small_chats(seed: int, split: str, max_chars: int) -> Iterator[SmallChat]:
    draw = random.Random(f"{seed} {split}")
    while True:
        things = draw.sample(["Badin", "Keron", "Lusta", "Mirdo", "Navel"], 3)
        facts = {thing: draw.choice(COLOURS) for thing in things}
        text = " ".join(f"{thing} is {colour}." for thing, colour in facts.items())
        first, second, third = draw.sample(things, 3)
        branches = (
            (
                (f" colour is {first}?", f"{facts[first]}."),
                (f"What colour is {second}?", f"{facts[second]}."),
            ),
            ((f" colour is {third}?", f"{facts[third]}."),),
        )
        if len(text) + sum(len(a) + len(b) for a, b in branches[0]) <= max_chars:
            yield SmallChat((text, "\n\nWhat"), branches)
