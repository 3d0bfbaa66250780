import pytest

from liftapp.exam.known import Known, Place, classes, sample_known


@pytest.mark.parametrize(
    ("answer", "exact"),
    [("1974", True), ("Mira Osei", True), ("the Tall Mill", True), ("room 4", True),
     ("The old mill", False), ("guests", False), ("Yes.", False), ("", False),
     ('by "Brandt"', True)],
)  # fmt: skip
def test_an_exact_string_has_a_number_or_a_name(answer: str, exact: bool) -> None:
    assert Known("q?", answer, (), "fact").exact is exact


@pytest.mark.parametrize(
    ("spans", "place"),
    [
        ((), Place.ABSENT),
        (((0, 10),), Place.INSIDE),
        (((95, 99),), Place.INSIDE),
        (((0, 5), (90, 95)), Place.INSIDE),
        (((20, 30),), Place.OUTSIDE),
        (((10, 90),), Place.OUTSIDE),
        (((5, 15),), Place.PARTLY),
        (((0, 5), (20, 30)), Place.PARTLY),
        (((0, 100),), Place.PARTLY),
    ],
)
def test_the_place_of_what_answers(spans: tuple[tuple[int, int], ...], place: Place) -> None:
    assert Known("q?", "a", spans, "fact").place(10, 90) is place


def test_every_question_is_in_the_class_of_its_group_and_place() -> None:
    known = [
        Known("0?", "guests", ((20, 30),), "fact"),
        Known("1?", "1974", ((20, 30),), "fact"),
        Known("2?", "1974", ((0, 5),), "fact"),
        Known("3?", "x", ((5, 15),), "joined"),
        Known("4?", "x", (), "not said"),
    ]
    found = {group.name: group.indices for group in classes(known, 10, 90)}
    assert found == {
        "fact, out of the window": (0, 1),
        "all, out of the window": (0, 1),
        "exact strings, out of the window": (1,),
        "other answers, out of the window": (0,),
        "fact, in the window": (2,),
        "all, in the window": (2,),
        "exact strings, in the window": (2,),
        "joined, partly in the window": (3,),
        "not said, not in the document": (4,),
    }


def test_a_sample_is_the_same_every_time_and_keeps_every_class() -> None:
    many = [Known(f"{i}?", "a", ((i, i + 1),), "ab"[i % 2]) for i in range(100)]
    chosen = sample_known(many, 5, 20, 80)
    assert chosen == sample_known(many, 5, 20, 80)
    assert chosen != sample_known(many, 5, 20, 80, seed=1)
    for group in "ab":
        for place in (Place.INSIDE, Place.OUTSIDE):
            same = [k for k in chosen if (k.group, k.place(20, 80)) == (group, place)]
            assert len(same) == len(set(same)) == 5
