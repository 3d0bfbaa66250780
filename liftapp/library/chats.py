"""What was asked of the memories and what they answered, and the search over it."""

from dataclasses import dataclass

from liftapp.errors import NotFound
from liftapp.library.database import Database
from liftapp.library.documents import spaced, storable, terms

SELECT = """SELECT turns.id, turns.memory, turns.asked_at, turns.question, turns.answer,
                   turns.mode, turns.support, turns.reply FROM turns"""


@dataclass(frozen=True)
class Turn:
    """A question and its answer; `asked_at` is ISO 8601, `reply_json` all there is to draw it."""

    id: str
    memory_id: str
    asked_at: str
    question: str
    answer: str
    mode: str
    support: str
    reply_json: str


class Chats:
    """The chats of one library: each memory has one, in the order in which it was added to."""

    def __init__(self, database: Database) -> None:
        """Work on the tables of this database."""
        self._database = database

    def add(self, turn: Turn) -> None:
        """Put a turn at the end of its memory's chat; NotFound when the memory is gone."""
        values = _storable(turn)
        with self._database.transaction():
            if not self._database.row("SELECT 1 FROM memories WHERE id = ?", (turn.memory_id,)):
                raise NotFound("That memory is no longer in the library.")
            row = self._database.change(
                "INSERT INTO turns (id, memory, asked_at, question, answer, mode, support, reply) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )
            self._database.change(
                "INSERT INTO turn_words (rowid, question, answer) VALUES (?, ?, ?)",
                (row.lastrowid, spaced(values[3]), spaced(values[4])),
            )

    def of(self, memory_id: str) -> list[Turn]:
        """The chat of one memory, first turn first."""
        rows = self._database.rows(f"{SELECT} WHERE memory = ? ORDER BY number", (memory_id,))
        return [Turn(*row) for row in rows]

    def replace(self, turn: Turn) -> None:
        """Put another question and answer in the place of the turn with this id.

        It stays in its memory's chat; NotFound when it is gone.
        """
        key, _, *values = _storable(turn)
        with self._database.transaction():
            number = self._number(key)
            self._database.change(
                "UPDATE turns SET asked_at = ?, question = ?, answer = ?, mode = ?, support = ?, "
                "reply = ? WHERE number = ?",
                (*values, number),
            )
            self._database.change(
                "UPDATE turn_words SET question = ?, answer = ? WHERE rowid = ?",
                (spaced(values[1]), spaced(values[2]), number),
            )

    def _number(self, key: str) -> int:
        row = self._database.row("SELECT number FROM turns WHERE id = ?", (key,))
        if row is None:
            raise NotFound("That answer is no longer in the chat.")
        return int(row["number"])

    def delete(self, turn_id: str) -> None:
        """Remove a turn; one that is gone already is fine."""
        self._database.change("DELETE FROM turns WHERE id = ?", (turn_id,))

    def delete_of(self, memory_id: str) -> None:
        """Remove the whole chat of a memory."""
        self._database.change("DELETE FROM turns WHERE memory = ?", (memory_id,))

    def search(self, text: str, limit: int = 50, memory_id: str | None = None) -> list[Turn]:
        """The turns, newest first, in which a word begins with each of those in `text`.

        In all chats, or in that of one memory. `text` is a person's, so anything may be in it, and
        it may end in the middle of a word; nothing found is an empty list.
        """
        # A lone dash or emoji is no word to FTS5, and would let nothing be found beside it.
        words = [term for term in terms(text) if any(c.isalnum() for c in term)]
        query = " AND ".join(f'"{word}"*' for word in words)
        if not query:
            return []
        rows = self._database.rows(
            f"""{SELECT} JOIN turn_words ON turn_words.rowid = turns.number
                WHERE turn_words MATCH ? AND (? IS NULL OR memory = ?)
                ORDER BY number DESC LIMIT ?""",
            (query, memory_id, memory_id, max(0, limit)),
        )
        return [Turn(*row) for row in rows]


def _storable(turn: Turn) -> tuple[str, ...]:
    """The columns of a turn, in SELECT's order."""
    texts = (turn.question, turn.answer, turn.mode, turn.support, turn.reply_json)
    return (turn.id, turn.memory_id, turn.asked_at, *map(storable, texts))
