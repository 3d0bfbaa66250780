"""The text of a PDF, page by page, in bounded memory and in spite of broken files.

pypdf keeps every object it has read; the streams among them (the pages' contents, the fonts)
are what grows with the number of pages, so they are let go of every few pages.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any, BinaryIO

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError
from pypdf.generic import StreamObject

from liftapp.errors import DocumentUnreadable, PasswordNeeded

from .assemble import RawPage

# What a broken file really makes pypdf raise besides its own errors: its authors document that
# "broken PDF files might cause other exceptions". RuntimeError covers RecursionError and
# NotImplementedError, ValueError covers zlib's, struct's and decoding errors' relatives.
_FAULTS: tuple[type[Exception], ...] = (
    PyPdfError,
    DependencyError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
# Pages between two clearings: fonts shared by the pages are read again after each.
_CLEAR_EVERY = 16
# A page of ordinary text takes 10-100 ms; one that takes this long is built to take forever.
_PAGE_SECONDS = 60.0


class _PageTooSlow(Exception):
    """The page's program ran longer than a page of text can."""


def read_pdf(
    stream: BinaryIO,
    name: str,
    password: str | None,
    on_page: Callable[[int, int], None] | None = None,
) -> tuple[list[RawPage], str | None]:
    """Return the raw pages of the PDF in `stream` and the title in its metadata, if any.

    `name` is the file's name for messages; `on_page(done, total)` is called after each page.
    Raises PasswordNeeded, or DocumentUnreadable where the file is damaged beyond reading.
    """
    # pypdf reports each repair; what matters to the user is said by the pages' verdicts.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = _open(stream, name, password)
    try:
        total = len(reader.pages)
    except LimitReachedError as error:
        raise DocumentUnreadable(
            f"{name} has more pages, or a deeper page tree, than can be read; split it first."
        ) from error
    except _FAULTS as error:
        raise _damaged(name) from error
    if total == 0:
        raise DocumentUnreadable(f"{name} has no pages, so there is nothing to learn.")
    pages = []
    for index in range(total):
        pages.append(_read_page(reader, index))
        if (index + 1) % _CLEAR_EVERY == 0:
            _let_go(reader)
        if on_page is not None:
            on_page(index + 1, total)
    return pages, _metadata_title(reader)


def _open(stream: BinaryIO, name: str, password: str | None) -> PdfReader:
    try:
        reader = PdfReader(stream, strict=False)
    except _FAULTS as error:
        raise _damaged(name) from error
    if reader.is_encrypted:
        _unlock(reader, name, password)
    return reader


def _unlock(reader: PdfReader, name: str, password: str | None) -> None:
    try:
        # With an owner password only, the file opens for everyone with the empty one.
        for candidate in ("", password or ""):
            if reader.decrypt(candidate) is not PasswordType.NOT_DECRYPTED:
                return
    except DependencyError as error:
        raise DocumentUnreadable(
            f"{name} is encrypted with AES; install the Python package 'cryptography' to read it."
        ) from error
    except _FAULTS as error:
        raise DocumentUnreadable(
            f"{name} is encrypted in a way that can't be read; save a copy without protection."
        ) from error
    if password:
        raise PasswordNeeded(f"The password given for {name} is wrong; try another one.")
    raise PasswordNeeded(f"{name} is protected by a password; give the password to open it.")


def _read_page(reader: PdfReader, index: int) -> RawPage:
    deadline = time.monotonic() + _PAGE_SECONDS

    def watch(*_operation: Any) -> None:
        if time.monotonic() > deadline:
            raise _PageTooSlow

    try:
        return RawPage(reader.pages[index].extract_text(visitor_operand_before=watch))
    except _PageTooSlow:
        return RawPage("", failed=True)
    except _FAULTS:
        return RawPage("", failed=True)


def _let_go(reader: PdfReader) -> None:
    objects = reader.resolved_objects
    for key in [key for key, value in objects.items() if isinstance(value, StreamObject)]:
        del objects[key]


def _metadata_title(reader: PdfReader) -> str | None:
    try:
        metadata = reader.metadata
        title = metadata.title if metadata is not None else None
    except _FAULTS:
        return None
    return title if isinstance(title, str) else None


def _damaged(name: str) -> DocumentUnreadable:
    return DocumentUnreadable(
        f"{name} is damaged or incomplete and can't be read; download or export it again."
    )
