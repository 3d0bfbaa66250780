"""What answers and memory cost: time and tokens of each view, memory, and learning."""

import sys
from collections.abc import Iterator, Mapping, Sequence

import torch

from liftapp.config import TRAINING_PASSES
from liftapp.exam.asking import Outcome
from liftapp.exam.figures import Figure, Measure
from liftapp.lift.memory import Memory

KEPT: Mapping[str, Measure] = {
    "questions": Measure.QUESTIONS,
    "trained_tokens": Measure.TRAINED_TOKENS,
    "question_seconds": Measure.QUESTION_SECONDS,
    "train_seconds": Measure.TRAIN_SECONDS,
}
"""What the memory's manifest keeps of learning."""


def asking(outcomes: Sequence[Outcome]) -> Iterator[Figure]:
    """Seconds and tokens of each view, from the run that gave its answers."""
    for o in outcomes:
        for measure, value in (
            (Measure.SECONDS, o.seconds),
            (Measure.FIRST_SECONDS, o.first_token_s),
            (Measure.TOKENS_READ, float(o.read)),
            (Measure.TOKENS_WRITTEN, float(o.written)),
        ):
            yield Figure(measure, value, o.view, count=o.asked)


def keeping(memory: Memory, document_tokens: int) -> Iterator[Figure]:
    """Bytes of the memory's tensors for each token of the document (at least one)."""
    yield Figure(Measure.DOCUMENT_TOKENS, document_tokens)
    yield Figure(Measure.MEMORY_BYTES, memory_bytes(memory) / document_tokens)


def memory_bytes(memory: Memory) -> int:
    """Of everything that is saved to get a memory back."""
    return sum(t.numel() * t.element_size() for t in memory.tensors().values())


def learning(manifest: Mapping[str, object]) -> Iterator[Figure]:
    """From the figures in the memory's manifest: those it has.

    Passes are the tokens read and `TRAINING_PASSES` times those trained on, over the document's;
    the tokens read and written for questions are not kept, so of these only the seconds are told.
    """
    for name, measure in KEPT.items():
        value = manifest.get(name)
        if isinstance(value, int | float):
            yield Figure(measure, value)
    trained, size = manifest.get("trained_tokens"), manifest.get("document_tokens")
    if isinstance(trained, int | float) and isinstance(size, int | float) and size:
        yield Figure(Measure.PASSES, passes(manifest, size))


def passes(manifest: Mapping[str, object], tokens: float) -> float:
    """Forward passes over a document of so many tokens that learning it took."""
    trained, read = (manifest.get(name, 0) for name in ("trained_tokens", "read_tokens"))
    assert isinstance(trained, int | float)
    assert isinstance(read, int | float)
    return (TRAINING_PASSES * trained + read) / tokens


def peak_memory() -> Figure:
    """The most this process has taken: resident, and beside it what a GPU held."""
    if sys.platform == "win32":
        import psutil

        resident = int(psutil.Process().memory_info().peak_wset)
    else:
        import resource

        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        resident = most if sys.platform == "darwin" else most * 1024
    held = torch.cuda.max_memory_allocated() if torch.cuda.is_available() else 0
    return Figure(Measure.PEAK_BYTES, resident + held)
