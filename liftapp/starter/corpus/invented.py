"""Relations without end: only words that a question shares with a statement tell which answers it.

A model that knows every relation of its training by heart refuses each one it has not met, even
where question and statement are almost the same words. So a third of what is stated in training
is put together from frames and words drawn at random, made up or common ones.
"""

import re
from dataclasses import replace
from random import Random

from liftapp.starter.corpus import vocabulary as v
from liftapp.starter.corpus.gaps import gap_question
from liftapp.starter.corpus.relations import (
    ATTRIBUTE_ASKS,
    ATTRIBUTE_SAYS,
    PERSON_ASKS,
    Relation,
    attribute_wordings,
)

PREPOSITIONS = (
    *("of", "in", "by", "to", "with", "for", "from", "on", "at", "under", "past", "out of"),
    *("as", "over", "behind", "beside", "within", "against", "after", "before", "near", "through"),
)
COMMON_VERBS = v.words(
    "accept add aim allow answer apply approve arrange ask assign attach await base bind block "
    "book borrow build buy call carry cast catch change charge check choose claim clean close "
    "collect combine connect contain control copy count cover create cut deal deliver deny design "
    "direct divide draw drive earn employ enter examine expect explain face feed fill find finish "
    "fit fix follow force form gain gather give grant guard guide hand handle hear help hire hold "
    "include inform invite join keep know label launch lay lead leave lend limit link list load "
    "lock make manage mark match measure meet mention mix move name need note offer open order "
    "owe pack paint pass pay permit place plan prefer present press print produce protect prove "
    "provide pull push put raise reach read receive record reduce refuse register remove rent "
    "repair replace report request require return reveal ring rule run save see seek select sell "
    "send serve set settle shape share show sign sort speak spend spread start state stop store "
    "study supply support take teach tell test trace track trade train treat trust turn use value "
    "visit want warn wash watch win wish write"
)
COMMON_NOUNS = v.words(
    "account action advice agent amount answer area article band base basis board body bond book "
    "border branch budget building case cause centre chain change chapter charge claim class "
    "clause code column committee company concern condition contract control copy corner council "
    "country course cover craft crew crown current custom deal degree delivery demand desk detail "
    "district document door edge effect effort end entry estate exchange exit face factor farm fee "
    "field figure file floor flow force form frame fund garden gate goal grade ground growth guard "
    "guide hall head home hour house idea image income interest issue item job journal kind land "
    "law layer leader letter level licence limit line list load loan lot machine market mark "
    "master material matter meeting member mill mind model motion mountain network note notice "
    "number object offer office order origin page paper part partner path period plan plant plate "
    "point policy port position power practice price problem process product profit proof purpose "
    "quality question range rate reason record region report request result return right risk "
    "road roof root rule sale sample scale scheme season seat section sector series service shape "
    "share ship shop side sign signal site size skill source space speech staff stage standard "
    "state station step stock store story stream street strength style subject supply support "
    "surface system target task term test theme title tool topic trade traffic treaty trial trust "
    "type union unit value version view village visit voice volume vote wage wall watch water way "
    "weight wing work yard year zone"
)
COMMON_ADJECTIVES = v.words(
    "active actual annual basic big bright broad busy central certain chief clear close cold "
    "common complete correct current daily deep direct double due early easy entire equal exact "
    "extra fair familiar famous far fast final fine first fixed flat foreign formal former free "
    "fresh full future general good grand great happy hard heavy high huge ideal initial inner "
    "joint key large last late legal light likely little local long loose low main major minor "
    "modern monthly narrow near new next normal official old only open outer own past plain "
    "possible present private proper public pure quick quiet rare ready real recent regular rich "
    "safe second secret senior sharp short simple single slow small social soft solid special "
    "steady strict strong sure tall thick thin third total true upper usual valid warm wide"
)
PARTICIPLES = dict(
    pair.split("/")
    for pair in v.words(
        "bind/bound build/built buy/bought cast/cast catch/caught choose/chosen cut/cut "
        "deal/dealt draw/drawn drive/driven feed/fed find/found fit/fitted give/given hear/heard "
        "hold/held keep/kept know/known lay/laid lead/led leave/left lend/lent make/made meet/met "
        "pay/paid permit/permitted prefer/preferred put/put read/read ring/rung run/run see/seen "
        "seek/sought sell/sold send/sent set/set show/shown speak/spoken spend/spent spread/spread "
        "stop/stopped take/taken teach/taught tell/told win/won write/written"
    )
)
VALUES = (*v.VALUES, *v.CHOICES, "person", "place", "organisation")
# A statement, and ways to ask for it. {w} verb, {s} and {d} its third person and participle, {n}
# and {m} nouns, {a} adjective, {p} and {r} prepositions; {Q} is Who or Whom, or What.
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
CONSONANT_Y = re.compile("[^aeiou]y$")


