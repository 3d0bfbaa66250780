"""The base model: loaded once, frozen, known by the hashes of its weights and tokenizer."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    BitsAndBytesConfig,
    PreTrainedModel,
    PreTrainedTokenizerBase,
)

from liftapp.errors import ModelUnavailable, UsageError
from liftapp.models.architecture import read_config, window_of
from liftapp.models.device import Placement, free_bytes, place
from liftapp.models.locate import locate
from liftapp.models.quiet import fetch_no_kernels, quiet
from liftapp.models.room import HEADROOM
from liftapp.models.weights import TOKENIZER_FILES, Part, parts, sha256, weight_files
from liftapp.sizes import sized

_NF4_BYTES = 0.5625  # per weight: 4 bits, and one float32 scale for every 64 weights


@dataclass(frozen=True)
class BaseModel:
    """A causal language model, in eval mode and frozen, and what identifies it."""

    model: PreTrainedModel
    tokenizer: PreTrainedTokenizerBase
    id: str  # hub id, folder name or "starter"; never a path
    weights_sha256: str
    tokenizer_sha256: str
    window: int  # tokens of context
    device: torch.device
    dtype: torch.dtype  # of the computation
    quantize: str | None  # "4bit" or None
    reason: str  # one line: where and in which numbers it computes, and why


_KERNELS = "64"
"""Kernels that oneDNN keeps prepared, one for each shape of a product (its default: 1024).

Rows of learning have ever other lengths: 25 updates of the starter took 1.9 GB with the default and
1.3 GB with this, at the same speed. Read at the first product; a value that is set already stays.
"""


def load_base(
    model: str | Path | None,
    starter: Path,
    *,
    device: str | None = None,
    dtype: str | None = None,
    quantize: str | None = None,
    window: int | None = None,
) -> BaseModel:
    """Load a model by folder or hub id, or the starter model (None).

    `device` is cpu, cuda or mps (None: the best there is), `dtype` float32, bfloat16 or float16
    (None: by device and size), `quantize` "4bit" for bitsandbytes, `window` a cap in tokens.
    Nothing is fetched from the hub; pickles and code never load.

    Raises ModelUnavailable when it can't be loaded or does not fit the memory, UsageError for
    an unknown dtype or quantization.
    """
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", _KERNELS)
    fetch_no_kernels()
    if quantize not in (None, "4bit"):
        raise UsageError(f"There is no quantization {quantize!r}; choose 4bit or none.")
    if quantize and find_spec("bitsandbytes") is None:
        raise ModelUnavailable("4-bit models need bitsandbytes, which is not installed here.")
    with quiet():
        folder, name = locate(model, starter)
        config = read_config(folder)
        files = weight_files(folder)
        tensors = parts(files)
        placement = place(device, dtype, sum(part.elements for part in tensors))
        _check_room(tensors, placement, quantize, name)
        tokenizer = _load_tokenizer(folder, name)
        loaded = _load_weights(folder, name, placement, quantize)
    return BaseModel(
        model=loaded,
        tokenizer=tokenizer,
        id=name,
        weights_sha256=sha256(files),
        tokenizer_sha256=sha256([f for n in TOKENIZER_FILES if (f := folder / n).exists()]),
        window=window_of(config, window),
        device=placement.device,
        dtype=placement.dtype,
        quantize=quantize,
        reason=placement.reason + ("; weights in 4 bit" if quantize else ""),
    )


def needed_bytes(tensors: list[Part], dtype: torch.dtype, quantize: str | None) -> int:
    """Memory for these weights in `dtype`, with headroom for computing."""
    total = 0.0
    for part in tensors:
        # bitsandbytes leaves embeddings, the output layer and vectors as they are
        small = quantize and len(part.shape) == 2 and not _is_embedding(part.name)
        total += part.elements * (_NF4_BYTES if small else dtype.itemsize)
    return int(total * HEADROOM)


def _is_embedding(name: str) -> bool:
    return "embed" in name or "lm_head" in name or "wte" in name


def _check_room(tensors: list[Part], placement: Placement, quantize: str | None, name: str) -> None:
    need = needed_bytes(tensors, placement.dtype, quantize)
    free = free_bytes(placement.device)
    if need > free:
        way = "choose a smaller model" if quantize else "load it in 4 bit or choose a smaller one"
        raise ModelUnavailable(
            f"The model {name} needs about {sized(need)} of memory and {sized(free)} are free on "
            f"{placement.device}; {way}."
        )


def _load_tokenizer(folder: Path, name: str) -> PreTrainedTokenizerBase:
    try:
        tokenizer = AutoTokenizer.from_pretrained(
            folder, trust_remote_code=False, local_files_only=True
        )
    except Exception as e:  # the tokenizers library raises bare Exception
        raise ModelUnavailable(
            f"The tokenizer of the model {name} is missing or damaged; copy or download it again."
        ) from e
    assert isinstance(tokenizer, PreTrainedTokenizerBase)
    return tokenizer


def _load_weights(
    folder: Path, name: str, placement: Placement, quantize: str | None
) -> PreTrainedModel:
    try:
        loaded: Any = AutoModelForCausalLM.from_pretrained(
            folder,
            dtype=placement.dtype,
            device_map={"": placement.device},
            quantization_config=_four_bit(placement.dtype) if quantize else None,
            use_safetensors=True,
            trust_remote_code=False,
            local_files_only=True,
            output_loading_info=True,
        )
        model, report = loaded
    except (SafetensorError, OSError, ValueError, KeyError, TypeError) as e:
        raise _broken(name, e) from e
    except MemoryError as e:
        raise _too_large(name, placement) from e
    except RuntimeError as e:
        if isinstance(e, torch.OutOfMemoryError) or "alloc" in str(e):
            raise _too_large(name, placement) from e
        raise _broken(name, e) from e
    if report["missing_keys"]:
        raise ModelUnavailable(
            f"The weights of the model {name} lack {min(report['missing_keys'])} and others that "
            "its config names; copy or download it again."
        )
    assert isinstance(model, PreTrainedModel)
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    model.train(False)
    keep_differentiable(model)
    return model


def keep_differentiable(model: PreTrainedModel) -> None:
    """Keep bitsandbytes' inference kernel for AVX512-BF16 processors out: it has no gradients.

    In eval mode a Linear4bit repacks its weights for it at the first pass, and what is learned
    through them later would be silently wrong (bitsandbytes 0.50).
    """
    module: Any
    for module in model.modules():
        if hasattr(module, "support_avx512bf16_for_cpu"):
            module.support_avx512bf16_for_cpu = False


def _four_bit(dtype: torch.dtype) -> BitsAndBytesConfig:
    make: Callable[..., BitsAndBytesConfig] = BitsAndBytesConfig
    return make(load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_compute_dtype=dtype)


def _broken(name: str, error: Exception) -> ModelUnavailable:
    what = (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".:")
    return ModelUnavailable(
        f"The model {name} can't be loaded ({what}); copy or download it again."
    )


def _too_large(name: str, placement: Placement) -> ModelUnavailable:
    return ModelUnavailable(
        f"The model {name} does not fit into the memory of {placement.device}, of which "
        f"{sized(free_bytes(placement.device))} are free; load it in 4 bit or choose a smaller one."
    )
