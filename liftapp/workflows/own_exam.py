"""The exam of a user's own document: the short one that ends learning, and a longer one."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from liftapp.documents import Document, split_sentences
from liftapp.events import Done, ExamHeld, OnEvent, StageBegun, StepDone, Stop
from liftapp.library import Library, MemoryRecord, OwnExam, Section, Unit
from liftapp.paths import Home
from liftapp.workflows import bases
from liftapp.workflows.bases import Load
from liftapp.workflows.examine import find
from liftapp.workflows.examining import Examined, subject_of
from liftapp.workflows.learning import Learned
from liftapp.workflows.opened import Opened, open_memory
from liftapp.workflows.stored import document_of

if TYPE_CHECKING:
    from liftapp.models import BaseModel

STAGE = "exam"
UNKNOWN = (
    "What this memory was trained on was not kept with it, so some of these questions may have "
    "been among it."
)


def short_exam(
    home: Home, library: Library, record: MemoryRecord, base: BaseModel, on_event: OnEvent,
    stop: Stop,
) -> tuple[MemoryRecord, OwnExam] | None:  # fmt: skip
    """Examine a finished memory shortly and keep the result with it; None when it was stopped."""
    from liftapp.exam.own import SHORT

    opened = open_memory(home, library, record, load=lambda *_: base)
    try:
        return _hold(library, opened, SHORT, on_event, stop)
    finally:
        opened.close()


def end(
    home: Home, library: Library, record: MemoryRecord, base: BaseModel, exam: bool,
    on_event: OnEvent, stop: Stop,
) -> Learned:  # fmt: skip
    """What follows once the memory is kept: the short exam, which can't take it away again."""
    held = None
    if exam:
        found = short_exam(home, library, record, base, on_event, stop)
        if found is None:
            return Learned(record, False)
        record, held = found
    figures = library.manifest(record.id).figures
    told = {k: v for k, v in figures.items() if isinstance(v, int | float)}
    on_event(Done(record.id, record.name, told))
    return Learned(record, True, exam=held)


def own_exam(
    home: Home,
    name: str | None,
    on_event: OnEvent,
    stop: Stop,
    *,
    model: str | None = None,
    device: str | None = None,
    quantize: str | None = None,
    quick: bool = False,
    load: Load = bases.load,
) -> Examined | None:
    """Examine a memory (None: the newest) at length, or with `quick` shortly; the result is kept.

    None when it was stopped. Raises NotFound, and ModelUnavailable as `open_memory`.
    """
    with Library(home) as library:
        record = find(library, name)
        with library.learning_lock(record.id):
            opened = open_memory(
                home, library, record, model=model, device=device, quantize=quantize, load=load
            )
            from liftapp.exam.own import LONG, SHORT

            try:
                held = _hold(library, opened, SHORT if quick else LONG, on_event, stop)
            finally:
                opened.close()
    return None if held is None else Examined(_text(held[1]), rows(held[1]))


def kept_exam(home: Home, memory: str) -> OwnExam | None:
    """The newest exam of a memory (id or name); None where none was held."""
    with Library(home) as library:
        return library.exam(library.memories.find(memory).id)


def rows(exam: OwnExam) -> list[dict[str, object]]:
    """A line for each section, one for all, then the questions with what was said."""
    lines: list[dict[str, object]] = [
        {"section": number, "name": s.section.name, "asked": s.asked, "right_before": s.before,
         "right": s.after, "learned": s.learned}
        for number, s in enumerate(exam.scores, start=1)
    ]  # fmt: skip
    lines.append({"section": "all", "asked": exam.asked, "right_before": exam.before,
                  "right": exam.after, "score": exam.score})  # fmt: skip
    lines += [
        {"question": q.question, "answer": q.answer, "section": q.section + 1,
         "said_before": q.before, "right_before": q.right_before,
         "said": q.after, "right": q.right_after}
        for q in exam.questions
    ]  # fmt: skip
    return lines


def _hold(
    library: Library, opened: Opened, each: int, on_event: OnEvent, stop: Stop
) -> tuple[MemoryRecord, OwnExam] | None:
    from liftapp.exam.own import hold
    from liftapp.lift.source import make_source

    document = document_of(opened.document)
    spans = [(s.start, s.end) for s in split_sentences(document.text)]
    source = make_source(document.text, spans, opened.prompter)
    key, began = opened.record.id, time.monotonic()

    def tell(step: int, steps: int) -> None:
        if step == 0:
            on_event(StageBegun(STAGE, steps))
            return
        left = (time.monotonic() - began) * (steps - step) / step
        on_event(StepDone(STAGE, step, steps, 0.0, left))

    trained = library.trained(key)
    exam = hold(
        subject_of(opened), source, _sections(document),
        None if trained is None else [t.question for t in trained],
        each=each, seed=library.manifest(key).seed, tell=tell, stop=stop,
    )  # fmt: skip
    if exam is None:
        return None
    record = library.keep_exam(key, exam)
    missing = tuple(exam.sections[i].name for i in exam.not_learned)
    on_event(ExamHeld(exam.asked, exam.before, exam.after, missing))
    return record, exam


def _sections(document: Document) -> list[Section]:
    """The document's; pages of several files are called by the files' names."""
    from liftapp.exam.own_sections import sections

    # As one text: the first line of a file is not always a heading.
    found = sections(replace(document, parts=()))
    return [_named(section, document) for section in found] if document.parts else found


def _named(section: Section, document: Document) -> Section:
    if section.unit is not Unit.PAGES:
        return section
    (file, first), (other, last) = map(document.place_of, (section.first, section.last))
    end = f"–{last}" if last > first else ""
    title = f"{file}: {first}{end}" if file == other else f"{file}: {first} … {other}: {last}"
    return replace(section, unit=Unit.HEADING, title=title)


def _text(exam: OwnExam) -> str:
    from liftapp.exam.tables import Table, as_text

    lines = [
        (f"{number}  {s.section.name}", str(s.asked), str(s.before), str(s.after),
         {True: "yes", False: "no", None: "-"}[s.learned])
        for number, s in enumerate(exam.scores, start=1)
    ]  # fmt: skip
    lines.append(("all", str(exam.asked), str(exam.before), str(exam.after), ""))
    table = Table(
        "Questions of its own about the document" + (", never trained on" * exam.fresh),
        ("section", "asked", "right closed book", "right from memory", "learned"), tuple(lines),
    )  # fmt: skip
    missing = [exam.sections[i].name for i in exam.not_learned]
    words = [as_text([table])]
    if missing:
        words.append("Not learned: " + "; ".join(missing) + ".")
    return "\n\n".join(words if exam.fresh else [*words, UNKNOWN])
