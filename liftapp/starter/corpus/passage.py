"""Facts put into words: prose with pronouns, lists, small tables and headed sections."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

from liftapp.starter.corpus.gaps import ROLES
from liftapp.starter.corpus.happenings import HAPPENING_SAYS, told_freely
from liftapp.starter.corpus.relations import KINDS, value_first
from liftapp.starter.corpus.strange import estranged
from liftapp.starter.corpus.vocabulary import sentence_case, whole, words
from liftapp.starter.corpus.world import (
    Entity,
    Fact,
    Happening,
    Split,
    World,
    happening,
    short_name,
    short_names,
)

Told = Fact | Happening

BACKWARDS, HAPPENINGS = 0.7, 1.5
"""Where a split is backwards: share of the statements that are, and how often sections tell what
happened: what is asked for stands before the rest in most wordings of that.
"""
FREELY, STRANGE = 0.6, 0.25
"""Share of a varied split's happenings that are told in any order, and in strange words."""
FILLERS = words(
    "The following pages give an overview.;More details follow below.;This part was revised once.;"
    "Nothing else is recorded here.;The list is kept up to date.;Readers asked for this part.;"
    "Some of it is well known.;The rest is described elsewhere.;It took some time to collect this.;"
    "Not everything is certain.;A few words are in order.;The weather was fine.;"
    "There is little to add.;Much has been written about this.;Many people have asked about it."
)
OWNED = re.compile(r"[Tt]he ([a-z ]+?) of \{E\}")
UNREFERRED = re.compile(
    r"(?<!^)(?<!\b(?:of|at|by|to|in|on))(?<!\b(?:for|the))(?<!\b(?:with|from|past))"
    r"(?<!under)(?<!Under)(?<!during)\s\{E\}(?!'s)"
)
"""Where {E} stands as a subject or an object within a statement: a pronoun would not do."""
PRONOUNS = {"she": ("she", "her", "her"), "he": ("he", "his", "him"), "it": ("it", "its", "it")}


@dataclass(frozen=True)
class Line:
    """One sentence, list item, table row or heading, and what can be learned from it."""

    text: str
    told: tuple[Told, ...] = ()
    gap: str = " "
    """What stands between this line and the one before."""


@dataclass
class Passage:
    """Lines and the text they make; `spans` are the offsets of the lines in `text`."""

    lines: list[Line] = field(default_factory=list)
    text: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)

    def append(self, line: Line) -> None:
        gap = line.gap if self.text else ""
        self.spans.append((len(self.text) + len(gap), len(self.text) + len(gap) + len(line.text)))
        self.text += gap + line.text
        self.lines.append(line)

    @property
    def told(self) -> list[tuple[int, Told]]:
        """Everything stated, with the index of its line."""
        return [(i, t) for i, line in enumerate(self.lines) for t in line.told]


def put(template: str, entity: Entity, value: str, pronoun: bool = False) -> str:
    """Fill a statement; with `pronoun`, the entity is only referred to."""
    if pronoun and not UNREFERRED.search(template):
        subject, possessive, other = PRONOUNS[entity.pronoun]
        template = OWNED.sub(rf"{possessive} \1", template).replace("{E}'s", possessive)
        if template.startswith("{E}"):
            template = subject + template[3:]
        template = template.replace("{E}", other)
    return template.replace("{E}", entity.name).replace("{V}", value)


def wording(rng: Random, templates: tuple[str, ...], held_out: bool) -> str:
    """One of the training wordings, or the one kept out of training."""
    return templates[-1] if held_out else rng.choice(templates[:-1])


def say(rng: Random, split: Split, told: Told, pronoun: bool = False) -> str:
    """One sentence for a fact or a happening."""
    if isinstance(told, Fact):
        template, entity = _statement(rng, split, told), told.entity
        if pronoun and not split.names:  # in training, what is known is called in other ways too
            if rng.random() < 0.3:
                template = OWNED.sub(r"the \1", template)
            if rng.random() < 0.4:
                entity, pronoun = replace(entity, name=short_name(rng, entity)), False
        return sentence_case(put(template, entity, told.value, pronoun))
    template = wording(rng, HAPPENING_SAYS, split.wordings)
    if (split.strange or split.varied) and rng.random() < FREELY:
        template = told_freely(rng)
    if split.strange or (split.varied and rng.random() < STRANGE):
        template = estranged(rng, template)
    return sentence_case(fill(template, told))


def _statement(rng: Random, split: Split, told: Fact) -> str:
    says = told.relation.says
    first = value_first(says[:-1], "{V}", "{E}") if split.backwards else ()
    if first and rng.random() < BACKWARDS:
        return rng.choice(first)
    return wording(rng, says, split.wordings)


def fill(template: str, told: Happening) -> str:
    """Put the roles of a happening into a template."""
    past, verb = told.verb
    roles = (
        ("{P}", told.who.name),
        ("{past}", past),
        ("{verb}", verb),
        ("{O}", told.what),
        ("{L}", told.where.name),
        ("{D}", told.day),
    )
    for role, text in roles:
        template = template.replace(role, text)
    return template


def said_as(line: Line, told: Fact | Happening) -> str | None:
    """The wording that this line has for what it tells; None in a list or a table."""
    if isinstance(told, Happening):
        said = line.text
        for role, value in told.roles.items():
            said = whole(value, re.IGNORECASE).sub(ROLES[role][0], said)
        return said
    entity, says = told.entity, told.relation.says
    if not line.text.endswith("."):
        return None
    known = [replace(entity, name=name) for name in short_names(entity)]
    return _said(line, told.value, says, [entity]) or _said(line, told.value, says, known)


