import dataclasses
from pathlib import Path

import pytest
import torch
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    PreTrainedTokenizerFast,
    Qwen3ForCausalLM,
)

from liftapp.errors import UsageError
from liftapp.starter import attention
from liftapp.starter.__main__ import main
from liftapp.starter.model import Shape, average, begin_with, export, new_model, trained_tokens

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


def test_a_model_begins_with_the_layers_of_another_that_are_not_left_out(
    tokenizer: PreTrainedTokenizerFast,
) -> None:
    model = new_model(dataclasses.replace(SMALL, layers=1), tokenizer, seed=3)
    begun, tokens = _lively(tokenizer), torch.randint(5, 300, (1, 40))
    with torch.no_grad():
        for name in ("self_attn.o_proj", "mlp.down_proj"):  # the first layer says nothing
            begun.get_parameter(f"model.layers.0.{name}.weight").zero_()
        wanted = begun(tokens).logits
        assert not torch.allclose(model(tokens).logits, wanted, atol=1e-2)
        begin_with(model, begun, without=(0,))
        torch.testing.assert_close(model(tokens).logits, wanted)


def test_a_wider_model_begins_by_saying_the_same(tokenizer: PreTrainedTokenizerFast) -> None:
    begun, tokens = _lively(tokenizer), torch.randint(5, 300, (1, 40))
    assert Shape.of(begun.config) == SMALL
    model = new_model(SMALL.wider(), tokenizer, seed=3)
    assert Shape.of(model.config) == SMALL.wider()
    begin_with(model, begun, seed=4)
    for name, width in (("q_proj", 64), ("k_proj", 32)):
        weights = torch.split(model.get_parameter(f"model.layers.1.self_attn.{name}.weight"), width)
        wanted = begun.get_parameter(f"model.layers.1.self_attn.{name}.weight")
        torch.testing.assert_close((weights[0] + weights[1]) / 2, wanted)
        spread = (weights[0] - weights[1]).std() / 2 / wanted.std()
        assert 0.08 < spread < 0.12
    with torch.no_grad():
        said, wanted = model(tokens).logits, begun(tokens).logits
        assert (said - wanted).square().mean() < 0.02 * wanted.var()
        begin_with(model, begun, seed=5)
        assert not torch.equal(model(tokens).logits, said)


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


def test_a_run_ends_halfway_between_its_start_and_its_end(
    tokenizer: PreTrainedTokenizerFast, tmp_path: Path
) -> None:
    begun, ended = new_model(SMALL, tokenizer, seed=1), _lively(tokenizer)
    export(begun, tokenizer, tmp_path / "begun", tokens=1)
    export(ended, tokenizer, tmp_path / "run" / "model", tokens=7)
    arguments = ["average", "--out", str(tmp_path / "run")]
    assert main(arguments) == UsageError.exit_code
    assert main([*arguments, "--start", str(tmp_path / "begun")]) == 0
    mean = AutoModelForCausalLM.from_pretrained(tmp_path / "run" / "model", dtype="auto")
    for name, value in mean.named_parameters():
        both = [model.get_parameter(name).bfloat16().float() for model in (begun, ended)]
        assert torch.equal(value, ((both[0] + both[1]) / 2).bfloat16()), name
    # Further from the mean, a quarter of the way.
    assert main([*arguments, "--start", str(tmp_path / "begun"), "--share", "0.25"]) == 0
    near = AutoModelForCausalLM.from_pretrained(tmp_path / "run" / "model", dtype="auto")
    for name, value in near.named_parameters():
        first = begun.get_parameter(name).bfloat16().float()
        between = first + (mean.get_parameter(name).float() - first) / 4
        torch.testing.assert_close(value.float(), between, rtol=0.01, atol=1e-3)
    assert trained_tokens(tmp_path / "run" / "model") == 7
    assert mean.generation_config.eos_token_id == tokenizer.eos_token_id


def test_models_of_different_shapes_have_no_mean(
    tokenizer: PreTrainedTokenizerFast, tmp_path: Path
) -> None:
    for layers in (2, 3):
        model = new_model(dataclasses.replace(SMALL, layers=layers), tokenizer, seed=1)
        export(model, tokenizer, tmp_path / str(layers), tokens=1)
    with pytest.raises(UsageError, match="same layers"):
        average(tmp_path / "3", tmp_path / "2")


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
