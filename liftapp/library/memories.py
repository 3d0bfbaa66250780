"""The table of memories: names people gave, and what can be said without opening the tensors."""

import re
import secrets
import sqlite3
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from liftapp.errors import NotFound, UsageError
from liftapp.library.database import Database
from liftapp.library.documents import Documents, storable

LONGEST_NAME = 120
NAMES_TOLD = 8
NUMBERED = re.compile(r"(?P<stem>.*) \((?P<number>\d{1,9})\)")


def is_called(given: str, wanted: str) -> bool:
    """Whether a memory that asked for the name `wanted` can have been given this one."""
    numbered = NUMBERED.fullmatch(given)
    return given == wanted or (numbered is not None and numbered["stem"] == wanted)


SELECT = """SELECT memories.*, documents.title AS document_title
            FROM memories JOIN documents ON documents.sha256 = memories.document"""


class Status(StrEnum):
    """Where a memory stands; only a ready one has tensors that can be loaded."""

    LEARNING = "learning"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True)
class NewMemory:
    """What is known of a memory before anything is learned."""

    name: str
    document_sha256: str
    kind: str
    preset: str
    base_model: str
    base_sha256: str


@dataclass(frozen=True)
class MemoryRecord:
    """One memory; `created` is ISO 8601 in UTC, `size` is bytes on the disk (0 until ready).

    `score` is the share of right answers in its exam, None where none was held.
    """

    id: str
    name: str
    document_sha256: str
    document_title: str
    kind: str
    preset: str
    base_model: str
    base_sha256: str
    status: Status
    created: str
    size: int
    score: float | None = None


class Memories:
    """The memories of one library, as rows; their files are the library's business."""

    def __init__(self, database: Database) -> None:
        """Work on the table of this database."""
        self._database = database
        self._documents = Documents(database)

    def create(self, new: NewMemory) -> MemoryRecord:
        """Add a memory that is learning; a name that is taken gets ' (2)', ' (3)' and so on.

        NotFound when its document is not in the library.
        """
        with self._database.transaction():
            return self.create_within(new)

    def create_within(self, new: NewMemory) -> MemoryRecord:
        """Do what `create` does, inside a transaction of the caller."""
        key = secrets.token_hex(6)
        name = self._free_name(checked_name(new.name))
        created = datetime.now(UTC).isoformat(timespec="seconds")
        fields = (new.kind, new.preset, new.base_model, new.base_sha256, Status.LEARNING, created)
        if not self._documents.known(new.document_sha256):
            raise NotFound("The library has no such document; add it first.")
        self._database.change(
            "INSERT INTO memories (id, name, document, kind, preset, base_model, base_sha256,"
            " status, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (key, name, new.document_sha256, *fields),
        )
        return self.by_id(key)

    def _free_name(self, name: str) -> str:
        if self._by_name(name) is None:
            return name
        numbered = NUMBERED.fullmatch(name)
        stem = numbered["stem"] if numbered else name
        number = int(numbered["number"]) if numbered else 1
        while self._by_name(f"{stem} ({number + 1})") is not None:
            number += 1
        return f"{stem} ({number + 1})"

    def all(self) -> list[MemoryRecord]:
        """Every memory, oldest first."""
        rows = self._database.rows(f"{SELECT} ORDER BY created, memories.rowid")
        return [record(row) for row in rows]

    def ids(self) -> set[str]:
        """The id of every memory."""
        return {row["id"] for row in self._database.rows("SELECT id FROM memories")}

    def by_id(self, key: str) -> MemoryRecord:
        """The memory with this id; NotFound when it is gone."""
        row = self._database.row(f"{SELECT} WHERE id = ?", (key,))
        if row is None:
            raise NotFound("That memory is no longer in the library.")
        return record(row)

    def find(self, wanted: str) -> MemoryRecord:
        """The memory with this name or id, or the only one whose name or id begins so.

        NotFound when there is none; UsageError when several begin so.
        """
        wanted = normal(storable(wanted))
        exact = self._by_name(wanted)
        if exact is not None:
            return exact
        everything = self.all()
        folded = wanted.casefold()
        for same in (
            [each for each in everything if each.id == folded],
            [each for each in everything if each.name.casefold() == folded],
        ):
            if len(same) == 1:
                return same[0]
        begins = [e for e in everything if folded and begins_with(e, folded)]
        if len(begins) == 1:
            return begins[0]
        if begins:
            raise UsageError(f"{wanted!r} could be {told(begins)}; give the whole name.")
        have = f"it has {told(everything)}" if everything else "it is empty"
        raise NotFound(f"The library has no memory called {wanted!r}; {have}.")

    def rename(self, key: str, name: str) -> MemoryRecord:
        """Give another name, exactly as asked for; UsageError when it is taken."""
        name = checked_name(name)
        with self._database.transaction():
            taken = self._by_name(name)
            if taken is not None and taken.id != key:
                raise UsageError(f"There is a memory called {name!r} already; choose another name.")
            self._database.change("UPDATE memories SET name = ? WHERE id = ?", (name, key))
            return self.by_id(key)

    def set_status(self, key: str, status: Status) -> MemoryRecord:
        """Note where a memory stands; NotFound when it is gone."""
        self._database.change("UPDATE memories SET status = ? WHERE id = ?", (status, key))
        return self.by_id(key)

    def set_exam(self, key: str, score: float | None, size: int) -> MemoryRecord:
        """Note what an exam came to, and the size with its file; NotFound when it is gone."""
        self._database.change(
            "UPDATE memories SET score = ?, size = ? WHERE id = ?", (score, size, key)
        )
        return self.by_id(key)

    def delete_within(self, key: str) -> None:
        """Remove the row, inside a transaction of the caller."""
        self._database.change("DELETE FROM memories WHERE id = ?", (key,))

    def _by_name(self, name: str) -> MemoryRecord | None:
        row = self._database.row(f"{SELECT} WHERE name = ?", (name,))
        return None if row is None else record(row)


def record(row: sqlite3.Row) -> MemoryRecord:
    """The record of one row of SELECT."""
    return MemoryRecord(
        id=row["id"],
        name=row["name"],
        document_sha256=row["document"],
        document_title=row["document_title"],
        kind=row["kind"],
        preset=row["preset"],
        base_model=row["base_model"],
        base_sha256=row["base_sha256"],
        status=Status(row["status"]),
        created=row["created"],
        size=row["size"],
        score=row["score"],
    )


def normal(name: str) -> str:
    """One spelling for names that look the same."""
    return unicodedata.normalize("NFC", name).strip()


def checked_name(name: str) -> str:
    """The name as it is kept; UsageError when it can't be one."""
    name = normal(name)
    if not name:
        raise UsageError("A memory needs a name that is not empty.")
    if len(name) > LONGEST_NAME:
        raise UsageError(f"A memory's name can have {LONGEST_NAME} characters at most.")
    # Cc control, Cs lone surrogate, Zl and Zp line breaks: none can be shown or typed again.
    if any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in name):
        raise UsageError("A memory's name can't have line breaks or control characters.")
    return name


def begins_with(memory: MemoryRecord, folded: str) -> bool:
    """Whether the name or the id begins with this casefolded text."""
    return memory.name.casefold().startswith(folded) or memory.id.startswith(folded)


def told(memories: list[MemoryRecord]) -> str:
    """The names for a sentence, not all of them when there are many."""
    names = [repr(memory.name) for memory in memories[:NAMES_TOLD]]
    more = len(memories) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")
