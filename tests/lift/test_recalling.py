"""Slots in whole answers: batches, caches and interleaved answers change nothing."""

import pytest
import torch
from transformers import PreTrainedModel, PreTrainedTokenizerFast

from liftapp.lift import answering
from liftapp.lift.answering import Answer, Answerer, Mode
from liftapp.lift.chunks import chunks
from liftapp.lift.generation import generate
from liftapp.lift.memory import SlotMemory, SlotSettings, create, switch
from liftapp.lift.prompting import Prompter
from liftapp.lift.segments import truncate
from liftapp.lift.source import Source
from liftapp.lift.splitting import Split
from tests.lift.small import small_model

WINDOW, REPLY = 260, 6
QUESTIONS = ("Who built 1903 small clocks?", "What did Keron number 20 build?", "And 1938?")
ARCHITECTURES = ["gemma3", "llama", "qwen3"]


@pytest.fixture(params=ARCHITECTURES)
def model(request: pytest.FixtureRequest, tokenizer: PreTrainedTokenizerFast) -> PreTrainedModel:
    return small_model(str(request.param), tokenizer)


@pytest.fixture
def memory(model: PreTrainedModel, prompter: Prompter, source: Source) -> SlotMemory:
    """Several heads recall, of different layers where all of them see everything."""
    memory = create("slots", model, SlotSettings(chunk=50, recalled=2, sharpness=0.5))
    assert isinstance(memory, SlotMemory)
    found = chunks(source, prompter, 50)
    texts = [prompter.encode(chunk.text(source)) for chunk in found]
    memory.fill(prompter.answer("?").before, texts, [chunk.span for chunk in found])
    switch(model, memory)
    heads = memory.heads[1::3]
    parts = [memory.keys_of(i, heads) for i in range(len(memory.ends))]
    memory.index({head: torch.cat([p[head] for p in parts]) for head in heads})
    return memory


@pytest.fixture
def answerer(
    model: PreTrainedModel, memory: SlotMemory, prompter: Prompter, source: Source
) -> Answerer:
    return Answerer(model, prompter, memory, source.tokens, window=WINDOW, reply=REPLY)


def prompts_of(prompter: Prompter, contexts: list[list[int]]) -> tuple[list[list[int]], list[int]]:
    asked = [prompter.answer(question) for question in QUESTIONS]
    prompts = [p.around(c) for p, c in zip(asked, contexts, strict=True)]
    return prompts, [len(p.after) for p in asked]


@pytest.mark.parametrize("mode", [Mode.MEMORY, Mode.BOTH])
def test_streamed_answers_are_those_of_a_batch(
    model: PreTrainedModel, prompter: Prompter, source: Source, answerer: Answerer, mode: Mode
) -> None:
    said = [list(answerer.stream(question, mode)) for question in QUESTIONS]
    budget = answerer._budget(len(prompter.answer("?").before))
    view = truncate(list(source.tokens), budget, prompter.mixin) if mode.sees else []
    prompts, behind = prompts_of(prompter, [view] * 3)
    batch = generate(model, prompter, prompts, REPLY, behind=behind)
    assert batch == [prompter.decode([t.id for t in answer]).strip() for answer in said]
    alone = [generate(model, prompter, [p], REPLY, behind=[b])[0]
             for p, b in zip(prompts, behind, strict=True)]  # fmt: skip
    assert alone == batch
    assert batch != generate(model, prompter, prompts, REPLY)  # nothing recalled
    gates = [token.gates for answer in said for token in answer]
    assert all(gate is not None and 0 < gate.mean() < 1 for gate in gates)


def test_an_answer_tells_what_it_recalled(
    memory: SlotMemory, prompter: Prompter, source: Source, answerer: Answerer
) -> None:
    answer = answerer.answer(QUESTIONS[0], Mode.MEMORY)
    assert 1 <= len(answer.recalled) <= 2
    assert set(answer.recalled) <= {chunk.span for chunk in chunks(source, prompter, 50)}
    assert answerer.answer(QUESTIONS[0], Mode.WINDOW).recalled == ()


