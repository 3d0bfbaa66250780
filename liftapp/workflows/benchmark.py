"""Published benchmarks: learn each document, ask in every view, score, and go on where it ended."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from liftapp import __version__
from liftapp.config import DEFAULT_PRESET, PRESETS, with_adapter
from liftapp.errors import DocumentUnreadable, ModelUnavailable, UsageError
from liftapp.events import OnEvent, Stop
from liftapp.exam.benchmarks import LOADERS, Item, Source, locate
from liftapp.exam.benchmarks.results import Results
from liftapp.exam.known import Known
from liftapp.exam.scores import Metric, rouge, score
from liftapp.library import Library, MemoryRecord, atomic_write
from liftapp.paths import Home, private_folder
from liftapp.workflows import bases
from liftapp.workflows.answers import JUDGE, KEY, VERDICT, Answers, Row, key_of
from liftapp.workflows.bases import Load
from liftapp.workflows.examining import Examined, make_report_folder, subject_of
from liftapp.workflows.request import LearnRequest
from liftapp.workflows.stored import search_in

if TYPE_CHECKING:
    from liftapp.exam.judge import Judge
    from liftapp.exam.known import Span
    from liftapp.exam.subject import Subject
    from liftapp.exam.views import View
    from liftapp.models import BaseModel

VIEWS = ("closed book", "window only", "RAG", "memory only", "memory + window")


@dataclass(frozen=True)
class BenchmarkRequest:
    """What to run, and with what; None is the default.

    `limit` is the most documents, `report` the folder for NAME.jsonl and NAME.md (default: below
    the cache). `judge` judges the answers whose benchmark has a judge.
    """

    folder: Path
    name: str
    model: str | None = None
    preset: str = DEFAULT_PRESET
    adapter: str | None = None
    device: str | None = None
    quantize: str | None = None
    seed: int = 0
    limit: int | None = None
    report: Path | None = None
    judge: Judge | None = None

    @property
    def kind(self) -> str:
        """The kind of memory."""
        return with_adapter(PRESETS[self.preset], self.adapter).memory


@dataclass(frozen=True)
class _Asked:
    """A question, and where its evidence lies; empty where that is not known.

    `depth` is where it begins, as a share of the document.
    """

    item: Item
    known: Known
    place: str
    depth: float | None


@dataclass(frozen=True)
class _Run:
    """One run: what is the same for all documents."""

    home: Home
    request: BenchmarkRequest
    base: BaseModel
    answers: Answers
    on_event: OnEvent
    stop: Stop
    tell: Callable[[str], None]
    wanted: list[str] = field(default_factory=list)
    """The keys of everything that this run's documents are asked, in their order."""
    left_out: list[str] = field(default_factory=list)
    """What was not asked, and why."""
    unclear: set[str] = field(default_factory=set)
    """The keys of what the judge was asked about and did not say."""

    def key(self, document: str, item: Item, view: str) -> str:
        """Of one answer and its scores: the hash of all that decides them."""
        r, base = self.request, self.base
        preset = asdict(with_adapter(PRESETS[r.preset], r.adapter))
        return key_of(
            document, asdict(item), view, base.weights_sha256, base.tokenizer_sha256, base.window,
            base.quantize, preset, r.seed,
        )  # fmt: skip

    def keys(self, source: Source) -> list[str]:
        """Of everything that is asked about a document."""
        document = _hash(source)
        return [self.key(document, item, view) for item in source.items for view in VIEWS]

    def unanswered(self, keys: Sequence[str]) -> bool:
        """Whether something of these is left to ask."""
        return not self.answers.rows.keys() >= set(keys)

    def unjudged(self, source: Source) -> Iterator[tuple[Item, str]]:
        """What the judge has not said yet about a document: the questions and their keys."""
        document, judge = _hash(source), self.request.judge
        for item in source.items if judge else ():
            for view in VIEWS if Metric.JUDGED in item.metrics else ():
                key = self.key(document, item, view)
                if judge is not None and (key, judge.model) not in self.answers.verdicts:
                    yield item, key

    def leave_out(self, what: str) -> None:
        """Tell, and keep for the page, that something is not asked."""
        self.left_out.append(what)
        self.tell(f"Left out {what}")


