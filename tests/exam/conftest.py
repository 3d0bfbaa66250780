"""A tiny random model with an untouched memory, and a document longer than its window."""

from collections.abc import Callable, Iterator

import pytest
from transformers import PreTrainedTokenizerFast

from liftapp.exam.known import Known
from liftapp.exam.subject import Subject
from liftapp.lift import prompts
from liftapp.lift.memory import create
from liftapp.lift.prompting import Prompter
from liftapp.starter.tokenizer import train_tokenizer
from tests.lift.small import sentences, small_model

WINDOW = 256
SENTENCES = sentences(200)
Ask = Callable[..., Known]


@pytest.fixture(scope="session")
def tokenizer() -> PreTrainedTokenizerFast:
    texts = [str(text) for name, text in vars(prompts).items() if name.isupper()]
    return train_tokenizer([*texts, *sentences(60)] * 3, vocabulary=500)


@pytest.fixture
def subject(tokenizer: PreTrainedTokenizerFast) -> Iterator[Subject]:
    model = small_model("qwen3", tokenizer)
    memory = create("gated", model)
    memory.attach(model)
    yield Subject(model, Prompter(tokenizer), memory, "\n".join(SENTENCES), WINDOW, 16)
    memory.detach()


@pytest.fixture
def about(subject: Subject) -> Ask:
    """A question that the sentences of these numbers answer together."""

    def make(*numbers: int, answer: str = "yes", group: str = "fact") -> Known:
        starts = [subject.text.index(SENTENCES[n]) for n in numbers]
        spans = [(s, s + len(SENTENCES[n])) for s, n in zip(starts, numbers, strict=True)]
        return Known(f"What about {numbers}?", answer, tuple(spans), group)

    return make
