"""Questions asked in two steps: only what the question itself says is believed."""

import pytest
from transformers import PreTrainedTokenizerFast

from liftapp.lift import splitting
from liftapp.lift.prompting import Prompter
from liftapp.lift.prompts import NOT_FOUND
from liftapp.lift.splitting import MOST, Split, parse_split, split
from tests.lift.small import small_model

ASKED = "When was the head of Oak House in 1903 born?"
FIRST, THEN = "Who was the head of Oak House in 1903?", "When was [answer] born?"


def reply(first: str = FIRST, then: str = THEN) -> str:
    return f"First: {first}\nThen: {then}"


def test_two_questions_are_told_apart_and_the_first_answer_stands_in_the_second() -> None:
    found = parse_split(ASKED, reply() + "\n")
    assert found == Split(ASKED, FIRST, THEN)
    assert found.second("Mira Osei") == "When was Mira Osei born?"


@pytest.mark.parametrize("answer", ["", NOT_FOUND, NOT_FOUND.lower().strip(".")])
def test_without_a_first_answer_the_question_is_asked_as_it_was(answer: str) -> None:
    assert Split(ASKED, FIRST, THEN).second(answer) == ASKED


@pytest.mark.parametrize(
    "said",
    [
        "None",
        "",
        "First:",
        reply(first=ASKED),
        reply(first="Who was the head of [answer]?"),
        reply(first="Who was the head of Elm House?"),
        reply(first="Who was the head of Oak House in 1904?"),
        reply(first="Who was the head of Oak House?"),  # and not in 1903
        reply(first="Who was the head in 1903?"),
        reply(then="When was Osei born?"),
        reply(then="When was [answer] of Bonn born?"),
        reply(then="Was [answer] born before [answer]?"),
        reply(then="Was [answer] born in 1900?"),
        reply(then="Was [answer] born in a year?"),
        reply() + "\nThen: When?",
        "Here they are.\n" + reply(),
    ],
)
def test_what_is_not_in_form_or_not_the_question_s_own_is_no_split(said: str) -> None:
    assert parse_split(ASKED, said) is None


@pytest.mark.parametrize(
    ("asked", "first", "then"),
    [
        (
            "What is the address of Mira Osei's doctor?",
            "Who is Mira Osei's doctor?",
            "What is [answer]'s address?",
        ),
        (
            "Wie alt ist der Leiter von Bonn?",
            "Wer ist der Leiter von Bonn?",
            "Wie alt ist [answer]?",
        ),
        (
            "In which town does the head of X live?",
            "In which office is the head of X?",
            "In which town does [answer] live?",
        ),
    ],
)
def test_small_words_and_those_of_asking_may_be_in_both(asked: str, first: str, then: str) -> None:
    assert parse_split(asked, reply(first, then)) == Split(asked, first, then)


def test_the_two_questions_share_out_the_words_of_the_one() -> None:
    asked = "How large is the staff of {}?"
    first, then = "What is the staff of {}?", asked.format("[answer]")
    assert parse_split(asked.format("Oak House"), reply(first.format("Oak House"), then)) is None
    twice = asked.format("the staff of Oak House")  # has the word for both
    found = parse_split(twice, reply(first.format("Oak House"), then))
    assert found == Split(twice, first.format("Oak House"), then)


def test_a_question_is_split_only_where_the_model_says_so_and_there_is_room(
    tokenizer: PreTrainedTokenizerFast, prompter: Prompter, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = small_model("qwen3", tokenizer)
    questions = [ASKED, "Who built 1903 small clocks?", ASKED + " " + "very " * 40]
    assert split(model, prompter, questions, 4096) == [None] * 3  # a random model writes nonsense
    assert split(model, prompter, [], 4096) == []
    read: list[int] = []

    def said(_model: object, _prompter: object, prompts: list[list[int]], most: int) -> list[str]:
        read.extend(len(p) for p in prompts)
        assert most == MOST
        return [reply()] * len(prompts)

    monkeypatch.setattr(splitting, "generate", said)
    window = len(prompter.split(ASKED).around([])) + MOST
    assert split(model, prompter, questions, window) == [Split(ASKED, FIRST, THEN), None, None]
    assert len(read) == 2
