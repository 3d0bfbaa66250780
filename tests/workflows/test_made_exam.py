"""Made documents: as long as asked for, the same for the same seed, answers where they say."""

import json

import pytest

from liftapp.errors import UsageError
from liftapp.paths import Home, resources
from liftapp.workflows.made_exam import make_document


def test_length_is_of_the_starters_tokens(home: Home) -> None:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(resources() / "starter" / "tokenizer.json"))
    for wanted in (1500, 5000, 20_000):
        document, _ = make_document(home, wanted, seed=2)
        assert 0.85 < len(tokenizer.encode(document.read_text()).ids) / wanted < 1.15


def test_the_seed_decides_and_the_evidence_stands_in_the_document(home: Home) -> None:
    def made(seed: int) -> tuple[str, str]:
        document, questions = make_document(home, 1500, seed)
        return document.read_text(), questions.read_text()

    first = made(4)
    assert first == made(4)
    assert first[0] != made(5)[0]
    asked = json.loads(first[1])
    assert all(stretch in first[0] for q in asked for stretch in q["evidence"])
    assert any(not q["evidence"] for q in asked)


@pytest.mark.parametrize("tokens", [0, 499, 1_000_001])
def test_other_lengths_are_told(home: Home, tokens: int) -> None:
    with pytest.raises(UsageError, match="--length"):
        make_document(home, tokens, 0)
