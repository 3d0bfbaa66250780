import math
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor
from transformers import DynamicCache, PreTrainedModel

from liftapp.errors import ModelUnavailable
from liftapp.lift.memory import Asked, Head, SlotMemory, SlotSettings, create, switch
from liftapp.lift.memory.recall import Index
from tests.lift.memory.plain import look_inside
from tests.lift.memory.tiny import tiny_model

FULL = ["llama", "llama-yarn", "qwen2", "qwen3", "phi3"]  # no sliding windows
HEAD: Head = (1, 2)
CHUNKS = ((9, 21, 30), (40, 41, 42, 43, 44, 45, 46, 47, 48), (50, 60, 33, 34, 35))
BEFORE, QUESTION = (3, 4), (11, 12, 13, 14, 15)


def slots(
    model: PreTrainedModel,
    chunks: tuple[tuple[int, ...], ...] = CHUNKS,
    before: tuple[int, ...] = BEFORE,
    head: Head = HEAD,
    **settings: Any,
) -> SlotMemory:
    """A memory of these chunks, attached; one head recalls."""
    memory = create("slots", model, SlotSettings(**settings))
    assert isinstance(memory, SlotMemory)
    memory.fill(before, chunks, [(10 * i, 10 * i + 9) for i in range(len(chunks))])
    switch(model, memory)
    keys = [memory.keys_of(i, [head])[head] for i in range(len(chunks))]
    memory.index({head: torch.cat(keys)})
    return memory


def ask(
    model: PreTrainedModel, memory: SlotMemory, view: tuple[int, ...] = (), skip: int = 0
) -> tuple[Tensor, Callable[[], Tensor], Asked]:
    """Ids of a prompt, a pass over it that gives the question's logits, and what is asked."""
    start = len(memory.tensors()["before"])
    prompt = [*memory.tensors()["before"].tolist(), *view, *QUESTION]
    behind = start + len(view)
    ids = torch.tensor([prompt])
    asked = Asked.one(prompt, slice(start, behind), behind + skip)

    def read() -> Tensor:
        logits: Tensor = model(ids).logits[0, behind:]
        return logits

    return ids, read, asked


@pytest.mark.parametrize("architecture", FULL)
def test_a_recalled_chunk_is_the_chunk_in_the_window(architecture: str) -> None:
    """Eq. 6-7: nothing is lost, for every token of the question and the answer."""
    model = tiny_model(architecture)
    chunk, answer = CHUNKS[1], (20, 25)
    full = model(torch.tensor([[*chunk, *QUESTION, *answer]])).logits[0, len(chunk) :]
    memory = slots(model, chunks=(chunk,), before=())
    _, read, asked = ask(model, memory)
    cache = DynamicCache(config=model.config)
    with memory.recall(asked, read).enter(), memory.recording() as gates:
        parts = [model(torch.tensor([p]), past_key_values=cache).logits[0]
                 for p in (QUESTION, *((token,) for token in answer))]  # fmt: skip
    torch.testing.assert_close(torch.cat(parts), full, atol=2e-4, rtol=1e-3)
    recorded = gates.tensor()
    assert recorded is not None
    assert recorded.shape == (2, len(QUESTION) + len(answer), 4)


