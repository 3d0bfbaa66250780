"""The most memory a process took since it was last asked to forget."""

from contextlib import suppress
from pathlib import Path

import torch

from liftapp.exam.cost import peak_memory

_STATUS, _FORGET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def forget_peak() -> None:
    """Begin to measure anew; where the system can't (all but Linux) the process's peak stays."""
    with suppress(OSError):
        _FORGET.write_text("5")  # proc(5): resets the peak resident set
    if torch.cuda.is_available():
        torch.cuda.reset_peak_memory_stats()


def peak_bytes() -> int:
    """Resident, and beside it what a GPU held."""
    try:
        told = _STATUS.read_text().partition("VmHWM:")[2].split()[0]
    except (OSError, IndexError):
        return int(peak_memory().value)
    held = torch.cuda.max_memory_allocated() if torch.cuda.is_available() else 0
    return int(told) * 1024 + held
