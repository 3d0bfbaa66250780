"""Relations without end: only words that a question shares with a statement tell which answers it.

A model that knows every relation of its training by heart refuses each one it has not met, even
where question and statement are almost the same words. So a third of what is stated in training
is put together from frames and words drawn at random, made up or common ones.
"""

from dataclasses import replace
from random import Random

from liftapp.starter.corpus import vocabulary as v
from liftapp.starter.corpus.common import (
    COMMON_ADJECTIVES,
    COMMON_NOUNS,
    PARTICIPLES,
    PREPOSITIONS,
    past,
    some_noun,
    some_verb,
    third,
)
from liftapp.starter.corpus.relations import (
    ATTRIBUTE_ASKS,
    ATTRIBUTE_SAYS,
    Relation,
    attribute_wordings,
    outline,
)
from liftapp.starter.corpus.strange import loosened, typed

ASIDES = 0.2
"""Share of the statements in which something is told that nobody asks for."""
VALUES = (
    *v.VALUES,
    *v.CHOICES,
    # Where a name is told of a name, it is hard to tell which is the value.
    *("person", "place", "organisation", "river") * 4,
    *("interval", "interval", "list:person", "list:language", "list:product"),
)
# A statement, and ways to ask for it. {w} verb, {s} and {d} its third person and participle, {n}
# and {m} nouns, {a} adjective, {p} and {r} prepositions, {x} particle, {z} another verb.
PREDICATES = (
    ("{E} {s} {V}.", "What does {E} {w}?|What is it that {E} {s}?|What is {d} by {E}?"),
    ("{V} is {d} by {E}.", "What is {d} by {E}?|By {E}, what is {d}?|What does {E} {w}?"),
    ("{V} {s} {E}.", "What {s} {E}?|By what is {E} {d}?|What is it that {s} {E}?"),
    ("{E} is {d} by {V}.", "By what is {E} {d}?|What is {E} {d} by?|What {s} {E}?"),
    ("{E} {s} {p} {V}.", "{p} what does {E} {w}?|What does {E} {w} {p}?"),
    ("{E} {s} {V} {p} the {n}.", "What does {E} {w} {p} the {n}?|{p} the {n}, what does {E} {w}?"),
    ("{E} {s} the {n} {p} {V}.", "{p} what does {E} {w} the {n}?|What does {E} {w} the {n} {p}?"),
    ("{E} is {a} {p} {V}.", "{p} what is {E} {a}?|What is {E} {a} {p}?"),
    ("{E} was {d} {p} {V}.", "{p} what was {E} {d}?|What was {E} {d} {p}?"),
    ("{E} has its {n} {p} {V}.", "{p} what does {E} have its {n}?|What is the {n} of {E} {p}?"),
    ("The {n} of {E} {s} {p} {V}.", "{p} what does the {n} of {E} {w}?|What does {E}'s {n} {w}?"),
    (
        "{V} {s} the {n} of {E}.",
        "What {s} the {n} of {E}?|What is it that {s} {E}'s {n}?|By what is {E}'s {n} {d}?",
    ),
    ("{V} {s} all {n}s of {E}.", "What {s} all {n}s of {E}?|By what are the {n}s of {E} {d}?"),
    ("{E} {s} {V} as its {n}.", "What does {E} {w} as its {n}?|As its {n}, what does {E} {w}?"),
    ("The {n} {d} by {E} is {V}.", "What {n} is {d} by {E}?|Which {n} does {E} {w}?"),
    ("{p} {E} there is {V}, {d} by the {n}.", "What is there {p} {E}, {d} by the {n}?"),
    ("{E} is the {n} {d} {p} {V}.", "{p} what is {E} the {n} {d}?|What is {E} {d} {p}?"),
    ("{E} has {d} {V} {p} the {n}s.", "What has {E} {d} {p} the {n}s?|What did {E} {w}?"),
    ("All {n}s {p} {E} {w} {V}.", "What do all {n}s {p} {E} {w}?|What is {d} by {n}s {p} {E}?"),
    ("{E} and its {n} {w} {V}.", "What do {E} and its {n} {w}?|What does {E} {w}?"),
    ("It was {p} {V} that {E} {d} its {n}.", "{p} what did {E} {w} its {n}?"),
    ("{V} will {w} {E} {p} the {n}.", "What will {w} {E} {p} the {n}?|What will {w} {E}?"),
    ("{E} can {w} {V} {a}ly.", "What can {E} {w}?|What is it that {E} can {w} {a}ly?"),
    ("{p} the {n}, {E} {s} its {m} {r} {V}.", "{r} what does {E} {w} its {m}?"),
)
# The same of verbs that take a particle or a preposition, and values before what has them.
PHRASES = (
    ("{V} {s} {p} {E}.", "What {s} {p} {E}?|What is it that {s} {p} {E}?"),
    ("The {V} {s} {p} {E}.", "What {s} {p} {E}?|{p} {E}, what {s}?"),
    ("{V} {s} {x} {E}.", "What {s} {x} {E}?|By what is {E} {d} {x}?"),
    ("{E} {s} {x} {V}.", "What does {E} {w} {x}?|What is {d} {x} by {E}?"),
    ("{E} {s} {V} {x}.", "What does {E} {w} {x}?|What is it that {E} {s} {x}?"),
    ("{E} is {d} {x} {p} {V}.", "{p} what is {E} {d} {x}?|What is {E} {d} {x} {p}?"),
    ("{E} {s} {x} {p} {V}.", "{p} what does {E} {w} {x}?|What does {E} {w} {x} {p}?"),
    ("{n}s {w} {p} {E} to {z} {V}.", "What do {n}s {w} {p} {E} to {z}?|What can one {z} {p} {E}?"),
    ("{E} {s} the {n} and {z} {V}.", "What does {E} {w} the {n} and {z}?|What does {E} {z}?"),
    ("{V} {s} {E} as the {n}.", "What {s} {E}?|What {s} {E} as the {n}?|By what is {E} {d}?"),
)
# Values that say how often, and what is done, take no preposition.
OFTEN = (
    ("{E} is {d} {V}.", "How often is {E} {d}?|When is {E} {d}?"),
    ("{E} {s} {V}.", "How often does {E} {w}?|At what intervals does {E} {w}?"),
    ("The {n} {s} {E} {V}.", "How often does the {n} {w} {E}?|How often is {E} {d}?"),
    ("{V}, {E} is {d} {p} the {n}.", "How often is {E} {d} {p} the {n}?|When is {E} {d}?"),
    ("{V} the {n} {s} {x} {E}.", "How often does the {n} {w} {x} {E}?|When is {E} {d} {x}?"),
)
DONE = (
    ("{E} is {d} to {V}.", "What is {E} {d} to do?|To do what is {E} {d}?"),
    ("{E} {s} when the {n} is {d} to {V}.", "What is the {n} {d} to do when {E} {s}?"),
    ("The {n} {s} {p} {E} to {V}.", "What does the {n} {w} {p} {E} to do?"),
    ("To {V} is what {E} {s}.", "What does {E} {w}?|What is it that {E} {s}?"),
    ("{E} {s} {x} with the {n} to {V}.", "With what {n} does {E} {w} {x}?"),
)
OWN_FRAMES = {"interval": OFTEN, "step": DONE, "goal": DONE}
PARTICLES = v.words("out up down off away back over along around ahead forth on through together")
# The same about an attribute {A}; what is shared with a question may be no more than its name.
CARRIERS = (
    (
        "{p} {E}, the {A} is {d} {r} {V}.",
        "What is {d} {r} the {A} {p} {E}?|What {A} does {E} have?",
    ),
    ("The {A} {d} {p} {E} is {V}.", "Which {A} is {d} {p} {E}?|What is the {A} {d} {p} {E}?"),
    ("{E} {s} {V} {p} its {A}.", "What does {E} {w} {p} its {A}?|{p} its {A}, what does {E} {w}?"),
    ("{V} is {d} {p} the {A} {r} {E}.", "What is {d} {p} the {A} {r} {E}?|What is {E}'s {A}?"),
    ("The {A} {p} {E} {s} {V}.", "What does the {A} {p} {E} {w}?|What is the {A} {p} {E}?"),
    ("{p} the {n}, {E} {s} {V} as {A}.", "What does {E} {w} as {A}?|What {A} does {E} {w}?"),
    ("{E} was {d} a {A} {p} {V}.", "What {A} was {E} {d}?|{p} what {A} was {E} {d}?"),
    ("{A} {p} {E}: {V}.", "What is the {A} {p} {E}?|What is {d} as {A} {p} {E}?"),
    ("It is {V} that the {n} {s} {p} {E} as {A}.", "What does the {n} {w} as the {A} {p} {E}?"),
    (
        "{E}, {d} {p} the {n}, has {V} {r} its {A}.",
        "What does {E} have {r} its {A}?|{E} has what {A}?",
    ),
    ("{V}, the {n} {s}, is the {A} {p} {E}.", "What is the {A} {p} {E}, {d} by the {n}?"),
    ("The {n} {s} the {A} of {E} {p} {V}.", "{p} what does the {n} {w} the {A} of {E}?"),
)


