import json
import shutil
from importlib.resources import files
from pathlib import Path

from liftapp.paths import resources
from liftapp.starter.measuring import write_card
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
