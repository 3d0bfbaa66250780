"""What kind of file is this? Recognised by content first, by its name only where content is mute.

A file that can't be read is refused here with a sentence that says what to do instead.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from liftapp.errors import DocumentUnreadable

HEAD_BYTES = 4096
"""How many bytes from the start of the file `file_kind` wants to see."""

# Readers accept a PDF whose header comes within the first kilobyte.
_PDF_WINDOW = 1024

_AS_PDF = "save it as PDF or plain text and open that"
_OCR = "run OCR on it, save the result as a PDF with text, and open that"
_ARCHIVES = {
    ".docx": ("a Word document", _AS_PDF),
    ".pptx": ("a PowerPoint file", _AS_PDF),
    ".xlsx": ("an Excel file", _AS_PDF),
    ".odt": ("an OpenDocument text", _AS_PDF),
    ".epub": ("an e-book", "convert it to PDF or plain text and open that"),
}
_NAMED = {
    **_ARCHIVES,
    ".doc": ("a Word document", _AS_PDF),
    ".rtf": ("a rich text document", _AS_PDF),
    ".html": ("a web page", _AS_PDF),
    ".htm": ("a web page", _AS_PDF),
}
_MAGIC = (
    (b"\x89PNG\r\n", "an image", _OCR),
    (b"\xff\xd8\xff", "an image", _OCR),
    (b"GIF8", "an image", _OCR),
    (b"II*\0", "an image", _OCR),
    (b"MM\0*", "an image", _OCR),
    (b"BM", "an image", _OCR),
    (b"\xd0\xcf\x11\xe0", "an old Office document", _AS_PDF),
    (b"{\\rtf", "a rich text document", _AS_PDF),
    (b"PK\x03\x04", "an archive", "unpack it and open the document inside"),
    (b"\x1f\x8b", "a compressed file", "unpack it and open the document inside"),
    (b"MZ", "a program", "choose a PDF, text or Markdown file"),
    (b"\x7fELF", "a program", "choose a PDF, text or Markdown file"),
    (b"%!PS", "a PostScript file", "convert it to PDF and open that"),
)


class FileKind(StrEnum):
    """The kinds of file that can be read."""

    PDF = "pdf"
    TEXT = "text"
    MARKDOWN = "markdown"


_TEXT_SUFFIXES = {
    "": FileKind.TEXT,
    ".txt": FileKind.TEXT,
    ".text": FileKind.TEXT,
    ".md": FileKind.MARKDOWN,
    ".markdown": FileKind.MARKDOWN,
}


def file_kind(path: Path, head: bytes) -> FileKind:
    """Tell the kind of the file at `path` from its first `HEAD_BYTES` bytes and its name.

    Raises DocumentUnreadable for anything that is not a PDF, plain text or Markdown.
    """
    suffix = path.suffix.lower()
    # A text about PDF may well quote the header.
    window = head[:5] if suffix and suffix in _TEXT_SUFFIXES else head[:_PDF_WINDOW]
    if b"%PDF-" in window:
        return FileKind.PDF
    _refuse_binary(path, suffix, head)
    if suffix in _TEXT_SUFFIXES:
        return _TEXT_SUFFIXES[suffix]
    if suffix == ".pdf":
        raise DocumentUnreadable(
            f"{path.name} is named like a PDF but isn't one; "
            "download or export it again, or rename it if it is plain text."
        )
    if suffix in _NAMED:
        raise _refusal(path, *_NAMED[suffix])
    raise DocumentUnreadable(
        f"{path.name} is not a PDF, plain text or Markdown file; "
        "if it is plain text, rename it to end in .txt, otherwise save it as PDF."
    )


def _refuse_binary(path: Path, suffix: str, head: bytes) -> None:
    if head.startswith(b"PK\x03\x04") and suffix in _ARCHIVES:
        raise _refusal(path, *_ARCHIVES[suffix])
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        raise _refusal(path, "an image", _OCR)
    for magic, what, remedy in _MAGIC:
        # Two letters can begin a plain text as well; such short marks need a binary byte too.
        if head.startswith(magic) and (len(magic) > 2 or b"\0" in head):
            raise _refusal(path, what, remedy)


def _refusal(path: Path, what: str, remedy: str) -> DocumentUnreadable:
    return DocumentUnreadable(f"{path.name} is {what}, which can't be read; {remedy}.")
