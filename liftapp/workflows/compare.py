"""Comparing ways to learn: each made document by every contestant, on the same questions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from liftapp import __version__
from liftapp.config import DEFAULT_PRESET, PRESETS
from liftapp.documents import Document, read_document
from liftapp.errors import UsageError
from liftapp.events import OnEvent, Stop
from liftapp.library import Library, MemoryRecord, Status, atomic_write
from liftapp.paths import Home, private_folder
from liftapp.workflows import bases
from liftapp.workflows.answers import KEY, Answers, key_of
from liftapp.workflows.bases import Load
from liftapp.workflows.begin import begin
from liftapp.workflows.examining import Examined, drawn, make_report_folder, subject_of
from liftapp.workflows.foreign import EXAM_PASSAGES, foreign_passages
from liftapp.workflows.job import Job, JobState
from liftapp.workflows.learning import Learning
from liftapp.workflows.made_exam import MOST, QUICK_MOST, TOKENS, make_document
from liftapp.workflows.opened import open_memory
from liftapp.workflows.request import LearnRequest
from liftapp.workflows.stored import search_in, store

if TYPE_CHECKING:
    from liftapp.exam.compare import Sitting
    from liftapp.exam.contestants import Contestant
    from liftapp.exam.known import Known
    from liftapp.exam.subject import Subject
    from liftapp.models import BaseModel

LINES = "comparison.jsonl"


@dataclass(frozen=True)
class CompareRequest:
    """What to compare; `seed` is that of the first document, no contestants are the usual ones.

    `length` is in tokens of the starter, `most` the questions of each class, `report` the folder
    for the lines, the page and the plots (default: below the cache).
    """

    contestants: tuple[str, ...] = ()
    documents: int = 10
    length: int = TOKENS
    seed: int = 0
    most: int = MOST
    model: str | None = None
    device: str | None = None
    quantize: str | None = None
    report: Path | None = None


@dataclass(frozen=True)
class _Run:
    """One run: what is the same for all documents; `home` is the comparison's own."""

    home: Home
    request: CompareRequest
    contestants: tuple[Contestant, ...]
    base: BaseModel
    answers: Answers
    on_event: OnEvent
    stop: Stop
    tell: Callable[[str], None]


@dataclass(frozen=True)
class _Made:
    """One document, stored in the library, and what is asked about it."""

    library: Library
    document: Document
    seed: int
    known: list[Known]


def compare(
    home: Home,
    request: CompareRequest,
    on_event: OnEvent,
    stop: Stop,
    tell: Callable[[str], None] = lambda _: None,
    load: Load = bases.load,
) -> Examined:
    """Let every contestant learn every document, and ask all of them the same.

    A line is written after each pair; the same request goes on after them, and after whatever of
    learning is on the disk. The report has the documents that all contestants have sat.

    Raises:
        UsageError: an unknown contestant, or a length out of bounds.
        ModelUnavailable: the base model can't be loaded, or can't carry a kind of memory.
    """
    from liftapp.exam.contestants import DEFAULT, parse

    contestants = tuple(parse(text) for text in dict.fromkeys(request.contestants or DEFAULT))
    if request.documents < 1:
        raise UsageError("--documents is a number of documents, 1 at least.")
    folder = request.report or private_folder(home.cache / "comparison")
    make_report_folder(folder)
    base = load(request.model, request.device, request.quantize)
    own = Home(private_folder(home.cache / "compared"))
    run = _Run(own, request, contestants, base, Answers(folder / LINES), on_event, stop, tell)
    keys = list[str]()
    finished = True
    for seed in range(request.seed, request.seed + request.documents):
        finished = _document(run, seed, keys) and finished
    return _report(run, folder, keys, finished)