def test_the_gate_is_the_slots_share_of_all_attention(llama: PreTrainedModel) -> None:
    llama.set_attn_implementation("eager")
    chunk = CHUNKS[1]
    shares = llama(torch.tensor([[*chunk, *QUESTION]]), output_attentions=True).attentions
    memory = slots(llama, chunks=(chunk,), before=())
    _, read, asked = ask(llama, memory)
    with memory.recall(asked, read).enter(), memory.recording() as gates:
        read()
    recorded = gates.tensor()
    assert recorded is not None
    for layer in range(2):
        expected = shares[layer][0, :, len(chunk) :, : len(chunk)].sum(-1).T  # (T, H)
        torch.testing.assert_close(recorded[layer], expected, atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize(("sharpness", "margin"), [(0.0, 0.0), (1.5, 0.0), (1.5, 0.3)])
def test_chunks_and_window_share_one_softmax(
    llama: PreTrainedModel, monkeypatch: pytest.MonkeyPatch, sharpness: float, margin: float
) -> None:
    """Against a slow plain version: one head and token at a time, rotated by the model itself."""
    view = (22, 23, 24, 26)
    memory = slots(llama, recalled=2, sharpness=sharpness, margin=margin)
    ids, read, asked = ask(llama, memory, view)
    chunks, pieces = memory.masses(asked, read)[HEAD][0]
    best = sorted(chunks.topk(2).indices.tolist())
    seen = pieces.max() * len(CHUNKS) ** margin
    most = max(float(chunks.max()), float(seen))

    def rows_of(tokens: tuple[int, ...]) -> tuple[Tensor, Tensor]:
        with pytest.MonkeyPatch.context() as patch, memory.disabled():
            inside = look_inside(llama, patch)
            llama(torch.tensor([[*BEFORE, *tokens]]))
        return inside.key[1][0, :, len(BEFORE) :], inside.value[1][0, :, len(BEFORE) :]

    own = [rows_of(CHUNKS[i]) for i in best]
    inside = look_inside(llama, monkeypatch)
    with memory.recall(asked, lambda: llama(ids)).enter():
        inside.__init__()  # type: ignore[misc]
        llama(ids)
    rotary = llama.model.rotary_emb
    behind, scaling = len(BEFORE) + len(view), 16**-0.5
    for head in range(4):
        group = head // 2
        for t in range(behind, ids.shape[1]):
            plain = inside.plain_query[1][:, head : head + 1, t : t + 1]
            logits = [
                float(inside.query[1][0, head, t] @ inside.key[1][0, group, s]) * scaling
                + (_cost(seen, most, sharpness) if len(BEFORE) <= s < behind else 0)
                for s in range(t + 1)
            ]
            values = [inside.value[1][0, group, s] for s in range(t + 1)]
            for i, (key, value) in zip(best, own, strict=True):
                place = len(BEFORE) + len(CHUNKS[i]) + t - behind
                cos, sin = rotary(plain, torch.tensor([[place]]))
                turned = _turned(plain, cos, sin)
                for k, v in zip(key[group], value[group], strict=True):
                    cost = _cost(chunks[i], most, sharpness)
                    logits.append(float(turned @ k) * scaling + cost)
                    values.append(v)
            weights = torch.tensor(logits).softmax(0)
            expected = sum((w * v for w, v in zip(weights, values, strict=True)), torch.zeros(16))
            given = inside.output[1][0, t].view(4, 16)[head]
            torch.testing.assert_close(given, expected, atol=1e-4, rtol=1e-3)


def _cost(relevance: Tensor, most: float, sharpness: float) -> float:
    return sharpness * math.log(float(relevance) / most)


def _turned(plain: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    half = plain.shape[-1] // 2
    swapped = torch.cat((-plain[..., half:], plain[..., :half]), dim=-1)
    return (plain * cos[:, None] + swapped * sin[:, None])[0, 0, 0]


def test_the_base_model_answers_where_nothing_is_asked(model: PreTrainedModel) -> None:
    ids = torch.tensor([[*BEFORE, *QUESTION]])
    base = model(ids).logits
    memory = slots(model)
    assert torch.equal(model(ids).logits, base)
    _, read, asked = ask(model, memory)
    with memory.disabled(), memory.recall(asked, read).enter():
        assert torch.equal(model(ids).logits, base)
    with memory.recall(asked, read).enter():
        changed = model(ids).logits
    assert not torch.allclose(changed[0, len(BEFORE) :], base[0, len(BEFORE) :], atol=1e-3)
    before = slice(len(BEFORE))
    torch.testing.assert_close(changed[0, before], base[0, before], atol=1e-4, rtol=1e-4)
    assert torch.equal(model(ids).logits, base)
    memory.detach()
    assert torch.equal(model(ids).logits, base)


def test_tokens_of_the_context_see_no_slots(llama: PreTrainedModel) -> None:
    view = (22, 23, 24)
    memory = slots(llama)
    ids, read, asked = ask(llama, memory, view)
    base = llama(ids).logits
    with memory.recall(asked, read).enter(), memory.recording() as gates:
        out = llama(ids).logits
    recorded, behind = gates.tensor(), len(BEFORE) + len(view)
    assert recorded is not None
    assert recorded[:, :behind].max() == 0
    assert recorded[:, behind:].max() > 0.1
    torch.testing.assert_close(out[0, :behind], base[0, :behind], atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("block", [1, 3, 7])
@pytest.mark.parametrize("view", [(), (22, 23, 24, 26), CHUNKS[1]])
def test_keys_searched_in_blocks_are_as_relevant_as_at_once(
    llama: PreTrainedModel, monkeypatch: pytest.MonkeyPatch, view: tuple[int, ...], block: int
) -> None:
    memory = slots(llama, chunks=CHUNKS[1:])
    _, read, asked = ask(llama, memory, view)
    at_once = memory.masses(asked, read)[HEAD][0]
    assert len(memory.tensors()["tokens"]) > 7
    monkeypatch.setattr("liftapp.lift.memory.recall._BLOCK", block)
    for mass, expected in zip(memory.masses(asked, read)[HEAD][0], at_once, strict=True):
        torch.testing.assert_close(mass, expected, atol=1e-6, rtol=1e-4)


def test_what_is_more_relevant_keeps_its_weight(llama: PreTrainedModel) -> None:
    """A chunk in view does not come from memory; another text in view rules as it is relevant."""
    memory = slots(llama, chunks=CHUNKS[1:], sharpness=50.0)
    _, read, asked = ask(llama, memory, CHUNKS[1])
    chunks, pieces = memory.masses(asked, read)[HEAD][0]
    assert chunks[0] == 0
    assert float(chunks.sum() + pieces.sum()) == pytest.approx(1, abs=1e-5)
    bare = read()
    with memory.recall(asked, read).enter():
        near = read()
    if pieces.max() > chunks.max():  # then the memory keeps out of it, and else the window
        torch.testing.assert_close(near, bare, atol=1e-3, rtol=1e-3)
    else:
        assert not torch.allclose(near, bare, atol=1e-2)


def test_what_is_in_view_yields_less_the_more_chunks_there_are(llama: PreTrainedModel) -> None:
    """The same text in view, the same best chunk: beside copies of the other chunks, and alone."""
    shares = list[list[float]]()
    for margin in (0.0, 1.0):
        shares.append([])
        for copies in (0, 40):
            memory = slots(llama, (CHUNKS[1], *CHUNKS[2:] * copies), recalled=1, margin=margin)
            _, read, asked = ask(llama, memory, (22, 23, 24, 26))
            with memory.recall(asked, read).enter(), memory.recording() as gates:
                read()
            recorded = gates.tensor()
            assert recorded is not None
            shares[-1].append(float(recorded[:, -1].mean()))
    assert shares[1][0] == pytest.approx(shares[0][0], abs=1e-6)  # one chunk is no chance
    assert shares[1][1] < 0.8 * shares[0][1]


def test_saved_slots_give_the_same_function_on_a_fresh_base(llama: PreTrainedModel) -> None:
    memory = slots(llama)
    saved = memory.tensors()
    memory.load_tensors(saved)  # reads its chunks together again, which rounds otherwise than alone
    _, read, asked = ask(llama, memory)
    with memory.recall(asked, read).enter():
        expected = read()
    fresh = tiny_model("llama")
    again = create("slots", fresh, SlotSettings.from_json(memory.settings.as_json()))
    assert isinstance(again, SlotMemory)
    again.load_tensors(saved)
    switch(fresh, again)
    _, read, asked = ask(fresh, again)
    with again.recall(asked, read).enter():
        assert torch.equal(read(), expected)
    assert again.parameters() == []
    switch(fresh, None)
    key = saved["keys.1.2"]
    for damage in (
        {},
        {**saved, "keys.1.2": key[:-1]},
        {**saved, "keys.9.2": key},
        {**saved, "values.1.2": key},
        {**saved, "ends": saved["ends"] - 1},
        {**saved, "spans": saved["spans"][1:]},
        {**saved, "tokens": saved["tokens"] + 60},  # more words than the model has
        {**saved, "before": saved["before"] - 9},
    ):
        with pytest.raises(ModelUnavailable, match="does not fit"):
            again.load_tensors(damage)


def test_words_in_common_add_to_relevance(llama: PreTrainedModel) -> None:
    """Of a chunk and of what is in view alike: a pair that one chunk of three has, or none."""
    chunks = (*CHUNKS[:2], (50, *QUESTION[:2], 34))
    view = (5, 6, 7, *QUESTION[3:])
    told = []
    for weight in (0.0, 0.5):
        memory = slots(llama, chunks=chunks, common=weight)
        _, read, asked = ask(llama, memory, view)
        told.append(memory.masses(asked, read)[HEAD][0])
    (far, near), (far_told, near_told) = told
    there, nowhere = math.log1p(2.5 / 1.5), math.log1p(3.5 / 0.5)
    torch.testing.assert_close(far_told / far, torch.tensor([0.0, 0.0, 0.5 * there]).exp())
    torch.testing.assert_close(near_told / near, torch.tensor([0.5 * nowhere]).exp())


def test_what_overlaps_a_better_chunk_is_not_recalled(llama: PreTrainedModel) -> None:
    memory = slots(llama, recalled=2)
    _, read, asked = ask(llama, memory)
    order = memory.masses(asked, read)[HEAD][0][0].argsort(descending=True).tolist()
    places = {order[0]: (0, 10), order[1]: (5, 15), order[2]: (15, 20)}
    memory.load_tensors(memory.tensors() | {"spans": torch.tensor([places[i] for i in range(3)])})
    assert memory.recall(asked, read).spans == ((0, 10), (15, 20))


def test_chunks_are_read_once_and_the_oldest_forgotten(
    llama: PreTrainedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = 512 * sum(map(len, CHUNKS[1:]))  # 2 layers, keys and values, 2 heads of 16 floats
    monkeypatch.setattr("liftapp.lift.memory.slots._KEPT_BYTES", size)
    memory = slots(llama)
    count = 0

    def passed(*_: object) -> None:
        nonlocal count
        count += 1

    with llama.register_forward_hook(passed):
        for chunk, passes in ((2, 0), (1, 0), (0, 1), (1, 1), (2, 2)):
            memory.keys_of(chunk, [HEAD])
            assert count == passes


def test_bf16_base() -> None:
    model = tiny_model("qwen3", torch.bfloat16)
    memory = slots(model)
    _, read, asked = ask(model, memory, (22, 23, 24, 26))
    with memory.recall(asked, read).enter():
        logits = read()
    assert logits.dtype == torch.bfloat16
    assert logits.isfinite().all()
    kept = memory.tensors()["keys.1.2"]
    assert kept.dtype == torch.float16
    # Searched in bfloat16, which is quicker: nearly what it is in float32.
    exactly = memory.masses(asked, read, Index({HEAD: kept.float()}, memory.ends))[HEAD][0][0]
    quickly = memory.masses(asked, read)[HEAD][0][0]
    torch.testing.assert_close(quickly, exactly, rtol=0.03, atol=0)


def test_unknown_settings_and_empty_chunks_are_refused(llama: PreTrainedModel) -> None:
    with pytest.raises(ModelUnavailable, match="unknown to this version"):
        SlotSettings(recalled=0)
    for chunks in ((), ((1,), ())):
        with pytest.raises(ValueError, match="at least one chunk"):
            create("slots", llama).fill((), chunks, [(0, 1)] * len(chunks))  # type: ignore[attr-defined]
