"""What can be said and asked: relations read from `relations.txt`, and general attributes.

The last wording of every list is held out of training.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from liftapp.starter.corpus.vocabulary import ATTRIBUTES, HELD_OUT_EVERY

KINDS = ("person", "organisation", "place", "device", "project", "event", "rule", "procedure")

ATTRIBUTE_SAYS = (
    "The {A} of {E} is {V}.",
    "{E}'s {A} is {V}.",
    "As for {E}, the {A} is {V}.",
    "{V} is the {A} of {E}.",
    "The {A} recorded for {E} is {V}.",
    "{E} has {V} as its {A}.",
    "The {A}: {V} for {E}.",
    "The {A} that {E} has is {V}.",
    "{E} comes with a {A} of {V}.",
    "With {E}, the {A} comes to {V}.",
    "Its papers give {V} as the {A} of {E}.",
    "The {A} of {E} has been set at {V}.",
    "Under {A}, the file on {E} says {V}.",
    "For {E}, the {A} is given as {V}.",
)
ATTRIBUTE_ASKS = (
    "What is the {A} of {E}?",
    "What is {E}'s {A}?",
    "Which {A} does {E} have?",
    "What {A} is recorded for {E}?",
    "Tell me the {A} of {E}.",
    "What {A} does {E} have?",
    "What does the file on {E} say about the {A}?",
    "Can you tell me {E}'s {A}?",
    "What is the {A} for {E}?",
    "What has been set as the {A} of {E}?",
    "What is recorded as the {A} of {E}?",
    "How is the {A} of {E} stated?",
    "Please give the {A} of {E}.",
    "What is given as the {A} for {E}?",
)
PERSON_ASKS = (
    "Who is the {A} of {E}?",
    "Who is {E}'s {A}?",
    "Who is recorded as the {A} of {E}?",
    "What is the name of the {A} of {E}?",
    "Tell me who the {A} of {E} is.",
    "Who acts as {A} of {E}?",
    "Who serves as {A} for {E}?",
    "Which person is the {A} of {E}?",
    "Who has been named {A} of {E}?",
    "Whom does {E} have as {A}?",
    "What is {E}'s {A} called?",
    "Who is given as the {A} of {E}?",
    "Can you name the {A} of {E}?",
    "Whom do the records give as the {A} for {E}?",
)


@dataclass(frozen=True)
class Relation:
    """One kind of fact: `says` hold {E} and {V}, `asks` hold {E}; `refer` names a value entity."""

    kind: str
    key: str
    label: str
    value: str
    refer: str
    says: tuple[str, ...]
    asks: tuple[str, ...]
    held_out: bool = False

    def wordings(self, templates: tuple[str, ...], held_out: bool) -> tuple[str, ...]:
        """The training wordings, or the one kept out of training."""
        return templates[-1:] if held_out else templates[:-1]


def _block(lines: list[str]) -> Relation:
    head = [x.strip() for x in lines[0][1:].split("|")] + [""]
    kind, key, label, value, refer = head[:5]
    says = tuple(x[2:] for x in lines if x.startswith("+ "))
    asks = tuple(x[2:] for x in lines if x.startswith("? "))
    return Relation(kind, key, label, value, refer, says, asks)


def attribute_wordings(noun: str, value: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What can be said and asked about an attribute with this kind of value."""
    asks = PERSON_ASKS if value == "person" else ATTRIBUTE_ASKS
    says = tuple(x.replace("{A}", noun) for x in ATTRIBUTE_SAYS)
    return says, tuple(x.replace("{A}", noun) for x in asks)


def _attributes() -> list[Relation]:
    out = []
    for i, (noun, value) in enumerate(ATTRIBUTES):
        says, asked = attribute_wordings(noun, value)
        held_out = i % HELD_OUT_EVERY == HELD_OUT_EVERY - 1
        label = noun.capitalize()
        out.append(Relation("any", noun, label, value, "", says, asked, held_out))
    return out


@cache
def relations() -> dict[str, tuple[Relation, ...]]:
    """Relations by kind of entity; those of kind `any` fit every kind but people."""
    text = (Path(__file__).parent / "relations.txt").read_text(encoding="utf-8")
    blocks: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith("@"):
            blocks.append([line])
        elif line[:2] in ("+ ", "? "):
            blocks[-1].append(line)
    found = [_block(b) for b in blocks] + _attributes()
    return {k: tuple(r for r in found if r.kind == k) for k in (*KINDS, "any")}
