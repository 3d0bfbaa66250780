from typing import Any

import pytest
import torch
from torch import Tensor
from transformers import PreTrainedModel

from liftapp.errors import ModelUnavailable
from liftapp.lift.memory import GatedMemory, GatedSettings, create
from tests.lift.memory.conftest import Shake
from tests.lift.memory.plain import gated_output, look_inside
from tests.lift.memory.tiny import passes, tiny_model

GATES = pytest.mark.parametrize("gate", ["query", "window"])


def gated(model: PreTrainedModel, **settings: Any) -> GatedMemory:
    memory = create("gated", model, GatedSettings(**settings), seed=3)
    assert isinstance(memory, GatedMemory)
    return memory


def test_default_start_is_the_base_model_exactly(model: PreTrainedModel, tokens: Tensor) -> None:
    base = model(tokens).logits
    memory = gated(model)
    memory.attach(model)
    assert torch.equal(model(tokens).logits, base)


def test_window_gate_starts_as_the_base_model(model: PreTrainedModel, tokens: Tensor) -> None:
    base = model(tokens).logits
    gated(model, gate="window").attach(model)
    torch.testing.assert_close(model(tokens).logits, base, atol=5e-5, rtol=0)


def test_paper_start_is_the_papers_and_not_the_identity(
    llama: PreTrainedModel, tokens: Tensor
) -> None:
    base = llama(tokens).logits
    memory = gated(llama, start="paper")
    memory.attach(llama)
    with memory.recording() as gates:
        assert (llama(tokens).logits - base).abs().max() > 1e-2
    recorded = gates.tensor()
    assert recorded is not None
    assert recorded.min().item() == pytest.approx(0.0474, abs=1e-4)
    assert recorded.max().item() == pytest.approx(0.0474, abs=1e-4)


