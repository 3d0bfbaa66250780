"""What the engine keeps between requests: one base model and the memories asked last."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from liftapp.library import Library
from liftapp.paths import Home
from liftapp.workflows import bases
from liftapp.workflows.ask import Conversation

if TYPE_CHECKING:
    from liftapp.models import BaseModel

MOST_OPEN = 2
"""Conversations; each holds the keys and values of the text in its window."""


class Loaded:
    """A base model at a time, and conversations with memories of it."""

    def __init__(self, home: Home, on_base: Callable[[BaseModel], None]) -> None:
        """`on_base` is told the base model whenever it is taken up."""
        self.device: str | None = None
        """Where to answer; None: the best there is."""
        self._home, self._on_base = home, on_base
        self._base: BaseModel | None = None
        self._key: tuple[str | None, str | None, str | None] | None = None
        self._open: dict[str, Conversation] = {}  # by memory id, the one asked last at the end

    def load(
        self, model: str | None, device: str | None = None, quantize: str | None = None
    ) -> BaseModel:
        """As `bases.load`, but the same base model as last time is not loaded again."""
        key = (_place(model), device, quantize)
        if self._base is None or key != self._key:
            self.drop()
            self._base, self._key = bases.load(model, device, quantize), key
        self._on_base(self._base)
        return self._base

    def conversation(self, memory: str) -> Conversation:
        """The conversation with a memory (id or name), opened where it is not open yet.

        Raises the errors of `Conversation`.
        """
        with Library(self._home) as library:
            record = library.memories.find(memory)
            present = {m.id: m for m in library.memories.all()}
        for key, kept in list(self._open.items()):
            if present.get(key) != kept.memory:  # deleted, renamed, learned again
                self._open.pop(key).close()
        conversation = self._open.pop(record.id, None)
        if conversation is None:
            if len(self._open) >= MOST_OPEN:
                self._open.pop(next(iter(self._open))).close()
            conversation = Conversation(self._home, record.id, device=self.device, load=self.load)
        self._open[record.id] = conversation
        return conversation

    def close_conversations(self) -> None:
        """Take every memory out of the base model."""
        while self._open:
            self._open.popitem()[1].close()

    def drop(self) -> None:
        """Let everything go, and its memory with it."""
        self.close_conversations()
        if self._base is not None:
            self._base = None
            bases.reclaim()


def _place(model: str | None) -> str | None:
    """One spelling for each model."""
    if model is None:
        return None
    folder = Path(model).expanduser()
    return str(folder.resolve()) if folder.is_dir() else model
