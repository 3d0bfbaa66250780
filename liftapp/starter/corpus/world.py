"""Invented facts: entities, what is true of them, and single happenings with several roles."""

from dataclasses import dataclass, field, replace
from random import Random

from liftapp.starter.corpus import vocabulary as v
from liftapp.starter.corpus.common import COMMON_VERBS
from liftapp.starter.corpus.happenings import HAPPENING_ASKS
from liftapp.starter.corpus.invented import carried, invented_relation
from liftapp.starter.corpus.relations import KINDS, Relation, outline, relations, value_first
from liftapp.starter.corpus.strange import bent, estranged, loosened, reworded

BENT = 0.5
"""Share of the relations that are said and asked for in words nobody has met."""
CARRIED = 0.4
"""Share of the other attributes that are said and asked for in an invented frame."""
NAMESAKES, NAMED_ALIKE = 0.45, 0.9
"""Share of the entities that have a word of their name from another of their kind, and of those of
an `alike` split."""
STRANGE = (0.3, 0.6, 0.9)
"""Share of the words of content that are others in what a strange split states of somebody."""
DOINGS, DONE_OTHERWISE = ("step", "goal"), 0.5
"""Kinds of value that begin with a verb, and how often it is another one."""


@dataclass(frozen=True)
class Split:
    """Which names and wordings may be used; training uses neither held-out part.

    `backwards`: most statements tell a value before whose it is. A model that reads from left to
    right cannot know at the value what will be asked of it, so these are the hardest to look up.
    `strange`: statements have words in them that nobody expects there.
    `varied`: some relations and happenings are told and asked for in such words, people share
    names, and more can be done than the lists say.
    `alike`: the same is told of many, whose names are alike, so that only the rest of a name says
    of whom. Else few relations come twice, as most are bent or invented.
    """

    names: bool = False
    wordings: bool = False
    backwards: bool = False
    strange: bool = False
    varied: bool = False
    alike: bool = False


SPLITS = {"train": Split(), "entities": Split(names=True), "wordings": Split(True, True)}


@dataclass(frozen=True)
class Entity:
    """Somebody or something facts are about."""

    kind: str
    name: str
    pronoun: str = "it"


def short_names(entity: Entity) -> tuple[str, ...]:
    """What a text calls somebody or something it has named before: `Ms Berg`, `the pump`."""
    if entity.kind == "person":
        first, last = entity.name.split(" ", 1)
        return first, last, last, f"{'Ms' if entity.pronoun == 'she' else 'Mr'} {last}"
    last = entity.name.split()[-1].lower()
    kinds = {"place": "town"}
    named = entity.kind in ("organisation", "event", "device") and last.isalpha()
    return (f"the {last if named else kinds.get(entity.kind, entity.kind)}",)


def short_name(rng: Random, entity: Entity) -> str:
    """One of those."""
    names = short_names(entity)
    return rng.choice(names) if len(names) > 1 else names[0]


def _apart(one: Entity, other: Entity) -> list[int]:
    """The places at which two names of as many words differ; none of other names."""
    words, others = one.name.split(), other.name.split()
    if len(words) != len(others):
        return []
    return [i for i, (a, b) in enumerate(zip(words, others, strict=True)) if a != b]


@dataclass(frozen=True)
class Fact:
    """`value` is the answer; `target` the entity it names, where it names one of this world."""

    entity: Entity
    relation: Relation
    value: str
    target: Entity | None = None
    items: tuple[str, ...] = ()


