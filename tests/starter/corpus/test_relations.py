from liftapp.starter.corpus.relations import KINDS, relations


def test_every_kind_has_relations_and_every_relation_enough_wordings() -> None:
    for kind in KINDS:
        assert len(relations()[kind]) >= 6, kind
        for relation in relations()[kind]:
            for wordings in (relation.says, relation.asks):
                assert len(wordings) == len(set(wordings)) >= 13, relation.key
            assert all("{E}" in t and "{V}" in t for t in relation.says), relation.key
            assert all("{E}" in t and "{V}" not in t for t in relation.asks), relation.key


def test_a_value_that_names_an_entity_can_be_referred_to() -> None:
    for kind in KINDS:
        for relation in relations()[kind]:
            if relation.value in KINDS and relation.key not in {"birthplace of the idea"}:
                assert "{E}" in relation.refer, relation.key


def test_some_general_attributes_are_held_out() -> None:
    held = [r for r in relations()["any"] if r.held_out]
    assert 5 <= len(held) < len(relations()["any"]) / 3
