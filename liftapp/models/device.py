"""Where a base model computes and in which numbers, each with a reason a person can read."""

import os
from dataclasses import dataclass

import psutil
import torch

from liftapp.errors import ModelUnavailable, UsageError
from liftapp.models.room import SMALL
from liftapp.sizes import sized

_DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}


@dataclass(frozen=True)
class Placement:
    """The device and dtype of a base model, and why."""

    device: torch.device
    dtype: torch.dtype
    reason: str


def place(device: str | None, dtype: str | None, parameters: int) -> Placement:
    """Choose the device (named, or the best there is) and the dtype for a model of that size.

    Raises ModelUnavailable for a device this machine lacks, UsageError for an unknown dtype.
    """
    chosen, why = _device(device)
    number, why_number = _dtype(chosen, dtype, parameters)
    return Placement(chosen, number, f"{why}; {why_number}")


def free_bytes(device: torch.device) -> int:
    """Memory that a model can take on `device` now."""
    if device.type == "cuda":
        return int(torch.cuda.mem_get_info(device)[0])
    return int(psutil.virtual_memory().available)


def _device(name: str | None) -> tuple[torch.device, str]:
    if name is None:
        if torch.cuda.is_available():
            return torch.device("cuda"), _gpu(torch.device("cuda"))
        if torch.backends.mps.is_available():
            return torch.device("mps"), "Apple GPU"
        return torch.device("cpu"), f"{_cpu()}: no GPU found"
    kind, _, index = name.partition(":")
    if kind not in ("cpu", "cuda", "mps") or (index and not index.isdecimal()):
        raise ModelUnavailable(f"There is no device named {name!r}; choose cpu, cuda or mps.")
    if kind == "cuda" and int(index or 0) >= torch.cuda.device_count():
        raise ModelUnavailable(
            f"This machine has no NVIDIA GPU that answers to {name!r}; choose the device cpu."
        )
    if kind == "mps" and not torch.backends.mps.is_available():
        raise ModelUnavailable("This machine has no Apple GPU; choose the device cpu.")
    device = torch.device(name)
    what = {"cpu": _cpu(), "mps": "Apple GPU"}.get(kind) or _gpu(device)
    return device, f"{what}: as asked"


def _gpu(device: torch.device) -> str:
    return f"GPU {torch.cuda.get_device_name(device)}, {sized(free_bytes(device))} free"


def _cpu() -> str:
    usable = getattr(os, "sched_getaffinity", None)  # not on macOS and Windows
    cores = len(usable(0)) if usable else os.cpu_count() or 1
    return f"CPU, {cores} {'core' if cores == 1 else 'cores'}"


def _dtype(device: torch.device, name: str | None, parameters: int) -> tuple[torch.dtype, str]:
    if name is not None:
        if name not in _DTYPES:
            raise UsageError(f"There is no dtype {name!r}; choose one of {', '.join(_DTYPES)}.")
        return _DTYPES[name], f"{name} as asked"
    if device.type == "cuda":
        if torch.cuda.is_bf16_supported(including_emulation=False):
            return torch.bfloat16, "bfloat16, which this GPU computes fastest"
        return torch.float16, "float16, since this GPU has no bfloat16"
    if device.type == "cpu" and _computes_bfloat16():
        return torch.bfloat16, "bfloat16, which this processor computes fastest"
    if parameters <= SMALL:
        return torch.float32, "float32, since the model is small"
    return torch.bfloat16, "bfloat16, to halve the memory of a large model"


def _computes_bfloat16() -> bool:
    """Whether the processor multiplies in bfloat16; imitating it is 50 times slower."""
    # An older PyTorch does not say.
    told: dict[str, object] = getattr(torch.cpu, "get_capabilities", dict)()
    return bool(told.get("avx512_bf16") or told.get("amx_bf16"))
