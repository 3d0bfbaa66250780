import numpy as np
import pytest
from transformers import PreTrainedTokenizerFast

from liftapp.starter.batches import DECIDING_WEIGHT, LEAD, Plan, encode, make_row
from liftapp.starter.corpus.turns import ANSWER, WRITE_ABOUT, Chat, Subject
from liftapp.starter.pointers import (
    FETCH,
    FETCH_NAME,
    GATHER,
    GATHER_NAME,
    KINDS,
    MOST,
    Finder,
    placed,
)

TEXT = (
    "The mayor of Oslo is Badin. Keron is the mayor of Rome.\n"
    "The Lusta is what Mirdo bought. Navel is the mayor of Paris. Navel came.\n17 belongs to Badin"
)


def _pointed(
    tokenizer: PreTrainedTokenizerFast, question: str, answer: str
) -> list[tuple[str, str, str]]:
    """Kind, what is read up to the query, and what stands from the target on."""
    backend = tokenizer.backend_tokenizer
    read, told = backend.encode(TEXT), backend.encode(LEAD + answer).ids
    text = read.ids

    def said(tokens: list[int]) -> str:
        return str(tokenizer.decode(tokens))

    return [
        (
            str(kind),
            said((text if branch < 0 else told)[: query + 1])[-6:],
            said(text[target:])[:8].lstrip(),
        )
        for kind, branch, query, target in Finder(TEXT, read, LEAD, backend).answers(
            [(question, answer)]
        )
    ]


def test_what_stands_before_its_key_is_gathered_and_fetched(
    tokenizer: PreTrainedTokenizerFast,
) -> None:
    first, said, *second = _pointed(tokenizer, " Who is mayor of Rome?", "Keron")
    assert first[:2] == (str(GATHER), " Rome.")
    assert first[2].startswith("Keron")
    assert said[:2] == (str(FETCH), "")
    assert said[2].startswith(".\n")
    assert not second  # the name is one token


def test_an_article_is_passed_over(tokenizer: PreTrainedTokenizerFast) -> None:
    pointed = _pointed(tokenizer, " What did Mirdo buy, what has Mirdo bought?", "the Lusta")
    assert pointed[0][2].startswith("Lusta")
    assert {query for kind, query, _ in pointed if kind == str(FETCH)} == {"", " the"}


def test_a_number_is_fetched_behind_its_space(tokenizer: PreTrainedTokenizerFast) -> None:
    pointed = _pointed(tokenizer, " What belongs to Badin?", "17")
    assert {(kind, query) for kind, query, _ in pointed} == {
        (str(GATHER), " Badin"),
        (str(GATHER + 1), " Badin"),
        (str(FETCH), ""),
        (str(FETCH), " "),
        (str(FETCH + 1), " 1"),
    }


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (" Who is mayor of Oslo?", "Badin"),  # stands twice, and once behind its key
        (" Who is mayor of Paris?", "Navel"),  # stands twice
        (" Who is mayor of Bern?", "The document does not say."),
        (" What did the mayor do?", "came"),  # behind it
    ],
)
def test_nothing_else_is(tokenizer: PreTrainedTokenizerFast, question: str, answer: str) -> None:
    assert not _pointed(tokenizer, question, answer)


def test_whose_a_line_is_gathered_where_it_was_named_last(
    tokenizer: PreTrainedTokenizerFast,
) -> None:
    text = "The Navel came. The Mirdo Badin came. It is 17."
    said = "Question: The Mirdo Badin is what?\nAnswer: 17"
    chat = Chat(
        (text, WRITE_ABOUT), (((" It is 17.", said),),), "write",
        (Subject("the Mirdo Badin", len(text)),),
    )  # fmt: skip
    one = encode(chat, tokenizer.backend_tokenizer)
    view, (reply, _) = one.view, one.branches[0]

    def read(tokens: list[int], past: int) -> str:
        return str(tokenizer.decode(tokens[: past + 1]))

    kinds = {kind: (query, target) for kind, _, query, target in one.pointers}
    assert {*kinds} == {GATHER_NAME, GATHER_NAME + 1, FETCH_NAME, FETCH_NAME + 1}
    end, place = kinds[GATHER_NAME]
    assert read(view, end).endswith("It is 17.")
    assert read(view, place).endswith("The Mirdo")
    assert kinds[GATHER_NAME + 1] == (end, place + 1)
    assert read(view, place + 1).endswith("The Mirdo Badin")
    query, target = kinds[FETCH_NAME]
    assert target == end
    assert read(reply, query).endswith("Question: The")
    assert kinds[FETCH_NAME + 1] == (query + 1, end)


def test_a_row_points_within_its_chats(tokenizer: PreTrainedTokenizerFast) -> None:
    asked = (((" Who is mayor of Rome?", "Keron"),), ((" Who is mayor of Bern?", "No."),))
    chat = Chat((TEXT, ANSWER), (*asked, ((" Who is the mayor of Rome?", "Keron"),)))
    backend = tokenizer.backend_tokenizer
    plan = Plan(seed=1, row=2048, stages=((0, 1024),))
    row = make_row(0, plan, lambda *_: iter([chat] * 100), backend)
    one = encode(chat, backend)
    size = len(one.view) + sum(len(tokens) for tokens, _ in one.branches)
    # Of the whole chats at its start.
    gathered = [p for p in row.pointers[GATHER].tolist() if any(p)][:4]
    fetched = [p for p in row.pointers[FETCH].tolist() if any(p)][:8]
    assert (len(gathered), len(fetched)) == (4, 8)
    for number, (query, target, *seen) in enumerate(gathered):
        assert seen == [number * size, query + 1, 0, 0]
        assert target < query
    for number, (query, target, *seen) in enumerate(fetched):
        start, stop, begun, behind = seen
        assert (start, stop) == (number // 2 * size, number // 2 * size + len(one.view))
        assert target == gathered[number // 2][0]
        assert behind == query + 1
        assert row.positions[begun] == len(one.view)
        assert row.tokens[query] == tokenizer.convert_tokens_to_ids("<|assistant|>")
        assert row.weights[query] == DECIDING_WEIGHT


def test_no_more_are_kept_than_there_is_room_for() -> None:
    rows = placed([(1, 2, 3, 4, 5, 6, 7)] * (MOST + 5) + [(3, 1, 1, 1, 1, 1, 1)])
    assert rows.shape == (KINDS, MOST, 6)
    assert np.array_equal((rows != 0).any(2).sum(1), [0, MOST, 0, 1, 0, 0, 0, 0])
