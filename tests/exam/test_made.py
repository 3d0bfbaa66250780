"""Made exams: every class is there, and what answers is where the exam says it is."""

import pytest

from liftapp.exam.known import Place
from liftapp.exam.made import ABSENT, FACT, JOINED, LISTED, MadeExam, make_exam
from liftapp.lift.prompts import NOT_FOUND


@pytest.fixture(scope="module")
def exam() -> MadeExam:
    return make_exam(5, 20, 700)


def test_the_same_seed_gives_the_same_exam() -> None:
    assert make_exam(5, 4, 500) == make_exam(5, 4, 500)
    assert make_exam(5, 4, 500).text != make_exam(6, 4, 500).text


def test_every_class_is_asked(exam: MadeExam) -> None:
    assert {k.group for k in exam.known} == {FACT, JOINED, LISTED, ABSENT}
    places = {k.place(2000, len(exam.text) - 2000) for k in exam.known if k.group == FACT}
    assert {Place.INSIDE, Place.OUTSIDE} <= places


def test_one_fact_stands_where_it_is_said_to_stand(exam: MadeExam) -> None:
    for k in exam.known:
        if k.group == FACT:
            [(start, end)] = k.spans
            assert k.answer.casefold() in exam.text[start:end].casefold()


def test_joined_facts_stand_in_at_most_two_places_and_the_last_has_the_answer(
    exam: MadeExam,
) -> None:
    joined = [k for k in exam.known if k.group == JOINED]
    assert any(len(k.spans) == 2 for k in joined)
    for k in joined:
        assert 1 <= len(k.spans) <= 2
        start, end = k.spans[-1]
        assert k.answer.casefold() in exam.text[start:end].casefold()


def test_a_list_is_asked_for_its_items_and_for_their_number(exam: MadeExam) -> None:
    listed = [k for k in exam.known if k.group == LISTED]
    counts = [k for k in listed if k.answer.isdecimal()]
    lists = {k.spans: k.answer for k in listed if not k.answer.isdecimal()}
    assert counts
    assert lists
    checked = 0
    for k in counts:
        items = lists.get(k.spans)
        # A line may state several facts; its list is the one with that many items.
        if items is not None and len(k.spans) == 1 and items.count(",") + 2 == int(k.answer):
            checked += 1
    assert checked


def test_what_the_document_does_not_say_has_no_place(exam: MadeExam) -> None:
    absent = [k for k in exam.known if k.group == ABSENT]
    assert absent
    assert {(k.answer, k.spans) for k in absent} == {(NOT_FOUND, ())}


def test_something_comes_close_to_what_is_not_said_and_to_nothing_else(exam: MadeExam) -> None:
    absent = [k for k in exam.known if k.group == ABSENT]
    assert all(k.near for k in absent)
    assert not any(k.near for k in exam.known if k.answerable)
