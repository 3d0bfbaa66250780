"""Plain prose about scenes: who did what to what, where, when, with what, why; what is or has what.

The words are common ones put together at random, so that only reading answers. For training alone:
what the starter is measured on keeps to relations and happenings.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from liftapp.starter.corpus import vocabulary as v
from liftapp.starter.corpus.invented import (
    COMMON_ADJECTIVES,
    COMMON_NOUNS,
    COMMON_VERBS,
    PARTICIPLES,
    past,
    third,
)
from liftapp.starter.corpus.plain_words import (
    AGENTS,
    BARE,
    DAYS,
    FLUFF,
    IRREGULAR,
    MODALS,
    NUMERALS,
    PLACES,
    STAYING,
    SYNONYMS,
    TAILS,
)
from liftapp.starter.corpus.vocabulary import sentence_case
from liftapp.starter.corpus.world import World

Asked = tuple[str, str]


class Said(NamedTuple):
    """A sentence, questions that it answers, and questions that it might but does not."""

    text: str
    asked: tuple[Asked, ...]
    unsaid: tuple[str, ...] = ()


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
class Scenes:
    """Writes the sentences of one passage; nobody does the same twice, nothing is named twice."""

    world: World
    done: set[tuple[str, str]] = field(default_factory=set)

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
            person = self.world.entity("person")
            first, last = person.name.split(" ", 1)
            title = "Ms" if person.pronoun == "she" else "Mr"
            again = (person.pronoun, person.pronoun, last, first, f"{title} {last}")
            return Somebody(person.name, again, "Who")
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
        makers = (self._where, self._where, self._when, self._when, self._how)
        chosen = dict.fromkeys(rng.sample(makers, rng.choice((0, 1, 1, 2, 2, 3))))
        return sorted((make() for make in chosen), key=lambda extra: extra.asks[0] == "Why")

    def _where(self) -> Extra:
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

    def _when(self) -> Extra:
        rng = self.rng
        kind = rng.choice(("date", "date", "year", "year", "time", "interval", "day", "month"))
        if kind == "interval":
            often = rng.choice((f"every {rng.choice(DAYS)}", *v.CHOICES["interval"]))
            return Extra(often, often, ("How often",))
        if kind in ("day", "month"):
            day, month = rng.choice(DAYS), rng.choice(v.MONTHS)
            said = (f"on {day}", day) if kind == "day" else (f"in {month}", month)
            return Extra(*said, ("When", "On which day" if kind == "day" else "In which month"))
        value = v.VALUES[kind](rng)
        forms = {
            "date": ("on", "On which day", "On what date"),
            "year": ("in", "In which year", "In what year"),
            "time": ("at", "At what time", "At which hour"),
        }
        before, *asks = forms[kind]
        return Extra(f"{before} {value}", value, ("When", "When", *asks))

    def _how(self) -> Extra:
        rng = self.rng
        kind = rng.choice(("money", "duration", "tool", "to", "from", "why", "with"))
        if kind == "money":
            sum_ = v.money(rng)
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

    def deed(self, who: Somebody, called: str) -> Said:
        """Somebody does something: in the active or the passive voice, with further parts."""
        rng, verb = self.rng, self.verb()
        if (who.name, verb.plain) in self.done:
            return self.has(who, called)
        self.done.add((who.name, verb.plain))
        ask = self._synonym(verb) if rng.random() < 0.3 else verb
        tense = rng.choice(("past", "past", "past", "present", "modal"))
        helper, form, asked_form = self._tense(tense, verb, ask, who.plural)
        many = rng.choice((*NUMERALS, str(rng.randint(2, 9999)))) if rng.random() < 0.2 else ""
        whom = "Whom" if not many and rng.random() < 0.15 else "What"
        if whom == "Whom":
            what = self.world.entity("person").name
        else:
            what = self.fresh(lambda: f"{many or 'the'} {self.thing()}{'s' * bool(many)}")
        extras = self.extras()
        told = " ".join(x.said for x in extras)
        core = f"{helper} {who.name} {ask.plain} {what}?"
        asked = [
            (f"{who.who} {asked_form} {what}?", who.name),
            (f"{whom} {helper} {who.name} {ask.plain}?", what),
        ]
        if many:
            counted = what.removeprefix(f"{many} ")
            asked.append((f"How many {counted} {helper} {who.name} {ask.plain}?", many))
        if rng.random() < 0.25:
            forms = {"past": ("was", "were"), "present": ("is", "are")}
            be = forms[tense][bool(many)] if tense in forms else f"{helper} be"
            first, *rest = be.split()
            passive = f"{' '.join((first, what, *rest))} {ask.done}?"
            by_whom = f"By {who.who.lower().replace('who', 'whom')} {passive}"
            if rng.random() < 0.3:  # nobody says who did it
                asked_of_it = tuple((f"{rng.choice(x.asks)} {passive}", x.answer) for x in extras)
                text = self._finished(f"{what} {be} {verb.done} {told}", extras)
                missing = (by_whom, asked[0][0], *self._missing(extras, passive))
                return Said(text, asked_of_it, missing)
            core = passive if rng.random() < 0.7 else core
            asked.append((by_whom, who.name))
            text = f"{what} {be} {verb.done} by {who.name} {told}"
        else:
            text = f"{called} {form} {what} {told}"
        asked += [(f"{rng.choice(x.asks)} {core}", x.answer) for x in extras]
        return Said(self._finished(text, extras), tuple(asked), self._missing(extras, core))

    def _synonym(self, verb: Verb) -> Verb:
        other = SYNONYMS.get(verb.plain)
        return Verb(other, third(other), past(other), past(other)) if other else verb

    def _tense(self, tense: str, verb: Verb, ask: Verb, plural: bool) -> tuple[str, str, str]:
        """The helping verb of a question, the verb of a sentence, and of a question for who."""
        if tense == "past":
            return "did", verb.past, ask.past
        if tense == "present":
            return ("do", verb.plain, ask.plain) if plural else ("does", verb.third, ask.third)
        modal = self.rng.choice(MODALS)
        return modal, f"{modal} {verb.plain}", f"{modal} {ask.plain}"

    def _missing(self, extras: list[Extra], core: str) -> tuple[str, ...]:
        """What the further parts leave open."""
        said = {x.asks[0] for x in extras}
        if said & {"When", "How often"}:
            said |= {"When", "How often"}
        asks = ("Where", "When", "Why", "For how much", "How often")
        return tuple(f"{ask} {core}" for ask in asks if ask not in said)

    def state(self, who: Somebody, called: str) -> Said:
        """Somebody lives, works or waits somewhere, for some time, with somebody."""
        rng = self.rng
        plain, past_ = rng.choice(STAYING)
        extras = self.extras() or [self._where()]
        if (who.name, plain) in self.done:
            return self.has(who, called)
        self.done.add((who.name, plain))
        verb = Verb(plain, third(plain), past_, past_)
        ask = self._synonym(verb) if rng.random() < 0.3 else verb
        tense = rng.choice(("past", "present", "modal"))
        helper, form, asked_form = self._tense(tense, verb, ask, who.plural)
        text = self._finished(" ".join((called, form, *(x.said for x in extras))), extras)
        core = f"{helper} {who.name} {ask.plain}?"
        asked = [(f"{rng.choice(x.asks)} {core}", x.answer) for x in extras]
        asked.append((f"{who.who} {asked_form} {extras[0].said}?", who.name))
        return Said(text, tuple(asked), self._missing(extras, core))

    def has(self, who: Somebody, called: str) -> Said:
        """Somebody has things, some of them counted."""
        rng = self.rng
        count, noun = rng.choice((*NUMERALS, str(rng.randint(2, 999)))), self.fresh(self.thing)
        other, third_ = self.fresh(self.thing), self.fresh(self.thing)
        has, helper = ("have", "do") if who.plural else ("has", "does")
        text = f"{called} {has} {count} {noun}s" + rng.choice((f" and a {other}", ""))
        asked = ((f"How many {noun}s {helper} {who.name} have?", count),)
        unsaid = f"How many {third_}s {helper} {who.name} have?"
        return Said(self._finished(text, []), asked, (unsaid,))

    def post(self, who: Somebody, called: str) -> Said:
        """A person is the manager, or whatever, of a place."""
        rng = self.rng
        if who.who != "Who" or who.plural or who.name.startswith("the "):
            return self.deed(who, called)
        post, other = (
            self.fresh(lambda: f"{rng.choice((*COMMON_NOUNS, *PLACES))} {rng.choice(AGENTS)}")
            for _ in range(2)
        )
        where = f" of {self.fresh(self.place)}" if rng.random() < 0.6 else ""
        forms = (
            f"{called} is the {post}{where}",
            f"the {post}{where} is {who.name}",
            f"{called} became the {post}{where}",
        )
        asked = ((f"Who is the {post}{where}?", who.name), (f"Who is the {post}?", who.name))
        unsaid = (f"Who is the {other}{where}?",)
        return Said(self._finished(rng.choice(forms), []), asked, unsaid)

    def bare(self) -> Said:
        """A value of something that the text only calls by a noun: `The fee is 40 dollars.`"""
        rng = self.rng
        kind = rng.choice(tuple(BARE))
        nouns, verb, asks = BARE[kind]
        which = ("", "", *(f"{word} " for word in (*COMMON_ADJECTIVES, *COMMON_NOUNS)))
        name, other = (
            self.fresh(lambda: rng.choice(which) + rng.choice(nouns.split())) for _ in range(2)
        )
        value = rng.choice(v.CHOICES[kind]) if kind in v.CHOICES else v.VALUES[kind](rng)
        asked = tuple((x.replace("{N}", name), value) for x in asks)
        unsaid = rng.choice(asks).replace("{N}", other)
        return Said(self._finished(f"the {name} {verb} {value}", []), asked, (unsaid,))

    def _finished(self, text: str, extras: list[Extra]) -> str:
        rng = self.rng
        moved = [x for x in extras if x.asks[0] in ("When", "Where") and x.said in text]
        if moved and rng.random() < 0.3:
            first = rng.choice(moved).said
            text = f"{first}, {text.replace(f' {first}', '', 1)}"
        elif rng.random() < 0.12:
            text = rng.choice(FLUFF) + text
        if rng.random() < 0.08:
            text += rng.choice(TAILS)
        return sentence_case(f"{' '.join(text.split())}.")

    def paragraph(self) -> list[Said]:
        """Some sentences, of which most are about the same."""
        rng, who = self.rng, self.somebody()
        said, first = list[Said](), True
        for _ in range(rng.randint(1, 6)):
            if rng.random() < 0.15:
                said.append(self.bare())
                continue
            if rng.random() < 0.2:
                who, first = self.somebody(), True
            called = who.name if first or rng.random() < 0.3 else rng.choice(who.again)
            makers = (self.deed, self.deed, self.deed, self.state, self.state, self.has, self.post)
            said.append(rng.choice(makers)(who, called))
            first = first and who.name not in said[-1].text.replace("The ", "the ")
            if len(said) > 1 and rng.random() < 0.15 and not said[-1].text.startswith("The "):
                self._join(said)
        return said

    @staticmethod
    def _join(said: list[Said]) -> None:
        """Make one sentence of the last two."""
        second, one = said.pop(), said.pop()
        start = second.text.split()[0]
        if start in ("He", "She", "It", "They", "In", "On", "At"):
            text = f"{one.text[:-1]}, and {second.text[0].lower()}{second.text[1:]}"
            said.append(Said(text, one.asked + second.asked, one.unsaid + second.unsaid))
        else:
            said += [one, second]


def paragraphs(world: World, size: int) -> list[list[Said]]:
    """Paragraphs of about `size` characters in all."""
    scenes, made = Scenes(world), list[list[Said]]()
    while size > 0:
        made.append(scenes.paragraph())
        size -= sum(len(one.text) + 1 for one in made[-1])
    return made
