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


class Somebody(NamedTuple):
    """How somebody or something is first called, and later on."""

    name: str
    again: tuple[str, ...]
    who: str = "What"
    plural: bool = False


class Said(NamedTuple):
    """A sentence, questions that it answers, and questions that it might but does not.

    {S} in a question is who the sentence is about. `others` are (name, verb, question): nobody
    else does the same, as long as (name, verb) is not done. `rest` is what follows the subject
    where the sentence begins with it.
    """

    text: str
    asked: tuple[Asked, ...]
    unsaid: tuple[str, ...] = ()
    who: Somebody | None = None
    others: tuple[tuple[str, str, str], ...] = ()
    rest: str = ""


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
    known: list[Somebody] = field(default_factory=list)
    theme: Somebody | None = None
    """What many of a paragraph's deeds are done to."""

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
            return self._person()
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
        value = self.time() if kind == "time" else v.VALUES[kind](rng)
        forms = {
            "date": ("on", "On which day", "On what date"),
            "year": ("in", "In which year", "In what year"),
            "time": ("at", "At what time", "At which hour"),
        }
        before, which, what = forms[kind]
        return Extra(f"{before} {value}", value, ("When", "When", which, what))

    def _how(self) -> Extra:
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

    def deed(self, who: Somebody, called: str) -> Said:
        """Somebody does something: in the active or the passive voice, with further parts."""
        rng, verb = self.rng, self.verb()
        what, whom, many = self._object(who, verb)
        if {(who.name, verb.plain), (what, verb.plain)} & self.done:
            return self.has(who, called)
        self.done |= {(who.name, verb.plain), (what, verb.plain)}
        ask = self._synonym(verb) if rng.random() < 0.3 else verb
        tense = rng.choice(("past", "past", "past", "present", "modal"))
        helper, form, asked_form = self._tense(tense, verb, ask, who.plural)
        extras = self.extras()
        told = " ".join(x.said for x in extras)
        core = f"{helper} {{S}} {ask.plain} {what}?"
        of_whom = f"{whom} {helper} {{S}} {ask.plain}?"
        leads = [who.who, who.who, f"{who.who} was it that"]
        if who.who == "Who":
            leads += ["Which person", "What is the name of the person who"]
        by_name = f"{rng.choice(leads)} {asked_form} {what}?"
        asked = [(by_name, who.name), (of_whom, what)]
        if many:
            counted = what.removeprefix(f"{many} ")
            asked.append((f"How many {counted} {helper} {{S}} {ask.plain}?", many))
        rest = f"{form} {what} {told}"
        text = f"{called} {rest}"
        if rng.random() < 0.25:
            forms = {"past": ("was", "were"), "present": ("is", "are")}
            be = forms[tense][bool(many)] if tense in forms else f"{helper} be"
            first, *more = be.split()
            passive = f"{' '.join((first, what, *more))} {ask.done}?"
            by_whom = f"By {who.who.lower().replace('who', 'whom')} {passive}"
            if rng.random() < 0.3:  # nobody says who did it
                asked_of_it = tuple((f"{rng.choice(x.asks)} {passive}", x.answer) for x in extras)
                text = self._finished(f"{what} {be} {verb.done} {told}", extras)
                missing = (by_whom, by_name, *self._missing(extras, passive))
                return Said(text, asked_of_it, missing, who)
            core = passive if rng.random() < 0.7 else core
            asked.append((by_whom, who.name))
            rest, text = "", f"{what} {be} {verb.done} by {who.name} {told}"
        asked += [(f"{rng.choice(x.asks)} {core}", x.answer) for x in extras]
        asks = [of_whom, *(f"{rng.choice(x.asks)} {core}" for x in extras if "{S}" in core)]
        said = self._said(who, verb.plain, text, rest, extras, asked, core, asks)
        elsewhere = [x.name for x in self.known if x.name not in (who.name, what)]
        if not elsewhere or not extras:
            return said
        other, asked_first = rng.choice(elsewhere), rng.choice(rng.choice(extras).asks)
        to_other = (other, verb.plain, f"{asked_first} {core.replace(what, other)}")
        return said._replace(others=(*said.others, to_other))

    def _object(self, who: Somebody, verb: Verb) -> tuple[str, str, str]:
        """What is done something to, how it is asked for, and how many they are, if counted."""
        rng, kind = self.rng, self.rng.random()
        known = [one for one in self.known if one.name != who.name and not one.plural]
        theme = self.theme if rng.random() < 0.7 else None
        if theme or (kind < 0.2 and known):
            one = theme or rng.choice(known)
            return one.name, "Whom" if one.who == "Who" else "What", ""
        if kind < 0.3:
            return self.world.entity("person").name, "Whom", ""
        if kind < 0.5:
            thousands, few = f"{rng.randint(2, 99)},000", str(rng.randint(2, 9999))
            many = rng.choice((*NUMERALS, few, thousands))
            return self.fresh(lambda: f"{many} {self.thing()}s"), "What", many
        return self.fresh(lambda: f"the {self.thing()}"), "What", ""

    def _said(
        self,
        who: Somebody,
        verb: str,
        text: str,
        rest: str,
        extras: list[Extra],
        asked: list[Asked],
        core: str,
        asks: list[str],
    ) -> Said:
        """A sentence about somebody; `asks` are questions of which nobody else is the answer."""
        rng = self.rng
        alike = [x for x in self.known if x.plural == who.plural and x.name != who.name]
        others = tuple(
            (one.name, verb, question.replace("{S}", one.name))
            for one in rng.sample(alike, min(2, len(alike)))
            for question in (rng.choice(asks),)
        )
        said = self._finished(text, extras)
        rest = " ".join(rest.split()) + said[-1:]
        plain = said if rest != said[-1:] and said.endswith(f" {rest}") else ""
        begins = plain.removesuffix(f" {rest}") == sentence_case(
            text.removesuffix(rest[:-1]).strip()
        )
        missing = self._missing(extras, core)
        return Said(said, tuple(asked), missing, who, others, rest if plain and begins else "")

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
        # What a verb with an object means is often not what it means without one.
        ask = verb if plain in COMMON_VERBS or rng.random() < 0.7 else self._synonym(verb)
        tense = rng.choice(("past", "present", "modal"))
        helper, form, asked_form = self._tense(tense, verb, ask, who.plural)
        rest = " ".join((form, *(x.said for x in extras)))
        core = f"{helper} {{S}} {ask.plain}?"
        asks = [f"{rng.choice(x.asks)} {core}" for x in extras]
        asked = [(question, x.answer) for question, x in zip(asks, extras, strict=True)]
        asked.append((f"{who.who} {asked_form} {extras[0].said}?", who.name))
        return self._said(who, plain, f"{called} {rest}", rest, extras, asked, core, asks)

    def has(self, who: Somebody, called: str) -> Said:
        """Somebody has things, some of them counted."""
        rng = self.rng
        count, noun = rng.choice((*NUMERALS, str(rng.randint(2, 999)))), self.fresh(self.thing)
        other, third_ = self.fresh(self.thing), self.fresh(self.thing)
        has, helper = ("have", "do") if who.plural else ("has", "does")
        rest = f"{has} {count} {noun}s" + rng.choice((f" and a {other}", ""))
        question = f"How many {{N}}s {helper} {{S}} have?"
        asked = ((question.replace("{N}", noun), count),)
        unsaid = (question.replace("{N}", third_),)
        text = self._finished(f"{called} {rest}", [])
        plain = text == sentence_case(f"{called} {rest}.")
        return Said(text, asked, unsaid, who, (), f"{rest}." if plain else "")

    def there(self) -> Said:
        """Something is somewhere."""
        rng, where, what = self.rng, self._where(), self.fresh(self.thing)
        if rng.random() < 0.5:
            many = rng.choice((*NUMERALS, str(rng.randint(2, 999))))
            text, asked = f"there are {many} {what}s", [(f"How many {what}s are there?", many)]
            asked.append((f"Where are the {many} {what}s?", where.answer))
        else:
            text, asked = f"there is a {what}", [(f"What is there {where.said}?", f"a {what}")]
            asked.append((f"Where is the {what}?", where.answer))
        return Said(self._finished(f"{text} {where.said}", [where]), tuple(asked))

    def post(self, who: Somebody, called: str) -> Said:
        """A person is the manager, or whatever, of a place."""
        rng = self.rng
        place = who.name if who.name.split()[-1].lower() in PLACES else ""
        person = who
        if place:
            person, post, other = self._person(), *rng.sample(AGENTS, 2)
        elif who.who != "Who" or who.plural or who.name.startswith("the "):
            return self.deed(who, called)
        else:
            post, other = (
                self.fresh(lambda: f"{rng.choice((*COMMON_NOUNS, *PLACES))} {rng.choice(AGENTS)}")
                for _ in range(2)
            )
        if (who.name, post) in self.done:
            return self.has(who, called)
        self.done.add((who.name, post))
        where = f" of {place or self.fresh(self.place)}" if place or rng.random() < 0.6 else ""
        if place:
            of_it = f"its {post}" if called == "it" else f"the {post} of {called}"
            forms = [f"{of_it} is {person.name}", f"{person.name} is {of_it}"]
        else:
            forms = [
                f"{called} is the {post}{where}",
                f"the {post}{where} is {who.name}",
                f"{called} became the {post}{where}",
                f"{called}, the {post}{where}, {rng.choice(STAYING)[1]} {self._when().said}",
            ]
        asked = [(f"Who is the {post}{where}?", person.name)]
        asked.append((f"Who is {place}'s {post}?" if place else f"Who is the {post}?", person.name))
        unsaid = () if (who.name, other) in self.done else (f"Who is the {other}{where}?",)
        return Said(self._finished(rng.choice(forms), []), tuple(asked), unsaid, who)

    def _person(self) -> Somebody:
        person = self.world.entity("person")
        first, last = person.name.split(" ", 1)
        title = "Ms" if person.pronoun == "she" else "Mr"
        again = (person.pronoun, person.pronoun, last, first, f"{title} {last}")
        return Somebody(person.name, again, "Who")

    def bare(self) -> Said:
        """A value of something that the text only calls by a noun: `The fee is 40 dollars.`"""
        rng = self.rng
        kind = rng.choice(tuple(BARE))
        nouns, verb, asks = BARE[kind]
        which = ("", "", *(f"{word} " for word in (*COMMON_ADJECTIVES, *COMMON_NOUNS)))
        name, other = (
            self.fresh(lambda: rng.choice(which) + rng.choice(nouns.split())) for _ in range(2)
        )
        made = {"money": self.sum, "time": self.time}
        value = rng.choice(v.CHOICES[kind]) if kind in v.CHOICES else v.VALUES[kind](rng)
        value = made[kind]() if kind in made else value
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
        text = " ".join(text.split())
        if rng.random() < 0.08:
            text += rng.choice(TAILS)
        return sentence_case(f"{text}.")

    def paragraph(self) -> list[Said]:
        """Some sentences, of which most are about the same."""
        rng, who = self.rng, self.somebody()
        said, first = list[Said](), True
        self.theme = self.somebody() if rng.random() < 0.2 else None
        for _ in range(rng.randint(1, 7)):
            if rng.random() < 0.18:
                said.append(rng.choice((self.bare, self.bare, self.there))())
                continue
            if rng.random() < (0.6 if self.theme else 0.2):
                who, first = self.somebody(), True
            called = who.name if first or rng.random() < 0.3 else rng.choice(who.again)
            makers = [self.deed, self.deed, self.deed, self.state, self.state, self.has, self.post]
            if self.theme:
                makers = [self.deed]
            elif said and who.name.split()[-1].lower() in PLACES:
                makers += [self.post] * 4
            said.append(rng.choice(makers)(who, called))
            first = first and who.name not in said[-1].text.replace("The ", "the ")
            if not first and who not in self.known:
                self.known.append(who)
            if len(said) > 1 and rng.random() < 0.35:
                said[-2:] = self._joined(*said[-2:])
        return said

    def _joined(self, one: Said, two: Said) -> list[Said]:
        """One sentence of two, where they fit together."""
        start = two.text.split()[0]
        if one.who is not None and one.who == two.who and one.rest and two.rest:
            text = f"{one.text[:-1]} and {two.rest}"
            if self.rng.random() < 0.3:
                called, which = one.text.removesuffix(f" {one.rest}"), one.who.who
                which = "who" if which == "Who" else "which"
                text = f"{called}, {which} {one.rest[:-1]}, {two.rest}"
        elif start in ("He", "She", "It", "They", "In", "On", "At", "There"):
            text = f"{one.text[:-1]}, and {two.text[0].lower()}{two.text[1:]}"
        else:
            return [one, two]
        if one.who and two.who and one.who != two.who:
            return [one, two]
        asked, unsaid = one.asked + two.asked, one.unsaid + two.unsaid
        return [Said(text, asked, unsaid, one.who or two.who, one.others + two.others)]

    def settled(self, said: Said) -> Said:
        """With names for {S}, short ones now and then, and only what is done by nobody else."""
        name = self._name(said.who) if said.who is not None else ""
        others = tuple(q for other, verb, q in said.others if (other, verb) not in self.done)
        return Said(
            said.text,
            tuple((question.replace("{S}", name), answer) for question, answer in said.asked),
            tuple(question.replace("{S}", name) for question in (*said.unsaid, *others)),
            said.who,
        )

    def _name(self, who: Somebody) -> str:
        short = who.again[-1]
        last = short.split()[-1].lower()
        known = sum(last in name.lower() for name in self.world.taken) == 1
        return short if known and " " in short and self.rng.random() < 0.2 else who.name


def paragraphs(world: World, size: int) -> list[list[Said]]:
    """Paragraphs of about `size` characters in all."""
    scenes, made = Scenes(world), list[list[Said]]()
    while size > 0:
        made.append(scenes.paragraph())
        size -= sum(len(one.text) + 1 for one in made[-1])
    settled = [[scenes.settled(one) for one in part] for part in made]
    asked = {question for part in settled for one in part for question, _ in one.asked}
    return [
        [one._replace(unsaid=tuple(q for q in one.unsaid if q not in asked)) for one in part]
        for part in settled
    ]
