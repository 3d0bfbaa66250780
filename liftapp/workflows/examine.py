"""Examining a memory with questions whose answers are known."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from liftapp import __version__
from liftapp.errors import NotFound, UsageError
from liftapp.library import Library, MemoryRecord, Status, atomic_write
from liftapp.paths import Home, private_folder
from liftapp.workflows.answers import KEY, Answers, key_of
from liftapp.workflows.examining import Examined, drawn, make_report_folder, subject_of
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

    What was answered before an interruption is not asked again by the same exam.

    Raises UsageError for a file of another form, for one none of whose questions fits the
    document, and for a folder that can't be made.
    """
    asked = _read(questions)
    if report is not None:
        make_report_folder(report)
    with Library(home) as library:
        record = find(library, name)
        opened = open_memory(home, library, record, model=model, device=device)
        from liftapp.exam.plots import draw_right
        from liftapp.exam.report import Report

        try:
            known = _known(asked, opened.document.text)
            if len(known) < len(asked):
                left = f"{len(asked) - len(known)} of {len(asked)} questions"
                tell(f"Left out {left}: their evidence is not in the document.")
            if not known:
                raise UsageError(
                    f"None of the questions in {questions} fits {record.name}: a question needs a "
                    "true answer and, but for what the document does not say, evidence in it."
                )
            interrupted = _interrupted(home, library, opened, known, most, seed)
            results = _ask(library, opened, known, most, seed, tell, interrupted)
            if similarity:
                from liftapp.exam.similarity import similarity as compare_outputs

                layers = compare_outputs(subject_of(opened), results.known, seed)
                results = replace(results, figures=(*results.figures, *layers))
        finally:
            opened.close()
    about = _about(record, opened, results, len(asked), seed)
    full = Report(about, results)
    if report is not None:
        plots = drawn(lambda: draw_right(results.figures, report), tell)
        atomic_write(report / "report.md", full.markdown(plots).encode())
        atomic_write(report / "results.jsonl", full.lines().encode())
    interrupted.path.unlink(missing_ok=True)  # the exam came to its end
    return Examined(full.text(), full.rows())


def _ask(
    library: Library,
    opened: Opened,
    known: list[Known],
    most: int,
    seed: int,
    tell: Callable[[str], None],
    interrupted: Answers,
) -> Results:
    """The exam's results, with what the memory's manifest says of learning."""
    from liftapp.exam.asking import Outcome
    from liftapp.exam.cost import learning
    from liftapp.exam.recall import recall

    def kept(view: str, ask: Callable[[], Outcome]) -> Outcome:
        if (row := interrupted.rows.get(view)) is None:
            outcome = ask()
            interrupted.add([{KEY: view, **asdict(outcome)}])
            return outcome
        return Outcome.from_row(row)

    foreign = foreign_passages()[-EXAM_PASSAGES:]
    results = recall(
        subject_of(opened), known, foreign, search_in(library, opened.document.sha256),
        most=most, seed=seed, tell=tell, kept=kept,
    )  # fmt: skip
    learned = learning(library.manifest(opened.record.id).figures)
    return replace(results, figures=(*results.figures, *learned))


def _interrupted(
    home: Home, library: Library, opened: Opened, known: list[Known], most: int, seed: int
) -> Answers:
    """What an exam of the same questions about the same memory was told before it was stopped."""
    base, manifest = opened.base, library.manifest(opened.record.id)
    key = key_of(
        manifest.document_sha256, manifest.tensors_sha256, opened.memory.settings.as_json(),
        base.weights_sha256, str(base.dtype), base.window, base.quantize,
        [asdict(k) for k in known], most, seed,
    )  # fmt: skip
    return Answers(private_folder(home.cache / "exams") / f"asked-{key[:16]}.jsonl")


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