@GATES
@pytest.mark.parametrize("start", ["identity", "paper"])
def test_matches_the_slow_plain_version(
    model: PreTrainedModel,
    tokens: Tensor,
    gate: str,
    start: str,
    shake: Shake,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    memory = gated(model, gate=gate, start=start)
    shake(memory)
    memory.attach(model)
    seen = torch.ones_like(tokens)
    inside = look_inside(model, monkeypatch)
    with memory.recording() as gates, torch.no_grad():
        model(tokens)
    recorded = gates.batch()
    assert recorded is not None
    assert recorded.shape == (2, 2, 20, 4)
    for index in range(2):
        out, plain_gates = gated_output(inside, index, memory.layer(index), seen)
        torch.testing.assert_close(inside.output[index], out, atol=2e-5, rtol=1e-4)
        torch.testing.assert_close(recorded[:, index], plain_gates, atol=1e-5, rtol=1e-4)
    assert recorded.max() - recorded.min() > 0.2  # the comparison had something to see


@GATES
def test_left_padding_changes_nothing_for_the_tokens_that_count(
    model: PreTrainedModel, tokens: Tensor, gate: str, shake: Shake
) -> None:
    memory = gated(model, gate=gate)
    shake(memory)
    memory.attach(model)
    alone = model(tokens[:1, 5:]).logits
    seen = torch.ones_like(tokens)
    seen[0, :5] = 0
    position = (seen.cumsum(1) - 1).clamp_min(0)
    both = model(tokens, attention_mask=seen, position_ids=position).logits
    assert both.isfinite().all()
    torch.testing.assert_close(both[:1, 5:], alone, atol=5e-5, rtol=1e-4)


@GATES
def test_gradients_stay_finite_with_rows_that_see_no_key(
    model: PreTrainedModel, tokens: Tensor, gate: str, shake: Shake
) -> None:
    memory = gated(model, gate=gate)
    shake(memory)
    memory.attach(model)
    seen = torch.ones_like(tokens)
    seen[0, :7] = 0
    logits = model(tokens, attention_mask=seen).logits
    torch.autograd.backward(logits[0, 7:].logsumexp(-1).sum())
    for name, parameter in memory.named_parameters():
        assert parameter.grad is not None, name
        assert parameter.grad.isfinite().all(), name
        assert parameter.grad.abs().sum() > 0, name


@GATES
def test_gradients_are_those_of_finite_differences(gate: str, shake: Shake, tokens: Tensor) -> None:
    model = tiny_model("qwen3")
    memory = gated(model, gate=gate)
    shake(memory)
    memory.attach(model)
    weight = torch.randn(64, generator=torch.Generator().manual_seed(5))

    def loss() -> Tensor:
        mean: Tensor = (model(tokens).logits.log_softmax(-1) @ weight).mean()
        return mean

    torch.autograd.backward(loss())
    for parameter in memory.parameters():
        assert parameter.grad is not None
        step = 3e-3 / float(parameter.grad.norm()) * parameter.grad
        with torch.no_grad():
            parameter.add_(step)
            up = float(loss())
            parameter.sub_(2 * step)
            down = float(loss())
            parameter.add_(step)
        expected = 2 * float((parameter.grad * step).sum())
        assert up - down == pytest.approx(expected, rel=0.05, abs=2e-6)


@GATES
def test_first_step_from_the_identity_reaches_memory_and_gate(
    llama: PreTrainedModel, tokens: Tensor, gate: str
) -> None:
    memory = gated(llama, gate=gate)
    memory.attach(llama)
    torch.autograd.backward(llama(tokens).logits.logsumexp(-1).sum())
    for parameter in (memory.layer(0).memory_out, memory.layer(0).gate_out):
        assert parameter.grad is not None
        assert parameter.grad.abs().sum() > 0


@GATES
def test_decoding_over_a_cache_equals_the_full_pass(
    model: PreTrainedModel, tokens: Tensor, gate: str, shake: Shake
) -> None:
    memory = gated(model, gate=gate)
    shake(memory)
    memory.attach(model)
    with memory.recording() as whole:
        full = model(tokens).logits
    expected = whole.tensor()
    assert expected is not None
    parts, got = passes(model, memory, tokens, [12, 1, 1, 1, 1, 1, 3])
    torch.testing.assert_close(parts, full, atol=5e-5, rtol=1e-4)
    assert got.shape == (2, 20, 4)
    torch.testing.assert_close(got, expected, atol=1e-5, rtol=1e-4)


def test_generate_works_and_records_every_pass(llama: PreTrainedModel, tokens: Tensor) -> None:
    memory = gated(llama, gate="window")
    memory.attach(llama)
    with memory.recording() as gates:
        generate: Any = llama.generate
        seen = torch.ones_like(tokens[:1])
        out = generate(tokens[:1], attention_mask=seen, min_new_tokens=5, max_new_tokens=5)
    recorded = gates.tensor()
    assert recorded is not None
    assert recorded.shape == (2, out.shape[1] - 1, 4)
    assert ((recorded >= 0) & (recorded <= 1)).all()


@GATES
@pytest.mark.parametrize("architecture", ["llama", "gemma2", "qwen3"])
def test_bf16_base_with_float32_memory(
    architecture: str, gate: str, tokens: Tensor, shake: Shake
) -> None:
    model = tiny_model(architecture, torch.bfloat16)
    base = model(tokens).logits
    memory = gated(model, gate=gate)
    memory.attach(model)
    drift = (model(tokens).logits - base).abs().mean()
    assert drift <= (0.05 if gate == "window" else 0)
    shake(memory)
    logits = model(tokens).logits
    assert logits.dtype == torch.bfloat16
    torch.autograd.backward(logits.float().logsumexp(-1).sum())
    assert all(p.dtype == torch.float32 and p.grad is not None for p in memory.parameters())
    exact = tiny_model(architecture)
    twin = gated(exact, gate=gate)
    twin.load_tensors(memory.tensors())
    twin.attach(exact)
    drift = (logits.float() - exact(tokens).logits).abs().mean()
    assert drift < 0.05 * exact(tokens).logits.abs().mean() + 0.1


def test_autocast_over_a_float32_base_is_close(llama: PreTrainedModel, tokens: Tensor) -> None:
    memory = gated(llama, gate="window")
    memory.attach(llama)
    exact = llama(tokens).logits
    with torch.autocast("cpu", dtype=torch.bfloat16):
        rough = llama(tokens).logits
    assert (rough.float() - exact).abs().mean() < 0.1


def test_memory_of_another_shape_is_refused(llama: PreTrainedModel) -> None:
    with pytest.raises(ModelUnavailable, match="another shape"):
        gated(tiny_model("phi3"), gate="query", hidden=1.0).attach(tiny_model("qwen2"))
    memory = gated(llama)
    with pytest.raises(ModelUnavailable, match="does not fit"):
        memory.load_tensors(gated(llama, hidden=3.0).tensors())


def test_unknown_settings_are_refused_in_words() -> None:
    with pytest.raises(ModelUnavailable, match="unknown to this version"):
        GatedSettings(gate="open")
    with pytest.raises(ModelUnavailable, match="'depth' is unknown"):
        GatedSettings.from_json({"depth": 3})
    with pytest.raises(ModelUnavailable, match="can't be"):
        GatedSettings.from_json({"hidden": "wide"})
    assert GatedSettings.from_json({"hidden": 3, "gate": "window"}).hidden == 3.0
