"""A tokenizer for the small corpus."""

import pytest
from transformers import PreTrainedTokenizerFast

from liftapp.starter.tokenizer import sample, train_tokenizer
from tests.starter.small_corpus import small_chats


@pytest.fixture(scope="session")
def tokenizer() -> PreTrainedTokenizerFast:
    return train_tokenizer(sample(small_chats(0, "train", 400), 20_000), vocabulary=320)
