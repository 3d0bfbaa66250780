"""What happened, told and asked for: in known wordings, and in orders put together at random.

Whoever has read thirty orders of a sentence knows thirty; who, what, where and when has to be told
in any. Templates hold {P}, {O}, {L} and {D}, who, what, where and when, and {past} and {verb}. The
last of the known ones is held out of training.
"""

from random import Random

from liftapp.starter.corpus.common import COMMON_NOUNS
from liftapp.starter.corpus.strange import noisy
from liftapp.starter.corpus.vocabulary import sentence_case, words

HAPPENING_SAYS = (
    "{P} {past} {O} in {L} on {D}.",
    "On {D}, {P} {past} {O} in {L}.",
    "In {L}, {P} {past} {O} on {D}.",
    "It was {P} who {past} {O} in {L} on {D}.",
    "On {D} in {L}, {P} {past} {O}.",
    "{O}: {P} {past} it in {L} on {D}.",
    "On {D} it was in {L} that {P} {past} {O}.",
    "While in {L}, {P} {past} {O}; that was on {D}.",
    "{P} was in {L} on {D} and {past} {O}.",
    "The day was {D}, the town {L}, and {P} {past} {O}.",
    "In the town of {L}, on {D}, {P} {past} {O}.",
    "{P} {past} {O} on {D} in {L}.",
    "They say it was on {D} that {P} {past} {O} in {L}.",
    "What {P} {past} in {L} on {D} was {O}.",
    "{D} was the date on which {P} {past} {O} in {L}.",
    "{L}, {D}: {P} {past} {O}.",
    "It was {O} that {P} {past} in {L} on {D}.",
    "The person who {past} {O} in {L} on {D} was {P}.",
    "The place where {P} {past} {O} on {D} was {L}.",
    "During a stay in {L}, {P} {past} {O}, as the diary for {D} notes.",
    "According to the paper, {P} {past} {O} on {D}, and it happened in {L}.",
    "{P}, who was staying in {L} at the time, {past} {O} on {D}.",
    "Dated {D}, a report from {L} tells how {P} {past} {O}.",
    "{P} {past} {O}; this took place in {L}, and the date was {D}.",
    "People in {L} remember {D} as the day when {P} {past} {O}.",
    "{O} is what {P} {past} during a visit to {L} on {D}.",
    "Witnesses saw that {P} {past} {O} at a spot in {L} on {D}.",
    "In {L} on {D} it was {P} who {past} {O}.",
)
HAPPENING_ASKS: dict[str, tuple[str, ...]] = {
    "who": (
        "Who {past} {O}?",
        "Who was it that {past} {O}?",
        "Tell me who {past} {O}.",
        "Which person {past} {O}?",
        "What is the name of the person who {past} {O}?",
        "Who {past} {O} in {L}?",
        "Who, in {L}, was it that {past} {O}?",
        "Who is said to have been the one that {past} {O}?",
        "Name the person who {past} {O}.",
        "Who did in fact {verb} {O}?",
        "Who was the one to {verb} {O}?",
        "Who {past} {O} on {D}?",
        "Who was seen to {verb} {O} in {L}?",
        "Do you know who {past} {O}?",
        "By the records, who {past} {O} in {L} on {D}?",
        "Whose name is given as that of the person who {past} {O}?",
        "On {D}, who was it that {past} {O}?",
        "What was the person called who {past} {O} in {L}?",
        "Can you name the man or woman who {past} {O}?",
        "Of all people, who {past} {O}?",
        "Somebody {past} {O}; who was that?",
        "Which visitor to {L} {past} {O}?",
        "According to the report, which individual {past} {O}?",
        "Whose doing was it when somebody {past} {O}?",
    ),
    "what": (
        "What did {P} {verb}?",
        "What was it that {P} {past}?",
        "What did {P} {verb} in {L}?",
        "Which thing did {P} {verb}?",
        "{P} {past} what?",
        "What did {P} {verb} on {D}?",
        "Which object did {P} {verb}?",
        "What is it that {P} {past}?",
        "Say what {P} {past}.",
        "What did {P} {verb} in {L} on {D}?",
        "What exactly did {P} {verb}?",
        "What was the thing that {P} {past}?",
        "Do you know what {P} {past} in {L}?",
        "On {D}, what did {P} {verb}?",
        "While in {L}, what did {P} {verb}?",
        "Which item was it that {P} {past}?",
        "What did {P} reportedly {verb}?",
        "What do the records say {P} {past}?",
        "{P} {past} something in {L}; what was it?",
        "What was the object {P} {past} on {D}?",
        "What did people see {P} {verb}?",
        "During the visit to {L}, what was it that {P} {past}?",
        "Can you name the thing that {P} {past}?",
        "What was the thing {P} chose to {verb}?",
    ),
    "where": (
        "Where did {P} {verb} {O}?",
        "In which town did {P} {verb} {O}?",
        "What town was {P} in to {verb} {O}?",
        "Where was {P} when {P} {past} {O}?",
        "In what place did {P} {verb} {O}?",
        "Where was it that {P} {past} {O}?",
        "In what town did {P} {verb} {O}?",
        "Which town was it where {P} {past} {O}?",
        "At what place did {P} {verb} {O}?",
        "Where exactly did {P} {verb} {O}?",
        "Where did {P} {verb} {O} on {D}?",
        "In which place was it that {P} {past} {O}?",
        "What is the name of the town where {P} {past} {O}?",
        "Do you know where {P} {past} {O}?",
        "Where was {P} staying when the chance came to {verb} {O}?",
        "On {D}, in which town was {P} seen to {verb} {O}?",
        "{P} {past} {O} in which town?",
        "Where did it happen that {P} {past} {O}?",
        "Which place was the scene when {P} {past} {O}?",
        "What location is given for where {P} {past} {O}?",
        "{P} {past} {O} on {D}; where was that?",
        "What was the name of the place in which {P} {past} {O}?",
        "Whereabouts did {P} {verb} {O}?",
        "Which town saw {P} {verb} {O}?",
    ),
    "when": (
        "When did {P} {verb} {O}?",
        "On which day did {P} {verb} {O}?",
        "What was the date when {P} {past} {O}?",
        "On what date did {P} {verb} {O}?",
        "When was it that {P} {past} {O}?",
        "What was the day on which {P} {past} {O}?",
        "On what day did {P} {verb} {O}?",
        "Which day did {P} {verb} {O} on?",
        "What date is given for when {P} {past} {O}?",
        "When exactly did {P} {verb} {O}?",
        "When did {P} {verb} {O} in {L}?",
        "What day was it when {P} {past} {O}?",
        "Do you know when {P} {past} {O}?",
        "On which date was it that {P} {past} {O}?",
        "When was {P} in {L} to {verb} {O}?",
        "{P} {past} {O} on which day?",
        "When did it happen that {P} {past} {O}?",
        "What date do the records give for the day {P} {past} {O}?",
        "{P} {past} {O} in {L}; when was that?",
        "On which day was {P} seen to {verb} {O} in {L}?",
        "On what calendar date did {P} {verb} {O}?",
        "How is the report dated that tells how {P} {past} {O}?",
        "When was the visit to {L} during which {P} {past} {O}?",
        "What day was it as {P} {past} {O}?",
    ),
}

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
