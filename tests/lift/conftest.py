"""A small tokenizer, and what is made with it."""

import pytest
from transformers import PreTrainedModel, PreTrainedTokenizerFast

from liftapp.lift import prompts
from liftapp.lift.prompting import Prompter
from liftapp.lift.source import Source
from liftapp.starter.tokenizer import train_tokenizer
from tests.lift.small import sentences, small_model, source_of


@pytest.fixture(scope="session")
def tokenizer() -> PreTrainedTokenizerFast:
    texts = [str(text) for name, text in vars(prompts).items() if name.isupper()]
    return train_tokenizer([*texts, *sentences(60)] * 3, vocabulary=500)


@pytest.fixture(scope="session")
def prompter(tokenizer: PreTrainedTokenizerFast) -> Prompter:
    return Prompter(tokenizer)


@pytest.fixture(scope="session")
def source(prompter: Prompter) -> Source:
    """Longer than the windows of the tests."""
    return source_of(sentences(40), prompter)


@pytest.fixture
def base(tokenizer: PreTrainedTokenizerFast) -> PreTrainedModel:
    return small_model("llama", tokenizer)
