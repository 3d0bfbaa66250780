"""Parts of plain sentences: somebody, something, a verb, where, when, with what, why.

The words are common ones put together at random, so that only reading answers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from liftapp.starter.corpus import vocabulary as v
from liftapp.starter.corpus.common import (
    COMMON_ADJECTIVES,
    COMMON_NOUNS,
    COMMON_VERBS,
    PARTICIPLES,
    past,
    third,
)
from liftapp.starter.corpus.plain_words import (
    AGENTS,
    DAYS,
    IRREGULAR,
    MODALS,
    NUMERALS,
    PLACES,
    SYNONYMS,
)
from liftapp.starter.corpus.world import World, short_names


class Somebody(NamedTuple):
    """How somebody or something is first called, and later on."""

    name: str
    again: tuple[str, ...]
    who: str = "What"
    plural: bool = False


class Extra(NamedTuple):
    """A part of a sentence that tells more: as said, as an answer, and how it is asked for."""

    said: str
    answer: str
    asks: tuple[str, ...]


class Verb(NamedTuple):
    """Forms of a verb: plain, third person, past and participle."""

    plain: str
    third: str
    past: str
    done: str


@dataclass
class Parts:
    """Makes the parts for one passage; nothing is named twice."""

    world: World

    @property
    def rng(self) -> Random:
        return self.world.rng

    def fresh(self, make: Callable[[], str]) -> str:
        """Something that has not been named yet in this world."""
        for _ in range(50):
            if (made := make()) not in self.world.taken:
                break
        self.world.taken.add(made)
        return made

    def thing(self) -> str:
        """Such as `narrow gate`."""
        rng = self.rng
        noun = v.invented(rng) if rng.random() < 0.15 else rng.choice((*COMMON_NOUNS, *v.NOUNS))
        if rng.random() < 0.3:
            return noun
        first = rng.choice((COMMON_ADJECTIVES, v.ADJECTIVES, COMMON_NOUNS))
        return f"{rng.choice(first)} {noun}"

    def place(self) -> str:
        """A place with a name of ordinary or made words, such as `the Green Valley School`."""
        rng = self.rng
        plain = (*COMMON_ADJECTIVES, *COMMON_NOUNS, *v.ADJECTIVES, *v.NOUNS)
        first = rng.choice(plain).capitalize() if rng.random() < 0.6 else v.root(rng, False)
        if rng.random() < 0.4:
            first += f" {rng.choice(plain).capitalize()}"
        return f"the {first} {rng.choice(PLACES).capitalize()}"

    def somebody(self) -> Somebody:
        """Who or what a sentence is about."""
        rng, kind = self.rng, self.rng.random()
        if kind < 0.4:
            return self.person()
        if kind < 0.55:
            noun = rng.choice(AGENTS)
            whose = rng.choice((*PLACES, *COMMON_NOUNS, *COMMON_ADJECTIVES))
            name = self.fresh(lambda: f"the {whose} {noun}")
            return Somebody(name, (rng.choice(("she", "he")), f"the {noun}"), "Who")
        if kind < 0.75:
            name = self.fresh(self.place)
            return Somebody(name, ("it", f"the {name.split()[-1].lower()}"))
        if kind < 0.9:
            name = self.fresh(lambda: f"the {self.thing()}")
            return Somebody(name, ("it", f"the {name.split()[-1]}"))
        which = rng.choice(("all", "most", "some", "the", "new", "large", "young"))
        name = self.fresh(lambda: f"{which} {rng.choice((*AGENTS, *COMMON_NOUNS))}s")
        return Somebody(name, ("they",), "Who" if name.split()[-1][:-1] in AGENTS else "What", True)

    def verb(self) -> Verb:
        """A verb with an object, of common words or made up."""
        rng = self.rng
        made = rng.random() < 0.2
        plain = v.invented(rng).removesuffix("e") if made else rng.choice(COMMON_VERBS)
        done = PARTICIPLES.get(plain) or past(plain)
        return Verb(plain, third(plain), IRREGULAR.get(plain, done), done)

    def extras(self) -> list[Extra]:
        """None to three further parts, each of another kind."""
        rng = self.rng
        makers = (self.where, self.where, self.when, self.when, self.how)
        chosen = dict.fromkeys(rng.sample(makers, rng.choice((0, 1, 1, 2, 2, 3))))
        return sorted((make() for make in chosen), key=lambda extra: extra.asks[0] == "Why")

    def sum(self) -> str:
        """Money as people write it."""
        rng = self.rng
        large = f"{rng.randint(1, 999)},{rng.randint(0, 999):03},{rng.randint(0, 9)}00"
        unit = rng.choice(("dollars", "euros", "pounds"))
        per = rng.choice(("a day", "a month", "a year", "each", "per person", "an hour"))
        small = rng.randint(2, 900)
        return rng.choice(
            (v.money(rng), v.money(rng), f"${large}", f"{large} {unit}", f"{small} {unit} {per}",
             f"£{small}", f"€{small:,}.{rng.randint(10, 99)}", f"{small} cents")
        )  # fmt: skip

    def time(self) -> str:
        """A time of day as people write it."""
        rng, hour = self.rng, self.rng.randint(1, 12)
        minute = rng.choice((0, 15, 20, 30, 45))
        return rng.choice(
            (v.VALUES["time"](rng), f"{hour}:{minute:02}", f"{hour} am", f"{hour} pm",
             f"{hour}:{minute:02} pm", "noon", f"half past {rng.choice(NUMERALS[:8])}")
        )  # fmt: skip

    def where(self) -> Extra:
        """Where it is or happens."""
        rng, kind = self.rng, self.rng.random()
        if kind < 0.45:
            town = self.world.entity("place").name
            return Extra(f"in {town}", town, ("Where", "Where", "In which town"))
        if kind < 0.65:
            place = self.fresh(self.place)
            return Extra(f"at {place}", place, ("Where", "Where", "At which place"))
        if kind < 0.75:
            room = v.VALUES["room"](rng)
            return Extra(f"in {room}", room, ("Where",))
        spot = f"{rng.choice(('behind', 'near', 'under', 'beside', 'in', 'on'))} the {self.thing()}"
        return Extra(spot, spot, ("Where",))

    def when(self) -> Extra:
        """When, or how often."""
        rng = self.rng
        kind = rng.choice(("date", "date", "year", "year", "time", "interval", "day", "month"))
        if kind == "interval":
            often = rng.choice((f"every {rng.choice(DAYS)}", *v.CHOICES["interval"]))
            return Extra(often, often, ("How often",))
        if kind in ("day", "month"):
            day, month = rng.choice(DAYS), rng.choice(v.MONTHS)
            said = (f"on {day}", day) if kind == "day" else (f"in {month}", month)
            return Extra(*said, ("When", "On which day" if kind == "day" else "In which month"))
        value = self.time() if kind == "time" else v.VALUES[kind](rng)
        forms = {
            "date": ("on", "On which day", "On what date"),
            "year": ("in", "In which year", "In what year"),
            "time": ("at", "At what time", "At which hour"),
        }
        before, which, what = forms[kind]
        return Extra(f"{before} {value}", value, ("When", "When", which, what))

    def how(self) -> Extra:
        """For how much or how long, with what, with whom, why."""
        rng = self.rng
        kind = rng.choice(("money", "duration", "tool", "to", "from", "why", "with"))
        if kind == "money":
            sum_ = self.sum()
            return Extra(f"for {sum_}", sum_, ("For how much", "At what price"))
        if kind == "duration":
            long = v.duration(rng)
            return Extra(f"for {long}", long, ("How long", "For how long"))
        if kind == "tool":
            tool = rng.choice((f"a {self.thing()}", rng.choice(v.CHOICES["tool"])))
            return Extra(f"with {tool}", tool, ("With what", "By means of what"))
        if kind == "why":
            why = f"because the {self.thing()} was {rng.choice(COMMON_ADJECTIVES)}"
            return Extra(why, why, ("Why", "For what reason"))
        other = self.somebody()
        whom = "whom" if other.who == "Who" else "what"
        return Extra(f"{kind} {other.name}", other.name, (f"{kind.capitalize()} {whom}",))

    def person(self) -> Somebody:
        """Somebody with a name."""
        person = self.world.entity("person")
        again = (person.pronoun, person.pronoun, *short_names(person))
        return Somebody(person.name, again, "Who")

    def synonym(self, verb: Verb) -> Verb:
        """What people ask with instead, if there is another word."""
        other = SYNONYMS.get(verb.plain)
        return Verb(other, third(other), past(other), past(other)) if other else verb

    def tense(self, tense: str, verb: Verb, ask: Verb, plural: bool) -> tuple[str, str, str]:
        """The helping verb of a question, the verb of a sentence, and of a question for who."""
        if tense == "past":
            return "did", verb.past, ask.past
        if tense == "present":
            return ("do", verb.plain, ask.plain) if plural else ("does", verb.third, ask.third)
        modal = self.rng.choice(MODALS)
        return modal, f"{modal} {verb.plain}", f"{modal} {ask.plain}"
