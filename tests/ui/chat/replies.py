"""Answers to show: real data of the shapes the engine sends."""

from collections.abc import Sequence

from liftapp.library import FoundPassage, MemoryRecord, Status
from liftapp.workflows.ask import Reply, TokenGate
from liftapp.workflows.shelf import Entry

LAYERS, HEADS = 3, 2
SOURCES = (
    FoundPassage(4, 10, 60, "It has Lucy Fenlin as its mayor. " * 12, 3.0),
    FoundPassage(7, 80, 99, "Orbury has 24 rooms.", 1.0),
)
MEMORY = MemoryRecord(
    "m1", "Yearbook", "a" * 64, "The Jichar Yearbook", "slots", "standard", "starter", "b" * 64,
    Status.READY, "2026-01-01T00:00:00+00:00", 1000,
)  # fmt: skip
ENTRY = Entry(
    "m1", "Yearbook", Status.READY, 1000, "starter", "standard", "2026-01-01T00:00:00+00:00",
    None, "/documents/yearbook.pdf", "The Jichar Yearbook", False, False, False,
)  # fmt: skip


def token(text: str, gate: float) -> TokenGate:
    """A token whose heads differ, with `gate` as their mean."""
    heads = tuple(tuple(gate + s * 0.02 for s in (-1, 1)) for _ in range(LAYERS))
    return TokenGate(text, gate, heads)


def tokens(*pairs: tuple[str, float]) -> tuple[TokenGate, ...]:
    """Tokens of these texts and gates."""
    return tuple(token(text, gate) for text, gate in pairs)


FENLIN = tokens((" Lucy", 0.2), (" Fen", 0.4), ("lin", 0.8), (" of", 0.03), (" Orbury", 0.9))


def reply(
    said: Sequence[TokenGate] | None = FENLIN, *, answer: str = "", question: str = "Who?",
    mode: str = "both", support: str = "both", sources: tuple[FoundPassage, ...] = SOURCES,
) -> Reply:  # fmt: skip
    """A reply made of these tokens, or of `answer` where there are no gates."""
    gates = [t.gate for t in said or () if t.gate is not None]
    return Reply(
        question=question,
        answer=answer or "".join(t.text for t in said or ()).strip(),
        document="The Jichar Yearbook",
        mode=mode,
        support=support,
        mean_gate=sum(gates) / len(gates) if gates else None,
        layer_gates=None,
        token_gates=tuple(said) if said else None,
        sources=sources,
        first_token_s=0.1,
        total_s=1.5,
        memory=MEMORY,
    )
