import re
from random import Random

import pytest

from liftapp.starter.corpus.gaps import ROLES, gap_question, happening_gap
from liftapp.starter.corpus.happenings import HAPPENING_SAYS
from liftapp.starter.corpus.passage import Line, fill, put, said_as, say, write_passage
from liftapp.starter.corpus.relations import relations
from liftapp.starter.corpus.vocabulary import sentence_case
from liftapp.starter.corpus.world import SPLITS, Entity, Fact, World


@pytest.mark.parametrize(
    ("statement", "kind", "asked"),
    [
        ("{E} is housed in {V}.", "room", "What is {E} housed in?"),
        ("{E} has been led by {V} for long.", "person", "Whom has {E} been led by for long?"),
        ("{E} has a crew of {V}.", "number", "{E} has a crew of what?"),
        ("{V} founded {E}.", "person", "Who founded {E}?"),
        ("The owner of {E} is {V}.", "organisation", "Which organisation is the owner of {E}?"),
        ("{E}'s director is {V}.", "person", "Who is {E}'s director?"),
        ("On {V}, {E} opened.", "date", "On which day, {E} opened?"),
        ("Its crew: {V} ({E}).", "list:person", "Its crew: whom ({E})?"),
    ],
)
def test_a_statement_with_a_gap_asks_for_it(statement: str, kind: str, asked: str) -> None:
    assert gap_question(statement, kind) == asked


@pytest.mark.parametrize(
    ("statement", "kind", "asked"),
    [
        ("{E} is housed in {V}.", "room", "{E} is housed in what?"),
        ("{E} has been led by {V} for long.", "person", "{E} has been led by whom for long?"),
        ("The owner of {E} is {V}.", "organisation", "Which organisation is the owner of {E}?"),
    ],
)
def test_a_gap_may_stay_where_the_value_stood(statement: str, kind: str, asked: str) -> None:
    assert gap_question(statement, kind, turned=False) == asked


def test_every_statement_of_the_corpus_becomes_a_question() -> None:
    for relation in (r for kind in relations().values() for r in kind):
        for said in relation.says:
            asked = gap_question(said, relation.value)
            assert asked.endswith("?")
            assert "{E}" in asked
            assert "{V}" not in asked
            # Nothing else of it is lost: they differ in order and in the word for the gap.
            kept = {*re.findall(r"\w+", said.lower())} - {"v"}
            assert kept <= {*re.findall(r"\w+", asked.lower())}, (said, asked)


@pytest.mark.parametrize("role", ROLES)
def test_a_happening_with_a_gap_asks_for_one_role(role: str) -> None:
    slot, word = ROLES[role]
    for said in HAPPENING_SAYS:
        asked = happening_gap(said, role)
        assert slot not in asked
        assert word in asked.lower()
        assert f"{word} {word}" not in asked.lower()
        assert asked.endswith("?")


def test_the_wording_of_a_line_is_found_again() -> None:
    found = 0
    for seed in range(40):
        world = World(Random(seed), SPLITS["train"])
        for line in write_passage(world, 1500).lines:
            for told in line.told:
                template = said_as(line, told)
                if template is None:  # a list, a table
                    continue
                found += 1
                if isinstance(told, Fact):
                    assert template in told.relation.says
                else:
                    assert all(slot in template for slot, _ in ROLES.values())
                    assert sentence_case(fill(template, told)) == line.text
    assert found > 300


def test_it_is_found_also_where_a_short_name_stands() -> None:
    relation = relations()["device"][0]
    said = next(t for t in relation.says if t.startswith("The ") and " of {E} is {V}" in t)
    fact = Fact(Entity("person", "Ann Berg", "she"), relation, "12")
    for text in (
        put(said, fact.entity, "12"),
        put(said, fact.entity, "12").replace("Ann Berg", "Ms Berg"),
        said.replace(" of {E}", "").replace("{V}", "12"),
    ):
        assert said_as(Line(text, (fact,)), fact) == said
    assert said_as(Line(f"{relation.label}: 12", (fact,)), fact) is None


def test_the_wording_found_is_the_one_used() -> None:
    for seed in range(100):
        world = World(Random(seed), SPLITS["entities"])
        fact = world.add(world.entity("device"), 1)[0]
        one = Fact(fact.entity, fact.relation, fact.value)
        text = say(world.rng, world.split, one)
        line = Line(text, (one,))
        template = said_as(line, one)
        assert template is not None
        filled = template.replace("{E}", one.entity.name).replace("{V}", one.value)
        assert filled.lower() == text.lower()
