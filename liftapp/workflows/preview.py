"""What a document holds, shown before anything is learned from it. No torch."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from liftapp.documents import PageVerdict, read_document
from liftapp.library import Library, MemoryRecord, Status
from liftapp.paths import Home
from liftapp.workflows.recognise import recognisable

SHOWN = 20_000
"""Characters of the text."""


@dataclass(frozen=True)
class Preview:
    """A document as it was read; page numbers are from 1, `text` is its beginning.

    `pages_without_text` are the empty ones. `known` is the newest finished memory of this very
    document.
    """

    path: Path
    sha256: str
    title: str
    pages: int
    characters: int
    words: int
    pages_without_text: tuple[int, ...]
    garbage_pages: tuple[int, ...]
    text: str
    known: MemoryRecord | None
    recognisable: bool
    """Whether the text of pages without any can be recognised here."""


def preview(home: Home, path: Path, password: str | None = None) -> Preview:
    """Read a document as learning will; raises the errors of reading, PasswordNeeded included."""
    document = read_document(path, password)
    with Library(home) as library:
        memories = library.memories.all()
    same = (m for m in reversed(memories) if m.document_sha256 == document.sha256)
    judged = {
        verdict: tuple(p.number for p in document.pages if p.verdict is verdict)
        for verdict in PageVerdict
    }
    return Preview(
        path=document.path,
        sha256=document.sha256,
        title=document.title,
        pages=len(document.pages),
        characters=len(document.text),
        words=len(document.text.split()),
        pages_without_text=judged[PageVerdict.EMPTY],
        garbage_pages=judged[PageVerdict.GARBAGE],
        text=document.text[:SHOWN],
        known=next((m for m in same if m.status is Status.READY), None),
        recognisable=bool(document.pages_without_text) and recognisable(home, document.path),
    )


def known_together(home: Home, files: Sequence[Preview]) -> MemoryRecord | None:
    """The newest finished memory of these very files as one document, in this order.

    As in learning, a file that comes twice counts once.
    """
    unlike = list(dict.fromkeys(file.sha256 for file in files))
    with Library(home) as library:
        for memory in reversed(library.memories.all()):
            if memory.status is Status.READY:
                document = library.documents.get(memory.document_sha256)
                if [sha256 for _, sha256 in document.files] == unlike:
                    return memory
    return None
