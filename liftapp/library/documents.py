"""Documents the library knows, one for each distinct file, and the search over their passages."""

import json
import re
import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, dataclass, replace
from datetime import UTC, datetime

from liftapp.errors import NotFound
from liftapp.library.database import Database

MOST_TERMS = 200  # of a question or an answer; the rest of a longer text adds nothing

# Scripts written without spaces: SQLite would take a whole sentence for one word.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
UNSPACED += "\U00020000-\U0003ffff"
UNSPACED_CHARACTER = re.compile(f"([{UNSPACED}])")
UNSPACED_RUN = re.compile(f"[{UNSPACED}]+")
# A number keeps its points and commas; elsewhere white space and ASCII punctuation separate.
TERM = re.compile(r"\d[\d.,]*\d|[^\s\x00-\x2f:;<=>?@\[\\\]^_`{|}~\x7f-\xa0]+")


@dataclass(frozen=True)
class PageRecord:
    """One page: number from 1, [start, end) in the document's text, and how it was judged."""

    number: int
    start: int
    end: int
    verdict: str


@dataclass(frozen=True)
class PassageSpan:
    """A piece of text that search can find: its page, and [start, end) in the document's text."""

    page: int
    start: int
    end: int


@dataclass(frozen=True)
class PartRecord:
    """One of several files in a document: where its text starts and the number of its first page.

    `source_path` is empty where it came from another machine.
    """

    name: str
    source_path: str
    sha256: str
    start: int
    first_page: int


@dataclass(frozen=True)
class DocumentRecord:
    """A document as it was read; `sha256` is of the file's bytes.

    Of several files, `parts` has each, the pages are counted through all of them, `source_path` is
    the first one's and `sha256` is of their hashes.
    """

    sha256: str
    title: str
    source_path: str
    pages: tuple[PageRecord, ...]
    text: str
    parts: tuple[PartRecord, ...] = ()

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """(source path, SHA-256) of each file it was read from."""
        parts = tuple((part.source_path, part.sha256) for part in self.parts)
        return parts or ((self.source_path, self.sha256),)

    def part_at(self, offset: int) -> PartRecord | None:
        """The file that holds the character at `offset`; None where there is but one."""
        return part_at(self.parts, offset)

    def passage(self, start: int, end: int, score: float = 0.0) -> "FoundPassage":
        """The stretch [start, end) of its text, on the page where it begins."""
        page = self.pages[bisect_right(self.pages, start, key=lambda p: p.start) - 1].number
        found = FoundPassage(page, start, end, self.text[start:end], score)
        return _in_part(found, self.parts)

    def text_of(self, part: PartRecord) -> str:
        """The text of one of its files, without the blank line that parts it from the next."""
        later = [each.start for each in self.parts if each.start > part.start]
        return self.text[part.start : min(later, default=None)].rstrip("\n")


@dataclass(frozen=True)
class FoundPassage:
    """A passage and how well it fits (BM25, higher is better, comparable within one search).

    `file` names one of several files of the document, and `page` is counted in it; [start, end)
    lies in the document's text in any case.
    """

    page: int
    start: int
    end: int
    text: str
    score: float
    file: str | None = None

    @property
    def place(self) -> str:
        """Where it stands, as a source is quoted: "p. 3", of several files "report.pdf, p. 3"."""
        return f"{self.file}, p. {self.page}" if self.file else f"p. {self.page}"

    def as_json(self) -> dict[str, object]:
        """Its fields for other programs; `file` only where there are several."""
        return {k: v for k, v in asdict(self).items() if k != "file" or v is not None}


