"""The SQLite file behind the library: opening, migrations, transactions, errors in words."""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from liftapp.errors import OutOfResources, UsageError

BUSY_SECONDS = 30.0  # a writer holds the lock for milliseconds; this covers a suspended laptop disk

# One tuple of statements per version, applied in order and never edited once released.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE documents (
            sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
            title TEXT NOT NULL,
            source_path TEXT NOT NULL,
            pages TEXT NOT NULL,
            text TEXT NOT NULL,
            token_counts TEXT NOT NULL DEFAULT '{}',
            added TEXT NOT NULL
        ) STRICT""",
        """CREATE TABLE passages (
            id INTEGER PRIMARY KEY,
            document TEXT NOT NULL REFERENCES documents (sha256) ON DELETE CASCADE,
            page INTEGER NOT NULL,
            start INTEGER NOT NULL,
            end INTEGER NOT NULL
        ) STRICT""",
        "CREATE INDEX passages_by_document ON passages (document)",
        """CREATE VIRTUAL TABLE passage_words
           USING fts5 (words, tokenize = 'porter unicode61 remove_diacritics 2')""",
        """CREATE TRIGGER passage_gone AFTER DELETE ON passages BEGIN
            DELETE FROM passage_words WHERE rowid = old.id;
        END""",
        """CREATE TABLE memories (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            document TEXT NOT NULL REFERENCES documents (sha256),
            kind TEXT NOT NULL,
            preset TEXT NOT NULL,
            base_model TEXT NOT NULL,
            base_sha256 TEXT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('learning', 'ready', 'failed')),
            created TEXT NOT NULL,
            size INTEGER NOT NULL DEFAULT 0
        ) STRICT""",
        "CREATE INDEX memories_by_document ON memories (document)",
    ),
    (
        """CREATE TABLE turns (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            memory TEXT NOT NULL REFERENCES memories (id) ON DELETE CASCADE,
            asked_at TEXT NOT NULL,
            question TEXT NOT NULL,
            answer TEXT NOT NULL,
            mode TEXT NOT NULL,
            support TEXT NOT NULL,
            reply TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX turns_by_memory ON turns (memory)",
        """CREATE VIRTUAL TABLE turn_words
           USING fts5 (question, answer, tokenize = 'unicode61 remove_diacritics 2')""",
        """CREATE TRIGGER turn_gone AFTER DELETE ON turns BEGIN
            DELETE FROM turn_words WHERE rowid = old.number;
        END""",
    ),
    ("ALTER TABLE memories ADD COLUMN score REAL",),
    ("ALTER TABLE documents ADD COLUMN parts TEXT NOT NULL DEFAULT '[]'",),
)


class Database:
    """One connection, of the thread that opened it; other threads and processes open their own.

    Every method raises OutOfResources (disk full, not writable, locked for too long) or
    UsageError (not a library, damaged, or made by a newer version) as one sentence.
    """

    def __init__(self, path: Path, migrations: Sequence[Sequence[str]] = MIGRATIONS) -> None:
        """Open or make the file at `path` and bring it to the newest version."""
        self.path = path
        with self._errors_in_words():
            self._connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            with self._errors_in_words():
                self._connection.row_factory = sqlite3.Row
                self._prepare()
            self._migrate(migrations)
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        """Close the connection; the object is of no use afterwards."""
        self._connection.close()

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        """All rows of one query."""
        with self._errors_in_words():
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Row | None:
        """The first row of one query, or None."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def change(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run one changing statement (inside `transaction()` where it belongs to others)."""
        with self._errors_in_words():
            return self._connection.execute(sql, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; holds the only write lock, so other processes wait meanwhile."""
        # IMMEDIATE: a lock taken halfway through could not wait for another writer's end.
        self.change("BEGIN IMMEDIATE")
        try:
            yield
            self.change("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.rollback()
            raise

    def _prepare(self) -> None:
        deadline = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                # SQLite does not wait by itself while two processes switch a new file to WAL.
                self._connection.execute("PRAGMA journal_mode = WAL")
                break
            except sqlite3.OperationalError as error:
                if primary_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
        self._connection.execute("PRAGMA foreign_keys = ON")
        self._connection.execute("PRAGMA synchronous = FULL")

    def _migrate(self, migrations: Sequence[Sequence[str]]) -> None:
        if self._version() == len(migrations):
            return
        for version, statements in enumerate(migrations, start=1):
            with self.transaction():
                # Read again under the lock: another process may have been faster.
                if self._version() >= version:
                    continue
                for statement in statements:
                    self.change(statement)
                self.change(f"PRAGMA user_version = {version}")
        if self._version() > len(migrations):
            raise UsageError(
                f"The library {self.path} was written by a newer liftapp; "
                "update liftapp, or choose another folder with --home."
            )

    def _version(self) -> int:
        with self._errors_in_words():
            return int(self._connection.execute("PRAGMA user_version").fetchone()[0])

    @contextmanager
    def _errors_in_words(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            told = in_words(error, self.path)
            if told is None:
                raise
            raise told from error


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's error number without the finer shades in its upper bits; 0 where it has none."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def in_words(error: sqlite3.Error, path: Path) -> OutOfResources | UsageError | None:
    """The sentence for what can happen to a good program; None for a mistake of ours."""
    code = primary_code(error)
    if code == sqlite3.SQLITE_FULL:
        return OutOfResources(f"The disk is full, so {path} can't grow; free some space.")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return OutOfResources(
            f"Another program has held {path} for too long; close other liftapps and try again."
        )
    if code in (
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_PERM,
    ):
        return OutOfResources(
            f"The library {path} can't be written ({error}); check the disk and the rights, "
            "or choose another folder with --home."
        )
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return UsageError(
            f"The library {path} is damaged ({error}); move the file away, and your memories' "
            "folders beside it stay."
        )
    return None
