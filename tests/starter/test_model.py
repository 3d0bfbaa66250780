import dataclasses
from pathlib import Path

import torch
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    PreTrainedTokenizerFast,
    Qwen3ForCausalLM,
)

from liftapp.starter import attention
from liftapp.starter.model import Shape, begin_with, export, new_model, trained_tokens

SMALL = Shape(layers=2, hidden=64, head_width=16, kv_heads=2, mlp=96)


def _lively(tokenizer: PreTrainedTokenizerFast) -> Qwen3ForCausalLM:
    model = new_model(SMALL, tokenizer, seed=1)
    torch.manual_seed(2)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter), alpha=0.2)
    return model


def test_the_seed_decides_the_weights(tokenizer: PreTrainedTokenizerFast) -> None:
    one, same, other = (new_model(SMALL, tokenizer, seed) for seed in (1, 1, 2))
    weights = [model.model.embed_tokens.weight for model in (one, same, other)]
    assert torch.equal(weights[0], weights[1])
    assert not torch.equal(weights[0], weights[2])


def test_a_deeper_model_says_at_first_what_the_one_it_begins_with_says(
    tokenizer: PreTrainedTokenizerFast,
) -> None:
    model = _lively(tokenizer)
    deeper = new_model(dataclasses.replace(SMALL, layers=5), tokenizer, seed=3)
    tokens = torch.randint(5, 300, (1, 40))
    with torch.no_grad():
        assert not torch.allclose(deeper(tokens).logits, model(tokens).logits, atol=1e-2)
        begin_with(deeper, model)
        torch.testing.assert_close(deeper(tokens).logits, model(tokens).logits)
    first, last = (deeper.get_parameter(f"model.layers.{i}.mlp.up_proj.weight") for i in (0, 4))
    assert torch.equal(first, model.get_parameter("model.layers.0.mlp.up_proj.weight"))
    assert torch.equal(last, model.get_parameter("model.layers.1.mlp.up_proj.weight"))


def test_the_exported_folder_is_the_model(
    tokenizer: PreTrainedTokenizerFast, tmp_path: Path
) -> None:
    folder = tmp_path / "model"
    model = _lively(tokenizer)
    model.set_attn_implementation(attention.NAME)
    for _ in range(2):  # the second replaces the first
        export(model, tokenizer, folder, tokens=123)
    loaded = AutoModelForCausalLM.from_pretrained(folder, dtype="auto")
    assert loaded.dtype is torch.bfloat16
    assert loaded.config._attn_implementation == "sdpa"
    assert loaded.lm_head.weight is loaded.model.embed_tokens.weight
    for name, value in loaded.named_parameters():
        assert torch.equal(value, model.get_parameter(name).to(torch.bfloat16)), name
    assert trained_tokens(folder) == 123
    assert AutoTokenizer.from_pretrained(folder).eos_token_id == tokenizer.eos_token_id
    assert loaded.generation_config.eos_token_id == tokenizer.eos_token_id
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_packed_chats_and_branches_do_not_see_each_other(
    tokenizer: PreTrainedTokenizerFast,
) -> None:
    model = _lively(tokenizer)
    tokens = torch.randint(5, 300, (1, 60))
    shapes = [(1, []), (9, [4, 1, 8]), (20, []), (3, [14])]  # tokens of a view and its branches
    logits, positions, first = list[torch.Tensor](), list[torch.Tensor](), 0
    for view, branches in shapes:
        stem = tokens[:, first : first + view]
        logits.append(model(stem).logits)
        positions.append(torch.arange(view))
        first += view
        for size in branches:
            both = torch.cat([stem, tokens[:, first : first + size]], 1)
            logits.append(model(both).logits[:, view:])
            positions.append(torch.arange(view, view + size))
            first += size
    apart = torch.cat(logits, 1)
    apart.square().mean().backward()  # type: ignore[no-untyped-call]
    wanted = {name: value.grad for name, value in model.named_parameters()}
    assert None not in wanted.values()
    model.zero_grad(set_to_none=True)
    model.set_attn_implementation(attention.NAME)
    packed = model(
        tokens,
        position_ids=torch.cat(positions)[None],
        attention_mask={"full_attention": None},
        use_cache=False,
    ).logits
    packed.square().mean().backward()
    torch.testing.assert_close(packed, apart, atol=1e-4, rtol=1e-4)
    for name, value in model.named_parameters():
        torch.testing.assert_close(value.grad, wanted[name], atol=1e-4, rtol=1e-3)
