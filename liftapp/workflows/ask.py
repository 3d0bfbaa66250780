"""Asking a memory: the answer, where it came from, and what in the document supports it."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from liftapp.errors import NotFound, UsageError
from liftapp.events import Stop
from liftapp.library import FoundPassage, Library, MemoryRecord, Status
from liftapp.paths import Home
from liftapp.workflows import bases
from liftapp.workflows.bases import Load
from liftapp.workflows.opened import open_memory
from liftapp.workflows.stored import search_in

if TYPE_CHECKING:
    from liftapp.lift.answering import Answer, Mode, Sampling, Token
    from liftapp.lift.prompting import Turn

MODES = ("both", "memory", "window", "hybrid", "passages", "base")
SOURCES = 3
"""Passages shown beside an answer."""


@dataclass(frozen=True)
class TokenGate:
    """One token of an answer, its mean gate and the gates of all heads (layers x heads).

    None and empty for a memory without gates and where none was on.
    """

    text: str
    gate: float | None
    heads: tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Reply:
    """An answer as data. Gates are None for memories without one and where none was on.

    `support` is memory, window, both, not-found, or stopped: ended early, so not measured.
    `first_asked` is a question that had to be answered before this one, and its answer.
    `by_window`: of the views that voted on it, the one with head and tail in view answered.
    """

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
    first_asked: tuple[str, str] | None = None
    by_window: bool = False


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
        load: Load = bases.load,
    ) -> None:
        """Open the memory called `name`, or the newest finished one; `load` gives its base model.

        Raises NotFound, or ModelUnavailable when its base model is not here or another one.
        """
        self._library = Library(home)
        try:
            self.memory = self._find(name)
            self._opened = open_memory(
                home, self._library, self.memory,
                model=model, device=device, quantize=quantize, load=load,
            )  # fmt: skip
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
            find=self._find_passages,
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
        """Answer one question at once; see `stream`."""
        tokens = self.stream(question, mode)
        while True:
            try:
                next(tokens)
            except StopIteration as end:
                return cast(Reply, end.value)

    def stream(
        self,
        question: str,
        mode: str = "both",
        earlier: Sequence[Turn] = (),
        temperature: float = 0.0,
        seed: int = 0,
        stop: Stop = lambda: False,
    ) -> Generator[TokenGate, None, Reply]:
        """Answer one question token by token; the generator's value is the whole reply.

        `earlier` are (question, answer) turns, of which the newest that fit are seen. At
        temperature 0 the answer is greedy, else the seed decides. Once `stop` says so, the reply
        is what has come so far.

        Raises UsageError when the question is empty or does not fit the window.
        """
        from liftapp.lift.answering import Answer, Mode, Sampling

        if mode not in MODES:
            raise UsageError(f"There is no mode {mode!r}; choose one of {', '.join(MODES)}.")
        asked = question.strip()
        if not asked:
            raise UsageError("The question is empty; write one.")
        answer, sampling = Answer(), Sampling(temperature, seed)
        turns = self._answerer.fitting(asked, earlier)
        try:
            for token in self._answerer.grow(answer, asked, Mode(mode), turns, sampling, stop):
                yield _token_gate(token)
        except ValueError as e:
            raise UsageError("The question is too long for the model; ask a shorter one.") from e
        support = "stopped"
        if not answer.stopped:
            support = self._support(asked, answer, Mode(mode), turns, sampling)
        return self._reply(question, answer, mode, support)

    def _find(self, name: str | None) -> MemoryRecord:
        if name is not None:
            return self._library.memories.find(name)
        ready = [m for m in self._library.memories.all() if m.status is Status.READY]
        if not ready:
            raise NotFound("The library holds no finished memory; learn one with --train FILE.")
        return ready[-1]

    def _find_passages(self, question: str, budget: int) -> list[int]:
        """Tokens of the document's passages that fit a question, at most `budget`."""
        from liftapp.lift.retrieval import retrieve

        opened = self._opened
        search = search_in(self._library, opened.document.sha256)
        return retrieve(question, opened.document.text, search, opened.prompter.encode, budget)

    def _support(
        self, question: str, answer: Answer, mode: Mode, earlier: list[Turn], sampling: Sampling
    ) -> str:
        from liftapp.lift.answering import Mode
        from liftapp.lift.questions import is_refusal

        if is_refusal(answer.text):
            return "not-found"
        if mode in (Mode.BOTH, Mode.HYBRID):
            return str(self._answerer.support(question, answer, earlier, sampling))
        # A base model alone has nothing of this document to stand on.
        alone = {Mode.BASE: "not-found", Mode.PASSAGES: "window"}
        return alone.get(mode, str(mode))

    def _reply(self, question: str, answer: Answer, mode: str, support: str) -> Reply:
        found: list[FoundPassage] = []
        if support != "not-found":
            sha = self.memory.document_sha256
            wanted = f"{question} {answer.text}"
            found = [self._opened.document.passage(*span) for span in answer.recalled]
            found += [
                p for p in self._library.documents.search(wanted, sha, limit=4 * SOURCES)
                if not any(p.start < end and start < p.end for start, end in answer.recalled)
            ]  # fmt: skip
        # Passages with the answer's own words first; neither memory nor BM25 looks for those.
        said = answer.text.casefold().strip(" .")
        found.sort(key=lambda p: said not in " ".join(p.text.casefold().split()))
        gates = answer.gates  # (L, T, H)
        tokens = None if gates is None else tuple(map(_token_gate, answer.tokens))
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
            first_asked=answer.first_asked,
            by_window=answer.mode != mode and support != "not-found",
        )


def _token_gate(token: Token) -> TokenGate:
    if token.gates is None:
        return TokenGate(token.text, None, ())
    heads = tuple(tuple(round(g, 4) for g in layer) for layer in token.gates.tolist())
    return TokenGate(token.text, float(token.gates.mean()), heads)