def benchmark(
    home: Home,
    request: BenchmarkRequest,
    on_event: OnEvent,
    stop: Stop,
    tell: Callable[[str], None] = lambda _: None,
    load: Load = bases.load,
) -> Examined:
    """Learn each document (or take its finished memory), ask everything in `VIEWS`, and score.

    Answers are written after every view of a document. The same request goes on after them, and
    after whatever of learning is on the disk.

    Raises:
        NotFound: there is no such folder.
        UsageError: its files are of another form, or the judge has nothing to judge.
        ModelUnavailable: the base model can't be loaded, or the judge does not answer.
    """
    sources = LOADERS[request.name](request.folder, request.seed)[: request.limit]
    _check(request, {m for s in sources for i in s.items for m in i.metrics})
    folder = _folder(home, request)
    answers = Answers(folder / f"{request.name}.jsonl")
    base = load(request.model, request.device, request.quantize)
    bases.remember(home, base, request.model)
    run = _Run(home, request, base, answers, on_event, stop, tell)
    failed: ModelUnavailable | None = None
    if request.judge is not None and any(
        run.unanswered(run.keys(s)) or any(run.unjudged(s)) for s in sources
    ):
        request.judge.try_it()
    try:
        finished = all(_document(run, source) for source in sources)
    except ModelUnavailable as e:  # what was answered until then is told all the same
        finished, failed = False, e
    results = Results(VIEWS, _judged(run), request.seed)
    page = results.page(f"Benchmark {request.name}", _about(run, finished, results))
    atomic_write(folder / f"{request.name}.md", page.encode())
    tell(f"Written to {folder}.")
    if failed is not None:
        raise failed
    return Examined(results.text(), results.rows(), finished)


def _check(request: BenchmarkRequest, metrics: set[Metric]) -> None:
    """What would otherwise come to light after the long work."""
    if Metric.ROUGE_L in metrics:
        rouge()
    if request.judge is not None and Metric.JUDGED not in metrics:
        raise UsageError(f"Nothing in {request.folder} is measured by a judge; leave --judge out.")


def _folder(home: Home, request: BenchmarkRequest) -> Path:
    if request.report is None:
        return private_folder(home.cache / "benchmarks")
    make_report_folder(request.report)
    return request.report


def _document(run: _Run, source: Source) -> bool:
    """Everything about one document; whether it was done to its end."""
    if run.stop():
        return False
    document, keys = _hash(source), run.keys(source)
    run.wanted.extend(keys)
    if run.unanswered(keys):
        name = re.sub(r"[^\w-]+", "-", source.title).strip("-")[:60] or "document"
        path = private_folder(run.home.cache / "benchmarks") / f"{name}-{document[:8]}.txt"
        atomic_write(path, _bytes(source))
        try:
            record = _learned(run, path)
        except DocumentUnreadable as e:
            run.leave_out(f"{source.title}: {e}")
            return True
        if record is None or not _ask(run, source, document, record):
            return False
    return _judge(run, source)


def _bytes(source: Source) -> bytes:
    return source.text.encode(errors="replace")


def _hash(source: Source) -> str:
    return hashlib.sha256(_bytes(source)).hexdigest()


def _learned(run: _Run, path: Path) -> MemoryRecord | None:
    """The finished memory of a document; None when learning was stopped."""
    from liftapp.workflows.learn import learn

    r = run.request
    request = LearnRequest(
        path, model=r.model, preset=r.preset, adapter=r.adapter, device=r.device,
        quantize=r.quantize, seed=r.seed, resume=True, or_begin=True,
        exam=False,
    )  # fmt: skip
    learned = learn(run.home, request, run.on_event, run.stop, lambda *_: run.base)
    return learned.record if learned.finished else None


def _ask(run: _Run, source: Source, document: str, record: MemoryRecord) -> bool:
    """Ask what has no answer yet, view by view; whether it came to its end."""
    from liftapp.exam.views import views
    from liftapp.workflows.opened import open_memory

    r = run.request
    with (
        Library(run.home) as library,
        closing(
            open_memory(run.home, library, record, model=r.model, load=lambda *_: run.base)
        ) as opened,
    ):
        subject = subject_of(opened)
        seen = subject.seen_until()
        asked = [_placed(item, subject.text, seen) for item in _fitting(run, source, subject)]
        for view in views(subject, search_in(library, opened.document.sha256)):
            if view.name not in VIEWS:
                continue
            if run.stop():
                return False
            _ask_in(run, source, document, subject, view, asked)
    return True


