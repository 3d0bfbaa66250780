"""Scanned pages get their text before a document is read; the result is kept by the original."""

from dataclasses import replace
from pathlib import Path

import pytest

from liftapp.errors import DocumentUnreadable
from liftapp.library import RECOGNISED, Library
from liftapp.paths import Home
from liftapp.workflows.preview import preview
from liftapp.workflows.recognise import recognised
from tests.documents.scans import reads_as, stand_in, write_scan
from tests.library.samples import document, new_memory

TEXT = "The Halden reactor was built by Mira Osei in 1974."


@pytest.fixture
def scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scan, and a program that reads it; it notes in `calls` that it was called."""
    called = f"open({str(tmp_path / 'calls')!r}, 'a').write('x')"
    reads_as(monkeypatch, tmp_path, TEXT, first=called)
    return write_scan(tmp_path / "old report.pdf", TEXT)


def test_a_scan_is_read_once_and_keeps_its_name(home: Home, scan: Path, tmp_path: Path) -> None:
    path = recognised(home, scan, lambda: False)
    assert path is not None
    assert path.name == scan.name
    assert path.is_relative_to(home.data / RECOGNISED)
    assert preview(home, path).text == TEXT
    assert recognised(home, scan, lambda: False) == path
    assert (tmp_path / "calls").read_text() == "x"


def test_a_document_with_text_is_left_alone(home: Home, scan: Path, tmp_path: Path) -> None:
    for name in ("read.pdf", "notes.txt"):
        (tmp_path / "notes.txt").write_text(f"{TEXT}\f\f{TEXT}")  # its second page is empty
        assert recognised(home, tmp_path / name, lambda: False) == tmp_path / name
    assert not (tmp_path / "calls").exists()
    assert not (home.data / RECOGNISED).exists()


def test_pictures_without_text_are_told_and_not_kept(
    home: Home, scan: Path, tmp_path: Path
) -> None:
    stand_in(tmp_path, "shutil.copy(sys.argv[-2], sys.argv[-1])")
    with pytest.raises(DocumentUnreadable, match="No text was found in the pictures of old rep"):
        recognised(home, scan, lambda: False)
    assert not [p for p in (home.data / RECOGNISED).rglob("*") if p.is_file()]


def test_stopped_is_no_path(home: Home, scan: Path, tmp_path: Path) -> None:
    stand_in(tmp_path, "time.sleep(60)")
    assert recognised(home, scan, lambda: True) is None


def test_it_goes_with_the_last_memory_of_it(home: Home, scan: Path, tmp_path: Path) -> None:
    path = recognised(home, scan, lambda: False)
    assert path is not None
    mine = tmp_path / "mine.pdf"
    mine.write_bytes(path.read_bytes())
    with Library(home) as library:
        for name, source in (("one", path), ("two", path), ("mine", mine)):
            record = replace(document(source.parent.name), source_path=str(source.resolve()))
            library.documents.add(record, [])
            library.memories.create(new_memory(name, record))
        for name, left in (("mine", True), ("one", True), ("two", False)):
            library.delete_memory(library.memories.find(name).id)
            assert path.exists() is left
    assert mine.exists()
    assert not any((home.data / RECOGNISED).iterdir())
