"""What every kind of memory promises, on every architecture."""

from collections.abc import Iterator

import pytest
import torch
from torch import Tensor
from transformers import PreTrainedModel

from liftapp.errors import ModelUnavailable, UsageError
from liftapp.lift.memory import (
    KINDS,
    GatedSettings,
    LoraSettings,
    Memory,
    PissaSettings,
    Settings,
    attached_memory,
    create,
    settings_of,
    switch,
)
from tests.lift.memory.conftest import Shake
from tests.lift.memory.tiny import tiny_model, train

SETTINGS: dict[str, tuple[str, Settings]] = {
    "gated": ("gated", GatedSettings()),
    "gated-window": ("gated", GatedSettings(gate="window")),
    "lora": ("lora", LoraSettings(rank=4, alpha=8)),
    "pissa": ("pissa", PissaSettings(rank=4)),
}


@pytest.fixture(params=sorted(SETTINGS))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def make(kind: str, model: PreTrainedModel, seed: int = 3) -> Memory:
    name, settings = SETTINGS[kind]
    return create(name, model, settings, seed)


@pytest.fixture
def untouched(model: PreTrainedModel, tokens: Tensor) -> Iterator[Tensor]:
    """The base logits; afterwards the detached model must be what it was, bit for bit."""
    state = {name: tensor.clone() for name, tensor in model.state_dict().items()}
    modules = [name for name, _ in model.named_modules()]
    flags = [p.requires_grad for p in model.parameters()]
    attention = model.config._attn_implementation
    logits = model(tokens).logits
    yield logits
    switch(model, None)
    assert attached_memory(model) is None
    assert [name for name, _ in model.named_modules()] == modules
    assert [p.requires_grad for p in model.parameters()] == flags
    assert model.config._attn_implementation == attention
    after = model.state_dict()
    assert list(after) == list(state)
    assert all(torch.equal(after[name], tensor) for name, tensor in state.items())
    assert not any(module._forward_pre_hooks for module in model.modules())
    assert torch.equal(model(tokens).logits, logits)


def test_starts_as_the_base_model_and_leaves_nothing_behind(
    kind: str, model: PreTrainedModel, tokens: Tensor, untouched: Tensor, shake: Shake
) -> None:
    memory = make(kind, model)
    assert torch.equal(model(tokens).logits, untouched)  # not attached yet
    memory.attach(model)
    assert memory.attached
    assert attached_memory(model) is memory
    torch.testing.assert_close(model(tokens).logits, untouched, atol=5e-5, rtol=0)
    shake(memory)
    assert (model(tokens).logits - untouched).abs().max() > 1e-2
    with memory.disabled():
        assert torch.equal(model(tokens).logits, untouched)
    assert (model(tokens).logits - untouched).abs().max() > 1e-2
    memory.detach()
    assert not memory.attached
    memory.detach()  # twice is once


def test_memories_are_switched_over_one_model(
    model: PreTrainedModel, tokens: Tensor, untouched: Tensor, shake: Shake
) -> None:
    memories = {}
    expected = {}
    for kind in SETTINGS:
        memories[kind] = make(kind, model)  # made while the last one is attached
        shake(memories[kind])
        switch(model, memories[kind])
        expected[kind] = model(tokens).logits
    for kind in [*SETTINGS, *reversed(SETTINGS)]:
        switch(model, memories[kind])
        assert torch.equal(model(tokens).logits, expected[kind]), kind
        assert [m.attached for m in memories.values()].count(True) == 1


def test_a_second_memory_needs_the_first_detached(llama: PreTrainedModel, kind: str) -> None:
    make("gated", llama).attach(llama)
    with pytest.raises(RuntimeError, match="detach"):
        make(kind, llama).attach(llama)
    with pytest.raises(RuntimeError, match="not attached"), make(kind, llama).disabled():
        pass


def test_only_the_memory_trains(
    kind: str, model: PreTrainedModel, tokens: Tensor, untouched: Tensor
) -> None:
    memory = make(kind, model)
    memory.attach(model)
    before = memory.tensors()
    losses = train(model, memory, tokens, 8)
    assert losses[-1] < losses[0]
    after = memory.tensors()
    trained = {name for name, _ in memory.named_parameters()}
    changed = {name for name, tensor in after.items() if not torch.equal(tensor, before[name])}
    assert changed == trained
    assert all(p.dtype == torch.float32 for p in memory.parameters())


def test_saved_tensors_give_the_same_function_on_a_fresh_base(
    kind: str, llama: PreTrainedModel, tokens: Tensor, shake: Shake
) -> None:
    memory = make(kind, llama)
    shake(memory)
    saved = memory.tensors()
    memory.attach(llama)
    expected = llama(tokens).logits
    name, _ = SETTINGS[kind]
    fresh = tiny_model("llama")
    again = create(name, fresh, settings_of(name, memory.settings.as_json()), seed=99)
    again.load_tensors(saved)
    again.attach(fresh)
    assert again.settings == memory.settings
    assert torch.equal(fresh(tokens).logits, expected)


def test_saved_tensors_that_do_not_fit_are_refused_whole(
    kind: str, llama: PreTrainedModel, shake: Shake
) -> None:
    memory = make(kind, llama)
    before = memory.tensors()
    shake(memory)
    for damage in (
        dict(list(before.items())[1:]),
        {**before, "more": torch.zeros(1)},
        {**before, list(before)[-1]: torch.zeros(1)},
    ):
        with pytest.raises(ModelUnavailable, match="does not fit this model"):
            memory.load_tensors(damage)
        assert not torch.equal(next(iter(memory.tensors().values())), next(iter(before.values())))


def test_the_same_seed_gives_the_same_memory(kind: str, llama: PreTrainedModel) -> None:
    one, same, other = (make(kind, llama, seed).tensors() for seed in (1, 1, 2))
    assert all(torch.equal(one[name], same[name]) for name in one)
    assert any(not torch.allclose(one[name], other[name], atol=1e-7) for name in one)


def test_kinds_without_a_gate_say_so(kind: str, llama: PreTrainedModel, tokens: Tensor) -> None:
    memory = make(kind, llama)
    memory.attach(llama)
    with memory.recording() as gates:
        llama(tokens)
    assert gates.exist == (memory.kind == "gated")
    assert (gates.tensor() is not None) == gates.exist
    gates.clear()
    assert gates.tensor() is None


def test_unknown_kinds_and_foreign_settings_are_refused(llama: PreTrainedModel) -> None:
    with pytest.raises(UsageError, match="choose one of"):
        create("prefix", llama)
    with pytest.raises(TypeError):
        create("gated", llama, LoraSettings())
    assert set(KINDS) >= {"gated", "lora", "pissa"}


def test_rank_or_layers_the_model_lacks_are_refused_in_words(llama: PreTrainedModel) -> None:
    with pytest.raises(ModelUnavailable, match="can't carry"):
        create("lora", llama, LoraSettings(rank=4, targets=("no_such_layer",)))
    with pytest.raises(ModelUnavailable, match="can't carry"):
        create("lora", llama, LoraSettings(rank=0))
