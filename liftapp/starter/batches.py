"""Batches: chats encoded, weighted and packed into rows, made ahead in a process of their own.

Batch number `i` depends on nothing but the seed, `i` and the length its chats may have, so a run
that was stopped goes on with the batches it would have seen. Nothing here imports torch, so that
the process starts quickly and stays small.
"""

import contextlib
import hashlib
import multiprocessing
import os
import queue
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.queues import Queue
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from liftapp.lift import prompts
from liftapp.starter.corpus.turns import ANSWER, Subject, Turns
from liftapp.starter.pointers import Finder, Pointer, placed

CONTEXT_WEIGHT = 0.1  # of a token that the model reads; one that it answers weighs 1
DECIDING, DECIDING_WEIGHT, REFUSING_WEIGHT = 2, 3.0, 6.0
"""Tokens that begin a reply, and their weight: they say whether the passage says it, and where. To
answer what it does not say is worse than to refuse what it does: so that weighs more."""
CHARACTERS_PER_TOKEN = 3.0  # of this corpus; only to ask for chats of about the right length
PATIENCE = 5.0  # seconds of waiting for a batch before asking whether its maker lives
LEAD = " "
"""Before every reply: behind a space a name has the tokens that it has in a sentence, and copying
is all there is to an answer. Without it, two of three answers are spelled in other tokens."""
_SMALLEST = 96  # tokens left of a row for which no chat is sought
_MISFITS = 12  # chats in a row that don't fit before the rest of a row is padded


class Chat(Protocol):
    """Parts of what is in view, and turns of (user text, assistant text) that follow it."""

    @property
    def view(self) -> tuple[str, ...]: ...

    @property
    def branches(self) -> tuple[Turns, ...]: ...

    @property
    def subjects(self) -> tuple[Subject, ...]: ...


Source = Callable[[int, str, int], Iterator[Chat]]  # (seed, split, most characters of a chat)


class Row(NamedTuple):
    """One packed row, all (T,): what is read, where in its chat, what follows, how much it counts.

    The branches of a chat stand one after the other, each at the position after the view. Padding
    is a chat of its own at the end, of weight 0. Beside it where to look, (KINDS, MOST, 6), see
    `placed`.
    """

    tokens: NDArray[np.int64]
    positions: NDArray[np.int64]
    targets: NDArray[np.int64]
    weights: NDArray[np.float32]
    pointers: NDArray[np.int64]


@dataclass(frozen=True)
class Plan:
    """What decides a batch, apart from its number.

    `stages` are pairs (first batch, most tokens of a chat), by rising first batch.
    """

    seed: int
    row: int  # tokens
    stages: tuple[tuple[int, int], ...]

    def longest(self, index: int) -> int:
        """Return how many tokens a chat of this batch may have."""
        return [length for first, length in self.stages if first <= index][-1]


@dataclass(frozen=True)
class Encoded:
    """Tokens of a view and of each branch, and how much those count that a branch answers."""

    view: list[int]
    branches: list[tuple[list[int], list[float]]]
    pointers: list[Pointer]

    def within(self, longest: int, space: int) -> "Encoded":
        """As many branches as fit: each with the view in `longest` tokens, all in `space`."""
        kept, left = list[tuple[list[int], list[float]]](), space - len(self.view)
        numbers = {-1: -1}  # of the branches, before and after
        for number, branch in enumerate(self.branches):
            if len(self.view) + len(branch[0]) <= longest and len(branch[0]) <= left:
                numbers[number] = len(kept)
                kept.append(branch)
                left -= len(branch[0])
        pointers = [
            p._replace(branch=numbers[p.branch]) for p in self.pointers if p.branch in numbers
        ]
        return Encoded(self.view, kept, pointers)

    def pointed(self, start: int) -> Iterator[tuple[int, ...]]:
        """The pointers as `pointers.placed` takes them, of a chat that starts at `start`."""
        stem = start + len(self.view)
        starts = [stem]
        for tokens, _ in self.branches:
            starts.append(starts[-1] + len(tokens))
        for kind, branch, query, target in self.pointers:
            at = start if branch < 0 else starts[branch]
            own = (0, 0) if branch < 0 else (at, at + query + 1)
            seen = (start, at + query + 1 if branch < 0 else stem)
            yield kind, at + query, start + target, *seen, *own


def encode(chat: Chat, tokenizer: Tokenizer) -> Encoded:
    """Return the tokens of a chat as the template writes them."""
    end, user, assistant = (
        _id(tokenizer, name) for name in ("<|end|>", "<|user|>", "<|assistant|>")
    )
    parts = [tokenizer.encode(part) for part in chat.view]
    view = [user, *(token for part in parts for token in part.ids)]
    branches, begins = [], list[int]()  # and where the first reply of each begins
    for turns in chat.branches:
        tokens, weights = list[int](), list[float]()
        for number, (question, answer) in enumerate(turns):
            began = [user] if number else []  # the view began the first turn
            read = [*began, *tokenizer.encode(question).ids, end, assistant]
            told = [*tokenizer.encode(LEAD + answer).ids, end]
            begins += [] if number else [len(read)]
            tokens += read + told
            weights += [CONTEXT_WEIGHT] * len(read)
            deciding = REFUSING_WEIGHT if answer == prompts.NOT_FOUND else DECIDING_WEIGHT
            weights += [deciding] * DECIDING + [1.0] * (len(told) - DECIDING)
        branches.append((tokens, weights))
    found, pointers = list[Pointer](), list[Pointer]()
    first = (turns[0] for turns in chat.branches)
    if chat.view[1:] == (ANSWER,):
        found = Finder(chat.view[0], parts[0], LEAD, tokenizer).answers(first)
    elif chat.subjects:
        replies = (reply for _, reply in first)
        written = zip(replies, chat.subjects, strict=True)
        found = Finder(chat.view[0], parts[0], LEAD, tokenizer).names(written)
    for pointer in found:
        # The view begins with a token of its own, a branch with what is asked.
        before = 1 if pointer.branch < 0 else begins[pointer.branch]
        query, target = pointer.query + before, pointer.target + 1
        pointers.append(pointer._replace(query=query, target=target))
    return Encoded(view, branches, pointers)


