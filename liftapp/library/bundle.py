"""One memory as one file to carry elsewhere: a .liftmem file.

A zip of memory.safetensors (stored), memory.json, document.json (title, text, pages and passages
of the document) and, where they are known, questions.json and exam.json. What the memory is
called is the file's own name; document.json has it where a file's name can't. Reading trusts
nothing: every refusal is a UsageError in one sentence.
"""

import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from liftapp.errors import NotFound, UsageError
from liftapp.library.documents import DocumentRecord, PageRecord, PartRecord, PassageSpan
from liftapp.library.jsontext import (
    SHA256,
    JsonObject,
    JsonValue,
    dump,
    field,
    only_known,
    parse_object,
    sha256_field,
)
from liftapp.library.manifest import MemoryManifest
from liftapp.library.own_exam import OwnExam, trained_from_json, trained_to_json
from liftapp.library.storage import CHUNK, EXAM, MANIFEST, QUESTIONS, TENSORS, atomic_write

SUFFIX = ".liftmem"
DOCUMENT = "document.json"
DOCUMENT_FORMAT, PARTS_FORMAT, NAME_FORMAT = 1, 2, 3
"""Of a document of one file, of several, and of either with the memory's name: a liftapp that
knows only those before refuses these."""
DOCUMENT_KEYS = frozenset({"format", "sha256", "title", "text", "pages", "passages"})
WHAT = "The bundle's document (document.json)"

MOST_LETTERS = 80
"""Of a file's name."""
LARGEST: Mapping[str, int] = {
    TENSORS: 16 * 2**30, MANIFEST: 2**20, DOCUMENT: 2**28, QUESTIONS: 2**28, EXAM: 2**24
}  # bytes  # fmt: skip
NEEDED = frozenset({TENSORS, MANIFEST, DOCUMENT})
MOST_PAGES = 2**31
MIN_PARTS = 2
HIGHEST_RATIO = 100  # of text to its compressed form; prose has 3 to 5
SAME_DATE = (1980, 1, 1, 0, 0, 0)  # so that the same memory always gives the same bytes
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


def file_name(text: str) -> str:
    """`text` as the name of a file, on every system; a long one ends with a whole word."""
    kept = "".join(c if c.isalnum() or c in " -_().," else "_" for c in text).strip(" .")
    if len(kept) > MOST_LETTERS:
        words = kept[: MOST_LETTERS + 1].rpartition(" ")[0]
        few = len(words) < MOST_LETTERS // 2
        kept = (kept[:MOST_LETTERS] if few else words).rstrip(" -_(.,")
    return kept or "liftapp"


def write_bundle(
    path: Path,
    memory: Path,
    document: DocumentRecord,
    passages: list[PassageSpan],
    name: str = "",
) -> None:
    """Write the memory in folder `memory` and its document to `path`, whole or not at all.

    The memory's `name` goes into the bundle only where it can't be a file's.

    Raises UsageError where `path` can't be meant, OutOfResources when the disk is full.
    """
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent} to export to.")
    if path.exists() and (path.suffix != SUFFIX or not path.is_file()):
        raise UsageError(f"{path} exists and is no {SUFFIX} file; choose another name.")

    told = "" if name == file_name(name) else name

    def write(temporary: Path) -> None:
        with zipfile.ZipFile(temporary, "w") as archive:
            for name in (MANIFEST, TENSORS, QUESTIONS, EXAM):
                if name in NEEDED or (memory / name).exists():
                    _store(archive, name, memory / name)
            info = zipfile.ZipInfo(DOCUMENT, SAME_DATE)
            content = document_to_json(document, passages, told)
            archive.writestr(info, content, compress_type=zipfile.ZIP_DEFLATED)

    atomic_write(path, write)


def _store(archive: zipfile.ZipFile, name: str, source: Path) -> None:
    info = zipfile.ZipInfo(name, SAME_DATE)
    info.file_size = source.stat().st_size  # tells zipfile when it needs the 64-bit format
    with source.open("rb") as read, archive.open(info, "w") as written:
        while piece := read.read(CHUNK):
            written.write(piece)


