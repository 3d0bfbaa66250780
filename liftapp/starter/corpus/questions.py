"""Questions about a passage: of one statement, of two joined, counts, checks, and unanswerable."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from random import Random

from liftapp.lift import prompts
from liftapp.starter.corpus.gaps import ROLES, blanks, gap_question, happening_gap
from liftapp.starter.corpus.happenings import HAPPENING_ASKS, HAPPENING_SAYS, asked_freely
from liftapp.starter.corpus.invented import invented_relation
from liftapp.starter.corpus.passage import (
    Passage,
    Told,
    fill,
    put,
    wording,
)
from liftapp.starter.corpus.relations import Relation, attribute_wordings, relations
from liftapp.starter.corpus.strange import bent, loosened, noisy, unlike
from liftapp.starter.corpus.vocabulary import sentence_case
from liftapp.starter.corpus.world import (
    Entity,
    Fact,
    Happening,
    World,
    happening,
)

CHECKS = (
    "Is it true that {S}?",
    "Is it correct that {S}?",
    "Does the document say that {S}?",
    "Is this right: {S}?",
    "True or not: {S}?",
    "Does it say that {S}?",
    "Can it be said that {S}?",
    "Is it so that {S}?",
    "Am I right that {S}?",
    "Would it be right to say that {S}?",
)
COUNTS = (
    "How many {N} does {E} have?",
    "What is the number of {N} of {E}?",
    "How many {N} are named for {E}?",
    "{E} has how many {N}?",
    "Tell me how many {N} {E} has.",
    "What number of {N} does {E} have?",
    "Count the {N} of {E}.",
    "How many {N} of {E} are there?",
    "How many {N} are listed for {E}?",
    "How many {N} are there for {E}?",
    "How many {N} belong to {E}?",
    "What is the total of {N} recorded for {E}?",
    "How large is the number of {N} that {E} has?",
    "Do you know how many {N} {E} has got?",
    "In the case of {E}, how many {N} are on record?",
    "What does the count of {N} for {E} come to?",
    "Just how many {N} can {E} boast?",
    "When it comes to {N}, how many does {E} have?",
    "If you add up the {N} of {E}, how many do you get?",
    "What do the {N} of {E} add up to?",
)


GAPS, WRITTEN_GAPS = 0.15, 0.95
"""Share of the questions that are a statement with a gap, and of those written about a sentence."""
STRANGE = 0.5
"""Share of the questions about happenings that are put together freely."""
SHORT = 0.12
"""Share of the questions that call somebody or something by a short name: `the school`."""
NEAR = 5
"""Lines, at most, that come close to what the passage does not say."""
RIVALS = 0.4
"""Share of the questions about what the passage says of something else too, where it does."""
PLAIN = 2
"""Wordings, the first ones, in which questions are written: of thirty, a writer mixes several."""
ALMOST, ELSEWHERE, UNHEARD, SAME_VERB = 0.2, 0.6, 0.6, 0.6
"""Of what a passage does not say: share asked in the words of what it does, but for those that
tell which; of the rest what it says of something else; of the rest of that what is said nowhere;
and what somebody else did."""


@dataclass(frozen=True)
class Question:
    """A question, its true answer, its class, and the lines of the passage that carry it.

    `near` are the lines that come closest where none does: about the same entity, else those that
    tell of another what is asked, and those about others of its kind.
    """

    text: str
    answer: str
    kind: str
    lines: tuple[int, ...] = ()
    near: tuple[int, ...] = ()


def ask(world: World, told: Told, line: int = 0) -> Question:
    """A question that one statement answers."""
    rng, held = world.rng, world.split.wordings
    if not world.split.names and rng.random() < GAPS:
        return gap(rng, told, line)
    if isinstance(told, Fact):
        return _of_fact(told, wording(rng, told.relation.asks, held), line)
    role = rng.choice(tuple(ROLES))
    return _of_happening(told, wording(rng, HAPPENING_ASKS[role], held), role, line)


def strange(rng: Random, told: Happening, line: int) -> Question:
    """A question about a happening with words in it that nobody expects: what it asks for shows in
    the word for that and in what else it names.
    """
    role = rng.choice(tuple(ROLES))
    if rng.random() < 0.7:
        asked = asked_freely(rng, role)
    else:
        asked = noisy(rng, wording(rng, HAPPENING_ASKS[role], False))
    return _of_happening(told, asked, role, line)


def plain(rng: Random, told: Told, line: int) -> Question:
    """A question that one statement answers, in a wording that is usual.

    Of what is told in words nobody has met it is the statement's gap, or asks for the attribute by
    its name: no writer can guess other strange words.
    """
    if isinstance(told, Fact):
        relation, asks = told.relation, told.relation.asks
        if relation.kind == "any" and relation.key == relation.label.lower():
            _, asks = attribute_wordings(relation.key, relation.value)
        elif relation.single:
            return gap(rng, told, line, relation.says[0])
        return _of_fact(told, rng.choice(asks[:PLAIN]), line)
    role = rng.choice(tuple(ROLES))
    # In the form that stands there: who knows `donated` may not know `donate`.
    known = [asked for asked in HAPPENING_ASKS[role] if "{verb}" not in asked]
    return _of_happening(told, rng.choice(known[:PLAIN]), role, line)


def gap(rng: Random, told: Told, line: int, said: str | None = None) -> Question:
    """The question that a statement becomes without its value: this one, or any about the same."""
    if isinstance(told, Fact):
        turned = said is None  # what is written about a line keeps its order
        said = said or wording(rng, told.relation.says, False)
        return _of_fact(told, gap_question(said, told.relation.value, turned=turned), line)
    role = rng.choice(tuple(ROLES))
    said = said or wording(rng, HAPPENING_SAYS, False)
    return _of_happening(told, happening_gap(said, role), role, line)


def _of_fact(told: Fact, asked: str, line: int) -> Question:
    text = sentence_case(asked.replace("{E}", told.entity.name))
    return Question(text, told.value, "fact", (line,))


def _of_happening(told: Happening, asked: str, role: str, line: int) -> Question:
    return Question(sentence_case(fill(asked, told)), told.roles[role], "fact", (line,))


def every_question(told: Told) -> dict[str, str]:
    """Every question the corpus can ask about one statement, in any wording, and its answer."""
    if isinstance(told, Fact):
        relation = told.relation
        gaps = (
            gap_question(said, relation.value, turned=turned)
            for said in relation.says
            for turned in (True, False)
        )
        every = [_of_fact(told, a, 0) for a in (*relation.asks, *gaps)]
    else:
        every = [
            _of_happening(told, a, role, 0)
            for role, asks in HAPPENING_ASKS.items()
            for a in (*asks, *(happening_gap(t, role) for t in HAPPENING_SAYS))
        ]
    return {q.text: q.answer for q in every}


def every_blank(fact: Fact) -> dict[str, str]:
    """Every question that a statement becomes where a question word stands for its value, or for
    whom it is told of, and its answer.
    """
    entity, value, says = fact.entity, fact.value, fact.relation.says
    slots = (("{V}", fact.relation.value, value), ("{E}", entity.kind, entity.name))
    return {
        put(asked, entity, value): answer
        for slot, kind, answer in slots
        for said in says
        for asked in blanks(said, slot, kind)
    }


def _check(world: World, fact: Fact, line: int) -> Question:
    """Yes or no: the statement itself, or with another value of the same kind."""
    rng, held = world.rng, world.split.wordings
    true = rng.random() < 0.5
    value = fact.value
    while not true and value == fact.value:
        value = world.value(fact.relation.value)[0]
    template = wording(rng, fact.relation.says, held)
    if not template.startswith("{"):
        template = template[0].lower() + template[1:]
    said = put(template, fact.entity, value)[:-1]
    text = wording(rng, CHECKS, held).replace("{S}", said)
    return Question(text, "Yes" if true else "No", "check", (line,))


def _count(world: World, fact: Fact, line: int) -> Question:
    noun = fact.relation.label.lower()
    template = wording(world.rng, COUNTS, world.split.wordings)
    text = template.replace("{N}", noun).replace("{E}", fact.entity.name)
    return Question(sentence_case(text), str(len(fact.items)), "count", (line,))


def pairs(passage: Passage) -> Iterator[tuple[int, Fact, int, Fact]]:
    """Two statements with their lines: the first names the entity that the second is about."""
    facts = [(i, t) for i, t in passage.told if isinstance(t, Fact)]
    about: dict[Entity, list[tuple[int, Fact]]] = {}
    for i, fact in facts:
        about.setdefault(fact.entity, []).append((i, fact))
    for i, first in facts:
        if first.target in (None, first.entity) or not first.relation.refer:
            continue
        for j, second in about.get(first.target, []):
            yield i, first, j, second


def joined(world: World, passage: Passage) -> list[Question]:
    """Questions that need two statements: the entity of the second is named by the first."""
    out = []
    for i, first, j, second in pairs(passage):
        template = wording(world.rng, second.relation.asks, world.split.wordings)
        named = first.relation.refer.replace("{E}", first.entity.name)
        out.append(Question(about(template, named), second.value, "joined", (i, j)))
    return out


def about(template: str, named: str) -> str:
    """A question of a relation about whom `named` names."""
    return sentence_case(template.replace("{E}'s", f"{named}'s").replace("{E}", named))


def unanswerable(world: World, passage: Passage) -> Question:
    """A question about a known entity's unstated relation, or about an entity not in the text."""
    rng, training = world.rng, not world.split.names
    if rng.random() < 0.15:
        near = [(i, told) for i, told in passage.told if isinstance(told, Happening)]
        new = happening(world)
        if near and training and rng.random() < SAME_VERB:
            new = replace(new, verb=rng.choice(near)[1].verb)
        odd = world.split.varied and rng.random() < STRANGE
        asked = strange(rng, new, 0) if odd else ask(world, new)
        return _unanswered(asked.text, (i for i, _ in near))
    facts = [(i, told) for i, told in passage.told if isinstance(told, Fact)]
    if facts and world.split.varied and rng.random() < ALMOST:
        i, fact = rng.choice(facts)
        if other := unlike(rng, fact.relation):
            return _unanswered(_of_fact(fact, other, i).text, (i,))
    stated: dict[Entity, set[str]] = {}
    for _, told in facts:
        stated.setdefault(told.entity, set()).add(told.relation.key)
    entities = list(stated)
    entity = rng.choice(entities) if entities else world.entity("person")
    options: list[Relation] = list(relations()[entity.kind])
    if rng.random() < 0.35:
        entity = world.entity(entity.kind)
    else:
        options = [r for r in options if r.key not in stated.get(entity, ())]
    known = stated.get(entity, set())
    others = [t.relation for _, t in facts]
    elsewhere = [r for r in others if r.kind in (entity.kind, "any") and r.key not in known]
    if elsewhere and training and rng.random() < ELSEWHERE:
        options = elsewhere  # stated of something else: the hardest to tell
    elif training and rng.random() < UNHEARD:
        # Else only what is stated would ever sound like that.
        odd = world.split.varied and rng.random() < 0.5
        bending = [r for r in options if r.bends] if odd else []
        one = rng.choice(bending) if bending else None
        made = loosened(rng, bent(rng, one, one.says[:-1])) if one else invented_relation(rng)
        options = [made]
    relation = rng.choice(options or list(relations()[entity.kind]))
    if relation.key in stated.get(entity, ()):
        entity = world.entity(entity.kind)
    template = wording(rng, relation.asks, world.split.wordings)
    text = sentence_case(template.replace("{E}", entity.name))
    own = [i for i, told in facts if told.entity == entity]
    same = (i for i, told in facts if told.relation.key == relation.key)
    like = (i for i, told in facts if told.entity.kind == entity.kind)
    return _unanswered(text, own or chain(same, like))


