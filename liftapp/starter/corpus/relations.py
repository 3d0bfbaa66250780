"""What can be said and asked: relations read from `relations.txt`, and general attributes.

The last wording of every list is held out of training.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from liftapp.starter.corpus.vocabulary import ATTRIBUTES, HELD_OUT_EVERY, sentence_case

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
    "According to the register, {E} has the following {A}: {V}.",
    "{V} is what {E} has for its {A}.",
    'Entry for {E}, heading "{A}": {V}.',
    "When it comes to {A}, {E} is down as {V}.",
    "We find {V} listed as the {A} belonging to {E}.",
    "Where {E} is concerned, the {A} happens to be {V}.",
    "{V}: that is the {A} we have on record for {E}.",
    "If you look up {E}, you will see its {A} shown as {V}.",
    "{E}, {A}: {V}.",
    "In the column for {A}, {V} has been entered against {E}.",
    "In the case of {E}, {V} is given as the {A}.",
    "For {E} the {A} in question is none other than {V}.",
    "The {A} stated in the documents of {E} reads {V}.",
    "They put down {V} as the {A} when they described {E}.",
    "Regarding {E}, note that its present {A} is {V}.",
    "It is {V} that counts as the {A} of {E}.",
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
    "What would you say the {A} of {E} is?",
    "Could you look up the {A} listed for {E}?",
    "What has been entered as the {A} for {E}?",
    "When it comes to {E}, what is the {A}?",
    "What does {E} have for its {A}?",
    "Do you know what the {A} of {E} is?",
    "As regards {E}, which {A} is given?",
    "What is shown under {A} in the entry for {E}?",
    "Which {A} belongs to {E}?",
    "I need the {A} of {E}; what is it?",
    "What do we know about the {A} of {E}?",
    "In the case of {E}, what is the {A} said to be?",
    "What is on record as {E}'s {A}?",
    "{E} has which {A}?",
    "What is noted in the register as the {A} belonging to {E}?",
    "Tell me what was put down as the {A} of {E}.",
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
    "Who was appointed {A} of {E}?",
    "Who holds the position of {A} with {E}?",
    "Who has the role of {A} for {E}?",
    "By whom is the post of {A} of {E} filled?",
    "Whose name is listed as {A} of {E}?",
    "Which person does {E} have for its {A}?",
    "{E} has whom as {A}?",
    "Who is it that {E} has as {A}?",
    "As far as {E} is concerned, who is the {A}?",
    "Do you know who works as {A} for {E}?",
    "Who was chosen to be the {A} of {E}?",
    "What name is entered under {A} in the file on {E}?",
    "In the case of {E}, who is down as the {A}?",
    "Who can call themselves the {A} of {E}?",
    "Who performs the duties of {A} for {E}?",
    "If I wanted to speak to the {A} of {E}, whom should I ask for?",
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

    @property
    def bends(self) -> bool:
        """Whether it can be bent: lists are counted by their label, which it would lose."""
        return self.kind != "any" and not self.value.startswith("list:")

    @property
    def single(self) -> bool:
        """Whether there is one statement of it, as of those put together at random."""
        return len({*self.says}) == 1

    def wordings(self, templates: tuple[str, ...], held_out: bool) -> tuple[str, ...]:
        """The training wordings, or the one kept out of training."""
        return templates[-1:] if held_out else templates[:-1]


def value_first(templates: tuple[str, ...], value: str, key: str) -> tuple[str, ...]:
    """Those in which the slot of the value stands before the slot of whose it is."""
    return tuple(t for t in templates if t.find(value) < t.find(key))


def outline(statement: str) -> str:
    """What a statement says without its slots: its label in a list or a table."""
    said = statement.replace("{E}", "").replace("{V}", "").strip(" .,")
    return sentence_case(" ".join(said.split()))


def _block(lines: list[str]) -> Relation:
    head = [x.strip() for x in lines[0][1:].split("|")] + [""]
    kind, key, label, value, refer = head[:5]
    says = tuple(x[2:] for x in lines if x.startswith("+ "))
    asks = tuple(x[2:] for x in lines if x.startswith("? "))
    return Relation(kind, key, label, value, refer, says, asks)


def attribute_asks(value: str) -> tuple[str, ...]:
    """How {A}, an attribute with this kind of value, is asked for."""
    return PERSON_ASKS if value == "person" else ATTRIBUTE_ASKS


def attribute_wordings(noun: str, value: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What can be said and asked about an attribute with this kind of value."""
    says = tuple(x.replace("{A}", noun) for x in ATTRIBUTE_SAYS)
    return says, tuple(x.replace("{A}", noun) for x in attribute_asks(value))


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
