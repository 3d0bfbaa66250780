"""Carrying a memory elsewhere, and refusing every bundle that is not one."""

import json
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from liftapp.errors import NotFound, OutOfResources, UsageError
from liftapp.library import Library, MemoryManifest, Status, bundle, file_name
from liftapp.paths import Home
from tests.library.samples import (
    BASE,
    TRAINED,
    begin,
    document,
    exam,
    files_below,
    learn,
    manifest,
    passages,
    tensors,
)

Entries = dict[str, bytes]


@pytest.fixture
def exported(home: Home, tmp_path: Path) -> Path:
    path = tmp_path / "carried.liftmem"
    with Library(home) as library:
        library.export_memory(learn(library).id, path)
    return path


@pytest.fixture
def examined(home: Home, tmp_path: Path) -> Path:
    """A bundle with the questions of a memory and its exam."""
    path = tmp_path / "examined.liftmem"
    with Library(home) as library:
        key = begin(library, "examined").id
        library.finish_memory(key, manifest(document()), tensors(), TRAINED)
        library.keep_exam(key, exam(3, 1))
        library.export_memory(key, path)
    return path


@pytest.fixture
def elsewhere(tmp_path: Path) -> Home:
    return Home(tmp_path / "elsewhere")


def test_a_memory_arrives_whole_on_another_machine(exported: Path, elsewhere: Home) -> None:
    with Library(elsewhere) as library:
        arrived = library.import_memory(exported, base=BASE)
        assert (arrived.name, arrived.status) == ("carried", Status.READY)
        stored = library.load_memory(arrived.id)
        assert stored.tensors.read_bytes() == tensors()
        assert arrived.size == sum(p.stat().st_size for p in stored.tensors.parent.iterdir())
        sha256 = arrived.document_sha256
        assert library.documents.get(sha256).text == document().text
        assert library.documents.get(sha256).pages == document().pages
        assert library.documents.passages(sha256) == passages(document())
        assert library.documents.search("Who built the reactor?", sha256)[0].page == 1


def test_its_questions_and_its_exam_are_carried(
    examined: Path, elsewhere: Home, tmp_path: Path
) -> None:
    with Library(elsewhere) as library:
        arrived = library.import_memory(examined)
        assert library.trained(arrived.id) == TRAINED
        assert library.exam(arrived.id) == exam(3, 1)
        assert arrived.score == pytest.approx(4 / 6)
        folder = library.load_memory(arrived.id).tensors.parent
        assert arrived.size == sum(p.stat().st_size for p in folder.iterdir())
        library.export_memory(arrived.id, tmp_path / "again.liftmem")
    assert (tmp_path / "again.liftmem").read_bytes() == examined.read_bytes()


def test_where_the_document_lay_is_not_carried(exported: Path) -> None:
    assert b"/somewhere" not in b"".join(read(exported).values())


def test_the_same_memory_gives_the_same_bytes(
    home: Home, exported: Path, tmp_path: Path, elsewhere: Home
) -> None:
    with Library(elsewhere) as library:
        library.export_memory(library.import_memory(exported).id, tmp_path / "again.liftmem")
    assert (tmp_path / "again.liftmem").read_bytes() == exported.read_bytes()


def test_a_taken_name_gets_a_number(exported: Path, elsewhere: Home) -> None:
    with Library(elsewhere) as library:
        names = [library.import_memory(exported, name="report").name for _ in range(3)]
        assert names == ["report", "report (2)", "report (3)"]
        assert len({memory.document_sha256 for memory in library.memories.all()}) == 1


LONG = "The Ulvan Yearbook of the Year 1974, with the Tables of the Mill and the Harbour and 1 more"


@pytest.mark.parametrize(
    ("name", "as_file"),
    [
        ("Annual report (2)", "Annual report (2)"),
        ("Q3/Q4: what now?", "Q3_Q4_ what now_"),
        ("...", "liftapp"),
        (LONG, "The Ulvan Yearbook of the Year 1974, with the Tables of the Mill and the Harbour"),
        ("Tables, of (a) mill " * 9, "Tables, of (a) mill " * 3 + "Tables, of (a) mill"),
        ("Mills, " * 12, "Mills, " * 10 + "Mills"),
        ("A " + "x" * 100, "A " + "x" * 78),
    ],
)  # fmt: skip
def test_a_name_becomes_that_of_a_file(name: str, as_file: str) -> None:
    assert file_name(name) == as_file
    assert file_name(as_file) == as_file


