"""Migrations, transactions and SQLite's errors in words."""

import sqlite3
import threading
from pathlib import Path

import pytest

from liftapp.errors import OutOfResources, UsageError
from liftapp.library import Library, Status
from liftapp.library import database as database_module
from liftapp.library.database import MIGRATIONS, Database
from liftapp.paths import Home

VERSION_1 = Path(__file__).parent / "fixtures" / "version1.sql"
ADDED_LATER = (*MIGRATIONS, ("ALTER TABLE memories ADD COLUMN note TEXT NOT NULL DEFAULT ''",))
FAILS_HALFWAY = (*MIGRATIONS, ("CREATE TABLE chats (id TEXT)", "CREATE TABLE chats (id TEXT)"))


def from_version_1(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(VERSION_1.read_text(encoding="utf-8"))
    connection.close()


def version(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def test_a_new_database_has_the_newest_version(tmp_path: Path) -> None:
    Database(tmp_path / "new").close()
    assert version(tmp_path / "new") == len(MIGRATIONS)


def test_a_library_of_version_1_keeps_everything(home: Home) -> None:
    from_version_1(home.data / "library.sqlite3")
    with Library(home) as library:
        memories = library.memories.all()
        assert [(m.name, m.status, m.size) for m in memories] == [
            ("old report", Status.READY, 1234),
            ("half done", Status.LEARNING, 0),
        ]
        found = library.documents.search("who built?", memories[0].document_sha256)
        assert [(p.page, p.text) for p in found] == [(1, "Mira built the reactor.")]
        assert library.chats.of(memories[0].id) == library.chats.search("reactor") == []
    assert version(home.data / "library.sqlite3") == len(MIGRATIONS)


def test_a_later_migration_runs_once_on_old_rows(tmp_path: Path) -> None:
    from_version_1(tmp_path / "old")
    for _ in range(2):
        database = Database(tmp_path / "old", ADDED_LATER)
        notes = [row["note"] for row in database.rows("SELECT note FROM memories")]
        database.close()
        assert notes == ["", ""]
    assert version(tmp_path / "old") == len(ADDED_LATER)


def test_a_migration_that_fails_leaves_the_version_before(tmp_path: Path) -> None:
    from_version_1(tmp_path / "old")
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        Database(tmp_path / "old", FAILS_HALFWAY)
    database = Database(tmp_path / "old")
    tables = [row["name"] for row in database.rows("SELECT name FROM sqlite_master")]
    database.close()
    assert "chats" not in tables
    assert version(tmp_path / "old") == len(MIGRATIONS)


def test_a_newer_library_is_refused_and_left_alone(tmp_path: Path) -> None:
    Database(tmp_path / "new", ADDED_LATER).close()
    with pytest.raises(UsageError, match="newer liftapp; update liftapp"):
        Database(tmp_path / "new")
    assert version(tmp_path / "new") == len(ADDED_LATER)


def test_a_file_that_is_no_library_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd").write_bytes(b"this is not a database at all" * 100)
    with pytest.raises(UsageError, match="is damaged"):
        Database(tmp_path / "odd")


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutOfResources, match="can't be written"):
        Database(tmp_path)


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "db")

    def write_and_fail() -> None:
        with database.transaction():
            database.change("CREATE TABLE gone (id TEXT)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert database.row("SELECT 1 FROM sqlite_master WHERE name = 'gone'") is None
    database.close()


def test_a_lock_held_for_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0.1)
    first, second = Database(tmp_path / "db"), Database(tmp_path / "db")
    with first.transaction(), pytest.raises(OutOfResources, match=r"held .* for too long"):
        second.change("BEGIN IMMEDIATE")
    first.close()
    second.close()


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    database = Database(tmp_path / "db")
    pages = database.rows("PRAGMA page_count")[0][0]
    database.rows(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(OutOfResources, match=r"disk is full.*free some space"):
        database.change("CREATE TABLE big AS SELECT zeroblob(1000000)")
    database.close()


def test_many_may_open_a_new_library_at_once(home: Home) -> None:
    path = home.data / "library.sqlite3"
    errors: list[Exception] = []

    def open_and_close() -> None:
        try:
            Database(path).close()
        except (OutOfResources, UsageError, sqlite3.Error) as error:
            errors.append(error)

    threads = [threading.Thread(target=open_and_close) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert version(path) == len(MIGRATIONS)
