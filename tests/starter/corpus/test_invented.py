import re
from random import Random

import pytest

from liftapp.starter.corpus import invented
from liftapp.starter.corpus import vocabulary as v
from liftapp.starter.corpus.common import PREPOSITIONS
from liftapp.starter.corpus.invented import VALUES, carried, invented_relation
from liftapp.starter.corpus.passage import put
from liftapp.starter.corpus.relations import ATTRIBUTE_ASKS, ATTRIBUTE_SAYS, relations
from liftapp.starter.corpus.world import SPLITS, World


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


def test_statements_can_tell_more_than_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    preposition = "|".join(PREPOSITIONS)
    aside = re.compile(
        rf"^(?:{preposition}) the [^{{]+, (?=.+\.$)|(?<=.) (?:{preposition}) the [^{{]+\.$", re.I
    )
    relation = next(r for r in relations()["any"] if r.value == "money")
    shares = []
    for share in (0, 1):
        monkeypatch.setattr(invented, "ASIDES", share)
        rng = Random("asides")
        said = [carried(rng, relation).says[0] for _ in range(300)]
        shares.append(sum(bool(aside.search(one)) for one in said if one not in relation.says))
    assert shares[1] > 2 * shares[0]
