"""Base models for the other workflows: loaded, and found again by the hash of their weights."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from liftapp.errors import ModelUnavailable
from liftapp.library import MemoryManifest, atomic_write
from liftapp.paths import Home, resources

if TYPE_CHECKING:
    from liftapp.models import BaseModel

Load: TypeAlias = "Callable[[str | None, str | None, str | None], BaseModel]"
"""As `load`; who keeps a base model between jobs gives the workflows one that looks there first."""


def load(model: str | None, device: str | None = None, quantize: str | None = None) -> BaseModel:
    """A base model by folder or hub id, or the starter (None); see `models.load_base`."""
    from liftapp.models import load_base

    return load_base(model, resources() / "starter", device=device, quantize=quantize)


def reclaim() -> None:
    """Give back the memory of a base model that nobody holds any more, before another is loaded."""
    import torch

    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def remember(home: Home, base: BaseModel, model: str | None) -> None:
    """Note where a base model was found, so that its memories need no --model later."""
    if model is None:
        return
    places, place = known(home), Path(model).expanduser()
    places[base.weights_sha256] = str(place.resolve()) if place.is_dir() else model
    atomic_write(home.config / "models.json", json.dumps(places, indent=1).encode())


def load_for(
    home: Home,
    manifest: MemoryManifest,
    model: str | None,
    device: str | None,
    quantize: str | None = None,
    load: Load = load,
) -> BaseModel:
    """The base model a memory was learned with.

    Raises ModelUnavailable when it is not here, or when `model` is another one.
    """
    place = model or known(home).get(manifest.base_sha256)
    if place is None and manifest.base_model != "starter":
        raise ModelUnavailable(
            f"This memory needs the base model {manifest.base_model!r}, which liftapp has not "
            "seen on this machine; give its folder with --model."
        )
    base = load(place, device, quantize)
    if base.weights_sha256 != manifest.base_sha256:
        raise ModelUnavailable(
            f"This memory was learned with the base model {manifest.base_model!r} and "
            f"{base.id!r} has other weights; choose the right one with --model, or learn the "
            "document again."
        )
    if base.tokenizer_sha256 != manifest.tokenizer_sha256:
        raise ModelUnavailable(
            f"The tokenizer of {base.id!r} is not the one this memory was learned with; "
            "choose the right model with --model."
        )
    remember(home, base, model)
    return base


def known(home: Home) -> dict[str, str]:
    """Folder or hub id of every model that was used here, by the hash of its weights."""
    try:
        found = json.loads((home.config / "models.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}
