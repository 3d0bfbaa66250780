"""Words nobody expects: what is said and asked in them is known by what the two share alone.

A model that knows every wording of its training refuses those it has not met, even where question
and statement are almost the same words.
"""

import re
from dataclasses import replace
from random import Random

from liftapp.starter.corpus import vocabulary as v
from liftapp.starter.corpus.common import (
    COMMON_ADJECTIVES,
    COMMON_NOUNS,
    PREPOSITIONS,
    past,
    plain,
    some_noun,
    some_verb,
    third,
)
from liftapp.starter.corpus.gaps import gap_question
from liftapp.starter.corpus.relations import (
    ATTRIBUTE_SAYS,
    Relation,
    attribute_asks,
    outline,
)


def _content(kept: str, letters: int) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w{{'-])(?!(?:{kept})\b)(?![A-Z])[^\W\d_]{{{letters},}}\b")


STRUCTURE = "have|been|does|were|will|must|which|that|this|with"
CONTENT = _content(STRUCTURE, 4)
"""A word of a statement that another may stand for; its structure is told by the rest."""
NAMES_ROLE = (
    "what|when|where|who|whom|whose|which|whereabouts|person|individual|visitor|name|thing|object|"
    "item|town|place|location|day|date|somebody|something"
)
ASKED_FOR = re.compile(rf"(?:{NAMES_ROLE})\b", re.IGNORECASE)
ASKED_CONTENT = _content(
    f"{STRUCTURE}|{NAMES_ROLE}|the|did|was|and|for|one|are|you|has|had|its|how|many|much", 3
)
"""The same of a question, where these tell what it asks for."""
ENDING = re.compile(r"(?<=\w{3})(?:ing|ed|es|s)$")
CALLED = {
    "person": ("whom", "whom", "which person"),
    "place": ("which place", "which town", "what town", "which village"),
    "river": ("which river", "what river", "what"),
    "organisation": ("which organisation", "which body", "what organisation"),
    "date": ("which day", "which date", "what day"),
    "year": ("which year", "what year"),
    "number": ("what", "how many", "what number"),
    "money": ("what", "how much money", "what sum"),
    "duration": ("what", "how much time"),
    "metres": ("what", "how many metres"),
    "degrees": ("what", "how many degrees"),
    "percent": ("what", "what percentage"),
    "colour": ("what", "which colour", "what colour"),
    "room": ("what", "which room"),
    "code": ("what", "which code", "which number"),
}
"""What may stand for a value of a kind, in a question nobody has met."""
ADVERBS = {"place": "where", "date": "when", "year": "when"}
PLAIN_VERB = re.compile(r"\{E\} (?!is|was|has|does)([a-z]+s) ([^{}]*)\{V\}([^{}]*)\.")
WHAT = re.compile(r"\b[Ww]hat\b(?! \{[nA]\})")
NOISY = 0.35
"""Share of the strange questions in which words are missing, new or others."""
ESTRANGED = 0.4
"""Share of the words of content that are others in a statement made strange."""


def bent(rng: Random, relation: Relation, says: tuple[str, ...]) -> Relation:
    """A relation in one of these statements, with strange words in it, and asked for with the same
    words: known by what the two have in common and by nothing else.
    """
    for _ in range(8):
        said, asked = rng.choice(says), rng.choice(relation.asks[:-1])
        if shared := _stems(said) & _stems(asked):
            said, asked = _renamed(rng, shared, said, asked)
            asks = [asked, asked, asked]  # what is asked for keeps its name
            break
    else:
        said, asks = estranged(rng, said), []
    word = rng.choice(CALLED.get(relation.value, ("what",)))
    asks += [gap_question(said, relation.value, turned=one, word=word) for one in (True, False)]
    if found := PLAIN_VERB.fullmatch(said):
        verb, before, after = found.groups()
        does = f"{word} does {{E}} {plain(verb)}"
        asks.append(f"{v.sentence_case(does)} {before}".rstrip() + f"{after}?")
        if before.rstrip() in PREPOSITIONS:
            asks.append(f"{v.sentence_case(before)}{does}{after}?")
    # The last of each is left out of training.
    return replace(
        relation,
        label=outline(said),
        refer="",
        says=(said, said),
        asks=(*asks, asks[0]),
    )


def loosened(rng: Random, relation: Relation) -> Relation:
    """A relation of one statement, of whose questions some are noisy."""
    said, asks = relation.says[0], relation.asks
    asks = tuple(noisy(rng, x, said) if rng.random() < NOISY else x for x in asks)
    return replace(relation, asks=asks)


def reworded(rng: Random, attribute: Relation) -> Relation:
    """An attribute in a statement and in questions of which its name alone is as it was."""

    def reword(text: str, content: re.Pattern[str]) -> str:
        other = estranged(rng, text, content, 0.8)
        return v.sentence_case(other.replace("{A}", attribute.key))

    said = rng.choice(ATTRIBUTE_SAYS[:-1])
    asks = rng.choices(attribute_asks(attribute.value)[:-1], k=3)
    said, asked = reword(said, CONTENT), [reword(text, ASKED_CONTENT) for text in asks]
    # The last of each is left out of training.
    return replace(attribute, says=(said, said), asks=(*asked, asked[0]))


def unlike(rng: Random, relation: Relation) -> str | None:
    """A question with other words for all of content that it shares with the relation's statement:
    of a river that runs past a town, which one freezes past it. None where they share nothing, or
    where there are other statements.
    """
    asked = rng.choice(relation.asks[:-1])
    shared = _stems(relation.says[0]) & _stems(asked)
    return _renamed(rng, shared, asked)[0] if relation.single and shared else None


def typed(rng: Random, asked: str, value: str) -> str:
    """A question that asks with `what`, asked as one does for a value of a kind, or with a noun
    that nobody has told: what it asks for has to be known from the rest.
    """
    word = rng.choice(CALLED.get(value, ("what",)))
    if value == "organisation" and rng.random() < 0.5:
        word = "whom"
    elif rng.random() < 0.2:
        word = f"{rng.choice(('what', 'which'))} {some_noun(rng)}"
    if rng.random() < 0.15:
        asked = asked.replace(" does {E} ", rng.choice((" can {E} ", " must {E} ", " did {E} ")))
    if value in ADVERBS and asked.startswith("{p} what ") and rng.random() < 0.5:
        return asked.replace("{p} what", ADVERBS[value], 1)

    def asking(found: re.Match[str]) -> str:
        first = found[0] == "What"
        return v.sentence_case(word.replace("whom", "who")) if first else word

    return WHAT.sub(asking, asked, count=1)


def noisy(rng: Random, asked: str, said: str = "") -> str:
    """A question of which some words are others, some are left out and some are new, but for what
    it names, for what it asks for and for the words that it shares with what is said.
    """
    out, shared = list[str](), _stems(said)
    for word in asked.split():
        own = "{" in word or not word.islower() or ASKED_FOR.match(word)
        free = not own and _stem(word.strip("?.,")) not in shared
        if free and rng.random() < 0.25:
            continue
        if out and rng.random() < 0.15:
            new = rng.choice(
                (rng.choice(PREPOSITIONS), some_verb(rng), third(some_verb(rng)), some_noun(rng))
            )
            out.append(new)
        out.append(estranged(rng, word, ASKED_CONTENT, 0.5) if free else word)
    text = " ".join(out)
    return text if text[-1] in "?." else f"{text}?"


def estranged(
    rng: Random, text: str, content: re.Pattern[str] = CONTENT, share: float = ESTRANGED
) -> str:
    """A text with words in it that nobody expects there: to repeat it, it has to be read."""
    return content.sub(
        lambda found: _instead(rng, found[0]) if rng.random() < share else found[0], text
    )


def _stems(text: str) -> set[str]:
    """What words of content begin with, whatever their form."""
    return {_stem(word) for word in ASKED_CONTENT.findall(text)}


def _stem(word: str) -> str:
    return ENDING.sub("", word).removesuffix("e")


def _renamed(rng: Random, stems: set[str], *texts: str) -> list[str]:
    """Texts with other words for those of these stems: the same one in each of them."""
    others = dict[str, str]()
    for stem in sorted(stems):
        verb = some_verb(rng)
        while (verb[0] in "aeiou") != (stem[0] in "aeiou"):
            verb = some_verb(rng)
        others[stem] = verb

    def other(found: re.Match[str]) -> str:
        stem = _stem(found[0])
        return _formed(found[0], others[stem]) if stem in others else found[0]

    return [ASKED_CONTENT.sub(other, text) for text in texts]


def _formed(word: str, verb: str) -> str:
    """The form of a verb that ends as the word does."""
    if word.endswith("ed"):
        return past(verb)
    if word.endswith("ing"):
        return f"{verb.removesuffix('e')}ing"
    return third(verb) if word.endswith("s") else verb


def _instead(rng: Random, word: str) -> str:
    """Another word with the same ending, which an article before it fits as well."""
    for _ in range(20):
        verb = some_verb(rng)
        other = _formed(word, verb)
        if other == verb:
            other = rng.choice((verb, *rng.choices(COMMON_NOUNS), *rng.choices(COMMON_ADJECTIVES)))
        if (other[0] in "aeiou") == (word[0] in "aeiou"):
            return other
    return word
