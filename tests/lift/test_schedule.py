from collections import Counter
from random import Random

import pytest

from liftapp.lift.schedule import KNOWN, REST, Schedule


def run(
    schedule: Schedule, steps: int, count: int, losses: dict[int, float], first: int = 0
) -> list[int]:
    """Everything asked; a question's loss is that of `losses`, or far from known."""
    asked = list[int]()
    for step in range(first, first + steps):
        chosen = schedule.choose(step, count, Random(step))
        schedule.note(step, chosen, [losses.get(i, 2.0) for i in chosen])
        asked += chosen
    return asked


def test_every_question_comes_once_before_any_comes_again() -> None:
    asked = run(Schedule(20), 5, 4, {})
    assert sorted(asked) == list(range(20))


def test_unknown_questions_come_about_as_often_as_each_other() -> None:
    counts = Counter(run(Schedule(20), 100, 4, {}))
    assert min(counts.values()) >= 17
    assert max(counts.values()) <= 23


def test_known_questions_rest_longer_until_they_are_forgotten() -> None:
    schedule = Schedule(20)
    losses = dict.fromkeys(range(10), KNOWN / 2)
    counts = Counter(run(schedule, 200, 4, losses))
    often = sum(counts[i] for i in range(10, 20))
    seldom = sum(counts[i] for i in range(10))
    assert often / seldom == pytest.approx(REST, rel=0.25)
    assert schedule.known == 0.5
    again = Counter(run(schedule, 200, 4, {}, first=200))
    assert again[0] > 30
    assert schedule.known == 0


def test_more_questions_than_there_are_come_twice() -> None:
    assert Counter(Schedule(3).choose(0, 7, Random(0))) in (
        Counter({0: 3, 1: 2, 2: 2}), Counter({1: 3, 0: 2, 2: 2}), Counter({2: 3, 0: 2, 1: 2}),
    )  # fmt: skip


def test_a_schedule_goes_on_from_its_state() -> None:
    whole, first, second = Schedule(9), Schedule(9), Schedule(9)
    losses = {1: 0.01, 5: 0.02}
    expected = run(whole, 12, 3, losses)
    early = run(first, 7, 3, losses)
    second.load(first.state())
    assert early + run(second, 5, 3, losses, first=7) == expected


def test_the_same_seed_gives_the_same_order_and_another_one_another() -> None:
    one, same, other = (Schedule(30).choose(0, 30, Random(s)) for s in (1, 1, 2))
    assert one == same != other
