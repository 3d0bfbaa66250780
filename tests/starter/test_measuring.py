import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from liftapp.lift import prompts
from liftapp.paths import resources
from liftapp.starter.corpus.passage import Line, Passage
from liftapp.starter.corpus.relations import relations
from liftapp.starter.corpus.world import Entity, Fact
from liftapp.starter.measuring import check_written, write_card
from liftapp.starter.model import trained_tokens


def test_every_answer_about_plain_prose_stands_in_its_text() -> None:
    texts = json.loads((files("liftapp.starter") / "plain.json").read_text(encoding="utf-8"))
    asked = [(text["text"], one["answers"]) for text in texts for one in text["questions"]]
    assert len(asked) == 220
    assert sum(not answers for _, answers in asked) == 60
    assert all(answer in text for text, answers in asked for answer in answers)


def test_the_card_says_what_was_measured(tmp_path: Path) -> None:
    folder = tmp_path / "starter"
    shutil.copytree(resources() / "starter", folder)
    card = (folder / "README.md").read_text(encoding="utf-8")
    figures = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
    write_card(folder, figures, trained_tokens(folder))
    assert (folder / "README.md").read_text(encoding="utf-8") == card


PRODUCT = next(r for r in relations()["organisation"] if r.key == "product")
FOUNDER = next(r for r in relations()["organisation"] if r.key == "founder")
OAK, ELM = Entity("organisation", "the Oak Company"), Entity("organisation", "the Elm Company")


def passage() -> Passage:
    made = Passage()
    made.append(Line("The Oak Company offers lamps.", (Fact(OAK, PRODUCT, "lamps"),)))
    made.append(Line("Ann Berg founded it.", (Fact(OAK, FOUNDER, "Ann Berg"),)))
    made.append(Line("The Elm Company offers wine.", (Fact(ELM, PRODUCT, "wine"),)))
    made.append(Line("Ann Berg founded it.", (Fact(ELM, FOUNDER, "Ann Berg"),)))
    return made


@pytest.mark.parametrize(
    ("line", "question", "answer", "true"),
    [
        (0, "The Oak Company offers what?", "lamps", True),
        (0, "Which organisation offers lamps?", "The Oak Company", True),
        (0, "Who offers lamps?", "the Oak Company", True),
        (1, "Who founded the Oak Company?", "Ann Berg", True),
        (1, "The Oak Company was founded by whom?", "Ann Berg", True),
        (0, "The Elm Company offers what?", "wine", False),  # another line
        (0, "The Oak Company offers what?", "wine", False),
        (0, "Which organisation offers lamps?", "the Elm Company", False),
        (0, "Which organisation offers wine?", "the Oak Company", False),
        (1, "Ann Berg founded what?", "the Oak Company", False),  # the other one too
        (1, "It was founded by whom?", "Ann Berg", False),
        (1, "Whom founded Ann Berg?", "the Oak Company", False),
    ],
)
def test_a_question_is_true_where_the_line_alone_answers_it(
    line: int, question: str, answer: str, *, true: bool
) -> None:
    reply = prompts.WRITTEN_ABOUT.format(question=question, answer=answer)
    assert check_written(passage(), line, reply, "sentence") == {
        "in form": True,
        "evidence": True,
        "true": true,
        "all": true,
    }


@pytest.mark.parametrize(
    ("evidence", "found"),
    [
        ("The Oak Company offers lamps.", True),
        ("The Oak Company offers lamps. Ann Berg founded it.", True),
        ("The Oak Company offers lamp.", False),
        ("The Oak Company offers lamps. The Elm Company offers wine.", False),
    ],
)
def test_evidence_is_verbatim(evidence: str, *, found: bool) -> None:
    reply = prompts.WRITTEN_PAPER.format(
        question="Which organisation offers wine?", answer="the Elm Company", evidence=evidence
    )
    checked = check_written(passage(), None, reply, "paper")
    assert checked == {"in form": True, "evidence": found, "true": True, "all": found}


def test_what_has_no_form_is_not_true() -> None:
    assert not any(check_written(passage(), 0, "Ann Berg founded it.", "sentence").values())
