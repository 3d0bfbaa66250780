"""Plain prose about scenes: who did what to what, where, when, with what, why; what is or has what.

The words are common ones put together at random, so that only reading answers. For training alone:
what the starter is measured on keeps to relations and happenings.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from liftapp.starter.corpus import vocabulary as v
from liftapp.starter.corpus.common import (
    COMMON_ADJECTIVES,
    COMMON_NOUNS,
    COMMON_VERBS,
    third,
)
from liftapp.starter.corpus.plain_parts import Extra, Parts, Somebody, Verb
from liftapp.starter.corpus.plain_words import AGENTS, BARE, FLUFF, NUMERALS, PLACES, STAYING, TAILS
from liftapp.starter.corpus.vocabulary import sentence_case
from liftapp.starter.corpus.world import World

Asked = tuple[str, str]


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


@dataclass
class Scenes(Parts):
    """Writes the sentences of one passage; nobody does the same twice."""

    done: set[tuple[str, str]] = field(default_factory=set)
    known: list[Somebody] = field(default_factory=list)
    theme: Somebody | None = None
    """What many of a paragraph's deeds are done to."""

    def deed(self, who: Somebody, called: str) -> Said:
        """Somebody does something: in the active or the passive voice, with further parts."""
        rng, verb = self.rng, self.verb()
        what, whom, many = self._object(who, verb)
        if {(who.name, verb.plain), (what, verb.plain)} & self.done:
            return self.has(who, called)
        self.done |= {(who.name, verb.plain), (what, verb.plain)}
        ask = self.synonym(verb) if rng.random() < 0.3 else verb
        tense = rng.choice(("past", "past", "past", "present", "modal"))
        helper, form, asked_form = self.tense(tense, verb, ask, who.plural)
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
        by, passive, be = self._passive(who, what, ask, tense, helper, bool(many))
        missing = self._missing(extras, core)
        if rng.random() < 0.07:  # nobody says who did it
            asked = [(f"{rng.choice(x.asks)} {passive}", x.answer) for x in extras]
            missing = (by, by_name, *self._missing(extras, passive))
            text, _ = self._finished("", f"{what} {be} {verb.done} {told}", extras)
            return Said(text, tuple(asked), missing, who)
        active = rng.random() < 0.8
        if active:
            text, rest = self._finished(called, f"{form} {what} {told}", extras)
        else:
            text, rest = self._finished("", f"{what} {be} {verb.done} by {who.name} {told}", extras)
            asked.append((by, who.name))
            core = passive if rng.random() < 0.7 else core
        further = [(f"{rng.choice(x.asks)} {core}", x.answer) for x in extras]
        asks = [of_whom, *(question for question, _ in further if "{S}" in question)]
        others = self._others(who, verb.plain, asks)
        elsewhere = [x.name for x in self.known if x.name not in (who.name, what)]
        if elsewhere and further:
            other, question = rng.choice(elsewhere), rng.choice(further)[0]
            others = (*others, (other, verb.plain, question.replace(what, other)))
        return Said(text, (*asked, *further), missing, who, others, rest)

    def _passive(
        self, who: Somebody, what: str, ask: Verb, tense: str, helper: str, many: bool
    ) -> tuple[str, str, str]:
        """The questions by whom and, without its first word, when; and the helping verb."""
        forms = {"past": ("was", "were"), "present": ("is", "are")}
        be = forms[tense][many] if tense in forms else f"{helper} be"
        first, *more = be.split()
        passive = f"{' '.join((first, what, *more))} {ask.done}?"
        return f"By {'whom' if who.who == 'Who' else 'what'} {passive}", passive, be

    def _others(
        self, who: Somebody, verb: str, asks: list[str]
    ) -> tuple[tuple[str, str, str], ...]:
        """The same questions of somebody else, who as far as is told has not done so."""
        rng = self.rng
        alike = [x.name for x in self.known if x.plural == who.plural and x.name != who.name]
        chosen = rng.sample(alike, min(2, len(alike)))
        return tuple((x, verb, rng.choice(asks).replace("{S}", x)) for x in chosen)

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
        extras = self.extras() or [self.where()]
        if (who.name, plain) in self.done:
            return self.has(who, called)
        self.done.add((who.name, plain))
        verb = Verb(plain, third(plain), past_, past_)
        # What a verb with an object means is often not what it means without one.
        ask = verb if plain in COMMON_VERBS or rng.random() < 0.7 else self.synonym(verb)
        tense = rng.choice(("past", "present", "modal"))
        helper, form, asked_form = self.tense(tense, verb, ask, who.plural)
        rest = " ".join((form, *(x.said for x in extras)))
        core = f"{helper} {{S}} {ask.plain}?"
        asks = [f"{rng.choice(x.asks)} {core}" for x in extras]
        asked = [(question, x.answer) for question, x in zip(asks, extras, strict=True)]
        asked.append((f"{who.who} {asked_form} {extras[0].said}?", who.name))
        text, rest = self._finished(called, rest, extras)
        missing, others = self._missing(extras, core), self._others(who, plain, asks)
        return Said(text, tuple(asked), missing, who, others, rest)

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
        text, rest = self._finished(called, rest)
        return Said(text, asked, unsaid, who, (), rest)

    def there(self) -> Said:
        """Something is somewhere."""
        rng, where, what = self.rng, self.where(), self.fresh(self.thing)
        if rng.random() < 0.5:
            many = rng.choice((*NUMERALS, str(rng.randint(2, 999))))
            text, asked = f"there are {many} {what}s", [(f"How many {what}s are there?", many)]
            asked.append((f"Where are the {many} {what}s?", where.answer))
        else:
            text, asked = f"there is a {what}", [(f"What is there {where.said}?", f"a {what}")]
            asked.append((f"Where is the {what}?", where.answer))
        return Said(self._finished("", f"{text} {where.said}", [where])[0], tuple(asked))

    def post(self, who: Somebody, called: str) -> Said:
        """A person is the manager, or whatever, of a place."""
        rng = self.rng
        place = who.name if who.name.split()[-1].lower() in PLACES else ""
        person = who
        if place:
            person, post, other = self.person(), *rng.sample(AGENTS, 2)
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
                f"{called}, the {post}{where}, {rng.choice(STAYING)[1]} {self.when().said}",
            ]
        asked = [(f"Who is the {post}{where}?", person.name)]
        asked.append((f"Who is {place}'s {post}?" if place else f"Who is the {post}?", person.name))
        unsaid = () if (who.name, other) in self.done else (f"Who is the {other}{where}?",)
        return Said(self._finished("", rng.choice(forms))[0], tuple(asked), unsaid, who)

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
        return Said(self._finished("", f"the {name} {verb} {value}")[0], asked, (unsaid,))

    def _finished(self, subject: str, rest: str, extras: Sequence[Extra] = ()) -> tuple[str, str]:
        """A whole sentence, and what follows its subject if it begins with that."""
        rng, rest = self.rng, " ".join(rest.split())
        plain = text = f"{subject} {rest}".strip()
        moved = [x for x in extras if x.asks[0] in ("When", "Where") and x.said in text]
        if moved and rng.random() < 0.3:
            first = rng.choice(moved).said
            text = f"{first}, {text.replace(f' {first}', '', 1)}"
        elif rng.random() < 0.12:
            text = rng.choice(FLUFF) + text
        if rng.random() < 0.08:
            text += rng.choice(TAILS)
        return sentence_case(f"{text}."), f"{rest}." if subject and text == plain else ""

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
        known = " " in short and self.world.tells(short)
        return short if known and self.rng.random() < 0.2 else who.name


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
