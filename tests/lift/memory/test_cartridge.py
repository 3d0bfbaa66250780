"""A cartridge against peft's own model, against the document in the window, and as a memory."""

from typing import Any

import pytest
import torch
from peft import CartridgeConfig, get_peft_model
from peft.tuners.cartridge.utils import prompt_embeddings_from_past_key_values
from torch import Tensor
from torch.nn import functional as F
from transformers import DynamicCache, PreTrainedModel

from liftapp.errors import ModelUnavailable
from liftapp.lift.memory import CartridgeSettings, create, settings_of, switch
from liftapp.lift.memory.cartridge import CartridgeMemory
from liftapp.lift.rows import Branch, Row, loss_sum
from tests.lift.memory.conftest import Shake
from tests.lift.memory.tiny import passes, tiny_model, train

FULL = ["llama", "llama-yarn", "qwen2", "qwen3"]  # no sliding windows
PREFIX = 12  # tokens


def cartridge(model: PreTrainedModel, tokens: int = PREFIX, seed: int = 3) -> CartridgeMemory:
    memory = create("cartridge", model, CartridgeSettings(tokens=tokens), seed)
    assert isinstance(memory, CartridgeMemory)
    return memory


@pytest.mark.parametrize("architecture", FULL)
def test_text_in_the_prefix_equals_text_in_the_window(architecture: str, tokens: Tensor) -> None:
    model = tiny_model(architecture)
    full = model(tokens[:1]).logits[:, PREFIX:]
    memory = cartridge(model)
    memory.initialise(model, tokens[0])
    memory.attach(model)
    torch.testing.assert_close(model(tokens[:1, PREFIX:]).logits, full, atol=1e-4, rtol=1e-4)


@pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing`:FutureWarning")  # peft asks for it
@pytest.mark.parametrize("architecture", ["llama", "qwen3"])
def test_it_is_the_function_of_pefts_own_model(
    architecture: str, tokens: Tensor, shake: Shake
) -> None:
    model = tiny_model(architecture)
    memory = cartridge(model)
    memory.initialise(model, tokens[0])
    shake(memory)
    memory.attach(model)
    got = model(tokens).logits
    theirs: Any = get_peft_model(
        tiny_model(architecture),
        CartridgeConfig(task_type="CAUSAL_LM", num_virtual_tokens=PREFIX, num_frozen_tokens=1),
    )
    saved = memory.tensors()
    rows = [
        torch.cat((saved[f"{i}.frozen_embedding"], saved[f"{i}.trainable_embedding"]))
        for i in range(2)
    ]
    theirs.prompt_encoder["default"].load_prompt_embeddings(torch.cat(rows, dim=1))
    with torch.no_grad():
        torch.testing.assert_close(theirs(input_ids=tokens).logits, got, atol=1e-4, rtol=1e-4)


def test_the_start_is_pefts(llama: PreTrainedModel, tokens: Tensor) -> None:
    memory = cartridge(llama, tokens=30)
    memory.initialise(llama, tokens[0])
    twice = torch.cat((tokens[:1], tokens[:1]), dim=1)[:, :30]
    cache = llama(twice, past_key_values=DynamicCache(), use_cache=True).past_key_values
    flat = prompt_embeddings_from_past_key_values(cache, num_virtual_tokens=30)
    saved = memory.tensors()
    for i, expected in enumerate(flat.chunk(2, dim=1)):
        got = torch.cat((saved[f"{i}.frozen_embedding"], saved[f"{i}.trainable_embedding"]))
        assert torch.equal(got, expected)
    with pytest.raises(ValueError, match="at least one token"):
        memory.initialise(llama, tokens[0, :0])


def test_gate_is_the_prefixs_share_of_all_attention(llama: PreTrainedModel, tokens: Tensor) -> None:
    llama.set_attn_implementation("eager")
    shares = llama(tokens[:1], output_attentions=True).attentions
    memory = cartridge(llama)
    memory.initialise(llama, tokens[0])
    memory.attach(llama)
    with memory.recording() as gates:
        llama(tokens[:1, PREFIX:])
    recorded = gates.tensor()
    assert recorded is not None
    expected = torch.stack([s[0, :, PREFIX:, :PREFIX].sum(-1).T for s in shares])  # (L, T, H)
    torch.testing.assert_close(recorded, expected, atol=1e-5, rtol=1e-4)


def test_leaves_nothing_behind(model: PreTrainedModel, tokens: Tensor, shake: Shake) -> None:
    state = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    modules, attention = [n for n, _ in model.named_modules()], model.config._attn_implementation
    base = model(tokens).logits
    memory = cartridge(model)
    memory.initialise(model, tokens[0])
    assert torch.equal(model(tokens).logits, base)  # not attached yet
    shake(memory)
    memory.attach(model)
    assert (model(tokens).logits - base).abs().max() > 1e-2
    with memory.disabled():
        assert torch.equal(model(tokens).logits, base)
    assert (model(tokens).logits - base).abs().max() > 1e-2
    memory.initialise(model, tokens[1])  # from the bare model, though attached
    switch(model, None)
    memory.detach()  # twice is once
    assert torch.equal(model(tokens).logits, base)
    assert [n for n, _ in model.named_modules()] == modules
    assert model.config._attn_implementation == attention
    assert all(torch.equal(model.state_dict()[name], kept) for name, kept in state.items())
    assert not any(module._forward_pre_hooks for module in model.modules())


def test_only_the_prefix_behind_the_sink_trains(model: PreTrainedModel, tokens: Tensor) -> None:
    memory = cartridge(model)
    memory.initialise(model, tokens[0])
    memory.attach(model)
    before, frozen = memory.tensors(), {n: t.clone() for n, t in model.state_dict().items()}
    losses = train(model, memory, tokens, 6)
    assert losses[-1] < losses[0]
    changed = {n for n, t in memory.tensors().items() if not torch.equal(t, before[n])}
    assert changed == {n for n, _ in memory.named_parameters()}
    assert changed == {"0.trainable_embedding", "1.trainable_embedding"}
    assert all(torch.equal(model.state_dict()[name], kept) for name, kept in frozen.items())
    assert all(p.dtype == torch.float32 for p in memory.parameters())


@pytest.mark.parametrize("how", ["sdpa", "eager"])
def test_a_rows_loss_and_gradients_are_those_of_its_samples(how: str, shake: Shake) -> None:
    model = tiny_model("qwen3")
    model.set_attn_implementation(how)
    memory = cartridge(model)
    shake(memory)
    memory.attach(model)
    stem = tuple(range(20, 30))
    branches = (Branch((40, 41, 42), 1), Branch((50, 51), 0), Branch((60, 61, 62, 63), 3))
    packed = loss_sum(model, Row(stem, branches))
    alone = torch.stack([loss_sum(model, Row(stem, (branch,))) for branch in branches]).sum()
    torch.testing.assert_close(packed, alone, atol=1e-4, rtol=1e-4)
    got, expected = (torch.autograd.grad(loss, memory.parameters()) for loss in (packed, alone))
    for one, other in zip(got, expected, strict=True):
        torch.testing.assert_close(one, other, atol=1e-4, rtol=1e-3)
        assert one.abs().sum() > 0


def test_decoding_over_a_cache_equals_the_full_pass(
    model: PreTrainedModel, tokens: Tensor, shake: Shake
) -> None:
    memory = cartridge(model)
    shake(memory)
    memory.attach(model)
    with memory.recording() as whole:
        full = model(tokens).logits
    expected = whole.tensor()
    assert expected is not None
    parts, got = passes(model, memory, tokens, [12, 1, 1, 1, 1, 1, 3])
    torch.testing.assert_close(parts, full, atol=1e-4, rtol=1e-4)
    torch.testing.assert_close(got, expected, atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("architecture", ["llama", "qwen3"])
def test_generates_what_the_text_in_the_window_gives(architecture: str, tokens: Tensor) -> None:
    """Also beside a longer prompt: padding is never seen."""
    model = tiny_model(architecture)
    generate: Any = model.generate
    seen = torch.ones_like(tokens[:1])
    whole = generate(tokens[:1], attention_mask=seen, max_new_tokens=6, do_sample=False)
    memory = cartridge(model, tokens=5)
    memory.initialise(model, tokens[0])
    memory.attach(model)
    rest = torch.stack((F.pad(tokens[0, 5:], (5, 0)), tokens[1]))
    seen = torch.ones_like(rest)
    seen[0, :5] = 0
    out = generate(rest, attention_mask=seen, max_new_tokens=6, do_sample=False)
    assert out[0, 20:].tolist()[: len(whole[0]) - 20] == whole[0, 20:].tolist()


def test_saved_tensors_give_the_same_function_on_a_fresh_base(
    llama: PreTrainedModel, tokens: Tensor, shake: Shake
) -> None:
    memory = cartridge(llama)
    shake(memory)
    saved = memory.tensors()
    memory.attach(llama)
    fresh = tiny_model("llama")
    again = create("cartridge", fresh, settings_of("cartridge", memory.settings.as_json()), 99)
    again.load_tensors(saved)
    again.attach(fresh)
    assert again.settings == memory.settings
    assert torch.equal(fresh(tokens).logits, llama(tokens).logits)
    for damage in (dict(list(saved.items())[1:]), cartridge(llama, tokens=7).tensors()):
        with pytest.raises(ModelUnavailable, match="does not fit this model"):
            again.load_tensors(damage)
    with pytest.raises(ModelUnavailable, match="another shape"):
        cartridge(tiny_model("phi3")).attach(tiny_model("qwen2"))


def test_the_same_seed_gives_the_same_noise(llama: PreTrainedModel) -> None:
    state = torch.random.get_rng_state()
    one, same, other = (cartridge(llama, seed=seed).tensors() for seed in (1, 1, 2))
    assert torch.equal(torch.random.get_rng_state(), state)
    assert all(torch.equal(one[name], same[name]) for name in one)
    assert not any(torch.equal(one[name], other[name]) for name in one)


@pytest.mark.parametrize("architecture", ["gemma2", "qwen3"])
def test_bf16_base_with_float32_prefix(architecture: str, tokens: Tensor) -> None:
    exact, rough = tiny_model(architecture), tiny_model(architecture, torch.bfloat16)
    outputs = []
    for model in (exact, rough):
        memory = cartridge(model)
        memory.initialise(exact, tokens[0])
        memory.attach(model)
        logits = model(tokens).logits
        torch.autograd.backward(logits.float().logsumexp(-1).sum())
        assert all(p.dtype == torch.float32 and p.grad is not None for p in memory.parameters())
        memory.detach()
        outputs.append(logits.float())
    drift = (outputs[0] - outputs[1]).abs().mean()
    assert drift < 0.05 * outputs[0].abs().mean() + 0.1


def test_a_prefix_without_anything_to_train_is_refused() -> None:
    with pytest.raises(ModelUnavailable, match="nothing to train"):
        CartridgeSettings(tokens=1)