def _id(tokenizer: Tokenizer, name: str) -> int:
    number = tokenizer.token_to_id(name)
    assert number is not None, f"the tokenizer lacks {name}"
    return number


def make_row(index: int, plan: Plan, source: Source, tokenizer: Tokenizer) -> Row:
    """Make batch `index`: whole chats, the last ones chosen to fill the row."""
    longest = plan.longest(index)
    tokens: list[int] = []
    weights: list[float] = []
    positions: list[int] = []
    pointers: list[tuple[int, ...]] = []
    misfits = 0
    chats, asked = _chats(source, plan.seed, index, longest), longest
    while misfits < _MISFITS and plan.row - len(tokens) >= _SMALLEST:
        space = min(longest, plan.row - len(tokens))
        if space < asked:
            # Ask for shorter chats rather than throw long ones away until one happens to fit.
            chats, asked = _chats(source, plan.seed, index, space), space
        one = encode(next(chats), tokenizer).within(longest, plan.row - len(tokens))
        if not one.branches:
            misfits += 1
            continue
        misfits, stem = 0, len(one.view)
        pointers += one.pointed(len(tokens))
        tokens += one.view
        weights += [CONTEXT_WEIGHT] * stem
        positions += range(stem)
        for branch, own in one.branches:
            tokens += branch
            weights += own
            positions += range(stem, stem + len(branch))
    pad = _id(tokenizer, "<|pad|>")
    return _finish(tokens, weights, positions, placed(pointers), plan.row, pad)


def _chats(source: Source, seed: int, index: int, longest: int) -> Iterator[Chat]:
    text = f"{seed} {index} {longest}".encode()
    mixed = int.from_bytes(hashlib.blake2b(text, digest_size=6).digest(), "big")
    return source(mixed, "train", int(longest * CHARACTERS_PER_TOKEN))


def _finish(
    tokens: list[int],
    weights: list[float],
    positions: list[int],
    pointers: NDArray[np.int64],
    size: int,
    pad: int,
) -> Row:
    rest = size - len(tokens)
    padded = np.array(tokens + [pad] * rest, dtype=np.int64)
    places = np.array(positions + list(range(rest)), dtype=np.int64)
    counts = np.array(weights + [0.0] * rest, dtype=np.float32)
    # The weight belongs to the target, the next token; the first one of a chat or of a further
    # branch is nobody's target.
    counts[np.diff(places, prepend=0) != 1] = 0.0
    return Row(padded, places, np.roll(padded, -1), np.roll(counts, -1), pointers)


def rows(first: int, plan: Plan, source: Source, tokenizer_json: str) -> Iterator[Row]:
    """Yield the batches from number `first` on, made in this process."""
    tokenizer = Tokenizer.from_str(tokenizer_json)
    index = first
    while True:
        yield make_row(index, plan, source, tokenizer)
        index += 1


@contextlib.contextmanager
def rows_ahead(
    first: int, plan: Plan, source: Source, tokenizer_json: str, ahead: int = 16
) -> Iterator[Iterator[Row]]:
    """Yield the batches from number `first` on, made ahead in a process of low priority.

    Raises:
        RuntimeError: the process died.
    """
    context = multiprocessing.get_context("spawn")
    ready: Queue[Row] = context.Queue(ahead)
    worker = context.Process(
        target=_work, args=(ready, first, plan, source, tokenizer_json, os.getpid()), daemon=True
    )
    worker.start()
    try:
        yield _take(ready, worker.is_alive)
    finally:
        worker.terminate()
        worker.join()
        ready.close()


def _take(ready: "Queue[Row]", alive: Callable[[], bool]) -> Iterator[Row]:
    while True:
        try:
            yield ready.get(timeout=PATIENCE)
        except queue.Empty:
            if not alive():
                raise RuntimeError("the process that makes the batches died") from None


def _work(
    ready: "Queue[Row]", first: int, plan: Plan, source: Source, tokenizer_json: str, parent: int
) -> None:
    # Ctrl-C reaches the whole group; the parent decides when to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(10)
    for row in rows(first, plan, source, tokenizer_json):
        while True:
            # A parent that was killed can't end its daemon.
            if os.getppid() != parent:
                ready.cancel_join_thread()
                return
            with contextlib.suppress(queue.Full):
                ready.put(row, timeout=5)
                break