def invented_relation(rng: Random) -> Relation:
    """A relation nobody has met: a made noun as an attribute, or a made predicate."""
    value, noun = rng.choice(VALUES), some_noun(rng)
    label = noun.capitalize()
    kind = rng.random()
    if kind < 0.25:
        says, asks = attribute_wordings(noun, value)
        return Relation("any", noun, label, value, "", says, asks)
    predicates = OWN_FRAMES.get(value) or rng.choice((PREDICATES, PHRASES))
    frames = CARRIERS if kind < 0.45 else predicates
    says, asks = _made(rng, frames, noun, value)
    if frames is predicates:  # a list or a table has to say what is asked for
        label = outline(says[0])
    return loosened(rng, Relation("any", noun, label, value, "", says, asks))


def carried(rng: Random, relation: Relation) -> Relation:
    """An attribute in wordings nobody has met."""
    says, asks = _made(rng, CARRIERS, relation.key, relation.value)
    # Statement and question may also be of different origin.
    return replace(
        relation,
        says=says if rng.random() < 0.7 else relation.says,
        asks=asks if rng.random() < 0.7 else relation.asks,
    )


def _made(
    rng: Random, frames: tuple[tuple[str, str], ...], noun: str, value: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Statements and questions of a frame with one choice of words for both."""
    said, asked = rng.choice(frames)
    asked = "|".join(typed(rng, x, value) for x in asked.split("|"))
    if rng.random() < ASIDES:
        said = _with_aside(rng, said)
    if value != "river":
        said = said.replace("The {V}", "{V}")
    verb = some_verb(rng)
    adjective = v.invented(rng) if rng.random() < 0.35 else rng.choice(COMMON_ADJECTIVES)
    slots = {
        "{w}": verb,
        "{s}": third(verb),
        "{d}": PARTICIPLES.get(verb) or past(verb),
        "{n}": noun,
        "{A}": noun,
        "{m}": some_noun(rng),
        "{a}": adjective,
        "{p}": rng.choice(PREPOSITIONS),
        "{r}": rng.choice(PREPOSITIONS),
        "{x}": rng.choice(PARTICLES),
        "{z}": some_verb(rng),
    }
    if frames is CARRIERS:
        slots["{n}"] = rng.choice(COMMON_NOUNS)
    for slot, text in slots.items():
        said, asked = said.replace(slot, text), asked.replace(slot, text)
    said = v.sentence_case(said)
    wordings = [v.sentence_case(x) for x in asked.split("|")]
    held_out = {x[-1].replace("{A}", noun) for x in (ATTRIBUTE_SAYS, ATTRIBUTE_ASKS)}
    if said in held_out or held_out & {*wordings}:
        return _made(rng, frames, noun, value)
    # The last of each is left out of training.
    return (said, said), (*wordings, wordings[0])


def _with_aside(rng: Random, said: str) -> str:
    """A statement with something about it that nobody asks for."""
    aside = f"{rng.choice(PREPOSITIONS)} the {some_noun(rng)}"
    if rng.random() < 0.5:
        return f"{said[:-1]} {aside}."
    return f"{aside}, {said if said[0] == '{' else said[0].lower() + said[1:]}"
