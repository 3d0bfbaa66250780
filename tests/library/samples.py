"""Small documents, manifests and tensors for the tests of the library."""

import hashlib
import json
import struct
from pathlib import Path

from liftapp.library import (
    AskedQuestion,
    DocumentRecord,
    Library,
    MemoryManifest,
    MemoryRecord,
    NewMemory,
    OwnExam,
    PageRecord,
    PassageSpan,
    Section,
    TrainedQuestion,
    Unit,
)

SENTENCES = (
    "The Halden reactor was built by Mira Osei in 1974.",
    "Its turbine weighs 3.5 tonnes and turns at 1,200 revolutions.",
    "Änne Müller runs the archive in Zürich.",
    "東京の図書館は1950年に建てられました。",
    "Реактор остановили зимой.",
)
BASE = "b" * 64


def document(name: str = "reactor") -> DocumentRecord:
    text = " ".join(SENTENCES)
    half = len(text) // 2
    return DocumentRecord(
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        title=name,
        source_path=f"/somewhere/{name}.pdf",
        pages=(PageRecord(1, 0, half, "text"), PageRecord(2, half, len(text), "text")),
        text=text,
    )


def passages(record: DocumentRecord) -> list[PassageSpan]:
    spans = []
    for number, sentence in enumerate(SENTENCES):
        start = record.text.index(sentence)
        spans.append(PassageSpan(1 + number // 3, start, start + len(sentence)))
    return spans


def tensors(values: int = 4, fill: int = 0) -> bytes:
    """A safetensors file with one F32 tensor of `values` elements."""
    entry = {"dtype": "F32", "shape": [values], "data_offsets": [0, 4 * values]}
    header = json.dumps({"gate": entry}).encode()
    return struct.pack("<Q", len(header)) + header + bytes([fill]) * (4 * values)


def manifest(record: DocumentRecord) -> MemoryManifest:
    return MemoryManifest(
        kind="gated",
        settings={"slots": 16, "rate": 0.5, "layers": [0, 1]},
        base_model="starter",
        base_sha256=BASE,
        tokenizer_sha256="c" * 64,
        document_sha256=record.sha256,
        document_title=record.title,
        preset="standard",
        seed=7,
        figures={"loss": 0.25},
        app_version="0.1.0",
    )


TRAINED = (
    TrainedQuestion("Who built the Halden reactor?", "Mira Osei", 0),
    TrainedQuestion("Wer leitet das Archiv in Zürich?", "Änne Müller", 2),
)


def exam(*right: int) -> OwnExam:
    """Three questions about each of as many sections, so many of them right with the memory."""
    sections = tuple(
        Section(Unit.HEADING, f"Chapter {i + 1}", 1, 2, 10 * i, 10 * i + 10)
        for i in range(len(right))
    )
    questions = tuple(
        AskedQuestion(f"Question {i}.{n}?", "yes", i, "no", False, "yes" if n < k else "no", n < k)
        for i, k in enumerate(right)
        for n in range(3)
    )
    return OwnExam(sections, questions)


def begin(library: Library, name: str = "reactor", source: str = "reactor") -> MemoryRecord:
    record = document(source)
    library.documents.add(record, passages(record))
    return library.memories.create(new_memory(name, record))


def new_memory(name: str, record: DocumentRecord, base: str = "starter") -> NewMemory:
    return NewMemory(name, record.sha256, "gated", "standard", base, BASE)


def learn(library: Library, name: str = "reactor", source: str = "reactor") -> MemoryRecord:
    key = begin(library, name, source).id
    return library.finish_memory(key, manifest(document(source)), tensors())


def files_below(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())
