"""Relations without end: only words that a question shares with a statement tell which answers it.

A model that knows every relation of its training by heart refuses each one it has not met, even
where question and statement are almost the same words.
"""

from random import Random

from liftapp.starter.corpus import vocabulary as v
from liftapp.starter.corpus.relations import Relation, attribute_wordings

PREPOSITIONS = (
    "of",
    "in",
    "by",
    "to",
    "with",
    "for",
    "from",
    "on",
    "at",
    "under",
    "past",
    "out of",
)
VALUES = (*v.VALUES, *v.CHOICES, "person", "place", "organisation")
PREDICATES = (
    # A statement, and ways to ask for it. {w} verb, {n} and {m} nouns, {a} adjective, {p}
    # preposition; {Q} is Who or Whom, or What.
    ("{E} {w}s {V}.", "What does {E} {w}?|What is it that {E} {w}s?|What is {w}ed by {E}?"),
    ("{V} is {w}ed by {E}.", "What is {w}ed by {E}?|By {E}, what is {w}ed?|What does {E} {w}?"),
    ("{E} {w}s {p} {V}.", "{p} what does {E} {w}?|What does {E} {w} {p}?"),
    ("{E} is {a} {p} {V}.", "{p} what is {E} {a}?|What is {E} {a} {p}?"),
    ("{E} was {w}ed {p} {V}.", "{p} what was {E} {w}ed?|What was {E} {w}ed {p}?"),
    ("{E} has its {n} {p} {V}.", "{p} what does {E} have its {n}?|What is the {n} of {E} {p}?"),
    (
        "The {n} of {E} {w}s {p} {V}.",
        "{p} what does the {n} of {E} {w}?|What does {E}'s {n} {w}?",
    ),
    ("{V} {w}s the {n} of {E}.", "What {w}s the {n} of {E}?|What is it that {w}s {E}'s {n}?"),
    ("{E} {w}s {V} as its {n}.", "What does {E} {w} as its {n}?|As its {n}, what does {E} {w}?"),
    ("The {n} {p} {E} is {V}.", "What is the {n} {p} {E}?|What {n} is there {p} {E}?"),
    ("{p} {E} there is {V}, {w}ed by the {n}.", "What is there {p} {E}, {w}ed by the {n}?"),
    ("{E} is the {n} {w}ed {p} {V}.", "{p} what is {E} the {n} {w}ed?|What is {E} {w}ed {p}?"),
)


def invented_relation(rng: Random) -> Relation:
    """A relation nobody has met: a made noun as an attribute, or a made predicate."""
    value = rng.choice(VALUES)
    noun = _noun(rng)
    if rng.random() < 0.5:
        says, asks = attribute_wordings(noun, value)
        return Relation("any", noun, noun.capitalize(), value, "", says, asks)
    said, asked = rng.choice(PREDICATES)
    slots = {
        "{w}": v.invented(rng).removesuffix("e"),
        "{n}": noun,
        "{a}": v.invented(rng),
        "{p}": rng.choice(PREPOSITIONS),
    }
    for slot, text in slots.items():
        said, asked = said.replace(slot, text), asked.replace(slot, text)
    wordings = [_cased(x) for x in asked.split("|")]
    if value in ("person", "organisation"):
        wordings = [x.replace("What ", "Who ").replace(" what ", " whom ") for x in wordings]
    # The last of each is left out of training.
    says, asks = (_cased(said),) * 2, (*wordings, wordings[0])
    return Relation("any", noun, noun.capitalize(), value, "", says, asks)


def _noun(rng: Random) -> str:
    made = v.invented(rng)
    return f"{v.invented(rng)} {made}" if rng.random() < 0.4 else made


def _cased(text: str) -> str:
    return text if text.startswith("{") else text[0].upper() + text[1:]
