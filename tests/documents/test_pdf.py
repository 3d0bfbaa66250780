"""PDFs: whole, protected, broken, hostile."""

from __future__ import annotations

import contextlib
import io
import logging
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.errors import DependencyError

from liftapp.documents import pdf, read_document
from liftapp.errors import DocumentUnreadable, PasswordNeeded

MakePdf = Callable[..., Path]


def _protect(path: Path, user: str, owner: str, algorithm: str) -> Path:
    writer = PdfWriter(clone_from=path)
    writer.encrypt(user, owner, algorithm=algorithm)
    protected = path.with_name(f"protected-{algorithm}.pdf")
    writer.write(protected)
    return protected


def test_pages_title_and_progress(make_pdf: MakePdf) -> None:
    path = make_pdf([["The first page."], [], ["The third page."]], title="The Quiet Pump")
    seen: list[tuple[int, int]] = []
    document = read_document(path, on_page=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert document.title == "The Quiet Pump"
    assert document.pages_without_text == (2,)
    assert document.text.split("\n\n") == ["The first page.", "The third page."]
    assert document.page_at(document.text.index("third")) == 3


def test_running_header_and_page_number_are_dropped(make_pdf: MakePdf) -> None:
    bodies = [[f"{word.capitalize()} is what this page tells."] for word in ("air", "oil", "gas")]
    document = read_document(make_pdf(bodies, head="Handbook of Pumps", numbered=True))
    assert document.text.split() == " ".join(lines[0] for lines in bodies).split()


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_password_opens_and_a_wrong_one_does_not(make_pdf: MakePdf, algorithm: str) -> None:
    path = _protect(make_pdf([["A secret."]]), "open", "own", algorithm)
    with pytest.raises(PasswordNeeded, match="protected by a password; give the password"):
        read_document(path)
    with pytest.raises(PasswordNeeded, match="wrong; try another"):
        read_document(path, password="guess")
    assert read_document(path, password="open").text == "A secret."
    assert read_document(path, password="own").text == "A secret."


def test_an_owner_password_alone_asks_for_nothing(make_pdf: MakePdf) -> None:
    path = _protect(make_pdf([["Printing is forbidden."]]), "", "own", "AES-256")
    assert read_document(path).text == "Printing is forbidden."
    assert read_document(path, password="anything").text == "Printing is forbidden."


def test_a_missing_cipher_package_is_named(
    make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def decrypt(self: PdfReader, password: str) -> None:
        raise DependencyError("cryptography>=3.1 is required for AES algorithm")

    path = _protect(make_pdf([["A secret."]]), "open", "own", "AES-128")
    monkeypatch.setattr(PdfReader, "decrypt", decrypt)
    with pytest.raises(DocumentUnreadable, match="install the Python package 'cryptography'"):
        read_document(path, password="open")


def test_a_scan_is_told_to_run_ocr(make_pdf: MakePdf) -> None:
    with pytest.raises(DocumentUnreadable, match=r"probably a scan; let its pages be recognised"):
        read_document(make_pdf([[], [], []]))


def test_a_scan_with_stamps_is_still_a_scan(make_pdf: MakePdf) -> None:
    with pytest.raises(DocumentUnreadable, match="probably a scan"):
        read_document(make_pdf([[], [], [], []], head="Downloaded copy", numbered=True))


def test_garbage_on_every_page_is_refused(make_pdf: MakePdf) -> None:
    with pytest.raises(DocumentUnreadable, match="garbage"):
        read_document(make_pdf([["#$%&!*@ ^~<> []{} $$ ##@@ !! %%&& **"] * 5]))


def test_a_page_that_fails_does_not_stop_the_rest(
    make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_pdf([["Page one."], ["Page two."], ["Page three."]])
    for fault in (ValueError("x"), KeyError("/F1"), RecursionError(), ZeroDivisionError()):
        _fail_on_page_two(monkeypatch, fault)
        document = read_document(path)
        assert [page.verdict.value for page in document.pages] == ["text", "garbage", "text"]
        assert document.text.split("\n\n") == ["Page one.", "Page three."]


def _fail_on_page_two(monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    from pypdf import PageObject

    monkeypatch.undo()
    extract = PageObject.extract_text

    def failing(self: PageObject, **options: object) -> str:
        text = extract(self, **options)  # type: ignore[arg-type]
        if "two" in text:
            raise fault
        return text

    monkeypatch.setattr(PageObject, "extract_text", failing)


def test_a_page_built_to_take_forever_is_given_up(
    make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "_PAGE_SECONDS", -1.0)
    with pytest.raises(DocumentUnreadable, match=r"No page of made\.pdf can be read"):
        read_document(make_pdf([["Page one."]]))


def test_a_page_tree_in_a_circle_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "circle.pdf"
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 1/Kids[2 0 R]>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3>>\n%%EOF"
    )
    with pytest.raises(DocumentUnreadable):
        read_document(path)


def test_truncated_files_are_refused_or_repaired(make_pdf: MakePdf, tmp_path: Path) -> None:
    data = make_pdf([["Page one."], ["Page two."]]).read_bytes()
    path = tmp_path / "cut.pdf"
    path.write_bytes(data[:40])
    with pytest.raises(DocumentUnreadable, match="damaged or incomplete"):
        read_document(path)
    for size in range(100, len(data), len(data) // 12):
        path.write_bytes(data[:size])
        _read_or_refuse(path)


def test_flipped_bytes_never_escape_as_other_errors(make_pdf: MakePdf, tmp_path: Path) -> None:
    data = make_pdf([["Page one."], ["Page two."]], head="Head").read_bytes()
    path = tmp_path / "flipped.pdf"
    for mutant in _mutants(data, 60):
        path.write_bytes(mutant)
        _read_or_refuse(path)


def _mutants(data: bytes, count: int) -> Iterator[bytes]:
    dice = random.Random(7)
    for _ in range(count):
        mutant = bytearray(data)
        for _ in range(dice.choice((1, 5, 40))):
            mutant[dice.randrange(8, len(mutant))] = dice.randrange(256)
        yield bytes(mutant)


def _read_or_refuse(path: Path) -> None:
    # Any other exception fails the test.
    with contextlib.suppress(DocumentUnreadable):
        document = read_document(path)
        assert document.pages[-1].end == len(document.text)


def test_repairs_are_not_printed(
    make_pdf: MakePdf,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    data = make_pdf([["Page one."]]).read_bytes()
    path = tmp_path / "shifted.pdf"
    path.write_bytes(data.replace(b"startxref\n", b"startxref\n9"))
    with caplog.at_level(logging.WARNING):
        assert read_document(path).text == "Page one."
    assert capfd.readouterr() == ("", "")
    assert not caplog.records


def test_streams_are_let_go_of(make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch) -> None:
    from pypdf.generic import StreamObject

    path = make_pdf([[f"Page {n} is here."] for n in range(40)])
    held: list[int] = []
    let_go = pdf._let_go

    def watched(reader: PdfReader) -> None:
        held.append(sum(isinstance(o, StreamObject) for o in reader.resolved_objects.values()))
        let_go(reader)
        assert not any(isinstance(o, StreamObject) for o in reader.resolved_objects.values())

    monkeypatch.setattr(pdf, "_let_go", watched)
    pages, _ = pdf.read_pdf(io.BytesIO(path.read_bytes()), "x.pdf", None)
    assert len(pages) == 40
    assert len(held) == 2
    assert max(held) < 30
