"""Questions to the memory that is shown: to the engine, onto the screen, into the library."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from random import randrange
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from liftapp.engine.messages import Answered, Answering, Ask, Failed, Request, Stop
from liftapp.library import Library, Turn
from liftapp.paths import Home
from liftapp.ui.chat.view import ChatView
from liftapp.ui.chat.wish import AskWish
from liftapp.ui.tasks import Tasks
from liftapp.workflows.chats import reply_to_json
from liftapp.workflows.shelf import Entry

EARLIER = 3
"""Turns a question may refer to; a small window holds no more."""
OTHERWISE = 0.7
"""Temperature of another answer to the same question; at 0 it would be the same one."""


@dataclass(frozen=True)
class _Pending:
    """An answer that is on its way; `at` is the moment of the question, ISO 8601."""

    turn: str
    memory: str
    question: str
    mode: str
    column: int
    at: str


class Talk(QObject):
    """Answers go on when another memory is shown, and are kept where they belong."""

    changed = Signal()
    """The library has another answer, or one less."""

    def __init__(
        self, home: Home, post: Callable[[Request], None], view: ChatView, tasks: Tasks
    ) -> None:
        """`post` gives a question to the engine, before what takes long."""
        super().__init__(view)
        self._home, self._post, self._view, self._tasks = home, post, view, tasks
        self._entry: Entry | None = None
        self._turns: list[Turn] = []
        self._pending: dict[str, _Pending] = {}
        self.touched = 0
        """How often something was asked, kept or deleted: what was read before may be stale."""
        view.asked.connect(self.ask)
        view.stop_asked.connect(self.stop)
        view.delete_asked.connect(self._delete)

    @property
    def memory(self) -> str:
        """The id of the memory that is shown, or nothing."""
        return self._entry.id if self._entry else ""

    @property
    def answering(self) -> bool:
        """Whether any answer is on its way."""
        return bool(self._pending)

    def show(self, entry: Entry, turns: list[Turn]) -> None:
        """Show a memory's chat, with what is still being answered there."""
        self._entry, self._turns = entry, turns
        self._view.show_memory(entry, turns)
        for pending in self._of_shown():
            self._view.begin(pending.turn, pending.question, pending.mode, pending.column)
        self._view.set_busy(bool(self._of_shown()))

    def rename(self, entry: Entry) -> None:
        """Show the new name of the memory that is shown."""
        self._entry = entry
        self._view.title.setText(entry.name)

    def forget(self) -> None:
        """The memory that is shown is gone."""
        self._entry, self._turns = None, []

    def ask(self, wish: AskWish) -> None:
        """Send the question, once for each column."""
        if self._entry is None:
            return
        self.touched += 1
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        seed = randrange(1, 2**31) if wish.again else 0
        earlier = self._earlier(wish.replaces)
        self._drop_other_column(wish)
        turns = (wish.replaces or uuid4().hex, wish.twin or uuid4().hex)
        for column, mode in enumerate(wish.modes):
            pending = _Pending(
                turns[column], self._entry.id, wish.question.strip(), mode, column, at
            )
            key = uuid4().hex
            self._pending[key] = pending
            self._view.begin(pending.turn, pending.question, mode, column)
            temperature = OTHERWISE if wish.again else 0.0
            self._post(Ask(key, pending.memory, pending.question, mode, earlier, temperature, seed))
        self._view.set_busy(True)

    def stop(self) -> None:
        """Stop every answer of the memory that is shown."""
        for key, pending in self._pending.items():
            if pending.memory == self.memory:
                self._post(Stop(key))

    def take(self, tokens: list[Answering]) -> None:
        """Show what the engine just said."""
        for key in dict.fromkeys(t.id for t in tokens):
            if key in self._pending:
                said = [t.token for t in tokens if t.id == key]
                self._view.add_tokens(self._pending[key].turn, said)

    def answered(self, told: Answered) -> None:
        """Show and keep a whole answer, or what there is of one that was stopped."""
        pending = self._pending.pop(told.id, None)
        if pending is None:
            return
        if told.reply is None:
            self._view.fail(pending.turn, self.tr("Stopped before the first word."))
        else:
            self._view.finish(pending.turn, told.reply)
            self._keep(Turn(
                pending.turn, pending.memory, pending.at, pending.question, told.reply.answer,
                pending.mode, told.reply.support, reply_to_json(told.reply),
            ))  # fmt: skip
        self._view.set_busy(bool(self._of_shown()))

    def broke(self, told: Failed) -> bool:
        """Whether this was about an answer; it is shown in its place."""
        pending = self._pending.pop(told.id, None)
        if pending is not None:
            self._view.fail(pending.turn, told.sentence)
            self._view.set_busy(bool(self._of_shown()))
        return pending is not None

    def engine_died(self, words: str) -> None:
        """No answer will come."""
        for pending in self._pending.values():
            self._view.fail(pending.turn, words)
        self._pending.clear()
        self._view.set_busy(False)

    def _of_shown(self) -> list[_Pending]:
        return [p for p in self._pending.values() if p.memory == self.memory]

    def _earlier(self, replaced: str | None) -> tuple[tuple[str, str], ...]:
        """The turns before, without the second columns of comparisons."""
        before: dict[str, tuple[str, str]] = {}
        for turn in self._turns:
            if turn.id == replaced:
                break
            before.setdefault(turn.asked_at, (turn.question, turn.answer))
        return tuple(before.values())[-EARLIER:]

    def _drop_other_column(self, wish: AskWish) -> None:
        """What was compared before and is no longer leaves no second column."""
        if wish.twin and not wish.compare:
            self._delete(wish.twin)

    def _keep(self, turn: Turn) -> None:
        self.touched += 1
        known = [t.id for t in self._turns]
        if turn.memory_id == self.memory:
            if turn.id in known:
                self._turns[known.index(turn.id)] = turn
            else:
                self._turns.append(turn)
        self._tasks.run(keep, self._home, turn, done=lambda _: self.changed.emit())

    def _delete(self, turn: str) -> None:
        self.touched += 1
        self._turns = [t for t in self._turns if t.id != turn]
        self._tasks.run(delete, self._home, turn, done=lambda _: self.changed.emit())


def keep(home: Home, turn: Turn) -> None:
    """Put a turn into the library, in the place of the one with its id where there is one."""
    with Library(home) as library:
        there = turn.id in [t.id for t in library.chats.of(turn.memory_id)]
        (library.chats.replace if there else library.chats.add)(turn)


def delete(home: Home, turn: str) -> None:
    """Remove a turn from the library."""
    with Library(home) as library:
        library.chats.delete(turn)


def turns_of(home: Home, memory: str) -> list[Turn]:
    """The kept chat of a memory."""
    with Library(home) as library:
        return library.chats.of(memory)
