from itertools import pairwise
from math import log

import pytest
import torch

from liftapp.lift.memory.pairs import Pairs

CHUNKS = ([1, 2, 3], [2, 3, 2, 3], [7], [3, 1, 2])


def pairs_of(tokens: list[int]) -> set[tuple[int, int]]:
    return set(pairwise(tokens))


def nats(question: list[int], text: list[int]) -> float:
    """The slow plain version."""
    out = 0.0
    for pair in pairs_of(question) & pairs_of(text):
        held = sum(pair in pairs_of(chunk) for chunk in CHUNKS)
        out += log(1 + (len(CHUNKS) - held + 0.5) / (held + 0.5))
    return out


@pytest.fixture(scope="module")
def pairs() -> Pairs:
    ids = torch.tensor([token for chunk in CHUNKS for token in chunk])
    return Pairs(ids, torch.tensor([len(chunk) for chunk in CHUNKS]).cumsum(0).int())


@pytest.mark.parametrize("question", [[2, 3, 1], [1, 2], [9, 9], [5], [], [3, 2, 3, 2, 3]])
def test_a_chunk_shares_the_pairs_that_it_has(pairs: Pairs, question: list[int]) -> None:
    told = pairs.shared(torch.tensor(question))
    assert told.tolist() == pytest.approx([nats(question, chunk) for chunk in CHUNKS])


@pytest.mark.parametrize("text", [[2, 3, 1], [8, 9], [4], []])
def test_any_text_is_weighed_by_what_the_chunks_have(pairs: Pairs, text: list[int]) -> None:
    question = [8, 9, 2, 3, 1]
    shared = pairs.shared_with(torch.tensor(question), torch.tensor(text))
    assert shared == pytest.approx(nats(question, text))


def test_what_one_chunk_has_tells_more_than_what_two_have(pairs: Pairs) -> None:
    assert pairs.shared(torch.tensor([3, 1]))[3] > pairs.shared(torch.tensor([1, 2]))[3] > 0


def test_no_pair_runs_over_the_end_of_a_chunk(pairs: Pairs) -> None:
    assert not pairs.shared(torch.tensor([3, 7])).any()


def test_large_vocabularies_do_not_mix_up() -> None:
    ids = torch.tensor([200_000, 1, 2, 200_000])
    told = Pairs(ids, torch.tensor([4])).shared(torch.tensor([200_000, 2]))
    assert told.tolist() == [0]