def test_a_name_that_is_none_for_a_file_is_carried(
    home: Home, tmp_path: Path, elsewhere: Home
) -> None:
    for name in (LONG, "Who built it?"):
        path, other = tmp_path / f"{file_name(name)}.liftmem", tmp_path / "Mine.liftmem"
        with Library(home) as library:
            library.export_memory(learn(library, name).id, path)
        with Library(elsewhere) as library:
            assert library.import_memory(path).name == name
            assert library.import_memory(path).name == f"{name} (2)"
            assert library.import_memory(path, name="Given").name.startswith("Given")
            path.rename(other)
            assert library.import_memory(other).name.startswith("Mine")  # somebody called it so


def test_bundles_without_a_name_are_read_and_those_with_a_plain_one_still_written_so(
    home: Home, tmp_path: Path, elsewhere: Home
) -> None:
    plain, long = tmp_path / "reactor.liftmem", tmp_path / f"{file_name(LONG)}.liftmem"
    with Library(home) as library:
        library.export_memory(learn(library).id, plain)
        library.export_memory(learn(library, LONG).id, long)
    written = [json.loads(read(path)["document.json"]) for path in (plain, long)]
    assert [each["format"] for each in written] == [1, 3]
    assert [each.get("name") for each in written] == [None, LONG]
    write(long, read(long) | {"document.json": read(plain)["document.json"]})
    with Library(elsewhere) as library:
        assert library.import_memory(long).name == file_name(LONG)
        edited(long, "document.json", format=3, name=LONG * 2)
        with pytest.raises(UsageError, match="120 characters"):
            library.import_memory(long)


def test_a_known_document_keeps_its_own_text(home: Home, exported: Path) -> None:
    with Library(home) as library:
        before = library.documents.get(document().sha256)
        edited(exported, "document.json", text="forged", pages=[], passages=[[1, 0, 6]])
        library.import_memory(exported)
        assert library.documents.get(document().sha256) == before


def test_another_base_model_is_refused_in_words(exported: Path, elsewhere: Home) -> None:
    def too_small(manifest: MemoryManifest) -> str | None:
        return f"{manifest.base_model} is too small."

    with Library(elsewhere) as library:
        with pytest.raises(UsageError, match="learned with the base model 'starter'"):
            library.import_memory(exported, base="0" * 64)
        with pytest.raises(UsageError, match="starter is too small"):
            library.import_memory(exported, base=too_small)
        assert library.import_memory(exported, base=lambda manifest: None).status is Status.READY


def test_exporting_needs_a_finished_memory_and_a_sensible_place(
    library: Library, tmp_path: Path
) -> None:
    with pytest.raises(NotFound, match="not finished"):
        library.export_memory(begin(library).id, tmp_path / "x.liftmem")
    key = learn(library).id
    (tmp_path / "thesis.pdf").write_text("precious")
    (tmp_path / "folder.liftmem").mkdir()
    for name in ("thesis.pdf", "folder.liftmem", "no/such/folder.liftmem"):
        with pytest.raises(UsageError):
            library.export_memory(key, tmp_path / name)
    assert (tmp_path / "thesis.pdf").read_text() == "precious"
    library.export_memory(key, tmp_path / "x.liftmem")
    library.export_memory(key, tmp_path / "x.liftmem")


def read(path: Path) -> Entries:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write(path: Path, entries: Entries, compression: int = zipfile.ZIP_STORED) -> None:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)


def edited(path: Path, name: str, /, **changes: object) -> None:
    entries = read(path)
    values = json.loads(entries[name]) | changes
    write(path, entries | {name: json.dumps(values).encode()})


def renamed(path: Path, name: str, other: str) -> None:
    write(path, {other if n == name else n: content for n, content in read(path).items()})


def linked(path: Path) -> None:
    entries = read(path)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            info = zipfile.ZipInfo(name)
            if name == "memory.safetensors":
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
                content = b"/etc/passwd"
            archive.writestr(info, content)


