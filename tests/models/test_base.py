import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
import torch
from transformers import BertConfig, BloomConfig, T5Config

from liftapp.errors import ModelUnavailable, UsageError
from liftapp.models import BaseModel, load_base
from liftapp.models.base import needed_bytes
from liftapp.models.weights import Part
from tests.models.tiny import save_tiny


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_tiny(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture
def folder(saved: Path, tmp_path: Path) -> Path:
    """A copy to break."""
    return Path(shutil.copytree(saved, tmp_path / "tiny"))


def load(model: str | Path | None, **options: object) -> BaseModel:
    loading: Callable[..., BaseModel] = load_base
    return loading(model, Path("no starter here"), **options)


def refusal(model: str | Path | None, **options: object) -> str:
    with pytest.raises(ModelUnavailable) as caught:
        load(model, **options)
    text = str(caught.value)
    assert "\n" not in text
    assert text.endswith(".")
    return text


def test_a_folder_loads_frozen_in_eval_mode_and_silent(
    saved: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    base = load(saved)
    assert capfd.readouterr() == ("", "")
    assert not base.model.training
    assert not any(p.requires_grad for p in base.model.parameters())
    assert base.id == "tiny"
    assert base.window == 128
    assert base.model.dtype == base.dtype
    assert base.model.config._attn_implementation == "sdpa"
    assert len(base.weights_sha256) == len(base.tokenizer_sha256) == 64
    ids = base.tokenizer("A réal text.")["input_ids"]
    assert base.tokenizer.decode(ids) == "A réal text."
    assert base.model(torch.tensor([ids])).logits.shape == (1, len(ids), 300)


def test_none_is_the_starter_folder(saved: Path, tmp_path: Path) -> None:
    assert load_base(None, saved).id == "starter"
    assert load_base("starter", saved).id == "starter"
    with pytest.raises(ModelUnavailable, match="starter model is missing"):
        load_base(None, tmp_path / "gone")


def test_window_is_capped_and_dtype_is_as_asked(saved: Path) -> None:
    assert load(saved, window=100).window == 100
    base = load(saved, window=5000, dtype="bfloat16")
    assert base.window == 128
    assert base.model.dtype == base.dtype == torch.bfloat16


def test_hashes_follow_contents_and_not_places(saved: Path, folder: Path) -> None:
    one, two = load(saved), load(folder)
    assert one.weights_sha256 == two.weights_sha256
    assert one.tokenizer_sha256 == two.tokenizer_sha256
    file = folder / "model.safetensors"
    raw = bytearray(file.read_bytes())
    raw[-1] ^= 1
    file.write_bytes(raw)
    (folder / "chat_template.jinja").write_text("{{ messages }}")
    changed = load(folder)
    assert changed.weights_sha256 != one.weights_sha256
    assert changed.tokenizer_sha256 != one.tokenizer_sha256


def test_sharded_weights_load_and_a_missing_shard_is_named(tmp_path: Path) -> None:
    folder = save_tiny(tmp_path / "sharded", max_shard_size="60KB")
    shards = sorted(folder.glob("model-*.safetensors"))
    assert len(shards) > 1
    load(folder)
    shards[-1].unlink()
    assert f"lacks its weight file {shards[-1].name}" in refusal(folder)


def test_an_index_can_not_point_out_of_the_folder(folder: Path) -> None:
    index = {"metadata": {}, "weight_map": {"a": "../tiny/model.safetensors"}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))
    assert "damaged" in refusal(folder)


def test_missing_folder_and_config(tmp_path: Path, folder: Path) -> None:
    assert "There is no model folder" in refusal(tmp_path / "gone")
    assert "There is no model folder" in refusal("./gone")
    assert "is a file" in refusal(folder / "config.json")
    (folder / "config.json").unlink()
    assert "no config.json" in refusal(folder)


@pytest.mark.parametrize("text", ["{", "[]", '{"model_type": "qwen3", "head_dim": "wide"}'])
def test_damaged_config(folder: Path, text: str) -> None:
    (folder / "config.json").write_text(text)
    assert "damaged" in refusal(folder)


def test_hub_id_is_looked_for_in_the_cache_only(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    assert "nor in the local Hugging Face cache" in refusal("someone/some-model")


def test_hub_id_in_the_cache_loads(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, saved: Path
) -> None:
    monkeypatch.setattr("liftapp.models.locate.snapshot_download", lambda *_a, **_k: str(saved))
    assert load("someone/some-model").id == "someone/some-model"


def test_pickle_weights_are_never_opened(folder: Path) -> None:
    (folder / "model.safetensors").unlink()
    assert "has no model weights" in refusal(folder)
    (folder / "pytorch_model.bin").write_bytes(b"\x80\x04.")
    text = refusal(folder)
    assert "pickle" in text
    assert "convert them to safetensors" in text


@pytest.mark.parametrize("damage", ["cut", "header", "length", "empty"])
def test_damaged_weights(folder: Path, damage: str) -> None:
    file = folder / "model.safetensors"
    raw = file.read_bytes()
    file.write_bytes(
        {
            "cut": raw[:-100],
            "header": raw[:8] + b"?" * 40 + raw[48:],
            "length": b"\xff" * 8 + raw[8:],
            "empty": b"",
        }[damage]
    )
    assert "damaged or cut off" in refusal(folder)


def test_weights_that_lack_a_layer_are_refused(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text())
    config |= {"num_hidden_layers": 3, "layer_types": ["full_attention"] * 3}
    (folder / "config.json").write_text(json.dumps(config))
    assert "lack model.layers.2" in refusal(folder)


def test_weights_of_other_shapes_are_refused(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"intermediate_size": 32}))
    assert "can't be loaded" in refusal(folder)