class Bundle:
    """A bundle that passed every check short of reading its tensors."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Check the archive's entries, then read its two descriptions; raises UsageError."""
        self._archive = archive
        self._entries = checked_entries(archive)
        self.manifest = MemoryManifest.from_json(self._read(MANIFEST))
        self.document, self.passages, self._name = document_from_json(self._read(DOCUMENT))
        self.beside: dict[str, bytes] = {}
        """Questions and exam, read and written again."""
        self.score: float | None = None
        self._read_beside()
        if self.document.sha256 != self.manifest.document_sha256:
            raise UsageError("The bundle's memory and document do not belong together.")

    def _read_beside(self) -> None:
        if QUESTIONS in self._entries:
            trained = trained_from_json(self._read(QUESTIONS))
            self.beside[QUESTIONS] = trained_to_json(trained)
        if EXAM in self._entries:
            exam = OwnExam.from_json(self._read(EXAM))
            if any(not s.start <= s.end <= len(self.document.text) for s in exam.sections):
                raise UsageError("The bundle's exam has a section that lies outside its text.")
            self.beside[EXAM], self.score = exam.to_json(), exam.score

    def name(self, stem: str) -> str:
        """What the memory of a file called `stem` is called: so too, unless nobody renamed the
        file and the bundle has the whole name.
        """
        # Some file systems spell letters with accents otherwise.
        own = unicodedata.normalize("NFC", stem) == file_name(self._name)
        return self._name if self._name and own else stem

    @property
    def tensors_size(self) -> int:
        """Bytes the tensors will take on the disk."""
        return self._entries[TENSORS].file_size

    def extract_tensors(self, path: Path) -> None:
        """Write the tensors to the file `path`, piece by piece."""
        with path.open("wb") as file:
            for piece in self._pieces(TENSORS):
                file.write(piece)

    def _read(self, name: str) -> bytes:
        return b"".join(self._pieces(name))

    def _pieces(self, name: str) -> Iterator[bytes]:
        # What the archive says of its own sizes is a claim; this counts what really comes.
        left = self._entries[name].file_size
        with refusing_what_is_broken(), self._archive.open(self._entries[name]) as source:
            while piece := source.read(CHUNK):
                left -= len(piece)
                if left < 0:
                    raise UsageError(f"The bundle's {name} is larger than it says.")
                yield piece
        if left:
            raise UsageError(f"The bundle's {name} is cut short.")


@contextmanager
def open_bundle(path: Path) -> Iterator[Bundle]:
    """Open and check a bundle; NotFound where there is no such file."""
    if not path.exists():
        raise NotFound(f"There is no file {path}.")
    if not path.is_file():
        raise UsageError(f"{path} is not a file.")
    try:
        with refusing_what_is_broken():
            archive = zipfile.ZipFile(path)
    except OSError as error:
        raise UsageError(f"{path} can't be read ({error.strerror or error}).") from error
    with archive:
        yield Bundle(archive)


@contextmanager
def refusing_what_is_broken() -> Iterator[None]:
    """Turn what zipfile raises on a broken archive into a UsageError."""
    try:
        yield
    except BROKEN as error:
        raise UsageError(f"The file is not a whole {SUFFIX} bundle.") from error


