from typing import Any

import pytest
import torch
from torch import Tensor
from torch.nn import functional as F
from transformers import PreTrainedModel

from liftapp.errors import ModelUnavailable
from liftapp.lift.memory import SlotMemory, SlotSettings, create, switch
from tests.lift.memory.conftest import Shake
from tests.lift.memory.tiny import tiny_model

FULL = ["llama", "llama-yarn", "qwen2", "qwen3"]  # no sliding windows


def slots(model: PreTrainedModel, **settings: Any) -> SlotMemory:
    memory = create("slots", model, SlotSettings(**settings))
    assert isinstance(memory, SlotMemory)
    return memory


@pytest.mark.parametrize("architecture", FULL)
def test_document_in_slots_equals_document_in_the_window(architecture: str, tokens: Tensor) -> None:
    """Eq. 6-7: nothing is lost when every row of the document is a slot."""
    model = tiny_model(architecture)
    full = model(tokens[:1]).logits[:, 12:]
    memory = slots(model, positions="own")
    memory.initialise(model, [tokens[0, :12]])
    memory.attach(model)
    position = torch.arange(12, 20)[None]
    with memory.recording() as gates:
        out = model(tokens[:1, 12:], position_ids=position).logits
    torch.testing.assert_close(out, full, atol=1e-4, rtol=1e-4)
    recorded = gates.tensor()
    assert recorded is not None
    assert recorded.shape == (2, 8, 4)
    assert recorded.max() > 0.5
    assert recorded.min() < 0.9


def test_token_right_behind_the_document_sees_it_all(
    model: PreTrainedModel, tokens: Tensor
) -> None:
    """Wherever that token itself stands: slots are where a query behind the chunk sees them."""
    full = model(tokens[:1, :13]).logits[:, -1]
    memory = slots(model)
    memory.initialise(model, [tokens[0, :12]])
    memory.attach(model)
    for place in (12, 0, 40):
        position = torch.tensor([[place]])
        out = model(tokens[:1, 12:13], position_ids=position).logits[:, -1]
        torch.testing.assert_close(out, full, atol=1e-4, rtol=1e-4)


def test_gate_is_the_slots_share_of_all_attention(llama: PreTrainedModel, tokens: Tensor) -> None:
    llama.set_attn_implementation("eager")
    shares = llama(tokens[:1], output_attentions=True).attentions
    memory = slots(llama, positions="own")
    memory.initialise(llama, [tokens[0, :12]])
    memory.attach(llama)
    with memory.recording() as gates:
        llama(tokens[:1, 12:], position_ids=torch.arange(12, 20)[None])
    recorded = gates.tensor()
    assert recorded is not None
    for layer in range(2):
        expected = shares[layer][0, :, 12:, :12].sum(-1).T  # (T, H)
        torch.testing.assert_close(recorded[layer], expected, atol=1e-5, rtol=1e-4)


def test_closed_start_and_empty_slots_are_the_base_model(
    model: PreTrainedModel, tokens: Tensor
) -> None:
    base = model(tokens).logits
    memory = slots(model, start="closed")
    memory.attach(model)
    assert torch.equal(model(tokens).logits, base)
    memory.initialise(model, [tokens[0]])  # while attached
    assert memory.attached
    torch.testing.assert_close(model(tokens).logits, base, atol=5e-5, rtol=0)
    memory.detach()
    assert torch.equal(model(tokens).logits, base)


def test_chunks_and_prefix_make_as_many_slots_as_asked(
    llama: PreTrainedModel, tokens: Tensor
) -> None:
    chunks = [tokens[0, :10], tokens[0, 10:], tokens[1, :3]]
    for settings, count in (
        ({}, 23),
        ({"per_chunk": 4}, 11),
        ({"per_chunk": 4, "keep_prefix": True}, 13),
    ):
        memory = slots(llama, **settings)
        memory.initialise(llama, chunks, tokens[1, 5:7])
        assert memory.layer(1).key.shape == (2, count, 16)


def test_kept_rows_are_those_attended_to(llama: PreTrainedModel, tokens: Tensor) -> None:
    llama.set_attn_implementation("eager")
    everything, some = slots(llama), slots(llama, per_chunk=5)
    everything.initialise(llama, [tokens[0]])
    some.initialise(llama, [tokens[0]])
    shares = llama(tokens[:1], output_attentions=True).attentions[1][0, :, -16:]  # (H, 16, S)
    for group in range(2):
        mass = shares[2 * group : 2 * group + 2].sum((0, 1))
        best = mass.topk(5).indices.sort().values
        kept = everything.layer(1).key[group, best]
        torch.testing.assert_close(some.layer(1).key[group], kept)


@pytest.mark.parametrize("train_keys", [False, True])
def test_values_and_biases_train_and_keys_on_request(
    llama: PreTrainedModel, tokens: Tensor, train_keys: bool
) -> None:
    memory = slots(llama, per_chunk=4, train_keys=train_keys)
    memory.initialise(llama, [tokens[0]])
    memory.attach(llama)
    before = memory.tensors()
    optimiser = torch.optim.AdamW(memory.parameters(), lr=1e-2)
    seen = torch.ones_like(tokens)
    seen[0, :4] = 0
    losses = []
    for _ in range(6):
        logits = llama(tokens, attention_mask=seen).logits[:, 4:]
        loss = F.cross_entropy(logits[:, :-1].flatten(0, 1), tokens[:, 5:].flatten())
        optimiser.zero_grad()
        torch.autograd.backward(loss)
        assert all(p.grad is not None and p.grad.isfinite().all() for p in memory.parameters())
        optimiser.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < losses[0]
    changed = {n.split(".")[1] for n, t in memory.tensors().items() if not t.equal(before[n])}
    assert changed == ({"key", "value", "bias"} if train_keys else {"value", "bias"})


def test_saved_slots_give_the_same_function_on_a_fresh_base(
    llama: PreTrainedModel, tokens: Tensor, shake: Shake
) -> None:
    memory = slots(llama, per_chunk=4)
    memory.initialise(llama, [tokens[0]])
    shake(memory)
    memory.attach(llama)
    fresh = tiny_model("llama")
    again = create("slots", fresh, SlotSettings.from_json(memory.settings.as_json()))
    saved = memory.tensors()
    again.load_tensors(saved)
    again.attach(fresh)
    assert torch.equal(fresh(tokens).logits, llama(tokens).logits)
    switch(fresh, None)
    for damage in (
        {},
        {**saved, "1.bias": saved["1.bias"][:1]},
        {**saved, "2.bias": saved["1.bias"]},
    ):
        with pytest.raises(ModelUnavailable, match="does not fit"):
            again.load_tensors(damage)


def test_bf16_base(tokens: Tensor) -> None:
    model = tiny_model("qwen3", torch.bfloat16)
    memory = slots(model)
    memory.initialise(model, [tokens[0, :12]])
    memory.attach(model)
    logits = model(tokens[1:]).logits
    assert logits.dtype == torch.bfloat16
    assert logits.isfinite().all()
    assert all(p.dtype == torch.float32 for p in memory.parameters())


def test_unknown_settings_and_empty_chunks_are_refused(llama: PreTrainedModel) -> None:
    with pytest.raises(ModelUnavailable, match="unknown to this version"):
        SlotSettings(start="open")
    with pytest.raises(ValueError, match="at least one chunk"):
        slots(llama).initialise(llama, [])