def _document(run: _Run, seed: int, keys: list[str]) -> bool:
    """Every sitting about one document that is not in the lines; whether it came to its end."""
    from liftapp.exam.compare import BARE

    path, questions = make_document(run.home, run.request.length, seed)
    document = read_document(path)
    asked = json.loads(questions.read_text(encoding="utf-8"))
    wanted = {BARE: _key(run, document, asked, seed, None)}
    wanted |= {c.name: _key(run, document, asked, seed, c) for c in run.contestants}
    keys.extend(wanted.values())
    if run.answers.rows.keys() >= set(wanted.values()):
        return True
    with Library(run.home) as library:
        made = _Made(library, document, seed, _known(run, document, asked, seed))
        for contestant in (None, *run.contestants):
            name = contestant.name if contestant else BARE
            if wanted[name] in run.answers.rows:
                continue
            store(library, document)  # it goes with its last memory
            sat = None if run.stop() else _sitting(run, made, contestant)
            if sat is None:
                return False
            sitting, memory = sat
            run.answers.add([{KEY: wanted[name], "liftapp": __version__, **sitting.as_row()}])
            if memory is not None:
                library.delete_memory(memory.id)
            run.tell(f"Document {seed}, {name}: done")
    return True


def _key(
    run: _Run, document: Document, asked: object, seed: int, contestant: Contestant | None
) -> str:
    """Of one sitting: the hash of all that decides it."""
    who = contestant.identity() if contestant else None
    base = (run.base.weights_sha256, run.base.tokenizer_sha256, run.base.window, run.base.quantize)
    return key_of(document.sha256, asked, run.request.most, seed, who, base)


def _known(run: _Run, document: Document, asked: list[dict[str, object]], seed: int) -> list[Known]:
    """At most so many of each class; the evidence stands in the document as it was read."""
    from liftapp.exam.known import known_from, sample_known

    found = [known_from(q, document.text, str(q["kind"])) for q in asked]
    known = [k for k in found if k is not None]
    assert len(known) == len(asked)
    with _bare(run, document) as subject:
        seen = subject.seen_until()
    return sample_known(known, run.request.most, *seen, seed)


@contextmanager
def _bare(run: _Run, document: Document) -> Iterator[Subject]:
    """The base model as a subject: with a memory that no view without memory looks at."""
    from liftapp.exam.subject import Subject
    from liftapp.lift.generation import stop_ids
    from liftapp.lift.memory import create, switch
    from liftapp.lift.prompting import Prompter
    from liftapp.lift.samples import lengths

    model = run.base.model
    untouched = create("gated", model)
    switch(model, untouched)
    try:
        yield Subject(
            model, Prompter(run.base.tokenizer, stop_ids(model)), untouched, document.text,
            run.base.window, lengths(PRESETS[DEFAULT_PRESET], run.base.window).reply,
        )  # fmt: skip
    finally:
        switch(model, None)


def _sitting(
    run: _Run, made: _Made, contestant: Contestant | None
) -> tuple[Sitting, MemoryRecord | None] | None:
    """Learn, where there is something to, and ask; None when it was stopped."""
    from liftapp.exam.compare import BARE, sit
    from liftapp.exam.cost import memory_bytes

    foreign = foreign_passages()[-EXAM_PASSAGES:]
    search = search_in(made.library, made.document.sha256)

    def asked(subject: Subject, name: str, cost: dict[str, float]) -> Sitting:
        title = made.document.title
        return sit(subject, made.seed, name, title, made.known, foreign, search, cost)

    if contestant is None:
        with _bare(run, made.document) as subject:
            return asked(subject, BARE, {}), None
    learned = _learned(run, made, contestant)
    if learned is None:
        return None
    record, cost = learned
    model = run.request.model
    with closing(
        open_memory(run.home, made.library, record, model=model, load=lambda *_: run.base)
    ) as opened:
        cost["memory_bytes"] = float(memory_bytes(opened.memory))
        return asked(subject_of(opened), contestant.name, cost), record


