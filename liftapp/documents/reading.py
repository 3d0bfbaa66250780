"""Reading a file as a document, or saying in one sentence why it can't be read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from io import BufferedReader
from pathlib import Path

from liftapp.errors import DocumentUnreadable, NoText
from liftapp.sizes import sized

from .assemble import Layout, RawPage, assemble
from .encoding import decode
from .kind import HEAD_BYTES, FileKind, file_kind
from .model import Document, Page, PageVerdict
from .plaintext import split_pages
from .title import choose_title

# Some 20 million words; decoding and splitting take several times this much memory.
_MAX_TEXT_BYTES = 100_000_000


def read_document(
    path: str | Path,
    password: str | None = None,
    on_page: Callable[[int, int], None] | None = None,
) -> Document:
    """Read the PDF, plain text or Markdown file at `path`.

    `password` opens a protected PDF. `on_page(pages_done, num_pages)` is called after each page
    of a PDF (and once for a text file); an exception it raises ends the reading.

    Raises PasswordNeeded for a protected PDF without, or with a wrong, password and
    DocumentUnreadable, with the reason and the remedy, for everything else that has no text.
    """
    path = Path(path)
    with _open(path) as stream:
        try:
            return _read(path.resolve(), stream, password, on_page)
        except OSError as error:
            raise DocumentUnreadable(
                f"{path.name} could not be read to its end ({error.strerror or error}); "
                "check the disk or copy the file again."
            ) from error


def _open(path: Path) -> BufferedReader:
    try:
        if path.is_dir():
            raise DocumentUnreadable(f"{path} is a folder; choose a file in it.")
        if path.exists() and not path.is_file():
            raise DocumentUnreadable(f"{path} is not a regular file; choose a document.")
        return path.open("rb")
    except FileNotFoundError as error:
        raise DocumentUnreadable(f"There is no file {path}; check the name.") from error
    except PermissionError as error:
        raise DocumentUnreadable(
            f"You have no permission to read {path}; change its permissions or copy it."
        ) from error
    except (OSError, ValueError) as error:
        raise DocumentUnreadable(f"{path} can't be opened ({error}); check the name.") from error


def _read(
    path: Path,
    stream: BufferedReader,
    password: str | None,
    on_page: Callable[[int, int], None] | None,
) -> Document:
    sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    size = stream.tell()
    if size == 0:
        raise DocumentUnreadable(f"{path.name} is empty, so there is nothing to learn.")
    stream.seek(0)
    kind = file_kind(path, stream.read(HEAD_BYTES))
    stream.seek(0)
    metadata = None
    if kind is FileKind.PDF:
        # Imported here: listing and help must not wait for pypdf.
        from .pdf import read_pdf

        raw_pages, metadata = read_pdf(stream, path.name, password, on_page)
        layout = Layout()
    else:
        raw_pages, layout = _read_text(path, stream, size, kind)
    text, pages = assemble(raw_pages, layout)
    _refuse_without_text(path, raw_pages, pages, kind)
    if on_page is not None and kind is not FileKind.PDF:
        on_page(len(pages), len(pages))
    title = choose_title(text, path, metadata, markdown=layout.markdown)
    return Document(title, text, pages, sha256, path)


def _read_text(
    path: Path, stream: BufferedReader, size: int, kind: FileKind
) -> tuple[list[RawPage], Layout]:
    if size > _MAX_TEXT_BYTES:
        raise DocumentUnreadable(
            f"{path.name} is larger than {sized(_MAX_TEXT_BYTES)} of text; split it first."
        )
    raw_pages, paged = split_pages(decode(stream.read(), path.name))
    return raw_pages, Layout(markdown=kind is FileKind.MARKDOWN, indented=True, paged=paged)


def _refuse_without_text(
    path: Path, raw_pages: Sequence[RawPage], pages: Sequence[Page], kind: FileKind
) -> None:
    verdicts = {page.verdict for page in pages}
    if PageVerdict.TEXT in verdicts:
        return
    if all(raw.failed for raw in raw_pages):
        raise DocumentUnreadable(
            f"No page of {path.name} can be read, so the file is probably damaged; "
            "download or export it again."
        )
    numbers = tuple(page.number for page in pages)
    if PageVerdict.GARBAGE in verdicts and kind is FileKind.PDF:
        raise NoText(
            f"The text in {path.name} is garbage, not readable words; let its pages be recognised "
            "instead (OCR: the window offers it, --ocr does it).",
            numbers,
        )
    if PageVerdict.GARBAGE in verdicts:
        raise DocumentUnreadable(
            f"The text in {path.name} is garbage, not readable words; save it again as UTF-8 text "
            "and open the result."
        )
    if kind is FileKind.PDF:
        raise NoText(
            f"{path.name} has no text on any page, so it is probably a scan; let its pages be "
            "recognised first (OCR: the window offers it, --ocr does it).",
            numbers,
        )
    raise DocumentUnreadable(f"{path.name} holds nothing but blanks, so there is nothing to learn.")
