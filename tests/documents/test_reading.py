"""One file in, one document or one plain sentence out."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from liftapp.documents import read_document, split_sentences
from liftapp.errors import DocumentUnreadable

MakePdf = Callable[..., Path]


def _write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_text_file(tmp_path: Path) -> None:
    path = _write(tmp_path / "pump.txt", "The Pump\n\nIt rains. It pours.\n")
    seen: list[tuple[int, int]] = []
    document = read_document(str(path), on_page=lambda *step: seen.append(step))
    assert document.title == "The Pump"
    assert document.text == "The Pump\n\nIt rains. It pours."
    assert document.path == path.resolve()
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert seen == [(1, 1)]


def test_the_same_bytes_are_the_same_document(tmp_path: Path) -> None:
    one = read_document(_write(tmp_path / "a.txt", "Same text."))
    two = read_document(_write(tmp_path / "b.txt", "Same text."))
    other = read_document(_write(tmp_path / "c.txt", "Other text."))
    assert one.sha256 == two.sha256 != other.sha256


def test_markdown_by_its_name(tmp_path: Path) -> None:
    document = read_document(_write(tmp_path / "a.MD", "Intro.\n\n# The Pump\n\nA long\nline.\n"))
    assert document.title == "The Pump"
    assert "A long line." in document.text


def test_content_decides_where_the_name_does_not(make_pdf: MakePdf, tmp_path: Path) -> None:
    data = make_pdf([["A page."]]).read_bytes()
    for name in ("NAKED", "loud.PDF", "wrong.docx", "odd.v2"):
        assert read_document(_write(tmp_path / name, data)).text == "A page."
    assert read_document(_write(tmp_path / "README", "Plain text.")).text == "Plain text."
    assert read_document(_write(tmp_path / "LOUD.TXT", "Plain text.")).text == "Plain text."
    about = "A PDF begins with %PDF-1.4 or so."
    assert read_document(_write(tmp_path / "about.txt", about)).text == about


def test_long_text_has_pages_and_whole_sentences(tmp_path: Path) -> None:
    path = _write(tmp_path / "long.txt", "The red pump was sold in 1999 to Mr. Orr. " * 400)
    document = read_document(path)
    assert len(document.pages) == 6
    assert len(split_sentences(document.text)) == 400
    assert document.page_at(0) == 1
    assert document.page_at(len(document.text)) == 6


def test_form_feeds_make_pages(tmp_path: Path) -> None:
    document = read_document(_write(tmp_path / "ff.txt", "One.\fTwo.\f\fFour."))
    assert document.pages_without_text == (3,)
    assert document.page_at(document.text.index("Four")) == 4


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.pdf", b"", "is empty, so there is nothing to learn"),
        ("none.txt", b"", "is empty"),
        ("blank.txt", b" \n\t\n", "nothing but blanks"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 30, "Word document.*save it as PDF or plain text"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 30, "old Office document.*save it as PDF"),
        ("a.epub", b"PK\x03\x04" + b"\0" * 30, "e-book.*convert"),
        ("a.zip", b"PK\x03\x04" + b"\0" * 30, "archive.*unpack"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "image.*run OCR"),
        ("photo.txt", b"\xff\xd8\xff\xe0\0\0", "image.*run OCR"),
        ("a.exe", b"MZ\x90\0", "program.*choose a PDF"),
        ("a.rtf", b"{\\rtf1 x}", "rich text.*save it as PDF"),
        ("a.html", b"<html>x</html>", "web page.*save it as PDF"),
        ("a.csv", b"a,b\n1,2\n", "rename it to end in .txt"),
        ("fake.pdf", b"<html>log in</html>", "named like a PDF but isn't one"),
        ("broken.pdf", b"%PDF-1.7\n1 0 obj\n", "damaged or incomplete"),
        ("bin.txt", b"\x01\0\x02\0\0\0\xff\xfe" * 50, "binary data"),
        ("noise.txt", b"\x01\x02\x03\x04 \x05\x06\x0e" * 50, "garbage|encoding"),
    ],
)
def test_what_can_not_be_read_is_refused_in_words(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    path = _write(tmp_path / name, content)
    with pytest.raises(DocumentUnreadable, match=message) as caught:
        read_document(path)
    assert caught.value.exit_code == 3
    assert name in str(caught.value)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_missing_file_folder_and_device(tmp_path: Path) -> None:
    with pytest.raises(DocumentUnreadable, match=r"There is no file .*absent\.pdf; check the name"):
        read_document(tmp_path / "absent.pdf")
    with pytest.raises(DocumentUnreadable, match="is a folder; choose a file in it"):
        read_document(tmp_path)
    with pytest.raises(DocumentUnreadable, match="can't be opened"):
        read_document("nul\0byte.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(DocumentUnreadable, match="not a regular file"):
        read_document(tmp_path / "pipe.txt")


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The tests may run as root, whom no file mode stops.
    def refuse(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    path = _write(tmp_path / "a.txt", "Text.")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(DocumentUnreadable, match=r"no permission to read .*a\.txt"):
        read_document(path)


def test_a_disk_error_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(hashlib, "file_digest", fail)
    with pytest.raises(DocumentUnreadable, match="Input/output error"):
        read_document(_write(tmp_path / "a.txt", "Text."))


def test_too_large_a_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from liftapp.documents import reading

    monkeypatch.setattr(reading, "_MAX_TEXT_BYTES", 10)
    with pytest.raises(DocumentUnreadable, match="split it first"):
        read_document(_write(tmp_path / "a.txt", "More than ten bytes."))
