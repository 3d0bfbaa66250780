"""Examining a memory with questions whose answers are known."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from liftapp import __version__
from liftapp.errors import NotFound, UsageError
from liftapp.library import Library, MemoryRecord, Status, atomic_write
from liftapp.paths import Home
from liftapp.workflows.examining import Examined, make_report_folder, subject_of
from liftapp.workflows.foreign import EXAM_PASSAGES, foreign_passages
from liftapp.workflows.opened import Opened, open_memory
from liftapp.workflows.stored import search_in

if TYPE_CHECKING:
    from liftapp.exam.known import Known
    from liftapp.exam.recall import Results

NOT_QUESTIONS = "is not a JSON list of questions; see resources/samples."


def examine(
    home: Home,
    questions: Path,
    name: str | None = None,
    *,
    model: str | None = None,
    device: str | None = None,
    most: int = 60,
    seed: int = 0,
    report: Path | None = None,
    similarity: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> Examined:
    """Ask known questions in every view: right answers, R, refusals and costs (exam.recall).

    `questions` is a JSON list of objects with `question`, `answer`, `kind` and `evidence` (a
    stretch of the document that answers, or a list of those that do together; empty where
    nothing does, and `near` may then have those that come closest), as `resources/samples` has.
    At most `most` of each class are asked. `tell`
    hears how far it is. With `report`, that folder gets report.md and results.jsonl. With
    `similarity`, the attention outputs are compared too (exam.similarity).

    Raises UsageError for a file of another form and for a folder that can't be made.
    """
    asked = _read(questions)
    if report is not None:
        make_report_folder(report)
    with Library(home) as library:
        record = find(library, name)
        opened = open_memory(home, library, record, model=model, device=device)
        from liftapp.exam.report import Report

        try:
            known = _known(asked, opened.document.text)
            if len(known) < len(asked):
                left = f"{len(asked) - len(known)} of {len(asked)} questions"
                tell(f"Left out {left}: their evidence is not in the document.")
            results = _ask(library, opened, known, most, seed, tell)
            if similarity:
                from liftapp.exam.similarity import similarity as compare_outputs

                layers = compare_outputs(subject_of(opened), results.known, seed)
                results = replace(results, figures=(*results.figures, *layers))
        finally:
            opened.close()
    about = _about(record, opened, results, len(asked), seed)
    full = Report(about, results)
    if report is not None:
        atomic_write(report / "report.md", full.markdown().encode())
        atomic_write(report / "results.jsonl", full.lines().encode())
    return Examined(full.text(), full.rows())


def _ask(
    library: Library,
    opened: Opened,
    known: list[Known],
    most: int,
    seed: int,
    tell: Callable[[str], None],
) -> Results:
    """The exam's results, with what the memory's manifest says of learning."""
    from liftapp.exam.cost import learning
    from liftapp.exam.recall import recall

    foreign = foreign_passages()[-EXAM_PASSAGES:]
    results = recall(
        subject_of(opened), known, foreign, search_in(library, opened.document.sha256),
        most=most, seed=seed, tell=tell,
    )  # fmt: skip
    learned = learning(library.manifest(opened.record.id).figures)
    return replace(results, figures=(*results.figures, *learned))


def _about(
    record: MemoryRecord, opened: Opened, results: Results, given: int, seed: int
) -> dict[str, str]:
    return {
        "memory": f"{record.name} ({record.kind}, preset {record.preset})",
        "document": opened.document.title,
        "base model": f"{record.base_model}, weights {record.base_sha256[:12]}",
        "computed": opened.base.reason,
        "window": f"{opened.base.window} tokens, {opened.reply} of them for the answer",
        "questions": f"{len(results.known)} asked of {given} in the file",
        "seed": str(seed),
        "liftapp": __version__,
    }


def find(library: Library, name: str | None) -> MemoryRecord:
    """The memory of that name, or the newest finished one; NotFound when there is none."""
    ready = [m for m in library.memories.all() if m.status is Status.READY]
    if name is None and not ready:
        raise NotFound("The library holds no finished memory; learn one with --train FILE.")
    return library.memories.find(name) if name is not None else ready[-1]


def _known(asked: list[Mapping[str, object]], text: str) -> list[Known]:
    """The questions whose evidence stands in the text, or that have none."""
    from liftapp.exam.known import known_from

    found = []
    for one in asked:
        wording = "held-out wording" if one.get("held_out") else "usual wording"
        found.append(known_from(one, text, f"{one.get('kind', 'fact')}, {wording}"))
    return [k for k in found if k is not None]


def _read(path: Path) -> list[Mapping[str, object]]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as e:
        raise NotFound(f"There is no file {path}; check the name.") from e
    except (OSError, ValueError) as e:
        raise UsageError(f"{path} {NOT_QUESTIONS}") from e
    fits = isinstance(found, list) and all(
        isinstance(q, dict) and "question" in q and "answer" in q for q in found
    )
    if not fits:
        raise UsageError(f"{path} {NOT_QUESTIONS}")
    return list(found)