def _unanswered(text: str, near: Iterable[int]) -> Question:
    nearest = tuple(dict.fromkeys(near))[:NEAR]
    return Question(text, prompts.NOT_FOUND, "unanswerable", near=nearest)


def question(world: World, passage: Passage, *, short: bool = False) -> Question:
    """One question of a random class about a passage.

    `short`: now and then by a name that tells who is meant only beside the passage: `the school`.
    """
    rng = world.rng
    kinds = ("fact", "joined", "check", "count", "no")
    kind = rng.choices(kinds, (0.52, 0.11, 0.05, 0.05, 0.27))[0]
    if kind == "no" or not passage.told:
        return unanswerable(world, passage)
    if kind == "joined" and (pairs := joined(world, passage)):
        return rng.choice(pairs)
    facts = [(i, t) for i, t in passage.told if isinstance(t, Fact)]
    if kind == "check" and facts:
        i, fact = rng.choice(facts)
        return _check(world, fact, i)
    lists = [(i, t) for i, t in facts if t.items]
    if kind == "count" and lists:
        i, fact = rng.choice(lists)
        return _count(world, fact, i)
    i, told = rng.choice(passage.told)
    if world.split.varied and rng.random() < RIVALS:
        often = Counter(fact.relation.key for _, fact in facts)
        i, told = rng.choice([x for x in facts if often[x[1].relation.key] > 1] or passage.told)
    if isinstance(told, Happening) and world.split.varied and rng.random() < STRANGE:
        return strange(rng, told, i)
    if short and isinstance(told, Fact) and world.rng.random() < SHORT:
        name = world.known_as(told.entity) or told.entity.name
        told = replace(told, entity=replace(told.entity, name=name))
    return ask(world, told, i)
