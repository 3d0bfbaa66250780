"""Words that are made of the tokenizer's pieces."""

import re
from collections import Counter
from random import Random

from transformers import AutoTokenizer

from liftapp.paths import resources
from liftapp.starter.corpus import vocabulary as v
from liftapp.starter.corpus.chats import chats


def test_the_pieces_are_those_of_the_shipped_tokenizer() -> None:
    known = AutoTokenizer.from_pretrained(resources() / "starter").get_vocab()
    for kind, form in (("capitals", "Ġ[A-Z][a-z]*"), ("words", "Ġ[a-z]+"), ("tails", "[a-z]+")):
        wanted = {token.removeprefix("Ġ") for token in known if re.fullmatch(form, token)}
        assert wanted == set(v.pieces()[kind])


def test_pieces_are_drawn_evenly() -> None:
    rng = Random(0)
    names = [v.pieced(rng, "capitals") for _ in range(20_000)]
    assert all(re.fullmatch("[A-Z][a-z]+", name) for name in names)
    starts = Counter(name[:4] for name in names)
    assert starts["Mart"] > 20
    assert sum("ober" in name for name in names) > 20


def test_most_tokens_are_part_of_an_answer_sometimes() -> None:
    tokenizer = AutoTokenizer.from_pretrained(resources() / "starter")
    said = Counter[int]()
    for chat, _ in zip(chats(0, "train", 3000), range(150), strict=False):
        for turns in chat.branches:
            for _, answer in turns:
                said.update(tokenizer.encode(f" {answer}", add_special_tokens=False))
    letters = [
        i for token, i in tokenizer.get_vocab().items() if re.fullmatch("Ġ?[A-Za-z]+", token)
    ]
    assert sum(said[i] > 0 for i in letters) > 0.7 * len(letters)
