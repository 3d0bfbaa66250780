"""Tasks about a passage in chat form: answer, join, count, refuse, write a question, recite."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

from liftapp.lift import prompts
from liftapp.starter.corpus import vocabulary as v
from liftapp.starter.corpus.gaps import ROLES, gap_question, happening_gap, said_as
from liftapp.starter.corpus.invented import invented_relation
from liftapp.starter.corpus.passage import (
    Passage,
    Told,
    fill,
    put,
    wording,
    write_passage,
)
from liftapp.starter.corpus.relations import Relation, relations
from liftapp.starter.corpus.vocabulary import sentence_case
from liftapp.starter.corpus.world import (
    HAPPENING_ASKS,
    HAPPENING_SAYS,
    SPLITS,
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


GAPS, WRITTEN_GAPS = 0.15, 0.65
"""Share of the questions that are a statement with a gap, and of those written about a sentence."""
PLAIN = 5
"""Wordings, the first ones, in which questions are written: of thirty, a writer mixes several."""


@dataclass(frozen=True)
class Question:
    """A question, its true answer, its class, and the lines of the passage that carry it."""

    text: str
    answer: str
    kind: str
    lines: tuple[int, ...] = ()


Turns = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Chat:
    """What is in view, and the (user, assistant) turns that may follow it, each by itself.

    The first user text of every branch goes on where the view ends; the parts of the view are
    tokenised one by one, as the app puts a document's tokens into a prompt.
    """

    view: tuple[str, ...]
    branches: tuple[Turns, ...]
    kind: str = "answer"


def ask(world: World, told: Told, line: int = 0) -> Question:
    """A question that one statement answers."""
    rng, held = world.rng, world.split.wordings
    if not world.split.names and rng.random() < GAPS:
        return _gap(rng, told, line)
    if isinstance(told, Fact):
        return _of_fact(told, wording(rng, told.relation.asks, held), line)
    role = rng.choice(tuple(ROLES))
    return _of_happening(told, wording(rng, HAPPENING_ASKS[role], held), role, line)


def _plain(rng: Random, told: Told, line: int) -> Question:
    """A question that one statement answers, in a wording that is usual."""
    if isinstance(told, Fact):
        return _of_fact(told, rng.choice(told.relation.asks[:PLAIN]), line)
    role = rng.choice(tuple(ROLES))
    return _of_happening(told, rng.choice(HAPPENING_ASKS[role][:PLAIN]), role, line)


def _gap(rng: Random, told: Told, line: int, said: str | None = None) -> Question:
    """The question that a statement becomes without its value: this one, or any about the same."""
    if isinstance(told, Fact):
        said = said or wording(rng, told.relation.says, False)
        return _of_fact(told, gap_question(said, told.relation.value), line)
    role = rng.choice(tuple(ROLES))
    said = said or wording(rng, HAPPENING_SAYS, False)
    return _of_happening(told, happening_gap(said, role), role, line)


def _of_fact(told: Fact, asked: str, line: int) -> Question:
    text = sentence_case(asked.replace("{E}", told.entity.name))
    return Question(text, told.value, "fact", (line,))


def _of_happening(told: Happening, asked: str, role: str, line: int) -> Question:
    answers = {"who": told.who.name, "what": told.what, "where": told.where.name, "when": told.day}
    return Question(sentence_case(fill(asked, told)), answers[role], "fact", (line,))


def every_question(told: Told) -> dict[str, str]:
    """Every question the corpus can ask about one statement, in any wording, and its answer."""
    if isinstance(told, Fact):
        relation = told.relation
        asked = [*relation.asks, *(gap_question(t, relation.value) for t in relation.says)]
        every = [_of_fact(told, a, 0) for a in asked]
    else:
        every = [
            _of_happening(told, a, role, 0)
            for role, asks in HAPPENING_ASKS.items()
            for a in (*asks, *(happening_gap(t, role) for t in HAPPENING_SAYS))
        ]
    return {q.text: q.answer for q in every}


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


def _pairs(passage: Passage) -> Iterator[tuple[int, Fact, int, Fact]]:
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
    for i, first, j, second in _pairs(passage):
        template = wording(world.rng, second.relation.asks, world.split.wordings)
        named = first.relation.refer.replace("{E}", first.entity.name)
        out.append(Question(_about(template, named), second.value, "joined", (i, j)))
    return out


def _about(template: str, named: str) -> str:
    return sentence_case(template.replace("{E}'s", f"{named}'s").replace("{E}", named))


def unanswerable(world: World, passage: Passage) -> Question:
    """A question about a known entity's unstated relation, or about an entity not in the text."""
    rng = world.rng
    if rng.random() < 0.15:
        asked = ask(world, happening(world)).text
        return Question(asked, prompts.NOT_FOUND, "unanswerable")
    stated: dict[Entity, set[str]] = {}
    for _, told in passage.told:
        if isinstance(told, Fact):
            stated.setdefault(told.entity, set()).add(told.relation.key)
    entities = list(stated)
    entity = rng.choice(entities) if entities else world.entity("person")
    options: list[Relation] = list(relations()[entity.kind])
    if rng.random() < 0.35:
        entity = world.entity(entity.kind)
    else:
        options = [r for r in options if r.key not in stated.get(entity, ())]
    known = stated.get(entity, set())
    others = [t.relation for _, t in passage.told if isinstance(t, Fact)]
    near = [r for r in others if r.kind in (entity.kind, "any") and r.key not in known]
    if near and not world.split.names and rng.random() < 0.5:
        options = near  # stated of something else: the hardest to tell
    elif not world.split.names and rng.random() < 0.35:
        options = [invented_relation(rng)]  # else only what is stated would ever sound like that
    relation = rng.choice(options or list(relations()[entity.kind]))
    if relation.key in stated.get(entity, ()):
        entity = world.entity(entity.kind)
    template = wording(rng, relation.asks, world.split.wordings)
    text = sentence_case(template.replace("{E}", entity.name))
    return Question(text, prompts.NOT_FOUND, "unanswerable")


