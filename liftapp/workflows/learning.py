"""One job of learning: questions about the document, training, the finished memory."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Protocol, cast

from liftapp import __version__
from liftapp.config import Preset
from liftapp.documents import Document, split_sentences
from liftapp.errors import ModelUnavailable
from liftapp.events import (
    CheckpointSaved,
    DocumentRead,
    OnEvent,
    QuestionWritten,
    StageBegun,
    StepDone,
    Stop,
)
from liftapp.library import (
    JsonObject,
    Library,
    MemoryManifest,
    MemoryRecord,
    OwnExam,
    TrainedQuestion,
)
from liftapp.workflows.foreign import EXAM_PASSAGES, foreign_passages
from liftapp.workflows.job import Job, JobState

if TYPE_CHECKING:
    from torch import Tensor

    from liftapp.lift.memory import Memory, Settings
    from liftapp.lift.prompting import Prompter
    from liftapp.lift.questions import Draft, Pair, Writer
    from liftapp.lift.samples import Samples
    from liftapp.lift.source import Source
    from liftapp.models import BaseModel

CHECKPOINT_S = 30.0
"""At most this much work is lost to a crash (60 s are promised)."""


@dataclass(frozen=True)
class Learned:
    """The memory, and whether it is finished (else `--resume` goes on, be it with the exam alone).

    `known`: it was in the library already, so nothing was learned. `exam` is its newest short
    exam, None where none was held.
    """

    record: MemoryRecord
    finished: bool
    known: bool = False
    exam: OwnExam | None = None


class Work(Protocol):
    """What turns an attached memory into that of the document: training it, or reading into it."""

    @property
    def steps(self) -> int: ...

    @property
    def figures(self) -> dict[str, float]: ...

    def run(
        self, on_event: OnEvent, stop: Stop, save: Callable[[int], None], every_s: float
    ) -> bool: ...

    def state(self) -> bytes: ...

    def load_state(self, state: bytes) -> None: ...


class Learning:
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
            max(1, len(document.parts)),
            tuple(map(document.place_of, document.pages_without_text if document.parts else ())),
        )

    def go(self, record: MemoryRecord, state: JobState) -> Learned:
        """Write the questions that are missing, train, and put the memory into the library."""
        if not self._write_questions(record, state):
            return Learned(record, False)
        return self._learn(record, state)

    def _write_questions(self, record: MemoryRecord, state: JobState) -> bool:
        from liftapp.lift.questions import BATCH

        wanted = self._drafts()
        total = -(-len(wanted) // BATCH)
        if state.trainer or state.batches >= total:
            return True
        writer = self._writer()
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

    def _drafts(self) -> list[Draft]:
        """Where questions are written."""
        from liftapp.lift.questions import drafts

        return drafts(self._source, self._preset.questions, self._job.seed)

    def _writer(self) -> Writer:
        from liftapp.lift.questions import Writer

        return Writer(
            self._base.model, self._prompter, self._source, self._preset.questions,
            window=self._base.window, context_tokens=self._samples.context_budget,
            seed=self._job.seed,
        )  # fmt: skip

    def _tell_written(self, pairs: list[Pair], state: JobState, total: int, each_s: float) -> None:
        for pair in pairs:
            self._on_event(QuestionWritten(pair.question, pair.answer))
        left = (total - state.batches) * each_s
        self._on_event(StepDone("questions", state.batches, total, 0.0, left))

    def _learn(self, record: MemoryRecord, state: JobState) -> Learned:
        from liftapp.lift.memory import create
        from liftapp.lift.questions import Pair

        pairs = [Pair(**p) for p in state.pairs]  # type: ignore[arg-type]
        memory = create(self._preset.memory, self._base.model, self._settings, self._job.seed)
        self._fill(memory)
        memory.attach(self._base.model)
        try:
            work = self._work(memory, pairs)
            if state.trainer:
                work.load_state(state.trainer)
            self._on_event(StageBegun("learn", work.steps))

            def save(step: int) -> None:
                state.trainer = work.state()
                self._save(record, state, "learn", step)

            if not state.trainer:
                save(0)
            if not work.run(self._on_event, self._stop, save, CHECKPOINT_S):
                return Learned(record, False)
            self.figures = self._figures(work, state)
            manifest = self._manifest(self.figures)
            tensors = memory.tensors()
        finally:
            memory.detach()
        return Learned(self._keep(record, manifest, tensors, pairs), True)

    def _work(self, memory: Memory, pairs: list[Pair]) -> Work:
        """Slots are read into, all others trained."""
        from liftapp.lift.memory import SlotMemory

        model, foreign = self._base.model, foreign_passages()[:-EXAM_PASSAGES]
        if isinstance(memory, SlotMemory):
            from liftapp.lift.indexing import Indexer

            return Indexer(model, self._prompter, memory, self._source, foreign)
        from liftapp.lift.plans import make_plan
        from liftapp.lift.training import Trainer

        plan = make_plan(self._preset, self._samples, pairs, foreign, self._job.seed)
        return Trainer(model, memory, plan, self._preset)

    def _fill(self, memory: Memory) -> None:
        """A cartridge begins as the keys and values of the document's first tokens."""
        if memory.kind == "cartridge":
            import torch

            from liftapp.lift.memory.cartridge import CartridgeMemory

            assert isinstance(memory, CartridgeMemory)
            first = (*self._prompter.answer("?").before, *self._source.tokens)
            memory.initialise(self._base.model, torch.tensor(first))

    def _keep(
        self,
        record: MemoryRecord,
        manifest: MemoryManifest,
        tensors: dict[str, Tensor],
        pairs: list[Pair],
    ) -> MemoryRecord:
        from safetensors.torch import save

        trained = [TrainedQuestion(p.question, p.answer, p.sentence) for p in pairs]
        return self._library.finish_memory(record.id, manifest, save(tensors), trained)

    def _figures(self, work: Work, state: JobState) -> dict[str, float]:
        """What the job did and cost, for the manifest; a loss is in nats per token."""
        return {
            "document_tokens": len(self._source.tokens),
            "questions": len(state.pairs),
            "sentences_covered": len({p["sentence"] for p in state.pairs}),
            "question_seconds": round(state.seconds, 1),
        } | work.figures

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
