"""Whatever escapes a workflow, as one sentence for the user and an exit code."""

import errno
import traceback
from dataclasses import dataclass

from liftapp.errors import LiftappError, OutOfResources

BUG = 1
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True)
class Failure:
    """What to tell; `details` is the traceback of a bug, else empty."""

    sentence: str
    exit_code: int
    details: str = ""


def failure(error: Exception) -> Failure:
    """Resources that ran out have words of their own; what is no LiftappError is a bug."""
    if isinstance(error, LiftappError):
        return Failure(str(error), error.exit_code)
    if isinstance(error, MemoryError) or _no_memory(error):
        return Failure(
            "The memory of this machine ran out; close other programs, or choose a smaller model.",
            OutOfResources.exit_code,
        )
    if isinstance(error, OSError) and error.errno in FULL:
        return Failure(
            "The disk is full; free some space and try again: what was learned so far can be "
            "resumed.",
            OutOfResources.exit_code,
        )
    details = "".join(traceback.format_exception(error))
    return Failure(f"A bug in liftapp: {type(error).__name__}: {error}.", BUG, details)


def _no_memory(error: Exception) -> bool:
    """Whether torch got no memory; on a CPU it says so in a plain RuntimeError."""
    refused = isinstance(error, RuntimeError) and "DefaultCPUAllocator" in str(error)
    return refused or type(error).__name__ == "OutOfMemoryError"
