"""Asking a memory: the answer, where it came from, and what in the document supports it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liftapp.errors import NotFound, UsageError
from liftapp.library import FoundPassage, Library, MemoryRecord, Status
from liftapp.paths import Home
from liftapp.workflows.opened import open_memory

if TYPE_CHECKING:
    from liftapp.lift.answering import Answer, Mode

MODES = ("both", "memory", "window", "base")
SOURCES = 3
"""Passages shown beside an answer."""


@dataclass(frozen=True)
class TokenGate:
    """One token of an answer and its mean gate; `heads` (layers x heads) where asked for."""

    text: str
    gate: float
    heads: tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Reply:
    """An answer as data. Gates are None for memories without one and where none was on."""

    question: str
    answer: str
    document: str
    mode: str
    support: str
    mean_gate: float | None
    layer_gates: tuple[float, ...] | None
    token_gates: tuple[TokenGate, ...] | None
    sources: tuple[FoundPassage, ...]
    first_token_s: float
    total_s: float
    memory: MemoryRecord


class Conversation:
    """One memory, loaded and attached; ask it as often as you like, then close it.

    The window's context is read once: its keys and values are kept between questions.
    """

    def __init__(
        self,
        home: Home,
        name: str | None = None,
        *,
        model: str | None = None,
        device: str | None = None,
        quantize: str | None = None,
    ) -> None:
        """Open the memory called `name`, or the newest finished one.

        Raises NotFound, or ModelUnavailable when its base model is not here or another one.
        """
        self._library = Library(home)
        try:
            self.memory = self._find(name)
            self._opened = open_memory(
                home, self._library, self.memory, model=model, device=device, quantize=quantize
            )
        except BaseException:
            self._library.close()
            raise
        opened = self._opened
        from liftapp.lift.answering import Answerer

        self._answerer = Answerer(
            opened.base.model,
            opened.prompter,
            opened.memory,
            opened.prompter.encode(opened.document.text),
            window=opened.base.window,
            reply=opened.reply,
        )

    def __enter__(self) -> Conversation:
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Take the memory out of the base model and close the library."""
        self._opened.close()
        self._library.close()

    def ask(self, question: str, mode: str = "both") -> Reply:
        """Answer one question; UsageError when it is empty or does not fit the window."""
        from liftapp.lift.answering import Mode

        if mode not in MODES:
            raise UsageError(f"There is no mode {mode!r}; choose one of {', '.join(MODES)}.")
        if not question.strip():
            raise UsageError("The question is empty; write one after --ask.")
        try:
            answer = self._answerer.answer(question.strip(), Mode(mode))
        except ValueError as e:
            raise UsageError("The question is too long for the model; ask a shorter one.") from e
        support = self._support(question.strip(), answer, Mode(mode))
        return self._reply(question, answer, mode, support)

    def _find(self, name: str | None) -> MemoryRecord:
        if name is not None:
            return self._library.memories.find(name)
        ready = [m for m in self._library.memories.all() if m.status is Status.READY]
        if not ready:
            raise NotFound("The library holds no finished memory; learn one with --train FILE.")
        return ready[-1]

    def _support(self, question: str, answer: Answer, mode: Mode) -> str:
        from liftapp.lift.answering import Mode, is_refusal

        if is_refusal(answer.text):
            return "not-found"
        if mode is Mode.BOTH:
            return str(self._answerer.support(question, answer))
        # A base model alone has nothing of this document to stand on.
        return "not-found" if mode is Mode.BASE else str(mode)

    def _reply(self, question: str, answer: Answer, mode: str, support: str) -> Reply:
        found: list[FoundPassage] = []
        if support != "not-found":
            sha = self.memory.document_sha256
            wanted = f"{question} {answer.text}"
            found = self._library.documents.search(wanted, sha, limit=4 * SOURCES)
        # Passages with the answer's own words first; BM25 alone may prefer the question's.
        said = answer.text.casefold().strip(" .")
        found.sort(key=lambda p: said not in " ".join(p.text.casefold().split()))
        gates = answer.gates  # (L, T, H)
        tokens = None
        if gates is not None:
            tokens = tuple(
                TokenGate(
                    token.text,
                    float(gates[:, i].mean()),
                    tuple(tuple(round(g, 4) for g in layer) for layer in gates[:, i].tolist()),
                )
                for i, token in enumerate(answer.tokens)
            )
        return Reply(
            question=question,
            answer=answer.text,
            document=self._opened.document.title,
            mode=mode,
            support=support,
            mean_gate=None if gates is None else float(gates.mean()),
            layer_gates=None if gates is None else tuple(gates.mean(dim=(1, 2)).tolist()),
            token_gates=tokens,
            sources=tuple(found[:SOURCES]),
            first_token_s=answer.first_token_s,
            total_s=answer.total_s,
            memory=self.memory,
        )
