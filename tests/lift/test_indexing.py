from collections.abc import Callable
from functools import partial
from itertools import count

import pytest
import torch
from transformers import PreTrainedModel

from liftapp.events import Event, StepDone
from liftapp.lift.chunks import chunks
from liftapp.lift.indexing import QUESTIONS, Indexer
from liftapp.lift.memory import Asked, Head, Index, SlotMemory, SlotSettings, create, switch
from liftapp.lift.plans import Foreign
from liftapp.lift.prompting import Prompter
from liftapp.lift.source import Source
from tests.lift.small import sentences

SIZE, OVERLAP = 60, 25
KNOWN = [
    Foreign(
        " ".join(lines), tuple((f"Who made {line.split()[4]} things?", "?") for line in lines), ()
    )
    for lines in (sentences(100)[i : i + 3] for i in range(60, 90, 3))
]


def indexer(
    model: PreTrainedModel, prompter: Prompter, source: Source
) -> tuple[Indexer, SlotMemory]:
    memory = create("slots", model, SlotSettings(chunk=SIZE, overlap=OVERLAP))
    assert isinstance(memory, SlotMemory)
    switch(model, memory)
    return Indexer(model, prompter, memory, source, KNOWN), memory


def run(
    work: Indexer, stop: Callable[[], bool] = lambda: False
) -> tuple[bool, list[Event], list[int]]:
    events, saved = list[Event](), list[int]()
    return work.run(events.append, stop, saved.append), events, saved


def questions() -> list[tuple[int, str]]:
    return [(i, q) for i, k in enumerate(KNOWN) for q, _ in k.answerable[:QUESTIONS]]


def test_every_chunk_is_read_and_told(
    base: PreTrainedModel, prompter: Prompter, source: Source
) -> None:
    work, memory = indexer(base, prompter, source)
    finished, events, saved = run(work)
    assert (finished, saved) == (True, [])
    found = chunks(source, prompter, SIZE, OVERLAP)
    spans = [chunk.span for chunk in found]
    steps = [e.step for e in events if isinstance(e, StepDone)]
    assert steps == list(range(1, len(KNOWN) + len(spans) + 1))
    assert work.figures["steps"] == len(spans)
    tensors = memory.tensors()
    (name,) = (name for name in tensors if name.startswith("keys"))
    assert tensors[name].shape == (len(tensors["tokens"]), 8)
    assert [tuple(span) for span in tensors["spans"].tolist()] == spans
    start = 0
    for chunk, end in zip(found, tensors["ends"].tolist(), strict=True):
        assert tensors["tokens"][start:end].tolist() == prompter.encode(chunk.text(source))
        start = end
    before = len(prompter.answer("?").before)
    texts = sum(len(prompter.encode(k.text)) + before for k in KNOWN)
    asked = sum(len(prompter.answer(q).around([])) for _, q in questions())
    once = len(tensors["tokens"]) + before * len(spans)
    assert work.figures["read_tokens"] == texts + asked + once
    assert work.figures["trained_tokens"] == 0


def test_the_time_left_is_told_by_all_passes_so_far(
    base: PreTrainedModel, prompter: Prompter, source: Source
) -> None:
    work, _ = indexer(base, prompter, source)
    steps = [e for e in run(work)[1] if isinstance(e, StepDone)]
    means = [s.eta_s / (s.num_steps - s.step) for s in steps[:-1]]  # seconds of a pass
    took = [
        n * m - (n - 1) * before for n, m, before in zip(count(1), means, [0, *means], strict=False)
    ]
    passed = [seconds * s.tokens_per_s for seconds, s in zip(took, steps[:-1], strict=True)]
    texts = [
        *(k.text for k in KNOWN),
        *(c.text(source) for c in chunks(source, prompter, SIZE, OVERLAP)),
    ]
    before = len(prompter.answer("?").before)
    assert passed == pytest.approx([before + len(prompter.encode(t)) for t in texts[:-1]])
    assert steps[-1].eta_s == 0


def test_the_head_that_finds_most_passages_recalls(
    base: PreTrainedModel, prompter: Prompter, source: Source
) -> None:
    work, memory = indexer(base, prompter, source)
    run(work)
    (chosen,) = (n for n in memory.tensors() if n.startswith("keys"))
    texts = [prompter.encode(k.text) for k in KNOWN]
    memory.fill(prompter.answer("?").before, texts, [(0, 1)] * len(texts))
    parts = [memory.keys_of(i, memory.heads) for i in range(len(texts))]
    index = Index({h: torch.cat([p[h].half() for p in parts]) for h in memory.heads}, memory.ends)
    right = dict.fromkeys(memory.heads, 0)
    for place, question in questions():
        prompt = prompter.answer(question)
        size, ids = len(prompt.before), torch.tensor([prompt.around([])])
        asked = Asked.one(ids[0].tolist(), slice(size, size), size + prompter.instruction)
        masses = memory.masses(asked, partial(base, ids), index)
        for each, found in masses.items():
            right[each] += int(found[0][0].argmax() == place)
    layer, number = chosen.split(".")[1:]
    head: Head = (int(layer), int(number))
    assert right[head] == max(right.values()) > min(right.values())
    share = right[head] / len(questions())
    assert work.figures["recalled_first"] == pytest.approx(share, abs=0.001)


@pytest.mark.parametrize("after", [0, 4, len(KNOWN), 2 * len(KNOWN), 2 * len(KNOWN) + 3])
def test_a_stopped_reading_goes_on_to_the_same_memory(
    base: PreTrainedModel, prompter: Prompter, source: Source, after: int
) -> None:
    whole, memory = indexer(base, prompter, source)
    run(whole)
    expected = memory.tensors()
    work, _ = indexer(base, prompter, source)
    answers = iter([False] * after + [True])  # asked before each passage, question and chunk
    finished, _, saved = run(work, lambda: next(answers))
    assert (finished, saved) == (False, [max(0, after - 2 * len(KNOWN))])
    again, memory = indexer(base, prompter, source)
    again.load_state(work.state())
    finished, rest, _ = run(again)
    assert finished
    assert isinstance(rest[-1], StepDone)
    assert rest[-1].step == rest[-1].num_steps == again.steps
    assert expected.keys() == memory.tensors().keys()
    assert all(torch.equal(t, expected[n]) for n, t in memory.tensors().items())
