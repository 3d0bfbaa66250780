import re
from random import Random

import pytest

from liftapp.starter.corpus.happenings import HAPPENING_ASKS
from liftapp.starter.corpus.invented import PHRASES, PREDICATES
from liftapp.starter.corpus.relations import relations
from liftapp.starter.corpus.strange import (
    CALLED,
    bent,
    estranged,
    loosened,
    noisy,
    reworded,
    typed,
    unlike,
)


def test_a_strange_statement_keeps_its_slots_and_its_structure() -> None:
    rng, changed = Random("strange"), 0
    for said in (said for kind in relations().values() for r in kind for said in r.says):
        other = estranged(rng, said)
        pairs = list(zip(said.split(), other.split(), strict=True))
        changed += said != other
        for before, after in pairs:
            if before != after:
                assert before.strip(".,:;'\"").islower()
                assert "{" not in before + after
                assert (before[0] in "aeiou") == (after[0] in "aeiou")
    assert changed > 1000


def test_a_bent_relation_asks_with_the_words_of_its_statement() -> None:
    rng, turned = Random("bent"), 0
    new, strange, shared = list[bool](), list[bool](), list[bool]()
    for relation in (r for rs in relations().values() for r in rs if r.kind != "any"):
        for _ in range(20):
            one = bent(rng, relation, relation.says[:-1])
            assert (one.key, one.value, one.refer) == (relation.key, relation.value, "")
            (said,) = {*one.says}
            strange.append(said not in relation.says)
            content = {*re.findall(r"[^\W\d]{5,}", said.lower())}
            for asked in dict.fromkeys(one.asks):
                assert "{E}" in asked
                assert "{V}" not in asked
                assert re.search(r" [ ?]", asked) is None
                if asked == one.asks[0]:
                    new.append(asked not in relation.asks)
                    words = re.findall("[a-z]{3,}", asked.split(" ", 1)[1])
                    shared.append(any(word[:3] in said.lower() for word in words))
                else:  # but for the verb that goes with "does", and its ending
                    lost = content - {*re.findall(r"[^\W\d]{5,}", asked.lower())}
                    assert len(lost) <= ("does {E}" in asked)
            turned += any("does {E}" in asked for asked in one.asks[2:])
    assert sum(strange) / len(strange) > 0.7  # the others have few words of content
    assert sum(new) / len(new) > 0.95
    assert sum(shared) / len(shared) > 0.98  # but for the shortest words
    assert turned > 50


def test_no_bent_relation_asks_in_a_wording_held_out() -> None:
    every = [r for rs in relations().values() for r in rs if r.kind != "any"]
    held = {text for r in every for text in (r.says[-1], r.asks[-1])}
    for relation in every:
        for said in relation.says[:-1]:
            one = bent(Random(said), relation, (said,))
            assert not held & {*one.says, *one.asks}


def test_a_reworded_attribute_keeps_its_name_and_no_wording_held_out() -> None:
    rng, said = Random("reworded"), list[bool]()
    for attribute in relations()["any"]:
        for _ in range(10):
            one = reworded(rng, attribute)
            assert (one.key, one.label) == (attribute.key, attribute.label)
            texts = {*one.says, *one.asks}
            assert all("{E}" in text and attribute.key in text.lower() for text in texts)
            assert not texts & {attribute.says[-1], attribute.asks[-1]}
            said += [text not in (*attribute.says, *attribute.asks) for text in texts]
    assert sum(said) / len(said) > 0.5


def test_a_noisy_question_keeps_what_it_names_and_what_it_asks_for() -> None:
    rng, changed = Random("noisy"), 0
    for asked in (a for asks in HAPPENING_ASKS.values() for a in asks[:-1]):
        other = noisy(rng, asked)
        slots = re.findall(r"\{\w+\}", asked)
        assert re.findall(r"\{\w+\}", other) == slots
        kept = [word for word in re.findall(r"\w+", asked) if word in ("town", "thing", "What")]
        assert [word for word in re.findall(r"\w+", other) if word in kept] == kept
        assert other[-1] in "?."
        changed += other != asked
    assert changed > 60


def test_a_loosened_question_keeps_the_words_that_it_shares_with_its_statement() -> None:
    rng, changed = Random("loosened"), list[bool]()
    for relation in (r for rs in relations().values() for r in rs if r.bends):
        one = bent(rng, relation, relation.says[:-1])
        other = loosened(rng, one)
        assert other.says == one.says
        said = {*re.findall(r"\w+", one.says[0])}
        for before, after in zip(one.asks, other.asks, strict=True):
            kept = {word for word in re.findall("[a-z]{5,}", before) if word in said}
            assert kept <= {*re.findall("[a-z]{5,}", after)}
            assert re.findall(r"\{\w\}", after) == ["{E}"]
            changed.append(before != after)
    assert 0.2 < sum(changed) / len(changed) < 0.4


def test_an_unlike_question_shares_no_word_with_what_is_said() -> None:
    rng, asks = Random("unlike"), list[str | None]()
    for relation in (r for rs in relations().values() for r in rs if r.bends):
        one = bent(rng, relation, relation.says[:-1])
        assert unlike(rng, relation) is None  # it can be said in words that are not these
        asks.append(asked := unlike(rng, one))
        if asked is None:
            continue
        said = {*re.findall(r"\b[a-z]{5,}\b", one.says[0])}
        kept = said & {*re.findall(r"\b[a-z]{5,}\b", asked)}
        assert kept <= {"which", "where", "there"}, (one.says[0], asked)
        assert re.findall(r"\{\w\}", asked) == ["{E}"]
    assert sum(asked is None for asked in asks) < len(asks) / 10


@pytest.mark.parametrize("value", [*CALLED, "step"])
def test_a_question_is_asked_as_one_does_for_a_value_of_its_kind(value: str) -> None:
    rng, nouns, every = Random(value), 0, 0
    for said, asks in (*PREDICATES, *PHRASES) * 5:
        for asked in asks.split("|"):
            text = typed(rng, asked, value)
            if " does {E}" in asked:
                text = re.sub(" (?:can|must|did) (?={E})", " does ", text)
            every += 1
            if re.search(r"[Ww]hat \{[nA]\}", asked) or "what" not in asked.lower():
                assert text == asked  # it names what it asks for
                continue
            before, after = re.split("(?i)what", asked, maxsplit=1)
            assert text.endswith(after), said
            if text.startswith(("Where", "When", "where", "when")):
                assert (value, before) in {(kind, "{p} ") for kind in ("place", "date", "year")}
                continue
            assert text.startswith(before)
            word = text.removeprefix(before).removesuffix(after)
            own = {*CALLED.get(value, ("what",)), "whom", "who"}
            nouns += word.lower() not in own
            assert word.lower() != ("whom" if not before else "who")
            assert word[0].isupper() is (not before)
    assert 0.1 < nouns / every < 0.3
