"""The texts are also what the starter was trained on: their form is a contract."""

import pytest

from liftapp.lift import prompts
from liftapp.lift.questions import parse

HOLES = {
    "MIXIN": "",
    "NOT_FOUND": "",
    "BRIDGE": "",
    "NOTHING_FIRST": "",
    "SPLIT": "{question}",
    "WRITTEN_SPLIT": "{first}{then}",
    "ANSWER": "{question}",
    "FOLLOW_UP": "{question}",
    "RECITE": "",
    "WRITE_PAPER": "{context}",
    "WRITTEN_PAPER": "{question}{answer}{evidence}",
    "WRITE_ABOUT": "{sentence}",
    "WRITTEN_ABOUT": "{question}{answer}",
}


@pytest.mark.parametrize("name", sorted(HOLES))
def test_every_hole_is_there_once_and_no_other_brace(name: str) -> None:
    text: str = getattr(prompts, name)
    braced = "".join("{" + part.split("}")[0] + "}" for part in text.split("{")[1:])
    assert braced == HOLES[name]
    assert text.count("}") == text.count("{")


def test_every_text_is_listed_here() -> None:
    assert {name for name in vars(prompts) if name.isupper()} == set(HOLES)


def test_what_the_paper_prints() -> None:
    assert prompts.MIXIN == "..."
    recite = "Given above context, please recite following segment of the context:"
    assert recite in prompts.RECITE


def test_the_answer_prompt_names_the_words_of_a_refusal() -> None:
    assert prompts.NOT_FOUND in prompts.ANSWER


def test_what_a_model_is_asked_to_write_can_be_read_back() -> None:
    about = prompts.WRITTEN_ABOUT.format(question="Who is Tom?", answer="A smith.")
    assert parse(about) == ("Who is Tom?", "A smith.", "")
    paper = prompts.WRITTEN_PAPER.format(question="Who?", answer="Tom.", evidence="It was Tom.")
    assert parse(paper) == ("Who?", "Tom.", "It was Tom.")