def test_models_with_code_of_their_own_are_refused(folder: Path) -> None:
    config = {"model_type": "own", "auto_map": {"AutoConfig": "code.Config"}}
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "code.py").write_text("raise SystemExit('ran')")
    assert "never runs" in refusal(folder)
    (folder / "config.json").write_text('{"model_type": "not-yet-known"}')
    assert "unknown to the installed transformers" in refusal(folder)


def test_models_that_do_not_generate_are_refused(tmp_path: Path) -> None:
    BertConfig(architectures=["BertForMaskedLM"]).save_pretrained(tmp_path / "bert")
    T5Config().save_pretrained(tmp_path / "t5")
    assert "does not generate text" in refusal(tmp_path / "bert")
    assert "does not generate text" in refusal(tmp_path / "t5")


def test_architectures_outside_the_attention_interface_are_refused(tmp_path: Path) -> None:
    BloomConfig().save_pretrained(tmp_path)
    assert "attention interface" in refusal(tmp_path)


@pytest.mark.parametrize("damage", ["gone", "damaged"])
def test_tokenizer_missing_or_damaged(folder: Path, damage: str) -> None:
    (folder / "tokenizer.json").unlink()
    if damage == "damaged":
        (folder / "tokenizer.json").write_text("{")
    assert "tokenizer" in refusal(folder)


def test_too_large_names_both_sizes_and_the_way_out(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Little:
        available = 50_000

    monkeypatch.setattr(psutil, "virtual_memory", lambda: Little)
    text = refusal(saved)
    assert "kB of memory and 50.0 kB are free on cpu" in text
    assert "4 bit or choose a smaller one" in text
    assert "choose a smaller model" in refusal(saved, quantize="4bit")


def test_memory_estimate_counts_what_4_bit_leaves_alone() -> None:
    tensors = [
        Part("model.embed_tokens.weight", (1000, 64)),
        Part("model.layers.0.mlp.up_proj.weight", (256, 64)),
        Part("model.norm.weight", (64,)),
    ]
    full = (64_000 + 16_384 + 64) * 2 * 1.2
    assert needed_bytes(tensors, torch.bfloat16, None) == int(full)
    four = ((64_000 + 64) * 2 + 16_384 * 0.5625) * 1.2
    assert needed_bytes(tensors, torch.bfloat16, "4bit") == int(four)


def test_running_out_while_loading_is_said_in_words(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise torch.OutOfMemoryError

    monkeypatch.setattr("transformers.AutoModelForCausalLM.from_pretrained", fail)
    assert "does not fit into the memory" in refusal(saved)


def test_wrong_choices_are_usage_errors(saved: Path) -> None:
    with pytest.raises(UsageError, match="4bit"):
        load(saved, quantize="3bit")
    with pytest.raises(UsageError, match="float32"):
        load(saved, dtype="int8")


def test_4_bit_needs_its_library(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liftapp.models.base.find_spec", lambda _name: None)
    assert "bitsandbytes" in refusal(saved, quantize="4bit")


def test_4_bit_base_loads_frozen(saved: Path) -> None:
    pytest.importorskip("bitsandbytes", reason="bitsandbytes does not install here")
    base = load(saved, quantize="4bit", device="cpu")
    assert base.quantize == "4bit"
    assert base.reason.endswith("weights in 4 bit")
    assert not any(p.requires_grad for p in base.model.parameters())
    kinds = {type(module).__name__ for module in base.model.modules()}
    assert "Linear4bit" in kinds
    assert base.model(torch.arange(10)[None]).logits.isfinite().all()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root reads everything")
def test_unreadable_weights(folder: Path) -> None:
    (folder / "model.safetensors").chmod(0)
    assert "damaged" in refusal(folder)
