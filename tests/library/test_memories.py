"""Names, finding, renaming and deleting; a memory is ready only with its files."""

from pathlib import Path

import pytest

from liftapp.errors import ModelUnavailable, NotFound, UsageError
from liftapp.library import Library, NewMemory, Status, storage
from liftapp.library.memories import LONGEST_NAME
from liftapp.paths import Home
from tests.library.samples import BASE, begin, document, files_below, learn, manifest, tensors


def test_a_taken_name_gets_a_number(library: Library) -> None:
    names = [begin(library, name).name for name in ("report", "report", "report", "report (2)")]
    assert names == ["report", "report (2)", "report (3)", "report (4)"]


def test_a_memory_needs_its_document(library: Library) -> None:
    with pytest.raises(NotFound, match="no such document"):
        library.memories.create(NewMemory("x", "0" * 64, "gated", "paper", "starter", BASE))
    assert library.memories.all() == []


@pytest.mark.parametrize(
    "name", ["", "  ", "two\nlines", "nul\x00", "\ud800", "x" * 121, "a\u2028b"]
)
def test_a_name_that_cannot_be_shown_is_refused(library: Library, name: str) -> None:
    assert LONGEST_NAME == 120
    with pytest.raises(UsageError, match="name"):
        begin(library, name)
    with pytest.raises(UsageError, match="name"):
        library.memories.rename(begin(library, "good").id, name)


def test_finding_by_name_id_and_beginning(library: Library) -> None:
    annual, other = begin(library, "Annual report"), begin(library, "Other")
    for wanted in ("Annual report", "annual REPORT", " Annual report ", "ann", annual.id):
        assert library.memories.find(wanted) == annual
    assert library.memories.find(other.id[:8]) == other


def test_an_exact_name_wins_over_longer_ones(library: Library) -> None:
    report, _ = begin(library, "report"), begin(library, "report (2)")
    assert library.memories.find("report") == report
    assert library.memories.find("REPORT") == report


def test_equal_looking_names_are_one(library: Library) -> None:
    composed = begin(library, "caf\u00e9")
    assert library.memories.find("cafe\u0301") == composed
    assert begin(library, "cafe\u0301").name == "caf\u00e9 (2)"


def test_an_ambiguous_beginning_names_the_choices(library: Library) -> None:
    begin(library, "report a")
    begin(library, "report b")
    with pytest.raises(UsageError, match="'report a', 'report b'; give the whole name"):
        library.memories.find("rep")


def test_a_missing_memory_names_what_there_is(library: Library) -> None:
    with pytest.raises(NotFound, match="it is empty"):
        library.memories.find("x")
    for number in range(12):
        begin(library, f"m{number}")
    for wanted in ("x", "", "\x00", "\ud800", "%", "'"):
        with pytest.raises(NotFound, match=r"'m0', .* and 4 more"):
            library.memories.find(wanted)


def test_renaming(library: Library) -> None:
    first, second = begin(library, "first"), begin(library, "second")
    assert library.memories.rename(first.id, " renamed ").name == "renamed"
    assert library.memories.rename(first.id, "renamed").name == "renamed"
    with pytest.raises(UsageError, match="already; choose another name"):
        library.memories.rename(second.id, "renamed")
    with pytest.raises(NotFound):
        library.memories.rename("gone", "other")


def test_learning_to_the_end_makes_a_memory_that_loads(library: Library) -> None:
    begun = begin(library)
    assert (begun.status, begun.size, begun.document_title) == (Status.LEARNING, 0, "reactor")
    with pytest.raises(NotFound, match="is not finished"):
        library.load_memory(begun.id)
    library.save_checkpoint(begun.id, b"halfway")
    ready = library.finish_memory(begun.id, manifest(document()), tensors())
    stored = library.load_memory(begun.id)
    assert stored.record == ready
    assert stored.tensors.read_bytes() == tensors()
    assert stored.manifest.settings == manifest(document()).settings
    assert ready.size == sum(p.stat().st_size for p in stored.tensors.parent.iterdir())
    assert not library.has_checkpoint(begun.id)


def test_tensors_may_be_a_file_or_a_function(library: Library, tmp_path: Path) -> None:
    (tmp_path / "t").write_bytes(tensors(8))
    key = begin(library).id
    library.finish_memory(key, manifest(document()), tmp_path / "t")
    assert library.load_memory(key).tensors.read_bytes() == tensors(8)
    library.finish_memory(key, manifest(document()), lambda path: path.write_bytes(tensors(9)))
    assert library.load_memory(key).tensors.read_bytes() == tensors(9)


def test_a_failed_memory_is_listed_and_does_not_load(library: Library) -> None:
    key = begin(library).id
    library.memories.set_status(key, Status.FAILED)
    assert [m.status for m in library.memories.all()] == [Status.FAILED]
    with pytest.raises(NotFound):
        library.load_memory(key)


@pytest.mark.parametrize("harm", ["flip", "cut", "no tensors", "no manifest", "odd manifest"])
def test_a_damaged_memory_is_refused(library: Library, harm: str) -> None:
    key = learn(library).id
    file = library.load_memory(key).tensors
    match harm:
        case "flip":
            file.write_bytes(tensors(fill=1))
        case "cut":
            file.write_bytes(tensors()[:-1])
        case "no tensors":
            file.unlink()
        case "no manifest":
            (file.parent / "memory.json").unlink()
        case "odd manifest":
            (file.parent / "memory.json").write_bytes(b"[1, 2")
    with pytest.raises(ModelUnavailable, match=r"elete it and learn it again\.$"):
        library.load_memory(key)


def test_deleting_is_gone_from_disk_and_table(home: Home, library: Library) -> None:
    kept, gone = learn(library, "kept", "one"), learn(library, "gone", "two")
    library.save_checkpoint(gone.id, b"halfway")
    library.delete_memory(gone.id)
    assert [m.name for m in library.memories.all()] == ["kept"]
    left = files_below(home.data)
    assert not [name for name in left if gone.id in name]
    assert len([name for name in left if kept.id in name]) == 2
    assert not library.documents.known(gone.document_sha256)
    with pytest.raises(NotFound):
        library.delete_memory(gone.id)


def test_a_memory_deleted_while_it_learns_stays_deleted(home: Home, library: Library) -> None:
    begun = begin(library)
    library.delete_memory(begun.id)
    with pytest.raises(NotFound, match="no longer"):
        library.save_checkpoint(begun.id, b"x")
    with pytest.raises(NotFound, match="no longer"):
        library.finish_memory(begun.id, manifest(document()), tensors())
    assert [n for n in files_below(home.data) if not n.startswith("library.sqlite3")] == []


def test_a_memory_deleted_in_the_middle_of_a_checkpoint_stays_deleted(
    home: Home, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = begin(library)
    save = storage.save_checkpoint

    def delete_first(path: Path, payload: bytes) -> None:
        with Library(home) as other:
            other.delete_memory(begun.id)
        save(path, payload)

    monkeypatch.setattr(storage, "save_checkpoint", delete_first)
    with pytest.raises(NotFound, match="no longer"):
        library.save_checkpoint(begun.id, b"x")
    assert list((home.data / "checkpoints").iterdir()) == []