def _said(line: Line, value: str, says: tuple[str, ...], called: list[Entity]) -> str | None:
    # Without its first letter and its end: it may stand within a longer sentence.
    filled = (
        (put(template, entity, value, pronoun)[1:-1], said)
        for said in says
        for template in dict.fromkeys((said, OWNED.sub(r"the \1", said)))
        for entity in called
        for pronoun in (False, True)
    )
    return max(((len(f), said) for f, said in filled if f in line.text), default=(0, None))[1]


def _heading(rng: Random, entity: Entity) -> Line:
    name = sentence_case(entity.name)
    text = rng.choice((name, f"## {name}", f"About {entity.name}", f"{rng.randint(1, 30)} {name}"))
    return Line(text, (), "\n\n")


def _prose(world: World, first_gap: str) -> list[Line]:
    rng, kind = world.rng, world.rng.choice(KINDS)
    facts = world.add(world.entity(kind), rng.randint(2, 6))
    lines, i = list[Line](), 0
    while i < len(facts):
        gap = " " if i else first_gap
        text = say(rng, world.split, facts[i], pronoun=i > 0 and rng.random() < 0.5)
        told: tuple[Told, ...] = (facts[i],)
        if i + 1 < len(facts) and rng.random() < 0.15:
            joined = say(rng, world.split, facts[i + 1], pronoun=True)
            if joined.split()[0] in ("She", "He", "It", "Her", "His", "Its"):
                text = f"{text[:-1]}, and {joined[0].lower()}{joined[1:]}"
                told, i = (facts[i], facts[i + 1]), i + 1
        lines.append(Line(text, told, gap))
        i += 1
    return lines


def _headed(world: World) -> list[Line]:
    prose = _prose(world, "\n")
    told = prose[0].told[0]
    assert isinstance(told, Fact)
    return [_heading(world.rng, told.entity), *prose]


def _plain(world: World) -> list[Line]:
    return _prose(world, world.rng.choice((" ", "\n\n", "\n")))


def _list(world: World) -> list[Line]:
    rng = world.rng
    entity = world.entity(rng.choice(KINDS))
    mark = rng.choice(("- ", "* ", ""))
    facts = world.add(entity, rng.randint(2, 6))
    items = [Line(f"{mark}{f.relation.label}: {f.value}", (f,), "\n") for f in facts]
    return [_heading(rng, entity), *items]


def _table(world: World) -> list[Line]:
    rng, kind = world.rng, world.rng.choice(KINDS)
    first = world.add(world.entity(kind), rng.randint(2, 3))
    columns = [f.relation for f in first if not f.relation.value.startswith("list:")][:3]
    row_facts = [[f for f in first if f.relation in columns]]
    for _ in range(rng.randint(1, 4)):
        entity = world.entity(kind)
        world.entities.append(entity)
        row = []
        for relation in columns:
            text, target, items = world.value(relation.value)
            row.append(Fact(entity, relation, text, target, items))
        world.facts += row
        row_facts.append(row)
    if not columns:
        return []
    head = ["Name", *(c.label for c in columns)]
    lines = [Line("| " + " | ".join(head) + " |", (), "\n\n")]
    if rng.random() < 0.5:
        lines.append(Line("|" + " --- |" * len(head), (), "\n"))
    for row in row_facts:
        cells = [sentence_case(row[0].entity.name), *(f.value for f in row)]
        lines.append(Line("| " + " | ".join(cells) + " |", tuple(row), "\n"))
    return lines


def _happenings(world: World) -> list[Line]:
    lines, gap = list[Line](), world.rng.choice((" ", "\n\n"))
    for _ in range(world.rng.randint(1, 3)):
        told = happening(world)
        lines.append(Line(say(world.rng, world.split, told), (told,), gap))
        gap = " "
    return lines


def _mixed(world: World) -> list[Line]:
    """Sentences about several entities of one kind, taking turns: only the name tells which."""
    rng, kind = world.rng, world.rng.choice(KINDS)
    facts = [f for _ in range(rng.randint(2, 4)) for f in world.add(world.entity(kind), 2)]
    rng.shuffle(facts)
    gaps = ["\n\n", *[" "] * len(facts)]
    return [Line(say(rng, world.split, f), (f,), g) for f, g in zip(facts, gaps, strict=False)]


SECTIONS: tuple[tuple[Callable[[World], list[Line]], float], ...] = (
    (_headed, 0.3),
    (_plain, 0.2),
    (_list, 0.12),
    (_table, 0.1),
    (_happenings, 0.15),
    (_mixed, 0.13),
)


def write_passage(world: World, max_chars: int) -> Passage:
    """Sections until the next one would pass `max_chars` characters (at least one section)."""
    rng, passage = world.rng, Passage()
    makers, weights = zip(*SECTIONS, strict=True)
    if world.split.backwards:
        weights = tuple(HAPPENINGS if maker is _happenings else w for maker, w in SECTIONS)
    while True:
        known, stated = len(world.entities), len(world.facts)
        lines = rng.choices(makers, weights)[0](world)
        if lines and lines[-1].gap == " " and rng.random() < 0.2:
            lines.append(Line(rng.choice(FILLERS)))
        if lines and lines[0].gap == " " and passage.lines and passage.lines[-1].gap != " ":
            lines[0] = replace(lines[0], gap="\n\n")
        size = sum(len(x.gap) + len(x.text) for x in lines)
        if passage.lines and len(passage.text) + size > max_chars:
            del world.entities[known:], world.facts[stated:]
            return passage
        for line in lines:
            passage.append(line)