def test_of_views_that_vote_it_tells_what_the_answers_own_recalled(
    model: PreTrainedModel, memory: SlotMemory, prompter: Prompter, source: Source,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """What stands in the passages is not recalled beside them, but beside head and tail it is."""
    both = Answerer(model, prompter, memory, source.tokens, window=WINDOW, reply=REPLY)
    wanted = both.answer(QUESTIONS[0])
    start, end = wanted.recalled[0]
    passage = prompter.encode(source.text[start:end])
    answerer = Answerer(
        model, prompter, memory, source.tokens, window=WINDOW, reply=REPLY,
        find=lambda _question, _budget: passage,
    )  # fmt: skip
    told = list[Answer]()
    for which in (0, 1):
        monkeypatch.setattr(answering, "winner", lambda *_, which=which: which)
        told.append(answerer.answer(QUESTIONS[0], Mode.HYBRID))
    assert [answer.mode for answer in told] == [Mode.HYBRID, Mode.BOTH]
    assert told[0].recalled != wanted.recalled == told[1].recalled


def test_each_row_of_a_batch_has_its_own_context(
    model: PreTrainedModel, memory: SlotMemory, prompter: Prompter, source: Source
) -> None:
    tokens = list(source.tokens)
    prompts, behind = prompts_of(prompter, [tokens[:90], [], tokens[100:130]])
    batch = generate(model, prompter, prompts, REPLY, behind=behind)
    alone = [generate(model, prompter, [p], REPLY, behind=[b])[0]
             for p, b in zip(prompts, behind, strict=True)]  # fmt: skip
    assert batch == alone


def test_answers_that_come_at_the_same_time_recall_each_its_own(answerer: Answerer) -> None:
    alone = [[t.id for t in answerer.stream(q, Mode.MEMORY)] for q in QUESTIONS[:2]]
    streams = [answerer.stream(q, Mode.MEMORY) for q in QUESTIONS[:2]]
    said: list[list[int]] = [[], []]
    for _ in range(REPLY):
        for ids, stream in zip(said, streams, strict=True):
            ids += [token.id for token in [next(stream, None)] if token is not None]
    assert said == alone


def test_a_question_in_two_parts_is_asked_in_two_steps(
    memory: SlotMemory, answerer: Answerer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = (f"{who} built {n} small clocks?" for n in range(1903, 1943) for who in ("Who", "What"))
    first = next(q for q in asked if answerer.answer(q, Mode.MEMORY).text)  # a random model's
    then = "What did [answer] build?"

    def parts(_model: object, _prompter: object, asked: list[str], _window: int) -> list[Split]:
        return [Split(question, first, then) for question in asked]

    apart = answerer.answer(first, Mode.MEMORY)
    plain = answerer.answer(QUESTIONS[1], Mode.WINDOW)
    second = then.replace("[answer]", apart.text)
    alone = answerer.answer(second, Mode.MEMORY)
    monkeypatch.setattr(answering, "split", parts)
    whole = answerer.answer(QUESTIONS[1], Mode.MEMORY)
    assert whole.first_asked == (first, apart.text)
    assert (whole.text, whole.asked) == (alone.text, second)
    assert whole.recalled == tuple(dict.fromkeys((*alone.recalled, *apart.recalled)))
    assert answerer.support(QUESTIONS[1], whole) is answerer.support(second, alone)
    left, out = iter([False]), Answer()
    assert not list(answerer.grow(out, QUESTIONS[1], Mode.MEMORY, stop=lambda: next(left, True)))
    assert (out.stopped, out.first_asked) == (True, None)  # half an answer answers nothing
    assert answerer.answer(QUESTIONS[1], Mode.WINDOW).text == plain.text
    assert answerer.answer(QUESTIONS[1], Mode.WINDOW).first_asked is None