def _learned(
    run: _Run, made: _Made, contestant: Contestant
) -> tuple[MemoryRecord, dict[str, float]] | None:
    """The finished memory and what it cost; None when learning was stopped."""
    from liftapp.exam.peak import forget_peak, peak_bytes
    from liftapp.lift.memory import settings_of

    preset, library, document = contestant.preset, made.library, made.document
    job = Job(
        document.sha256, run.base.weights_sha256, _job_name(contestant), preset.memory, made.seed
    )
    learning = Learning(
        library, document, run.base, preset,
        settings_of(preset.memory, preset.memory_settings), job, run.on_event, run.stop,
    )  # fmt: skip
    request = LearnRequest(
        document.path, name=_job_name(contestant), seed=made.seed, resume=True, or_begin=True
    )
    record, state = begin(library, request, job, document, run.base)
    peak = dict[str, float]()  # not known of what an earlier run finished
    if record.status is not Status.READY:
        with library.learning_lock(record.id):
            shared = _questions_file(run, made, contestant)
            if not state.batches and not state.trainer and shared.exists():
                written = JobState.from_bytes(shared.read_bytes())
                state = state if written is None else replace(written, job=job)
            forget_peak()
            learned = learning.go(record, state)
            if not learned.finished:
                return None
            atomic_write(shared, replace(state, trainer=b"").to_bytes())
            record, peak = learned.record, {"peak_bytes": float(peak_bytes())}
    figures = library.manifest(record.id).figures.items()
    return record, {k: float(v) for k, v in figures if isinstance(v, int | float)} | peak


def _job_name(contestant: Contestant) -> str:
    """Its name and what it stands for: a checkpoint of another meaning is never gone on with."""
    meant = json.dumps(contestant.identity(), sort_keys=True)
    return f"{contestant.name} {hashlib.sha256(meant.encode()).hexdigest()[:8]}"


def _questions_file(run: _Run, made: _Made, contestant: Contestant) -> Path:
    """Where the questions lie that all contestants with the same question settings train on."""
    parts = (
        made.document.sha256, run.base.weights_sha256, asdict(contestant.preset.questions),
        contestant.preset.reply, made.seed, __version__,
    )  # fmt: skip
    name = hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
    return private_folder(run.home.cache / "questions") / name


def _report(run: _Run, folder: Path, keys: Sequence[str], finished: bool) -> Examined:
    """The page and the plots of the documents that everyone has sat, and all figures."""
    from liftapp.exam.compare import Sitting
    from liftapp.exam.compare_figures import compared, whole_documents
    from liftapp.exam.compare_report import Comparison
    from liftapp.exam.plots import draw

    names = [c.name for c in run.contestants]
    rows = [run.answers.rows[key] for key in keys if key in run.answers.rows]
    sittings = whole_documents([Sitting.from_row(row) for row in rows], names)
    if not sittings:
        return Examined("No document was sat by everyone yet.", [], finished)
    figures = compared(sittings, run.request.seed)
    comparison = Comparison(_about(run, sittings, finished), names, figures)
    plots = drawn(lambda: draw(figures, names, folder), run.tell)
    atomic_write(folder / "report.md", comparison.markdown(plots).encode())
    run.tell(f"Written to {folder}.")
    return Examined(comparison.text(), comparison.rows(), finished)


def _about(run: _Run, sittings: Sequence[Sitting], finished: bool) -> dict[str, str]:
    tokens = {s.document: s.tokens for s in sittings}
    mean = sum(tokens.values()) / len(tokens)
    r = run.request
    again = f"liftapp --exam made --compare --documents {r.documents} --length {r.length}"
    quick = f" --seed {r.seed}" + " --quick" * (r.most == QUICK_MOST)
    model = f" --model {run.base.id}" if r.model else ""
    contestants = " ".join(c.name for c in run.contestants)
    return {
        "command": f"`{again}{quick}{model} --contestants {contestants}`",
        "documents": f"{len(tokens)} made ones, seeds {', '.join(map(str, sorted(tokens)))}, "
        f"{mean:,.0f} tokens each",
        "contestants": "; ".join(c.name for c in run.contestants),
        "questions": f"at most {run.request.most} of each class and document, "
        "in words that were kept out of the starter's training",
        "base model": f"{run.base.id}, weights {run.base.weights_sha256[:12]}",
        "computed": run.base.reason,
        "window": f"{run.base.window} tokens",
        "liftapp": __version__,
        "state": "finished" if finished else "interrupted; the same command goes on",
    }