def _content(kept: str, letters: int) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w{{'])(?!(?:{kept})\b)[a-z]{{{letters},}}\b")


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
"""The same of a question about a happening, where these tell for which of its roles it asks."""
ENDING = re.compile(r"(?<=\w{3})(?:ing|ed|es|s)$")
CALLED = {
    "person": ("whom", "whom", "which person"),
    "place": ("which place", "which town", "what town", "which village"),
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
PLAIN_VERB = re.compile(r"\{E\} (?!is|was|has|does)([a-z]+s) ([^{}]*)\{V\}([^{}]*)\.")
ESTRANGED = 0.4
"""Share of the words of content that are others in a statement made strange."""


def invented_relation(rng: Random) -> Relation:
    """A relation nobody has met: a made noun as an attribute, or a made predicate."""
    value, noun = rng.choice(VALUES), _noun(rng)
    label = noun.capitalize()
    kind = rng.random()
    if kind < 0.25:
        says, asks = attribute_wordings(noun, value)
        return Relation("any", noun, label, value, "", says, asks)
    frames = CARRIERS if kind < 0.6 else PREDICATES
    says, asks = _made(rng, frames, noun, value)
    if frames is PREDICATES:  # a list or a table has to say what is asked for
        label = says[0].replace("{E}", "").replace("{V}", "").strip(" .,")
        label = v.sentence_case(" ".join(label.split()))
    return Relation("any", noun, label, value, "", says, asks)


def carried(rng: Random, relation: Relation) -> Relation:
    """An attribute in wordings nobody has met."""
    says, asks = _made(rng, CARRIERS, relation.key, relation.value)
    # Statement and question may also be of different origin.
    return replace(
        relation,
        says=says if rng.random() < 0.7 else relation.says,
        asks=asks if rng.random() < 0.7 else relation.asks,
    )


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
        does = f"{word} does {{E}} {_plain(verb)}"
        asks.append(f"{v.sentence_case(does)} {before}".rstrip() + f"{after}?")
        if before.rstrip() in PREPOSITIONS:
            asks.append(f"{v.sentence_case(before)}{does}{after}?")
    label = " ".join(said.replace("{E}", "").replace("{V}", "").strip(" .,").split())
    # The last of each is left out of training.
    return replace(
        relation,
        label=v.sentence_case(label),
        refer="",
        says=(said, said),
        asks=(*asks, asks[0]),
    )


def reworded(rng: Random, attribute: Relation) -> Relation:
    """An attribute in a statement and in questions of which its name alone is as it was."""
    asks = PERSON_ASKS if attribute.value == "person" else ATTRIBUTE_ASKS
    texts = [rng.choice(ATTRIBUTE_SAYS[:-1]), *rng.choices(asks[:-1], k=3)]
    contents = [CONTENT, *3 * (ASKED_CONTENT,)]
    said, *asked = (
        v.sentence_case(estranged(rng, text, content, 0.8).replace("{A}", attribute.key))
        for text, content in zip(texts, contents, strict=True)
    )
    # The last of each is left out of training.
    return replace(attribute, says=(said, said), asks=(*asked, asked[0]))


def noisy(rng: Random, asked: str) -> str:
    """A question of which some words are others, some are left out and some are new, but for what
    it names and for what it asks for.
    """
    out = list[str]()
    for word in estranged(rng, asked, ASKED_CONTENT, 0.5).split():
        if word.islower() and "{" not in word and not ASKED_FOR.match(word) and rng.random() < 0.25:
            continue
        if out and rng.random() < 0.15:
            new = rng.choice((rng.choice(PREPOSITIONS), _verb(rng), third(_verb(rng)), _noun(rng)))
            out.append(new)
        out.append(word)
    text = " ".join(out)
    return text if text[-1] in "?." else f"{text}?"


def _made(
    rng: Random, frames: tuple[tuple[str, str], ...], noun: str, value: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Statements and questions of a frame with one choice of words for both."""
    said, asked = rng.choice(frames)
    verb = v.invented(rng).removesuffix("e") if rng.random() < 0.35 else rng.choice(COMMON_VERBS)
    adjective = v.invented(rng) if rng.random() < 0.35 else rng.choice(COMMON_ADJECTIVES)
    slots = {
        "{w}": verb,
        "{s}": third(verb),
        "{d}": PARTICIPLES.get(verb) or past(verb),
        "{n}": noun,
        "{A}": noun,
        "{m}": _noun(rng),
        "{a}": adjective,
        "{p}": rng.choice(PREPOSITIONS),
        "{r}": rng.choice(PREPOSITIONS),
    }
    if frames is CARRIERS:
        slots["{n}"] = rng.choice(COMMON_NOUNS)
    for slot, text in slots.items():
        said, asked = said.replace(slot, text), asked.replace(slot, text)
    wordings = [v.sentence_case(x) for x in asked.split("|")]
    if value in ("person", "organisation"):
        wordings = [
            x.replace("What ", "Who ", 1).replace(" what ", " whom ", 1).replace(" what?", " whom?")
            for x in wordings
        ]
    said = v.sentence_case(said)
    held_out = {x[-1].replace("{A}", noun) for x in (ATTRIBUTE_SAYS, ATTRIBUTE_ASKS)}
    if said in held_out or held_out & {*wordings}:
        return _made(rng, frames, noun, value)
    # The last of each is left out of training.
    return (said, said), (*wordings, wordings[0])


def _noun(rng: Random) -> str:
    made = v.invented(rng) if rng.random() < 0.5 else rng.choice(COMMON_NOUNS)
    if rng.random() < 0.5:
        first = rng.choice((COMMON_NOUNS, COMMON_ADJECTIVES))
        return f"{v.invented(rng) if rng.random() < 0.3 else rng.choice(first)} {made}"
    return made


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
        verb = _verb(rng)
        while (verb[0] in "aeiou") != (stem[0] in "aeiou"):
            verb = _verb(rng)
        others[stem] = verb

    def other(found: re.Match[str]) -> str:
        stem = _stem(found[0])
        return _formed(found[0], others[stem]) if stem in others else found[0]

    return [ASKED_CONTENT.sub(other, text) for text in texts]


def _verb(rng: Random) -> str:
    return v.invented(rng).removesuffix("e") if rng.random() < 0.3 else rng.choice(COMMON_VERBS)


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
        verb = _verb(rng)
        other = _formed(word, verb)
        if other == verb:
            other = rng.choice((verb, *rng.choices(COMMON_NOUNS), *rng.choices(COMMON_ADJECTIVES)))
        if (other[0] in "aeiou") == (word[0] in "aeiou"):
            return other
    return word


def third(verb: str) -> str:
    """The third person of a verb: `carries`."""
    if CONSONANT_Y.search(verb):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "x", "ch", "sh", "z")) else f"{verb}s"


def _plain(verb: str) -> str:
    """The plain form of a third person."""
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    return verb[:-2] if verb.endswith(("sses", "xes", "ches", "shes", "zes")) else verb[:-1]


def past(verb: str) -> str:
    """The past form of a regular verb: `carried`."""
    if CONSONANT_Y.search(verb):
        return f"{verb[:-1]}ied"
    return f"{verb}d" if verb.endswith("e") else f"{verb}ed"
