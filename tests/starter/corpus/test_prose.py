import re
from itertools import islice
from random import Random

from liftapp.starter.corpus.chats import prose_chat
from liftapp.starter.corpus.prose import Said, paragraphs
from liftapp.starter.corpus.world import SPLITS, World


def written(seed: int, size: int = 900) -> list[list[Said]]:
    return paragraphs(World(Random(seed), SPLITS["train"]), size)


def test_the_same_seed_gives_the_same_prose_and_another_one_other() -> None:
    assert written(1) == written(1) != written(2)


def test_every_answer_stands_in_the_prose_and_is_the_only_one() -> None:
    for seed in range(60):
        parts = written(seed)
        text = " ".join(one.text for part in parts for one in part).casefold()
        answers: dict[str, set[str]] = {}
        for question, answer in (qa for part in parts for one in part for qa in one.asked):
            answers.setdefault(question, set()).add(answer)
            # Who did something may only be called by another name in that very sentence.
            assert answer.casefold() in text
        assert all(len(found) == 1 for found in answers.values())


def test_nothing_answers_what_is_left_open() -> None:
    for seed in range(60):
        said = [one for part in written(seed) for one in part]
        asked = {question for one in said for question, _ in one.asked}
        assert not asked & {question for one in said for question in one.unsaid}
        assert any(one.unsaid for one in said)


def test_somebody_is_called_by_another_name_only_after_the_first_time() -> None:
    for seed in range(60):
        for part in written(seed):
            # A made first name may read like a pronoun.
            assert not re.match("(He|She|It|They) [a-z]", part[0].text)


def test_prose_is_asked_about_and_written_about_within_its_room() -> None:
    made = [prose_chat(World(Random(s), SPLITS["train"]), 900, 600) for s in range(40)]
    assert {chat.kind for chat in made} == {"answer", "write"}
    for chat in made:
        sizes = [sum(len(user) + len(reply) for user, reply in turns) for turns in chat.branches]
        assert sum(sizes[:-1]) <= 600
        assert 0 < len(chat.branches) == len(set(chat.branches))
        assert all(len(turns) == 1 for turns in islice(chat.branches, 3))
