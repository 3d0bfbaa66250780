"""Learning a document: read it, write questions about it, train a memory, keep it."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from liftapp import __version__
from liftapp.config import DEFAULT_PRESET, PRESETS, Preset, with_adapter
from liftapp.documents import Document, passages, read_document, split_sentences
from liftapp.errors import ModelUnavailable, NotFound, UsageError
from liftapp.events import (
    CheckpointSaved,
    DocumentRead,
    Done,
    ModelLoaded,
    OnEvent,
    QuestionWritten,
    StageBegun,
    StepDone,
    Stop,
)
from liftapp.library import (
    DocumentRecord,
    JsonObject,
    Library,
    MemoryManifest,
    MemoryRecord,
    NewMemory,
    PageRecord,
    PassageSpan,
    Status,
)
from liftapp.paths import Home, resources
from liftapp.workflows import bases
from liftapp.workflows.bases import Load
from liftapp.workflows.forecast import note
from liftapp.workflows.job import Job, JobState

if TYPE_CHECKING:
    from torch import Tensor

    from liftapp.lift.memory import Memory, Settings
    from liftapp.lift.plans import Foreign
    from liftapp.lift.prompting import Prompter
    from liftapp.lift.questions import Pair
    from liftapp.lift.samples import Samples
    from liftapp.lift.source import Source
    from liftapp.lift.training import Trainer
    from liftapp.models import BaseModel

CHECKPOINT_S = 30.0
"""At most this much work is lost to a crash (60 s are promised)."""


EXAM_PASSAGES = 24
"""The last of the foreign passages are never trained on: examinations ask about them."""


@dataclass(frozen=True)
class LearnRequest:
    """What to learn, and with what; None is the default."""

    path: Path
    name: str | None = None
    model: str | None = None
    preset: str = DEFAULT_PRESET
    adapter: str | None = None
    device: str | None = None
    quantize: str | None = None
    seed: int = 0
    password: str | None = None
    resume: bool = False
    or_begin: bool = False
    """With `resume`: begin where nothing is unfinished, instead of saying so."""


@dataclass(frozen=True)
class Learned:
    """The memory, and whether it is finished (else `--resume` goes on).

    `known`: it was in the library already, so nothing was learned.
    """

    record: MemoryRecord
    finished: bool
    known: bool = False


def learn(
    home: Home, request: LearnRequest, on_event: OnEvent, stop: Stop, load: Load = bases.load
) -> Learned:
    """Learn a document into the library with the base model that `load` gives; see LearnRequest.

    A memory of the very same document, base model, preset and seed is not learned again: the
    result would be the same.

    Raises the errors of reading, loading and storing, each one plain sentence, and UsageError
    while another process learns the same memory; what was done up to the last checkpoint stays.
    """
    preset = _preset(request)
    document = read_document(request.path, request.password)
    with Library(home) as library:
        known = library.documents.known(document.sha256)
        settings = _settings(preset)  # an unknown kind is told before the long work
        base = load(request.model, request.device, request.quantize)
        bases.remember(home, base, request.model)
        on_event(ModelLoaded(base.id, str(base.device), base.reason))
        job = Job(document.sha256, base.weights_sha256, preset.name, preset.memory, request.seed)
        learning = _Learning(library, document, base, preset, settings, job, on_event, stop)
        on_event(learning.description(known))
        library.documents.add(_record(document), _passages(document))
        record, _ = _begin(library, request, job, document, base)
        if record.status is Status.READY:
            return Learned(record, True, known=True)
        with library.learning_lock(record.id):
            # Again under the lock: another process may have gone on with it, or finished it.
            same = replace(request, name=record.name, resume=True, or_begin=False)
            record, state = _begin(library, same, job, document, base)
            if record.status is Status.READY:
                return Learned(record, True, known=True)
            learned = learning.go(record, state)
    if learned.finished:
        words = len(document.text.split())
        note(home, base.id, base.window, preset, words, learning.figures)
    return learned


def _preset(request: LearnRequest) -> Preset:
    if request.preset not in PRESETS:
        known = ", ".join(PRESETS)
        raise UsageError(f"There is no preset {request.preset!r}; choose one of {known}.")
    return with_adapter(PRESETS[request.preset], request.adapter)


def _settings(preset: Preset) -> Settings:
    from liftapp.lift.memory import settings_of

    return settings_of(preset.memory, preset.memory_settings)


def _record(document: Document) -> DocumentRecord:
    pages = tuple(PageRecord(p.number, p.start, p.end, p.verdict) for p in document.pages)
    return DocumentRecord(document.sha256, document.title, str(document.path), pages, document.text)


def _passages(document: Document) -> list[PassageSpan]:
    return [PassageSpan(document.page_at(s.start), s.start, s.end) for s in passages(document)]


def _begin(
    library: Library, request: LearnRequest, job: Job, document: Document, base: BaseModel
) -> tuple[MemoryRecord, JobState]:
    """The memory to learn and where it stands: a finished one, an unfinished one, a new one."""
    same = [m for m in library.memories.all() if m.document_sha256 == document.sha256]
    same = [m for m in same if request.name is None or m.name == request.name]
    for record in reversed(same):
        if record.status is Status.READY:
            manifest = library.load_memory(record.id).manifest
            if _job_of(manifest) == job:
                return record, JobState(job)
    unfinished = [m for m in reversed(same) if m.status is Status.LEARNING and _suits(m, job)]
    for record in unfinished if request.resume else ():
        payload = library.load_checkpoint(record.id)
        # A job killed before its first checkpoint has done nothing that could be of other settings.
        state = JobState.from_bytes(payload) if payload else JobState(job)
        if state is None:
            if not request.or_begin:
                raise NotFound(
                    f"Another version of liftapp began to learn {request.path.name}, and this one "
                    "can't go on with it; leave --resume out to learn it from the start."
                )
            library.drop_checkpoint(record.id)
            state = JobState(job)
        if state.job == job:
            return record, state
    if request.resume and not request.or_begin:
        raise NotFound(
            f"There is no unfinished job for {request.path.name} with these settings to resume; "
            "leave --resume out to learn it from the start."
        )
    new = NewMemory(
        name=request.name or document.title or request.path.stem,
        document_sha256=document.sha256,
        kind=job.kind,
        preset=job.preset,
        base_model=base.id,
        base_sha256=base.weights_sha256,
    )
    return library.memories.create(new), JobState(job)


def _suits(record: MemoryRecord, job: Job) -> bool:
    own = (record.kind, record.preset, record.base_sha256)
    return own == (job.kind, job.preset, job.base_sha256)


def _job_of(manifest: MemoryManifest) -> Job:
    return Job(
        manifest.document_sha256,
        manifest.base_sha256,
        manifest.preset,
        manifest.kind,
        manifest.seed,
    )


class _Learning:
    """One job from the first question to the finished memory."""

    def __init__(
        self,
        library: Library,
        document: Document,
        base: BaseModel,
        preset: Preset,
        settings: Settings,
        job: Job,
        on_event: OnEvent,
        stop: Stop,
    ) -> None:
        from liftapp.lift.generation import stop_ids
        from liftapp.lift.prompting import Prompter
        from liftapp.lift.samples import Samples, lengths
        from liftapp.lift.source import make_source

        self._library, self._document, self._base = library, document, base
        self._preset, self._settings, self._job = preset, settings, job
        self.figures: dict[str, float] = {}
        """What the job did and cost, once it is finished; see the manifest."""
        self._on_event, self._stop = on_event, stop
        self._prompter: Prompter = Prompter(base.tokenizer, stop_ids(base.model))
        spans = [(s.start, s.end) for s in split_sentences(document.text)]
        self._source: Source = make_source(document.text, spans, self._prompter)
        try:
            sizes = lengths(preset, base.window)
        except ValueError as e:
            raise ModelUnavailable(f"The model can't be used: {e}; choose another one.") from e
        self._samples: Samples = Samples(self._prompter, self._source, sizes)

    def description(self, known: bool) -> DocumentRead:
        """What was read."""
        document, base = self._document, self._base
        return DocumentRead(
            document.title,
            len(document.pages),
            len(self._source.tokens),
            base.window,
            document.pages_without_text,
            known,
        )

    def go(self, record: MemoryRecord, state: JobState) -> Learned:
        """Write the questions that are missing, train, and put the memory into the library."""
        if not self._write_questions(record, state):
            return Learned(record, False)
        return self._train(record, state)

    def _write_questions(self, record: MemoryRecord, state: JobState) -> bool:
        from liftapp.lift.questions import BATCH, Writer, drafts

        settings = self._preset.questions
        wanted = drafts(self._source, settings, self._job.seed)
        total = -(-len(wanted) // BATCH)
        if state.trainer or state.batches >= total:
            return True
        writer = Writer(
            self._base.model, self._prompter, self._source, settings,
            window=self._base.window, context_tokens=self._samples.context_budget,
            seed=self._job.seed,
        )  # fmt: skip
        self._on_event(StageBegun("questions", total))
        batches, saved, first = (
            writer.batches(wanted, state.batches),
            time.monotonic(),
            state.batches,
        )
        began, before = time.monotonic(), state.seconds
        while state.batches < total:
            if self._stop():
                self._save(record, state, "questions", state.batches)
                return False
            pairs = next(batches)
            state.batches += 1
            state.pairs += [asdict(p) for p in pairs]
            state.seconds = before + time.monotonic() - began
            self._tell_written(
                pairs, state, total, (time.monotonic() - began) / (state.batches - first)
            )
            if time.monotonic() - saved > CHECKPOINT_S:
                self._save(record, state, "questions", state.batches)
                saved = time.monotonic()
        return True

    def _tell_written(self, pairs: list[Pair], state: JobState, total: int, each_s: float) -> None:
        for pair in pairs:
            self._on_event(QuestionWritten(pair.question, pair.answer))
        left = (total - state.batches) * each_s
        self._on_event(StepDone("questions", state.batches, total, 0.0, left))

    def _train(self, record: MemoryRecord, state: JobState) -> Learned:
        from liftapp.lift.memory import create
        from liftapp.lift.plans import make_plan
        from liftapp.lift.questions import Pair
        from liftapp.lift.training import Trainer

        pairs = [Pair(**p) for p in state.pairs]  # type: ignore[arg-type]
        preset, seed = self._preset, self._job.seed
        plan = make_plan(preset, self._samples, pairs, foreign_passages()[:-EXAM_PASSAGES], seed)
        memory = create(preset.memory, self._base.model, self._settings, seed)
        self._fill(memory)
        memory.attach(self._base.model)
        try:
            trainer = Trainer(self._base.model, memory, plan, preset)
            if state.trainer:
                trainer.load_state(state.trainer)
            self._on_event(StageBegun("learn", plan.num_steps))

            def save(step: int) -> None:
                state.trainer = trainer.state()
                self._save(record, state, "learn", step)

            if not state.trainer:
                save(0)
            if not trainer.run(self._on_event, self._stop, save, CHECKPOINT_S):
                return Learned(record, False)
            self.figures = self._figures(trainer, state)
            manifest = self._manifest(self.figures)
            tensors = memory.tensors()
        finally:
            memory.detach()
        return Learned(self._keep(record, manifest, tensors), True)

    def _fill(self, memory: Memory) -> None:
        """Slots begin as the document's own keys and values, read a segment at a time."""
        import torch

        from liftapp.lift.memory import SlotMemory

        if isinstance(memory, SlotMemory):
            tokens, size = self._source.tokens, self._samples.sizes.segment
            chunks = [torch.tensor(tokens[i : i + size]) for i in range(0, len(tokens), size)]
            before = torch.tensor(self._prompter.answer("?").before)
            memory.initialise(self._base.model, chunks, before)

    def _keep(
        self,
        record: MemoryRecord,
        manifest: MemoryManifest,
        tensors: dict[str, Tensor],
    ) -> MemoryRecord:
        from safetensors.torch import save

        ready = self._library.finish_memory(record.id, manifest, save(tensors))
        self._on_event(Done(ready.id, ready.name, self.figures))
        return ready

    def _figures(self, trainer: Trainer, state: JobState) -> dict[str, float]:
        """What the job did and cost, for the manifest; a loss is in nats per token."""
        progress = trainer.progress
        figures = {
            "document_tokens": len(self._source.tokens),
            "questions": len(state.pairs),
            "sentences_covered": len({p["sentence"] for p in state.pairs}),
            "steps": progress.step,
            "trained_tokens": progress.tokens,
            "question_seconds": round(state.seconds, 1),
            "train_seconds": round(progress.seconds, 1),
        }
        return figures | ({"held_out_loss": progress.best} if progress.best < 1e9 else {})

    def _manifest(self, figures: dict[str, float]) -> MemoryManifest:
        base, job = self._base, self._job
        return MemoryManifest(
            kind=job.kind,
            settings=cast(JsonObject, self._settings.as_json()),
            base_model=base.id,
            base_sha256=base.weights_sha256,
            tokenizer_sha256=base.tokenizer_sha256,
            document_sha256=self._document.sha256,
            document_title=self._document.title,
            preset=job.preset,
            seed=job.seed,
            figures=dict(figures),
            app_version=__version__,
        )

    def _save(self, record: MemoryRecord, state: JobState, stage: str, step: int) -> None:
        self._library.save_checkpoint(record.id, state.to_bytes())
        self._on_event(CheckpointSaved(stage, step))


def foreign_passages() -> list[Foreign]:
    """Passages of other documents with their questions: they ship with the app."""
    from liftapp.lift.plans import Foreign

    content = (resources() / "foreign.json").read_text(encoding="utf-8")
    return [
        Foreign(
            p["text"],
            tuple((q, a) for q, a in p["answerable"]),
            tuple((q, a) for q, a in p["unanswerable"]),
        )
        for p in json.loads(content)
    ]
