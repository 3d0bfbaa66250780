"""Documents of several files: kept, searched, carried elsewhere."""

import dataclasses
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from liftapp.errors import UsageError
from liftapp.library import DocumentRecord, FoundPassage, Library, PartRecord
from liftapp.library.database import MIGRATIONS, Database
from liftapp.paths import Home
from tests.library.samples import (
    SENTENCES,
    document,
    manifest,
    new_memory,
    passages,
    tensors,
)
from tests.library.test_database import from_version_1


def joined() -> DocumentRecord:
    """The sample's first page is one file, the second another."""
    record = document("joined")
    start = record.text.index(SENTENCES[3])
    pages = tuple(
        dataclasses.replace(page, start=a, end=b)
        for page, (a, b) in zip(record.pages, ((0, start), (start, len(record.text))), strict=True)
    )
    parts = (
        PartRecord("report.pdf", "/somewhere/report.pdf", "1" * 64, 0, 1),
        PartRecord("notes.txt", "/elsewhere/notes.txt", "2" * 64, start, 2),
    )
    return dataclasses.replace(record, pages=pages, parts=parts)


def learn(library: Library) -> str:
    record = joined()
    library.documents.add(record, passages(record))
    key = library.memories.create(new_memory("joined", record)).id
    library.finish_memory(key, manifest(record), tensors())
    return key


def test_the_parts_are_kept(library: Library) -> None:
    record = joined()
    library.documents.add(record, passages(record))
    assert library.documents.get(record.sha256) == record
    assert record.files == (
        ("/somewhere/report.pdf", "1" * 64), ("/elsewhere/notes.txt", "2" * 64),
    )  # fmt: skip
    assert [record.text_of(part) for part in record.parts] == [
        record.text[: record.parts[1].start], record.text[record.parts[1].start :],
    ]  # fmt: skip


def test_what_is_found_has_its_file_and_the_page_in_it(library: Library) -> None:
    record = joined()
    library.documents.add(record, passages(record))
    (first,) = library.documents.search("reactor turbine 1974", record.sha256, limit=1)
    (second,) = library.documents.search("図書館", record.sha256, limit=1)
    assert (first.file, first.page, first.place) == ("report.pdf", 1, "report.pdf, p. 1")
    assert (second.file, second.page, second.text) == ("notes.txt", 1, SENTENCES[3])
    assert record.text[second.start : second.end] == SENTENCES[3]
    assert second.as_json()["file"] == "notes.txt"


def test_a_document_of_one_file_is_told_as_ever(library: Library) -> None:
    record = document()
    library.documents.add(record, passages(record))
    found = library.documents.search("reactor", record.sha256)[0]
    assert (found.file, found.place) == (None, "p. 1")
    assert found.as_json().keys() == {"page", "start", "end", "text", "score"}
    assert FoundPassage(**found.as_json()) == found  # type: ignore[arg-type]
    assert record.files == ((record.source_path, record.sha256),)


def test_a_library_from_before_has_documents_of_one_file(home: Home) -> None:
    path = home.data / "library.sqlite3"
    from_version_1(path)
    Database(path, MIGRATIONS[:3]).close()  # the last version without parts
    with Library(home) as library:
        old = library.memories.all()[0].document_sha256
        assert library.documents.get(old).parts == ()
        assert library.documents.search("who built?", old)[0].place == "p. 1"
        record = joined()
        library.documents.add(record, passages(record))
        assert library.documents.get(record.sha256) == record
    with sqlite3.connect(path) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    assert version == len(MIGRATIONS)


@pytest.fixture
def exported(home: Home, tmp_path: Path) -> Path:
    path = tmp_path / "joined.liftmem"
    with Library(home) as library:
        library.export_memory(learn(library), path)
    return path


def test_the_parts_are_carried_but_not_where_they_lay(exported: Path, tmp_path: Path) -> None:
    assert b"/somewhere" not in zipfile.ZipFile(exported).read("document.json")
    with Library(Home(tmp_path / "other")) as library:
        sha256 = library.import_memory(exported).document_sha256
        parts = library.documents.get(sha256).parts
        assert parts == tuple(dataclasses.replace(p, source_path="") for p in joined().parts)
        assert library.documents.search("図書館", sha256)[0].place == "notes.txt, p. 1"


GOOD = ["report.pdf", "1" * 64, 0, 1]


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [GOOD],
        [GOOD, ["notes.txt", "2" * 64, 0, 2]],  # no text of its own
        [GOOD, ["notes.txt", "2" * 64, 99999, 2]],
        [GOOD, ["notes.txt", "2" * 64, 5, 1]],  # no page of its own
        [GOOD, ["notes.txt", "2" * 64, 5, 2**40]],
        [GOOD, ["../notes.txt", "2" * 64, 5, 2]],
        [GOOD, ["", "2" * 64, 5, 2]],
        [GOOD, ["notes.txt", "2" * 63, 5, 2]],
        [GOOD, ["notes.txt", "2" * 64, "5", 2]],
        [GOOD, "notes.txt"],
        [["report.pdf", "1" * 64, 3, 1], ["notes.txt", "2" * 64, 5, 2]],
        "parts",
    ],
)
def test_parts_that_do_not_fit_the_text_are_refused(
    exported: Path, tmp_path: Path, parts: object
) -> None:
    with zipfile.ZipFile(exported) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    described = json.loads(entries["document.json"]) | {"parts": parts}
    entries["document.json"] = json.dumps(described).encode()
    with zipfile.ZipFile(exported, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    with Library(Home(tmp_path / "other")) as library:
        with pytest.raises(UsageError, match=r"does not fit its text|'parts' that is a list"):
            library.import_memory(exported)
        assert library.memories.all() == []
