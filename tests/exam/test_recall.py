"""The exam on a tiny random model: what is asked in which view, and how R is reckoned."""

from collections.abc import Sequence

import pytest
from transformers import PreTrainedModel, PreTrainedTokenizerFast

from liftapp.exam import recall as module
from liftapp.exam.recall import Known, Subject, passage_around, recall, sample_known
from liftapp.lift.memory import create
from liftapp.lift.plans import Foreign
from liftapp.lift.prompting import Prompter
from liftapp.starter.corpus import chats
from liftapp.starter.tokenizer import sample, train_tokenizer
from tests.lift.small import sentences, small_model

WINDOW = 256


@pytest.fixture(scope="module")
def tokenizer() -> PreTrainedTokenizerFast:
    turns = (chat.turns for chat in chats(0, "train", 1500))
    return train_tokenizer(sample(turns, 60_000), vocabulary=700)


@pytest.fixture
def subject(tokenizer: PreTrainedTokenizerFast) -> Subject:
    model = small_model("qwen3", tokenizer)
    memory = create("gated", model)
    memory.attach(model)
    text = "\n".join(sentences(200))
    return Subject(model, Prompter(tokenizer), memory, text, WINDOW, 16)


def known(subject: Subject, sentence: int, answer: str, group: str = "fact") -> Known:
    said = sentences(200)[sentence]
    start = subject.text.index(said)
    return Known(f"What about {sentence}?", answer, start, start + len(said), group)


def test_only_questions_out_of_the_window_count(subject: Subject) -> None:
    head, tail = subject.seen_until()
    assert 0 < head < tail < len(subject.text)
    inside = Known("q?", "a", 0, 5, "fact")
    figures = recall(subject, [inside, known(subject, 100, "a")], [])
    assert figures["questions out of the window"] == 1


def test_the_passage_around_holds_what_answers(subject: Subject) -> None:
    one = known(subject, 100, "a")
    passage = subject.prompter.decode(passage_around(subject, one))
    assert sentences(200)[100] in passage
    assert len(passage) < 1500


def test_r_is_the_recovered_share_of_the_gap(
    subject: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A model that answers by view: closed book 1 of 4, passage in view 3 of 4, memory 2 of 4."""
    asked = [known(subject, 95 + i, "yes") for i in range(4)]
    window = subject.budget

    def by_view(
        _model: PreTrainedModel, prompter: Prompter, prompts: Sequence[Sequence[int]], _most: int
    ) -> list[str]:
        attached = not subject.memory._attachment.paused  # type: ignore[attr-defined]
        texts = [prompter.decode(p) for p in prompts]
        full = all(sentences(200)[95 + i] in t for i, t in enumerate(texts)) and len(texts) == 4
        short = max(map(len, prompts)) < window
        right = 2 if attached and not full else 3 if full else 1 if short else 0
        return ["Yes." if i < right else "no" for i in range(len(prompts))]

    monkeypatch.setattr(module, "generate", by_view)
    figures = recall(subject, asked, [])
    assert figures["closed book / fact"] == 0.25
    assert figures["full context / fact"] == 0.75
    assert figures["memory only / fact"] == 0.5
    assert figures["R memory only / fact"] == pytest.approx(0.5)


def test_retention_compares_the_same_questions_with_memory_off_and_on(subject: Subject) -> None:
    foreign = [Foreign("The mill is red.", (("What colour?", "red"),), (("Who?", "x"),))]
    figures = recall(subject, [known(subject, 100, "a")], foreign)
    off = figures["unrelated passage, memory off / answerable"]
    assert figures["unrelated passage, memory on / answerable"] == off, "an untouched memory"


def test_a_sample_is_the_same_every_time_and_keeps_every_group() -> None:
    many = [Known(f"{i}?", "a", i, i, "ab"[i % 2]) for i in range(50)]
    chosen = sample_known(many, 5)
    assert chosen == sample_known(many, 5)
    assert [k.group for k in chosen].count("a") == [k.group for k in chosen].count("b") == 5
