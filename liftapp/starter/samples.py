"""What ships beside the starter, made by the generator: the sample PDF with its questions and
answers, and the passages of other documents that keep a memory from answering for them.
"""

import json
from dataclasses import asdict
from pathlib import Path
from random import Random

from liftapp.starter.corpus.document import MadeDocument, make_document
from liftapp.starter.corpus.passage import write_passage
from liftapp.starter.corpus.questions import question, unanswerable
from liftapp.starter.corpus.world import SPLITS, World

SEED = 1
SECTIONS = 22
SECTION_CHARS = 760
"""About 5,000 of the starter's tokens in all: five times its window."""
FOREIGN = 160
FOREIGN_CHARS = 700


def write_samples(resources: Path) -> None:
    """Write samples/yearbook.pdf, samples/yearbook.questions.json and foreign.json."""
    folder = resources / "samples"
    folder.mkdir(parents=True, exist_ok=True)
    document = make_document(SEED, SECTIONS, SECTION_CHARS)
    write_pdf(document, folder / "yearbook.pdf")
    rows = [{k: v for k, v in asdict(q).items() if v != ()} for q in document.questions]
    asked = [json.dumps(row, ensure_ascii=False) for row in rows]
    _write(folder / "yearbook.questions.json", "[\n" + ",\n".join(asked) + "\n]\n")
    passages = [json.dumps(foreign(seed), ensure_ascii=False) for seed in range(FOREIGN)]
    _write(resources / "foreign.json", "[\n" + ",\n".join(passages) + "\n]\n")


def write_pdf(document: MadeDocument, path: Path) -> None:
    """A PDF with a title, a running header, page numbers, and a page for every section.

    Needs fpdf2 (extra `test`). The file is the same every time.
    """
    from datetime import UTC, datetime

    from fpdf import FPDF

    class Book(FPDF):
        def header(self) -> None:
            self.set_font("helvetica", size=8)
            self.cell(0, 8, document.title, align="R", new_x="LMARGIN", new_y="NEXT")

        def footer(self) -> None:
            self.set_y(-15)
            self.set_font("helvetica", size=8)
            self.cell(0, 10, str(self.page_no()), align="C")

    book = Book(format=(148, 210))
    book.set_title(document.title)
    book.set_creation_date(datetime(2026, 1, 1, tzinfo=UTC))
    for heading, passage in document.sections:
        book.add_page()
        book.set_font("helvetica", style="B", size=14)
        book.multi_cell(0, 8, heading, new_x="LMARGIN", new_y="NEXT")
        book.set_font("helvetica", size=10)
        for block in passage.text.split("\n"):
            if block.strip():
                book.multi_cell(
                    0, 5.5, block.replace("#", "").strip(), new_x="LMARGIN", new_y="NEXT"
                )
            else:
                book.ln(4)
    book.output(str(path))


def foreign(seed: int, split: str = "train") -> dict[str, object]:
    """A passage with questions it answers and some it does not; shipped ones use training words."""
    world = World(Random(f"foreign {seed}"), SPLITS[split])
    passage = write_passage(world, FOREIGN_CHARS)
    known: dict[str, str] = {}
    for _ in range(24):
        q = question(world, passage)
        if q.kind != "unanswerable":
            known[q.text] = q.answer
    unknown = {q.text: q.answer for q in (unanswerable(world, passage) for _ in range(4))}
    return {
        "text": passage.text,
        "answerable": list(known.items())[:10],
        "unanswerable": list(unknown.items()),
    }


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