def question(world: World, passage: Passage) -> Question:
    """One question of a random class about a passage."""
    rng = world.rng
    kind = rng.choices(("fact", "joined", "check", "count", "no"), (0.56, 0.12, 0.06, 0.06, 0.2))[0]
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
    return ask(world, told, i)


def truncated(rng: Random, passage: Passage) -> Passage:
    """The passage with its middle left out, cut inside lines as a token budget would cut it."""
    size = len(passage.text)
    start, end = sorted((rng.randint(size // 5, size), rng.randint(size // 5, size)))
    kept = Passage()
    kept.text = passage.text[:start] + prompts.MIXIN + passage.text[end:]
    for line, (a, b) in zip(passage.lines, passage.spans, strict=True):
        if b <= start or a >= end:
            shift = 0 if b <= start else start + len(prompts.MIXIN) - end
            kept.lines.append(line)
            kept.spans.append((a + shift, b + shift))
    return kept


ANSWER, WRITE_ABOUT = (
    prompts.ANSWER.removesuffix(" {question}"),
    prompts.WRITE_ABOUT.removesuffix(" {sentence}"),
)
"""The part of a prompt that all questions, or all sentences, about one passage share."""
WRITE_PAPER = prompts.WRITE_PAPER.removesuffix("{context}")
SPLIT = prompts.SPLIT.removesuffix(" {question}")
MOST_BRANCHES = 40
LEADS = (
    "According to the document, ",
    "In the text, ",
    "Please tell me: ",
    "I would like to know: ",
)


def loosely(rng: Random, text: str) -> str:
    """A question as people type it: now and then with a lead, small letters or no question mark."""
    if rng.random() < 0.75:
        return text
    if text.split(maxsplit=1)[0] in ("What", "Who", "Where", "When", "Which", "How", "In", "On"):
        text = text[0].lower() + text[1:]
        if rng.random() < 0.6:
            text = rng.choice(LEADS) + text
    return text.removesuffix("?") if rng.random() < 0.3 else text


def answer_chat(world: World, passage: Passage, room: int) -> Chat:
    """Questions about one passage, some with further turns, of about `room` characters in all."""
    rng = world.rng
    if rng.random() < 0.15:
        passage = truncated(rng, passage)
    asked, branches = set[str](), list[Turns]()
    for _ in range(2 * MOST_BRANCHES):
        turns = list[tuple[str, str]]()
        for _ in range(1 if rng.random() < 0.85 else rng.randint(2, 4)):
            q = question(world, passage)
            if q.text in asked:
                continue
            asked.add(q.text)
            said = loosely(rng, q.text)
            turns.append(
                (prompts.FOLLOW_UP.format(question=said) if turns else f" {said}", q.answer)
            )
        branches += [tuple(turns)] if turns else []
        room -= sum(len(user) + len(reply) for user, reply in turns)
        if room < 0 or len(branches) >= MOST_BRANCHES:
            break
    return Chat((passage.text, ANSWER), tuple(branches))


def write_chat(world: World, passage: Passage, room: int) -> Chat:
    """Write a question for one sentence after another of the passage."""
    lines = [i for i, line in enumerate(passage.lines) if line.told]
    branches = list[Turns]()
    for i in world.rng.sample(lines * 3, min(MOST_BRANCHES, len(lines) * 3)):
        line = passage.lines[i]
        told = world.rng.choice(line.told)
        said = said_as(line, told) if world.rng.random() < WRITTEN_GAPS else None
        q = _gap(world.rng, told, i, said) if said else _plain(world.rng, told, i)
        reply = prompts.WRITTEN_ABOUT.format(question=q.text, answer=q.answer)
        branches.append(((f" {line.text}", reply),))
        room -= len(line.text) + len(reply)
        if room < 0:
            break
    return Chat((passage.text, WRITE_ABOUT), tuple(branches), "write")


def paper_chat(world: World, passage: Passage) -> Chat:
    """The paper's own task: one question, its answer and its evidence about a passage."""
    replies = list[Turns]()
    for i, told in world.rng.sample(passage.told, min(8, len(passage.told))):
        q = _plain(world.rng, told, i)
        reply = prompts.WRITTEN_PAPER.format(
            question=q.text, answer=q.answer, evidence=passage.lines[i].text
        )
        replies.append((("", reply),))
    return Chat((WRITE_PAPER, passage.text), tuple(replies), "paper")


def recite_chat(world: World, passage: Passage) -> Chat:
    """Recite some lines of the passage."""
    spans = passage.spans
    first = world.rng.randrange(len(spans))
    last = min(len(spans) - 1, first + world.rng.randint(1, 8))
    segment = passage.text[spans[first][0] : spans[last][1]]
    return Chat((passage.text, prompts.RECITE), ((("", segment),),), "recite")


LOOKUPS = (
    "What is given for {X}?",
    "What stands beside {X}?",
    "What is the entry for {X}?",
    "Which entry belongs to {X}?",
    "Tell me the entry of {X}.",
    "What belongs to {X}?",
    "What is noted for {X}?",
    "What goes with {X}?",
    "Find the entry for {X}.",
    "What has been noted down for {X}?",
)


DRILLS = (
    "{k}: {v}",
    "{k} - {v}",
    "{k} is {v}",
    "{k} | {v}",
    "{v} belongs to {k}.",
    "{v} stands beside {k}.",
    "It is {v} that goes with {k}.",
)
GRIDS = (
    "{n} {a}: {v}",
    "{a} of {n}: {v}",
    "The {a} of {n} is {v}.",
    "{n} | {a} | {v}",
    "{v} is the {a} of {n}.",
    "{n} has {v} as its {a}.",
    "It is {v} that {n} has as {a}.",
    "{v}: {a} of {n}",
    "With {v} as its {a}, {n} is done.",
)
"""What is asked for stands behind its key, or before it: the second is far harder to learn."""


def _token(world: World) -> str:
    """A word, number, code or pair that means nothing."""
    rng, held = world.rng, world.split.names
    make = rng.choice((v.spelled, v.odd, v.odd, v.code, v.number, v.date))
    return v.phrase(rng, held) if rng.random() < 0.15 else make(rng)


def _lookups(world: World, entries: Iterable[tuple[str, str]], room: int) -> tuple[Turns, ...]:
    """A question for each key and its answer, until `room` characters are used up."""
    branches = list[Turns]()
    for key, answer in entries:
        asked = wording(world.rng, LOOKUPS, world.split.wordings).replace("{X}", key)
        branches.append(((f" {asked}", answer),))
        room -= len(asked) + len(answer)
        if room < 0:
            break
    return tuple(branches)


def drill_chat(world: World, size: int, room: int) -> Chat:
    """Entries that mean nothing: only reading answers, which teaches to read.

    Some are recited, most looked up.
    """
    rng, entries = world.rng, dict[str, str]()
    form = rng.choice(DRILLS)
    while sum(len(k) + len(e) + 4 for k, e in entries.items()) < size:
        value = " ".join(_token(world) for _ in range(rng.choice((1, 1, 2))))
        entries[v.root(rng, world.split.names)] = value
    lines = [form.format(k=k, v=value) for k, value in entries.items()]
    text = "\n".join(lines)
    if rng.random() < 0.3:
        first = rng.randrange(len(lines))
        segment = "\n".join(lines[first : first + rng.randint(2, 8)])
        return Chat((text, prompts.RECITE), ((("", segment),),), "drill")
    keys = rng.sample(list(entries), min(MOST_BRANCHES, len(entries)))
    return Chat((text, ANSWER), _lookups(world, ((k, entries[k]) for k in keys), room), "drill")


def grid_chat(world: World, size: int, room: int) -> Chat:
    """Entries of a few names, each for a few attributes, some left out.

    Neither name nor attribute alone finds an entry: it takes both, or nothing is said.
    """
    rng, held = world.rng, world.split.names
    names = [v.root(rng, held) for _ in range(rng.randint(2, 6))]
    attributes = [_token(world) for _ in range(rng.randint(2, 6))]
    forms = (rng.choice(GRIDS),) if rng.random() < 0.5 else GRIDS
    cells = [(n, a) for n in names for a in attributes]
    rng.shuffle(cells)
    left_out = cells[: len(cells) // 5]
    entries, taken = dict[tuple[str, str], str](), 0
    for cell in cells[len(left_out) :]:
        entries[cell] = _token(world)
        taken += len(cell[0]) + len(cell[1]) + len(entries[cell]) + 8
        if taken > size:
            break
    lines = [rng.choice(forms).format(n=n, a=a, v=value) for (n, a), value in entries.items()]
    wanted = rng.sample([*entries, *left_out], len(entries) + len(left_out))
    asked = (
        (rng.choice((f"{n} {a}", f"the {a} of {n}")), entries.get((n, a), prompts.NOT_FOUND))
        for n, a in wanted
    )
    return Chat(("\n".join(lines), ANSWER), _lookups(world, asked, room), "drill")


def split_chat(world: World, passage: Passage, room: int) -> Chat:
    """Questions, of which half need another one to be answered first, with no document in view.

    Anything that a label can name is asked through too, not only what the corpus joins.
    """
    rng, branches = world.rng, list[Turns]()
    pairs = list(_pairs(passage))
    rng.shuffle(pairs)
    for _, fact, _, second in pairs:
        named, first = fact.relation.refer, fact.relation.asks[0]
        if rng.random() < 0.3:
            label = rng.choice((fact, second)).relation.label.lower()
            named, first = f"the {label} of {{E}}", f"What is the {label} of {{E}}?"
        asked = wording(rng, second.relation.asks, world.split.wordings)
        name = fact.entity.name
        reply = prompts.WRITTEN_SPLIT.format(
            first=_about(first, name), then=_about(asked, prompts.BRIDGE)
        )
        whole = _about(asked, named.replace("{E}", name))
        other = question(world, passage)
        branches.append(((f" {loosely(rng, whole)}", reply),))
        if other.kind != "joined":
            branches.append(((f" {loosely(rng, other.text)}", prompts.NOTHING_FIRST),))
        room -= len(whole) + len(reply) + len(other.text)
        if room < 0:
            break
    return Chat((SPLIT,), tuple(branches), "split")


def closed_chat(world: World) -> Chat:
    """Questions with no document in view."""
    asked = [unanswerable(world, Passage()) for _ in range(4)]
    return Chat((ANSWER,), tuple(((f" {q.text}", q.answer),) for q in asked), "closed")


def chat(rng: Random, split: str, max_chars: int) -> Chat:
    """One chat of a random kind; view and longest branch take at most about `max_chars`."""
    world = World(rng, SPLITS[split])
    kind = rng.choices(
        ("answer", "write", "paper", "recite", "drill", "split", "closed"),
        (0.53, 0.22, 0.03, 0.02, 0.14, 0.05, 0.01),
    )[0]
    if kind == "closed":
        return closed_chat(world)
    overhead = 100 + (len(WRITE_PAPER) + 120 if kind == "paper" else len(ANSWER))
    size = max(120, int((max_chars - overhead) * rng.uniform(0.5, 0.97)))
    if kind in ("write", "paper"):
        size = min(size, rng.randint(300, 1500))
    if kind == "recite":
        size = min(size, max_chars // 2)
    # More to learn from for the same reading.
    room = int(size * rng.uniform(0.4, 1.2))
    if kind == "drill":
        drill = rng.choice((drill_chat, grid_chat, grid_chat))
        return drill(world, min(size, rng.randint(200, 1500)), room)
    passage = write_passage(world, size)
    if kind == "paper" and passage.told:
        return paper_chat(world, passage)
    if kind == "split":
        return split_chat(world, passage, min(room, size))
    if kind == "recite":
        return recite_chat(world, passage)
    if kind == "write":
        return write_chat(world, passage, room)
    return answer_chat(world, passage, room)


def chats(seed: int, split: str, max_chars: int) -> Iterator[Chat]:
    """Chats without end; the same seed, split and size give the same chats."""
    rng = Random(f"{seed}/{split}/{max_chars}")
    while True:
        made = chat(rng, split, max_chars)
        if made.branches:
            yield made