class Documents:
    """The documents of one library."""

    def __init__(self, database: Database) -> None:
        """Work on the tables of this database."""
        self._database = database

    def add(self, document: DocumentRecord, passages: Iterable[PassageSpan]) -> bool:
        """Keep a document; False when the same file is there already, which then stays as it is."""
        with self._database.transaction():
            return self.add_within(document, passages)

    def add_within(self, document: DocumentRecord, passages: Iterable[PassageSpan]) -> bool:
        """Do what `add` does, inside a transaction of the caller."""
        text = storable(document.text)
        added = self._database.change(
            "INSERT OR IGNORE INTO documents "
            "(sha256, title, source_path, pages, text, parts, added) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                document.sha256,
                storable(document.title),
                storable(document.source_path),
                json.dumps([[p.number, p.start, p.end, p.verdict] for p in document.pages]),
                text,
                json.dumps([list(map(_kept, astuple(part))) for part in document.parts]),
                datetime.now(UTC).isoformat(timespec="seconds"),
            ),
        )
        if not added.rowcount:
            return False
        for passage in passages:
            self._add_passage(document.sha256, text, passage)
        return True

    def _add_passage(self, sha256: str, text: str, passage: PassageSpan) -> None:
        row = self._database.change(
            "INSERT INTO passages (document, page, start, end) VALUES (?, ?, ?, ?)",
            (sha256, passage.page, passage.start, passage.end),
        )
        self._database.change(
            "INSERT INTO passage_words (rowid, words) VALUES (?, ?)",
            (row.lastrowid, spaced(text[passage.start : passage.end])),
        )

    def known(self, sha256: str) -> bool:
        """Whether this file is in the library."""
        return self._database.row("SELECT 1 FROM documents WHERE sha256 = ?", (sha256,)) is not None

    def get(self, sha256: str) -> DocumentRecord:
        """The document with this hash; NotFound when there is none."""
        row = self._database.row("SELECT * FROM documents WHERE sha256 = ?", (sha256,))
        if row is None:
            raise NotFound("The library has no such document; learn it first.")
        return DocumentRecord(
            sha256=row["sha256"],
            title=row["title"],
            source_path=row["source_path"],
            pages=tuple(PageRecord(*page) for page in json.loads(row["pages"])),
            text=row["text"],
            parts=_parts(row["parts"]),
        )

    def passages(self, sha256: str) -> list[PassageSpan]:
        """All passages of a document, in the order they were added."""
        rows = self._database.rows(
            "SELECT page, start, end FROM passages WHERE document = ? ORDER BY id", (sha256,)
        )
        return [PassageSpan(*row) for row in rows]

    def set_token_count(self, sha256: str, base_model: str, count: int) -> None:
        """Remember how many tokens the document has for a base model's tokenizer."""
        self._database.change(
            "UPDATE documents SET token_counts = json_patch(token_counts, ?) WHERE sha256 = ?",
            (json.dumps({base_model: count}), sha256),
        )

    def token_counts(self, sha256: str) -> dict[str, int]:
        """Token count by base model, as far as they were counted."""
        row = self._database.row("SELECT token_counts FROM documents WHERE sha256 = ?", (sha256,))
        counts: dict[str, int] = json.loads(row["token_counts"]) if row else {}
        return counts

    def search(self, text: str, sha256: str, limit: int = 5) -> list[FoundPassage]:
        """The passages of one document that share most with `text`, best first.

        `text` is a person's, so anything may be in it; nothing found is an empty list.
        """
        query = match_expression(text)
        if not query:
            return []
        rows = self._database.rows(
            """SELECT page, start, end, -bm25(passage_words) AS score, documents.parts,
                      substr(documents.text, start + 1, end - start) AS passage
               FROM passage_words
               JOIN passages ON passages.id = passage_words.rowid
               JOIN documents ON documents.sha256 = passages.document
               WHERE passage_words MATCH ? AND passages.document = ?
               ORDER BY score DESC, start LIMIT ?""",
            (query, sha256, max(0, limit)),
        )
        return [_found(row) for row in rows]

    def has_file(self, path: str) -> bool:
        """Whether a document was read from the file at this path."""
        rows = self._database.rows(
            "SELECT 1 FROM documents WHERE source_path = ? OR instr(parts, ?) LIMIT 1",
            (storable(path), json.dumps(path)),
        )
        return bool(rows)

    def remove_unused_within(self, sha256: str) -> None:
        """Forget a document that no memory belongs to, inside a transaction of the caller."""
        self._database.change(
            "DELETE FROM documents WHERE sha256 = ? "
            "AND NOT EXISTS (SELECT 1 FROM memories WHERE document = documents.sha256)",
            (sha256,),
        )


def part_at(parts: Sequence[PartRecord], offset: int) -> PartRecord | None:
    """Which of these files, in their order, holds the character at `offset`; None without any."""
    return parts[bisect_right(parts, offset, key=lambda part: part.start) - 1] if parts else None


def _parts(kept: str) -> tuple[PartRecord, ...]:
    return tuple(PartRecord(*part) for part in json.loads(kept))


def _kept(value: object) -> object:
    return storable(value) if isinstance(value, str) else value


def _found(row: sqlite3.Row) -> FoundPassage:
    found = FoundPassage(row["page"], row["start"], row["end"], row["passage"], row["score"])
    return _in_part(found, _parts(row["parts"]))


def _in_part(found: FoundPassage, parts: Sequence[PartRecord]) -> FoundPassage:
    """With file and page of the part it stands in, where there are several."""
    part = part_at(parts, found.start)
    if part is None:
        return found
    return replace(found, page=found.page - part.first_page + 1, file=part.name)


def storable(text: str) -> str:
    """The text with lone surrogates, which have no UTF-8 form, as '?'; every offset stays."""
    return text.encode("utf-8", "replace").decode("utf-8")


def spaced(text: str) -> str:
    """The text with a space around each character of a script that has none."""
    return UNSPACED_CHARACTER.sub(r" \1 ", text)


def match_expression(text: str) -> str:
    """An FTS5 query for any of the words in `text`, none of them read as an operator."""
    return " OR ".join(f'"{term}"' for term in terms(text))


def terms(text: str) -> list[str]:
    """The words to look for, each once and safe within double quotes.

    Neighbours in a script without spaces are asked for in pairs: single characters say little.
    """
    found: dict[str, None] = {}
    for term in TERM.findall(storable(text)):
        for run in UNSPACED_RUN.findall(term):
            pairs = [run[i : i + 2] for i in range(len(run) - 1)] or [run]
            found.update(dict.fromkeys(" ".join(pair) for pair in pairs))
        found.update(dict.fromkeys(UNSPACED_RUN.sub(" ", term).split()))
    return list(found)[:MOST_TERMS]
