"""What is shown of a document before it is learned; no torch is imported for it."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter

from liftapp.errors import DocumentUnreadable, PasswordNeeded
from liftapp.library import Library, PartRecord
from liftapp.paths import Home
from liftapp.workflows.preview import SHOWN, known_together, preview
from tests.library.samples import document, manifest, new_memory, tensors

TEXT = "The Halden reactor was built by Mira Osei in 1974. "


def pdf(path: Path, *pages: str) -> Path:
    made = FPDF()
    made.set_font("helvetica", size=10)
    for text in pages:
        made.add_page()
        made.multi_cell(0, text=text)
    made.output(str(path))
    return path


def test_what_a_document_holds_is_told(home: Home, tmp_path: Path) -> None:
    told = preview(home, pdf(tmp_path / "reactor.pdf", TEXT, "", TEXT))
    assert (told.pages, told.pages_without_text, told.garbage_pages) == (3, (2,), ())
    assert told.words == 2 * len(TEXT.split())
    assert told.characters == len(told.text)
    assert told.text.startswith(TEXT.strip())
    assert told.path == tmp_path / "reactor.pdf"
    assert told.known is None


def test_garbage_pages_are_told_apart(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "pages.txt"
    path.write_text(f"{TEXT}\f{'%$# /g12 ' * 40}\f{TEXT}")
    told = preview(home, path)
    assert (told.pages, told.pages_without_text, told.garbage_pages) == (3, (), (2,))


def test_only_the_beginning_of_a_long_text_is_shown(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(TEXT * 1000)
    told = preview(home, path)
    assert len(told.text) == SHOWN < told.characters
    assert told.words == 1000 * len(TEXT.split())


def test_the_newest_finished_memory_of_this_very_document_is_named(
    home: Home, tmp_path: Path
) -> None:
    path = tmp_path / "reactor.txt"
    path.write_text(TEXT)
    same = replace(document(), sha256=hashlib.sha256(TEXT.encode()).hexdigest())
    with Library(home) as library:
        library.documents.add(same, [])
        for name in ("old", "new", "unfinished"):
            key = library.memories.create(new_memory(name, same)).id
            if name != "unfinished":
                library.finish_memory(key, manifest(same), tensors())
    known = preview(home, path).known
    assert known is not None
    assert known.name == "new"


def test_files_that_are_known_as_one_document_are_told(home: Home, tmp_path: Path) -> None:
    read = []
    for name in ("one", "two"):
        path = tmp_path / f"{name}.txt"
        path.write_text(f"{name}: {TEXT}")
        read.append(preview(home, path))
    parts = tuple(PartRecord(p.path.name, "", p.sha256, i, i + 1) for i, p in enumerate(read))
    both = replace(document("both"), parts=parts)
    with Library(home) as library:
        library.documents.add(both, [])
        for name in ("old", "new", "unfinished"):
            key = library.memories.create(new_memory(name, both)).id
            if name != "unfinished":
                library.finish_memory(key, manifest(both), tensors())
    one, two = read
    for files in ([one, two], [one, two, one]):  # what comes twice is learned once
        known = known_together(home, files)
        assert known is not None
        assert known.name == "new"
    assert known_together(home, [two, one]) is None  # another order, another document
    assert known_together(home, [one]) is None


def test_what_cannot_be_read_is_told(home: Home, tmp_path: Path) -> None:
    with pytest.raises(DocumentUnreadable, match="no file"):
        preview(home, tmp_path / "gone.pdf")
    locked = PdfWriter(clone_from=PdfReader(pdf(tmp_path / "open.pdf", TEXT)))
    locked.encrypt("secret", algorithm="AES-256")
    locked.write(tmp_path / "locked.pdf")
    with pytest.raises(PasswordNeeded):
        preview(home, tmp_path / "locked.pdf")
    assert preview(home, tmp_path / "locked.pdf", "secret").pages == 1
