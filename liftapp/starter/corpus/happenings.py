"""What happened, told and asked for in orders that are put together at random.

Whoever has read thirty orders of a sentence knows thirty; who, what, where and when has to be told
in any. Templates hold {P}, {O}, {L} and {D}, who, what, where and when, and {past} and {verb}.
"""

from random import Random

from liftapp.starter.corpus.common import COMMON_NOUNS
from liftapp.starter.corpus.strange import noisy
from liftapp.starter.corpus.vocabulary import sentence_case, words
from liftapp.starter.corpus.world import HAPPENING_ASKS, HAPPENING_SAYS

CORES = (
    *("{P} {did} {O}",) * 6,
    "it was {P} who {did} {O}",
    "it was {O} that {P} {did}",
    "what {P} {did} was {O}",
    "{O} was what {P} {did}",
    "the one who {did} {O} was {P}",
    "{P} was the one who {did} {O}",
    "{P} did {do} {O}",
    "{P} was there and {did} {O}",
)
"""What is told, without a place and a day; {did} and {do} are forms of the verb."""
PLACED = ("in", "in", "at", "near", "outside", "somewhere in", "in the town of", "back in")
DATED = ("on", "on", "on", "before", "after", "by", "as early as", "as late as")
LEADS = ("the notes report that ", "as people said, ", "then, ", "we know that ", "one day, ")
ASIDES = (
    "; the place was {L} and the day {D}",
    "; this was {at} and {day}",
    ", {at}, which was {day}",
    " ({L}, {D})",
    ", all of it {day}, {at}",
)
AIMS = tuple(
    (f"{aim.split('/')[0]} to ", f"{aim.split('/')[-1]} to ")
    for aim in words(
        "decided/decide;managed/manage;happened/happen;wanted/want;came/come;had/have;got/get;"
        "began/begin;went on/go on;agreed/agree;helped/help;set out;hoped/hope;tried/try"
    )
)
"""What may stand before a verb, in the past and plain."""
ASKED = {
    "who": words(
        "who;who;who;which person;what person;which man or woman;who of all people;which of them"
    ),
    "what": words("what;what;what;which thing;what thing;which object;what object;which item"),
    "where": words("where;where;where;in which town;in what town;in what place;at which place"),
    "when": words("when;when;when;on which day;on what day;on what date;on which date"),
}
NAMED = {
    "who": words("person;man or woman;one;somebody;visitor;individual"),
    "what": words("thing;object;item;something"),
    "where": words("town;place;location;village"),
    "when": words("day;date;exact day"),
}
"""What stands for an answer of each role."""
FORMS = {
    "who": (
        *("{asked} {did} {O}{more}?",) * 3,
        "{asked} was it that {did} {O}{more}?",
        "{asked} was the {named} who {did} {O}{more}?",
        "what was the name of the {named} that {did} {O}{more}?",
        "somebody {did} {O}{more}: {asked}?",
    ),
    "what": (
        *("{asked} did {P} {do}{more}?",) * 3,
        "{asked} was it that {P} {did}{more}?",
        "what was the {named} that {P} {did}{more}?",
        "which {named} did {P} {do}{more}?",
        "{P} {did} {asked}{more}?",
    ),
    "where": (
        *("{asked} did {P} {do} {O}{more}?",) * 3,
        "{asked} was it that {P} {did} {O}{more}?",
        "what was the {named} where {P} {did} {O}{more}?",
        "which {named} was {P} in to {do} {O}{more}?",
        "{P} {did} {O}{more} {asked}?",
    ),
    "when": (
        *("{asked} did {P} {do} {O}{more}?",) * 3,
        "{asked} was it that {P} {did} {O}{more}?",
        "what was the {named} on which {P} {did} {O}{more}?",
        "which {named} was it that {P} {did} {O}{more}?",
        "{P} {did} {O}{more} {asked}?",
    ),
}
MORE = {
    "who": ("{at}", "{day}", "{at} {day}"),
    "what": ("{at}", "{day}", "{at} {day}"),
    "where": ("{day}",),
    "when": ("{at}",),
}
"""What a question may tell besides."""
NOISY = 0.4
"""Share of the questions in which words are missing, new or others."""


def told_freely(rng: Random) -> str:
    """A statement about what happened, of none of the forms left out of training."""
    said = sentence_case(_told(rng)) + "."
    return told_freely(rng) if said == HAPPENING_SAYS[-1] else said


def asked_freely(rng: Random, role: str) -> str:
    """A question for a role, of none of the forms left out of training."""
    asked = _formed(rng, rng.choice(FORMS[role]), 0.3)
    more = rng.choice(MORE[role]) if rng.random() < 0.4 else ""
    if more and rng.random() < 0.4:
        asked = f"{more}, {asked.replace('{more}', '')}"
    asked = asked.replace("{more}", f" {more}" if more else "")
    asked = asked.replace("{asked}", rng.choice(ASKED[role]))
    named = rng.choice(COMMON_NOUNS) if rng.random() < 0.15 else rng.choice(NAMED[role])
    asked = _placed(rng, asked.replace("{named}", named), plain=True)
    asked = sentence_case(noisy(rng, asked) if rng.random() < NOISY else asked)
    return asked_freely(rng, role) if asked == HAPPENING_ASKS[role][-1] else asked


def _told(rng: Random) -> str:
    core = _formed(rng, rng.choice(CORES), 0.15)
    if rng.random() < 0.2:
        core += rng.choice(ASIDES)
    else:
        parts = ["{at}", "{day}", core]
        rng.shuffle(parts)
        core = rng.choice((" ", " ", ", ")).join(parts)
    return _placed(rng, (rng.choice(LEADS) if rng.random() < 0.25 else "") + core)


def _formed(rng: Random, text: str, share: float) -> str:
    """The verb itself, or now and then after another one."""
    past, do = rng.choice(AIMS) if rng.random() < share else ("", "")
    text = text.replace("{did}", f"{past}{{verb}}" if past else "{past}")
    return text.replace("{do}", f"{do}{{verb}}")


def _placed(rng: Random, text: str, *, plain: bool = False) -> str:
    at, day = ("in", "on") if plain else (rng.choice(PLACED), rng.choice(DATED))
    return text.replace("{at}", f"{at} {{L}}").replace("{day}", f"{day} {{D}}")