def twice(path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("memory.json", b"{}")


def bomb(path: Path) -> None:
    entries = read(path)
    entries.pop("document.json")
    write(path, entries)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("document.json", b" " * 9**7)


def patched(path: Path, old: bytes, new: bytes) -> None:
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new))


def claiming(path: Path, size: int) -> None:
    """Say in the directory that the tensors unpack to `size` bytes."""
    whole = struct.pack("<II", len(tensors()), len(tensors()))
    patched(path, whole, struct.pack("<II", len(tensors()), size))


HARMS: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda p: p.write_bytes(b""), "not a whole"),
    "no zip": (lambda p: p.write_bytes(b"MZ" * 1000), "not a whole"),
    "cut": (lambda p: p.write_bytes(p.read_bytes()[:-30]), "not a whole"),
    "first half": (lambda p: p.write_bytes(p.read_bytes()[:300]), "not a whole"),
    "one bit of tensors": (lambda p: patched(p, bytes(16), bytes(15) + b"1"), "not a whole"),
    "a file more": (lambda p: write(p, read(p) | {"x": b""}), "nothing else"),
    "a file less": (lambda p: write(p, {"memory.json": b"{}"}), "nothing else"),
    "twice": (twice, "nothing else"),
    "escape": (lambda p: renamed(p, "document.json", "../../document.json"), "nothing else"),
    "absolute": (lambda p: renamed(p, "document.json", "/tmp/document.json"), "nothing else"),
    "drive": (lambda p: renamed(p, "document.json", "C:\\document.json"), "nothing else"),
    "folder": (lambda p: renamed(p, "document.json", "document.json/"), "nothing else"),
    "link": (linked, "is a link"),
    "compressed": (lambda p: write(p, read(p), zipfile.ZIP_DEFLATED), "is compressed"),
    "bomb": (bomb, "far more than it should"),
    "surrogate": (lambda p: edited(p, "memory.json", kind="\ud800"), "not valid JSON"),
    "page beyond": (lambda p: edited(p, "document.json", passages=[[2**70, 0, 1]]), "passage"),
    "a claim too small": (lambda p: claiming(p, 10), "not a whole|larger than"),
    "a claim too large": (lambda p: claiming(p, 10 * len(tensors())), "not a whole|cut short"),
    "other tensors": (
        lambda p: write(p, read(p) | {"memory.safetensors": tensors(fill=1)}),
        "not the ones its description means",
    ),
    "newer": (lambda p: edited(p, "memory.json", format=99), "update liftapp"),
    "newer document": (lambda p: edited(p, "document.json", format=99), "update liftapp"),
    "no hash": (lambda p: edited(p, "document.json", sha256="../x"), "not a SHA-256"),
    "other document": (lambda p: edited(p, "document.json", sha256="e" * 64), "belong together"),
    "unknown key": (lambda p: edited(p, "document.json", run="rm"), "unknown entry"),
    "pages outside": (lambda p: edited(p, "document.json", pages=[[1, 0, 9999, "text"]]), "page"),
    "odd pages": (lambda p: edited(p, "document.json", pages=[{}]), "page"),
    "passage outside": (lambda p: edited(p, "document.json", passages=[[1, -1, 2]]), "passage"),
    "odd name": (lambda p: edited(p, "document.json", format=3, name=1), "'name' that is text"),
    "name in an old one": (lambda p: edited(p, "document.json", name="x"), "unknown entry"),
    "odd text": (lambda p: edited(p, "document.json", text=None), "'text' that is text"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_bad_bundle_is_refused_and_nothing_of_it_stays(
    harm: str, exported: Path, elsewhere: Home, tmp_path: Path
) -> None:
    damage, said = HARMS[harm]
    damage(exported)
    with Library(elsewhere) as library:
        with pytest.raises(UsageError, match=said) as raised:
            library.import_memory(exported)
        assert "\n" not in str(raised.value)
        assert library.memories.all() == []
        assert not library.documents.known(document().sha256)
    assert list((elsewhere.data / "memories").iterdir()) == []


QUESTION = {"question": "Who?", "answer": "Mira", "sentence": 0}
BESIDE_HARMS: dict[str, tuple[Callable[[Path], object], str]] = {
    "no exam at all": (lambda p: edited(p, "exam.json", questions=[[]]), "not an object"),
    "no section": (lambda p: edited(p, "exam.json", sections=[]), "a section there is not"),
    "beyond the text": (
        lambda p: edited(p, "exam.json", sections=[section(end=10**6)] * 2), "outside its text"
    ),
    "backwards": (
        lambda p: edited(p, "exam.json", sections=[section(start=5, end=4)] * 2),
        "outside its text",
    ),
    "odd unit": (lambda p: edited(p, "exam.json", sections=[section(unit="x")] * 2), "'x'"),
    "newer exam": (lambda p: edited(p, "exam.json", format=2), "update liftapp"),
    "unknown key": (lambda p: edited(p, "exam.json", run="rm"), "unknown entry"),
    "a sentence before the first": (
        lambda p: edited(p, "questions.json", trained=[{**QUESTION, "sentence": -1}]),
        "out of bounds",
    ),
    "odd question": (
        lambda p: edited(p, "questions.json", trained=[{**QUESTION, "question": 1}]),
        "'question' that is text",
    ),
    "more of a question": (
        lambda p: edited(p, "questions.json", trained=[{**QUESTION, "more": 1}]), "unknown entry"
    ),
}  # fmt: skip


def section(**changes: object) -> dict[str, object]:
    whole = {"unit": "heading", "title": "One", "first": 1, "last": 1, "start": 0, "end": 9}
    return whole | changes


@pytest.mark.parametrize("harm", BESIDE_HARMS)
def test_a_bad_exam_or_question_is_refused_and_nothing_of_it_stays(
    harm: str, examined: Path, elsewhere: Home
) -> None:
    damage, said = BESIDE_HARMS[harm]
    damage(examined)
    with Library(elsewhere) as library:
        with pytest.raises(UsageError, match=said):
            library.import_memory(examined)
        assert library.memories.all() == []
    assert list((elsewhere.data / "memories").iterdir()) == []


def test_tensors_that_match_their_hash_but_not_the_format_are_refused(
    exported: Path, elsewhere: Home
) -> None:
    import hashlib

    pickle = b"\x80\x04\x95 not tensors at all"
    entries = read(exported)
    values = json.loads(entries["memory.json"])
    values["tensors_sha256"] = hashlib.sha256(pickle).hexdigest()
    entries |= {"memory.safetensors": pickle, "memory.json": json.dumps(values).encode()}
    write(exported, entries)
    with Library(elsewhere) as library, pytest.raises(UsageError, match="safetensors format"):
        library.import_memory(exported)


def test_an_encrypted_bundle_is_refused(exported: Path, elsewhere: Home) -> None:
    content = bytearray(exported.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    exported.write_bytes(content)
    with Library(elsewhere) as library, pytest.raises(UsageError, match="is encrypted"):
        library.import_memory(exported)


def test_sizes_beyond_belief_are_refused_before_reading(
    exported: Path, elsewhere: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "LARGEST", dict(bundle.LARGEST) | {"memory.safetensors": 50})
    with Library(elsewhere) as library, pytest.raises(UsageError, match="too large to be true"):
        library.import_memory(exported)


def test_a_bundle_larger_than_the_disk_is_told(
    exported: Path, elsewhere: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library(elsewhere) as library:
        usage = type("Usage", (), {"free": 20})
        monkeypatch.setattr("shutil.disk_usage", lambda path: usage)
        with pytest.raises(OutOfResources, match="free some space"):
            library.import_memory(exported)


def test_what_is_no_file_is_told(library: Library, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no file"):
        library.import_memory(tmp_path / "none.liftmem")
    with pytest.raises(UsageError, match="is not a file"):
        library.import_memory(tmp_path)


def test_nothing_is_left_over_after_good_ones(exported: Path, home: Home) -> None:
    left = files_below(home.data)
    assert len([name for name in left if not name.startswith("library.sqlite3")]) == 2
    assert [p.name for p in exported.parent.iterdir() if p.is_file()] == ["carried.liftmem"]