def _fitting(run: _Run, source: Source, subject: Subject) -> list[Item]:
    """The questions that fit the window beside the context."""
    room = subject.window - subject.reply - subject.budget
    items = [i for i in source.items if len(subject.prompter.answer(i.question).around(())) <= room]
    if len(items) < len(source.items):
        left = f"{len(source.items) - len(items)} of {len(source.items)} questions"
        run.leave_out(f"{left} about {source.title}: too long for the model's window.")
    return items


def _placed(item: Item, text: str, seen: Span) -> _Asked:
    known = Known(item.question, item.answers[0], locate(text, item.evidence) or (), item.task)
    if not known.spans:
        return _Asked(item, known, "", None)
    return _Asked(item, known, known.place(*seen), round(known.spans[0][0] / len(text), 3))


def _ask_in(
    run: _Run,
    source: Source,
    document: str,
    subject: Subject,
    view: View,
    asked: Sequence[_Asked],
) -> None:
    """Ask in one view what has no answer in it yet, and write the answers."""
    from liftapp.exam.asking import ask

    new = [a for a in asked
           if run.key(document, a.item, view.name) not in run.answers.rows]  # fmt: skip
    outcome = ask(subject, view, [a.known for a in new])
    rows = list[Row]()
    for a, said in zip(new, outcome.said, strict=True):
        item = a.item
        assert said is not None  # such views leave nothing out
        rows.append({
            KEY: run.key(document, item, view.name),
            "document": source.title, "task": item.task, "kind": item.kind,
            "place": a.place, "depth": a.depth,
            "question": item.question, "answers": item.answers, "view": view.name, "said": said,
            "scores": {m: score(m, said, item.answers) for m in item.metrics
                       if m is not Metric.JUDGED},
            "model": run.base.id, "preset": run.request.preset, "memory": run.request.kind,
            "seed": run.request.seed, "liftapp": __version__,
        })  # fmt: skip
    run.answers.add(rows)
    run.tell(f"{source.title}, {view.name}: {outcome.asked} asked, {outcome.seconds:.1f} s")


def _judge(run: _Run, source: Source) -> bool:
    """Have the answers judged that are not yet; whether it came to its end."""
    for item, key in run.unjudged(source):
        judge, row = run.request.judge, run.answers.rows.get(key)
        if judge is None or row is None:
            continue
        if run.stop():
            return False
        verdict = judge.same(item.question, item.answers[0], str(row["said"]))
        if verdict is None:  # asked again by the next run
            run.unclear.add(key)
        else:
            run.answers.add([{KEY: key, JUDGE: judge.model, VERDICT: verdict}])
    return True


def _judged(run: _Run) -> list[Row]:
    """The rows of this run, with the judge's verdicts among their scores; an unclear one is No."""
    judge, rows = run.request.judge, list[Row]()
    for key in dict.fromkeys(run.wanted):
        row = run.answers.rows.get(key)
        if row is None:
            continue
        verdict = run.answers.verdicts.get((key, judge.model)) if judge else None
        verdict = False if key in run.unclear else verdict
        scores = row["scores"]
        if verdict is not None and isinstance(scores, dict):
            row = {**row, "scores": {Metric.JUDGED: float(verdict), **scores}}
        rows.append(row)
    return rows


def _about(run: _Run, finished: bool, results: Results) -> dict[str, str]:
    r = run.request
    asked = {(str(a["document"]), str(a["task"]), str(a["question"])): a for a in results.answers}
    placed = sum(bool(a["place"]) for a in asked.values())
    given = {
        "base model": f"{run.base.id}, weights {run.base.weights_sha256[:12]}",
        "window": f"{run.base.window} tokens",
        "memory": f"{r.kind}, preset {r.preset}, seed {r.seed}",
        "questions": f"{len(asked)}; of {placed} the evidence was found in the document",
        "judge": r.judge.model if r.judge else "none",
        "liftapp": __version__,
        "state": "finished" if finished else "interrupted; the same command goes on",
    }
    if run.unclear:
        given["unclear to the judge"] = f"{len(run.unclear)} answers, counted as wrong"
    return given | {f"left out ({i})": what for i, what in enumerate(run.left_out, start=1)}