def checked_entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The entries by name; UsageError for anything else or anything about them amiss."""
    entries = archive.infolist()
    # Only these names, each once, so no path can lead anywhere.
    names = [entry.filename for entry in entries]
    if not NEEDED <= set(names) <= set(LARGEST) or len(set(names)) < len(names):
        raise UsageError(
            f"The bundle must hold {', '.join(sorted(NEEDED))}, may hold "
            f"{EXAM} and {QUESTIONS}, and nothing else."
        )
    for entry in entries:
        name = entry.filename
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            raise UsageError(f"The bundle's {name} is a link or not a plain file.")
        if entry.flag_bits & 0x1:
            raise UsageError(f"The bundle's {name} is encrypted.")
        if entry.file_size > LARGEST[name]:
            raise UsageError(f"The bundle's {name} is too large to be true.")
        if entry.file_size > HIGHEST_RATIO * entry.compress_size:
            raise UsageError(f"The bundle's {name} unpacks to far more than it should.")
        if name == TENSORS and entry.compress_type != zipfile.ZIP_STORED:
            raise UsageError(f"The bundle's {name} is compressed; it must be stored as it is.")
    return {entry.filename: entry for entry in entries}


def document_to_json(
    document: DocumentRecord, passages: list[PassageSpan], name: str = ""
) -> bytes:
    """The bytes of document.json; where the file lay on this machine stays here."""
    pages: list[JsonValue] = [[p.number, p.start, p.end, p.verdict] for p in document.pages]
    spans: list[JsonValue] = [[p.page, p.start, p.end] for p in passages]
    written: JsonObject = {
        "format": DOCUMENT_FORMAT,
        "sha256": document.sha256,
        "title": document.title,
        "text": document.text,
        "pages": pages,
        "passages": spans,
    }
    if document.parts:
        parts: list[JsonValue] = [[p.name, p.sha256, p.start, p.first_page] for p in document.parts]
        written |= {"format": PARTS_FORMAT, "parts": parts}
    if name:
        written |= {"format": NAME_FORMAT, "name": name}
    return dump(written)


def document_from_json(content: bytes) -> tuple[DocumentRecord, list[PassageSpan], str]:
    """Read document.json, with the memory's name or ""; UsageError says what is wrong with it."""
    source = parse_object(content, WHAT)
    version = field(source, "format", int, WHAT)
    if version not in (DOCUMENT_FORMAT, PARTS_FORMAT, NAME_FORMAT):
        raise UsageError(f"{WHAT} has a format this liftapp does not know; update liftapp.")
    named = version == NAME_FORMAT
    several = version == PARTS_FORMAT or (named and "parts" in source)
    more = {key for key, is_so in (("parts", several), ("name", named)) if is_so}
    only_known(source, DOCUMENT_KEYS | more, WHAT)
    text = field(source, "text", str, WHAT)
    document = DocumentRecord(
        sha256=sha256_field(source, "sha256", WHAT),
        title=field(source, "title", str, WHAT),
        source_path="",
        pages=_pages(source, len(text)),
        text=text,
        parts=_parts(source, len(text)) if several else (),
    )
    name = field(source, "name", str, WHAT) if named else ""
    return document, _passages(source, len(text)), name


def _pages(source: JsonObject, length: int) -> tuple[PageRecord, ...]:
    pages = []
    for entry in field(source, "pages", list, WHAT):
        match entry:
            case [int(number), int(start), int(end), str(verdict)] if 0 <= start <= end <= length:
                pages.append(PageRecord(number, start, end, verdict))
            case _:
                raise UsageError(f"{WHAT} has a page that lies outside its text.")
    return tuple(pages)


def _parts(source: JsonObject, length: int) -> tuple[PartRecord, ...]:
    parts: list[PartRecord] = []
    for entry in field(source, "parts", list, WHAT):
        match entry:
            case [str(name), str(sha256), int(start), int(first)] if SHA256.fullmatch(
                sha256
            ) and _follows(parts, name, start, first, length):
                parts.append(PartRecord(name, "", sha256, start, first))
            case _:
                raise UsageError(f"{WHAT} has a file that does not fit its text.")
    if len(parts) < MIN_PARTS:
        raise UsageError(f"{WHAT} has a file that does not fit its text.")
    return tuple(parts)


def _follows(parts: list[PartRecord], name: str, start: int, first: int, length: int) -> bool:
    """Whether this can be the file after those; the first one has the beginning of the text."""
    if not name or any(sign in name for sign in "/\\") or not first <= MOST_PAGES:
        return False
    if not parts:
        return (start, first) == (0, 1)
    return parts[-1].start < start < length and parts[-1].first_page < first


def _passages(source: JsonObject, length: int) -> list[PassageSpan]:
    passages = []
    for entry in field(source, "passages", list, WHAT):
        match entry:
            case [int(page), int(start), int(end)] if (
                0 <= page <= MOST_PAGES and 0 <= start <= end <= length
            ):
                passages.append(PassageSpan(page, start, end))
            case _:
                raise UsageError(f"{WHAT} has a passage that lies outside its text.")
    return passages
