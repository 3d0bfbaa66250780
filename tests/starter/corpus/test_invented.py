import re
from random import Random

from liftapp.starter.corpus import vocabulary as v
from liftapp.starter.corpus.invented import (
    VALUES,
    bent,
    carried,
    estranged,
    invented_relation,
    noisy,
    reworded,
)
from liftapp.starter.corpus.passage import put
from liftapp.starter.corpus.relations import ATTRIBUTE_ASKS, ATTRIBUTE_SAYS, relations
from liftapp.starter.corpus.world import HAPPENING_ASKS, SPLITS, World


def test_an_invented_relation_says_and_asks_like_any_other() -> None:
    world = World(Random("invented"), SPLITS["train"])
    for _ in range(300):
        relation = invented_relation(world.rng)
        assert relation.value in VALUES
        assert all("{E}" in t and "{V}" in t for t in relation.says), relation
        assert all("{E}" in t and "{V}" not in t for t in relation.asks), relation
        assert relation.wordings(relation.says, held_out=False)
        assert relation.wordings(relation.asks, held_out=False)
        said = put(relation.says[0], world.entity("device"), world.value(relation.value)[0])
        assert "{" not in said


def test_what_is_asked_shares_words_with_the_statement_and_with_the_label() -> None:
    rng, small = Random("shared"), {"what", "does", "the", "of", "is", "its", "who", "whom"}
    shared = list[bool]()
    for _ in range(300):
        relation = invented_relation(rng)
        for asked in relation.asks:
            words = {*asked.lower().strip("?").split()} - small - {"{e}", "{e}'s"}
            # A participle in one stands for a verb in the other: their beginning is shared.
            for text in (relation.says[0].lower(), relation.label.lower()):
                shared.append(any(w[:2] in text for w in words))
    assert sum(shared) / len(shared) > 0.98  # but for the shortest verbs


def test_an_attribute_is_carried_by_other_words_but_never_by_those_held_out() -> None:
    rng = Random("carried")
    noun = next(r for r in relations()["any"] if r.value == "money")
    made = [carried(rng, noun) for _ in range(200)]
    said = {r.says[0] for r in made} - {*noun.says}
    assert len(said) > 60
    assert all(r.key == noun.key and r.label == noun.label for r in made)
    assert not said & {x.replace("{A}", noun.key) for x in (ATTRIBUTE_SAYS[-1], ATTRIBUTE_ASKS[-1])}


def test_invented_relations_are_many_and_only_in_training() -> None:
    rng = Random("many")
    assert len({invented_relation(rng).key for _ in range(300)}) > 250
    known = {r.key for kind in relations().values() for r in kind}
    for split, some in (("train", True), ("entities", False), ("wordings", False)):
        world = World(Random(split), SPLITS[split])
        facts = [f for _ in range(40) for f in world.add(world.entity("place"), 5)]
        assert any(f.relation.key not in known for f in facts) is some


def test_items_of_a_list_are_often_made_up_in_training_and_never_outside() -> None:
    rng, colours = Random(0), v.CHOICES["colour"]
    drawn = [v.pick(rng, colours, held_out=False) for _ in range(500)]
    assert 0.5 < sum(c not in colours for c in drawn) / 500 < 0.7
    assert not {*drawn} & {*v.part(colours, held_out=True)}
    assert {v.pick(rng, colours, held_out=True) for _ in range(200)} <= {*colours}
    # What stands before the last word stays, and so does its capital.
    assert all(v.pick(rng, v.CHOICES["award"], False).startswith("the ") for _ in range(50))
    assert all(v.pick(rng, v.ORGANISATIONS, False)[0].isupper() for _ in range(100))


def test_a_made_verb_keeps_its_past_form() -> None:
    rng = Random(1)
    for _ in range(200):
        past, plain = v.verb(rng, held_out=False)
        assert (past, plain) in v.VERBS or past == f"{plain}ed"


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
