"""Memories over a base model in 4 bit (bitsandbytes computes it on CPUs too)."""

from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor
from transformers import AutoModelForCausalLM, BitsAndBytesConfig, PreTrainedModel

from liftapp.errors import ModelUnavailable
from liftapp.lift.memory import GatedSettings, LoraSettings, PissaSettings, Settings, create
from liftapp.models.base import keep_differentiable
from tests.lift.memory.conftest import Shake
from tests.lift.memory.tiny import tiny_model

pytest.importorskip("bitsandbytes", reason="bitsandbytes does not install here")


@pytest.fixture
def four_bit(tmp_path: Path) -> PreTrainedModel:
    tiny_model("llama").save_pretrained(tmp_path)
    config: Any = BitsAndBytesConfig
    model: Any = AutoModelForCausalLM.from_pretrained(
        tmp_path, quantization_config=config(load_in_4bit=True, bnb_4bit_quant_type="nf4")
    )
    assert isinstance(model, PreTrainedModel)
    keep_differentiable(model)  # as liftapp.models loads it
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    return model


@pytest.mark.parametrize(
    ("kind", "settings"),
    [
        ("gated", GatedSettings()),
        ("gated", GatedSettings(gate="window")),
        ("lora", LoraSettings(rank=4, alpha=4)),
    ],
)
def test_memory_over_a_4_bit_base(
    four_bit: PreTrainedModel, tokens: Tensor, kind: str, settings: Settings, shake: Shake
) -> None:
    base = four_bit(tokens).logits
    weights = {name: p.detach().clone() for name, p in four_bit.named_parameters()}
    memory = create(kind, four_bit, settings)
    memory.attach(four_bit)
    torch.testing.assert_close(four_bit(tokens).logits, base, atol=5e-2, rtol=5e-2)
    shake(memory)
    logits = four_bit(tokens).logits
    assert (logits - base).abs().max() > 1e-2
    torch.autograd.backward(logits.logsumexp(-1).sum())
    assert all(p.grad is not None and p.grad.isfinite().all() for p in memory.parameters())
    memory.detach()
    assert torch.equal(four_bit(tokens).logits, base)
    after = dict(four_bit.named_parameters())
    assert all(torch.equal(after[name], weight) for name, weight in weights.items())


def test_pissa_needs_full_weights(four_bit: PreTrainedModel) -> None:
    with pytest.raises(ModelUnavailable, match="4 bit"):
        create("pissa", four_bit, PissaSettings(rank=4))
