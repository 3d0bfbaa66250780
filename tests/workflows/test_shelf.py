"""What the list of memories says of each; no torch is imported for it."""

import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from liftapp.library import DocumentRecord, Library, PartRecord, Status
from liftapp.models.weights import sha256, weight_files
from liftapp.paths import Home, resources
from liftapp.workflows.shelf import Entry, shelf
from tests.library.samples import BASE, document, exam, manifest, new_memory, tensors


@pytest.fixture
def learned_file(home: Home, tmp_path: Path) -> Path:
    """A file, and one finished memory of it called `one`."""
    path = tmp_path / "one.txt"
    path.write_text("One sentence of a document.")
    keep(home, "one", record(path))
    return path


def record(path: Path) -> DocumentRecord:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return replace(document(path.stem), sha256=digest, source_path=str(path))


def keep(home: Home, name: str, of: DocumentRecord, base: str = "starter") -> str:
    with Library(home) as library:
        library.documents.add(of, [])
        key = library.memories.create(new_memory(name, of, base)).id
        library.finish_memory(key, manifest(of), tensors())
        return key


def the_only(home: Home) -> Entry:
    (entry,) = shelf(home)
    return entry


def test_a_memory_is_told_with_its_document(home: Home, learned_file: Path) -> None:
    entry = the_only(home)
    assert (entry.name, entry.status, entry.title) == ("one", Status.READY, "one")
    assert (entry.model, entry.preset, entry.score) == ("starter", "standard", None)
    assert entry.bytes > 16
    assert entry.path == str(learned_file)
    assert not entry.file_changed
    assert not entry.file_missing


def test_a_file_that_changed_or_went_is_told(home: Home, learned_file: Path) -> None:
    assert not the_only(home).file_changed
    before = learned_file.stat()
    learned_file.write_text("Other sentence of document.")  # as long as it was
    os.utime(learned_file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert the_only(home).file_changed
    learned_file.unlink()
    entry = the_only(home)
    assert (entry.file_missing, entry.file_changed) == (True, False)


def test_of_several_files_each_is_looked_at(home: Home, tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.txt" for name in ("one", "two")]
    for path in paths:
        path.write_text(path.name)
    hashes = [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]
    places = [*map(str, paths), ""]  # the last one came with a bundle
    parts = tuple(
        PartRecord(f"{i}.txt", place, sha256, i, i + 1)
        for i, (place, sha256) in enumerate(zip(places, [*hashes, "0" * 64], strict=True))
    )
    keep(home, "joint", replace(document(), source_path=places[0], parts=parts))
    entry = the_only(home)
    assert entry.files == (*places[:2], "2.txt")
    assert entry.here == tuple(places[:2])
    assert (entry.file_changed, entry.file_missing) == (False, True)
    paths[0].unlink()
    paths[1].write_text("changed")
    entry = the_only(home)
    assert entry.here == (places[1],)
    assert (entry.file_changed, entry.file_missing) == (True, True)


def test_an_unfinished_memory_has_no_size_and_no_score(home: Home, learned_file: Path) -> None:
    with Library(home) as library:
        library.memories.create(new_memory("two", record(learned_file)))
    first, second = shelf(home)
    assert (first.name, second.name) == ("one", "two")
    assert (second.status, second.bytes, second.score) == (Status.LEARNING, 0, None)


def test_the_score_of_the_exam_is_told_where_there_was_one(home: Home, learned_file: Path) -> None:
    key = keep(home, "two", record(learned_file))
    with Library(home) as library:
        library.keep_exam(key, exam(3, 0))
    assert [entry.score for entry in shelf(home)] == [None, 0.5]


def test_a_base_model_that_is_not_here_is_told(home: Home, learned_file: Path) -> None:
    keep(home, "other", record(learned_file), "a model")
    assert [entry.base_missing for entry in shelf(home)] == [True, True]
    starter = sha256(weight_files(resources() / "starter"))
    note(home, {BASE: str(learned_file.parent), starter: "elsewhere"})
    # Of the starter this version ships another one; the other model's folder is here.
    assert [entry.base_missing for entry in shelf(home)] == [True, False]
    note(home, {BASE: "nobody/nothing"})
    assert [entry.base_missing for entry in shelf(home)] == [True, True]


def test_the_starter_is_always_here(home: Home, learned_file: Path) -> None:
    starter = sha256(weight_files(resources() / "starter"))
    of = record(learned_file)
    with Library(home) as library:
        key = library.memories.create(replace(new_memory("two", of), base_sha256=starter)).id
    assert [entry.base_missing for entry in shelf(home) if entry.id == key] == [False]


def note(home: Home, places: dict[str, str]) -> None:
    (home.config / "models.json").write_text(json.dumps(places))
