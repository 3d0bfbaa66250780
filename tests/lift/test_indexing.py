from collections.abc import Callable

import pytest
import torch
from transformers import PreTrainedModel

from liftapp.events import Event, StepDone
from liftapp.lift.indexing import Indexer
from liftapp.lift.memory import Asked, Head, Index, SlotMemory, SlotSettings, create, switch
from liftapp.lift.prompting import Prompter
from liftapp.lift.questions import Pair
from liftapp.lift.source import Source

PAIRS = [Pair(f"Who built {1900 + i} of them?", f"Keron number {i}", i) for i in range(0, 40, 3)]


def indexer(
    model: PreTrainedModel, prompter: Prompter, source: Source, pairs: list[Pair] = PAIRS
) -> tuple[Indexer, SlotMemory]:
    memory = create("slots", model, SlotSettings(chunk=60))
    assert isinstance(memory, SlotMemory)
    switch(model, memory)
    return Indexer(model, prompter, memory, source, pairs), memory


def run(
    work: Indexer, stop: Callable[[], bool] = lambda: False
) -> tuple[bool, list[Event], list[int]]:
    events, saved = list[Event](), list[int]()
    return work.run(events.append, stop, saved.append), events, saved


def test_every_chunk_is_read_and_told(
    base: PreTrainedModel, prompter: Prompter, source: Source
) -> None:
    work, memory = indexer(base, prompter, source)
    finished, events, saved = run(work)
    assert finished
    assert saved == []
    steps = [e.step for e in events if isinstance(e, StepDone)]
    assert steps == list(range(1, memory.chunks + 1))
    tensors = memory.tensors()
    (name,) = (name for name in tensors if name.startswith("keys"))
    assert tensors[name].shape == (len(tensors["tokens"]), 8)
    assert prompter.decode(tensors["tokens"].tolist()).startswith(source.text[:40])
    read = work.figures["read_tokens"]
    once = len(tensors["tokens"]) + memory.chunks * len(prompter.answer("?").before)
    asked = sum(len(prompter.answer(p.question).after) for p in PAIRS)
    assert read == once + asked  # what choosing has read is not read again
    assert work.figures["trained_tokens"] == 0


def test_the_head_that_finds_most_chunks_recalls(
    base: PreTrainedModel, prompter: Prompter, source: Source
) -> None:
    work, memory = indexer(base, prompter, source)
    run(work)
    head = next(tuple(map(int, n.split(".")[1:])) for n in memory.tensors() if "keys" in n)
    parts = [memory.keys_of(i, memory.heads) for i in range(memory.chunks)]
    ends = memory.tensors()["ends"]
    index = Index({h: torch.cat([p[h] for p in parts]) for h in memory.heads}, ends)
    right = dict.fromkeys(memory.heads, 0.0)
    for pair in PAIRS:
        prompt = prompter.answer(pair.question)
        size, ids = len(prompt.before), prompt.around([])
        asked = Asked.one(ids, slice(size, size), size + prompter.instruction)

        def read(ids: list[int] = ids) -> None:
            base(torch.tensor([ids]))

        text = prompter.decode(memory.tensors()["tokens"].tolist())
        place = text.index(f"built {1900 + pair.sentence} ")
        before = len(prompter.encode(text[:place]))
        chunk = sum(before >= end for end in ends.tolist())
        for h, masses in memory.masses(asked, read, index).items():
            right[h] += float(masses[0][0].argmax() == chunk)
    best = max(right.values())
    assert right[_head(head)] == best
    assert work.figures["recalled_first"] == pytest.approx(best / len(PAIRS), abs=0.001)


def _head(head: tuple[int, ...]) -> Head:
    layer, number = head
    return layer, number


@pytest.mark.parametrize("after", [0, 1, 4])
def test_a_stopped_reading_goes_on_to_the_same_memory(
    base: PreTrainedModel, prompter: Prompter, source: Source, after: int
) -> None:
    whole, memory = indexer(base, prompter, source)
    run(whole)
    expected = memory.tensors()
    work, _ = indexer(base, prompter, source)
    answers = iter([False] * after + [True])
    finished, events, saved = run(work, lambda: next(answers))
    assert (finished, saved) == (False, [after])
    again, memory = indexer(base, prompter, source)
    again.load_state(work.state())
    finished, rest, _ = run(again)
    assert finished
    assert len(events) + len(rest) == memory.chunks
    assert expected.keys() == memory.tensors().keys()
    assert all(torch.equal(t, expected[n]) for n, t in memory.tensors().items())
    assert again.figures["read_tokens"] >= whole.figures["read_tokens"]


def test_without_questions_sentences_ask_for_themselves(
    base: PreTrainedModel, prompter: Prompter, source: Source
) -> None:
    work, memory = indexer(base, prompter, source, [])
    finished, _, _ = run(work)
    assert finished
    assert len([n for n in memory.tensors() if n.startswith("keys")]) == 1