@dataclass
class World:
    """Entities and their facts; names and values come from one part of the vocabulary."""

    rng: Random
    split: Split
    entities: list[Entity] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    named: list[Entity] = field(default_factory=list)

    def entity(self, kind: str) -> Entity:
        """A new entity whose name nothing else in this world has."""
        for _ in range(200):
            made = self._namesake(self._named(kind))
            if made.name not in self.taken:
                break
        self.taken.add(made.name)
        self.named.append(made)
        return made

    def _named(self, kind: str) -> Entity:
        rng, held = self.rng, self.split.names
        root = v.root(rng, held)
        if kind == "person":
            return Entity(kind, *v.person(rng, held))
        if kind == "organisation":
            tail = v.pick(rng, v.ORGANISATIONS, held)
            return Entity(kind, f"{rng.choice(('', 'the '))}{root} {tail}")
        if kind == "place":
            return Entity(kind, root)
        if kind == "device":
            name = f"the {root} {v.pick(rng, v.DEVICES, held)}"
            return Entity(kind, rng.choice((name, name, f"{root} {rng.randint(2, 99)}")))
        if kind == "project":
            code = v.pick(rng, v.PROJECTS, held)
            return Entity(kind, rng.choice((f"Project {code}", f"the {root} project")))
        if kind == "event":
            return Entity(kind, f"the {root} {v.pick(rng, v.EVENTS, held)}")
        if kind == "rule":
            name = f"the {v.pick(rng, v.RULES, held)} rule of {root}"
            return Entity(kind, rng.choice((f"Rule {rng.randint(2, 99)}", name)))
        name = f"the {v.pick(rng, v.PROCEDURES, held)} procedure"
        return Entity(kind, rng.choice((name, f"{name} of {root}")))

    def _namesake(self, made: Entity) -> Entity:
        """What may have a word of its name from another of its kind: only the rest tells them
        apart, as in a text that is about two libraries.
        """
        rng = self.rng
        share = NAMED_ALIKE if self.split.alike else NAMESAKES
        if not (self.split.varied and rng.random() < share):
            return made
        like = [x for x in self.named if x.kind == made.kind and len(_apart(made, x)) > 1]
        if not like:
            return made
        other = rng.choice(like)
        at = rng.choice(_apart(made, other))
        words = made.name.split()
        words[at] = other.name.split()[at]
        return Entity(made.kind, " ".join(words), made.pronoun if at else other.pronoun)

    def known_as(self, entity: Entity) -> str | None:
        """A short name that only this entity of the world could have, if there is one."""
        short = short_name(self.rng, entity)
        return short if self.tells(short) else None

    def tells(self, short: str) -> bool:
        """Whether one name alone of this world has the last word of a short one."""
        last = short.rsplit(maxsplit=1)[-1].lower()
        return sum(last in name.lower() for name in self.taken) == 1

    def value(self, kind: str) -> tuple[str, Entity | None, tuple[str, ...]]:
        """A value as text, the entity it names, and its items where it is a list."""
        rng = self.rng
        if kind.startswith("list:"):
            items: list[str] = []
            most = (
                len(v.part(v.CHOICES[kind[5:]], self.split.names)) if kind[5:] in v.CHOICES else 5
            )
            wanted = rng.randint(2, min(5, most))
            while len(items) < wanted:
                one = self.value(kind[5:])[0]
                if one not in items:
                    items.append(one)
            return ", ".join(items[:-1]) + " and " + items[-1], None, tuple(items)
        if kind in KINDS:
            known = [e for e in self.entities if e.kind == kind]
            new = rng.random() < 0.4 or not known
            target = self.entity(kind) if new else rng.choice(known)
            return target.name, target, ()
        if kind == "river":
            return v.root(rng, self.split.names), None, ()
        if kind in v.PHRASED and rng.random() < 0.5:
            text = v.PHRASED[kind].format(p=v.phrase(rng, self.split.names))
        elif kind in v.CHOICES:
            text = v.pick(rng, v.CHOICES[kind], self.split.names)
        else:
            text = v.VALUES[kind](rng)
        if kind in DOINGS and self.split.varied and rng.random() < DONE_OTHERWISE:
            text = f"{rng.choice(COMMON_VERBS)} {text.split(' ', 1)[1]}"
        return text, None, ()

    def add(self, entity: Entity, count: int) -> list[Fact]:
        """State up to `count` facts of an entity, each of another relation."""
        own = list(relations()[entity.kind])
        if entity.kind != "person":
            general = [r for r in relations()["any"] if r.held_out == self.split.wordings]
            own += self.rng.sample(general, min(len(general), 4))
        if not (self.split.names or self.split.alike):
            own = [self._otherwise(r) for r in own]
            own += [self._invented() for _ in range(len(own) * 2 // 3)]
        made = []
        for relation in self.rng.sample(own, min(count, len(own))):
            text, target, items = self.value(relation.value)
            if self.split.strange:
                relation = self._estranged(relation)
            if relation.kind == "any":
                items = ()  # its label is no name to count them by
            if text != entity.name:
                made.append(Fact(entity, relation, text, target, items))
        if entity not in self.entities:
            self.entities.append(entity)
        self.facts += made
        return made

    def _estranged(self, relation: Relation) -> Relation:
        """A relation in strange words, and so its label where that is its statement's outline."""
        share = self.rng.choice(STRANGE)
        others = {x: estranged(self.rng, x, share=share) for x in dict.fromkeys(relation.says)}
        says = tuple(others[said] for said in relation.says)
        own = relation.label == outline(relation.says[0])
        return replace(relation, says=says, label=outline(says[0]) if own else relation.label)

    def _invented(self) -> Relation:
        made = invented_relation(self.rng)
        if self.split.backwards and not value_first(made.says, "{V}", "{E}"):
            return invented_relation(self.rng)
        return made

    def _otherwise(self, relation: Relation) -> Relation:
        """A relation, now and then in other words than those it has."""
        rng = self.rng
        bent_now = self.split.varied and rng.random() < BENT
        if relation.kind == "any":
            if bent_now:
                return reworded(rng, relation)
            return carried(rng, relation) if rng.random() < CARRIED else relation
        if not (bent_now and relation.bends):
            return relation
        says = relation.says[:-1]
        first = value_first(says, "{V}", "{E}") if self.split.backwards else ()
        return loosened(rng, bent(rng, relation, first or says))


@dataclass(frozen=True)
class Happening:
    """Somebody did something to something, somewhere, on some day."""

    who: Entity
    verb: tuple[str, str]
    what: str
    where: Entity
    day: str

    @property
    def roles(self) -> dict[str, str]:
        """What answers each question about it."""
        names = self.who.name, self.what, self.where.name, self.day
        return dict(zip(HAPPENING_ASKS, names, strict=True))


def happening(world: World) -> Happening:
    """A new happening; nobody and nothing in it occurs anywhere else in the world."""
    held = world.split.names
    for _ in range(100):
        verb, what = v.verb(world.rng, held), v.pick(world.rng, v.OBJECTS, held)
        if world.rng.random() < 0.6:
            what = f"the {v.phrase(world.rng, held)}"
        if what not in world.taken:
            break
        # A long document runs out of things; then the same thing was treated differently.
        if len(world.taken) > 40 and f"{verb[0]} {what}" not in world.taken:
            break
    world.taken |= {what, f"{verb[0]} {what}"}
    who, where = world.entity("person"), world.entity("place")
    return Happening(who, verb, what, where, v.date(world.rng))
