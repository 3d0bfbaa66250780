"""Learning more: going on with a finished memory where its exam found it wanting.

New questions about those sections, in wordings that neither training nor the exam had, are mixed
with the old ones; the memory is trained on for a part of its preset's updates. What it was stays
in the library until the new one is whole.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, replace
from random import Random
from typing import TYPE_CHECKING

from liftapp.config import DEFAULT_PRESET, PRESETS, TRAINED, Preset, is_trained, with_adapter
from liftapp.errors import NotFound, UsageError
from liftapp.events import ModelLoaded, OnEvent, Stop
from liftapp.library import (
    JsonObject,
    Library,
    MemoryManifest,
    MemoryRecord,
    OwnExam,
    Section,
    StoredMemory,
)
from liftapp.paths import Home
from liftapp.workflows import bases
from liftapp.workflows.bases import Load
from liftapp.workflows.job import Job, JobState
from liftapp.workflows.learning import Learned, Learning
from liftapp.workflows.own_exam import end
from liftapp.workflows.request import LearnRequest
from liftapp.workflows.resume import begun_with
from liftapp.workflows.stored import document_of

if TYPE_CHECKING:
    from liftapp.lift.memory import Memory
    from liftapp.lift.questions import Draft, Writer
    from liftapp.models import BaseModel
    from liftapp.workflows.learning import Work

SHARE = 0.25
"""Of the preset's updates: most of what is trained on is known already."""
TIMES = "times_more"
"""Among a manifest's figures: how often more was learned."""
SUMMED = ("steps", "trained_tokens", "question_seconds", "train_seconds")
"""Figures that count everything since the first question."""


def learn_more(
    home: Home, request: LearnRequest, on_event: OnEvent, stop: Stop, load: Load = bases.load
) -> Learned:
    """Go on training the memory `request.more`; see LearnRequest.

    With `resume` a job that was interrupted goes on; where all but the exam is done, that is held.

    Raises NotFound and ModelUnavailable as for asking, UsageError where there is nothing to learn
    more or not enough was kept, or while another process learns the same memory.
    """
    assert request.more is not None
    with Library(home) as library:
        record = library.memories.find(request.more)
        with library.learning_lock(record.id):
            stored, exam = library.load_memory(record.id), library.exam(record.id)
            done = 0 < request.times <= _times(stored.manifest)
            if done and exam is not None:
                return Learned(record, True, known=True, exam=exam)
            if exam is None and not (done or request.resume):
                raise UsageError(
                    f"What {record.name!r} has not learned is not known; find out with --exam "
                    f"--document {record.name!r}."
                )
            sections: tuple[int, ...] = ()
            if exam is not None:
                _must_train(stored.manifest, record.name)
                sections = _sections(exam, request.sections, record.name)
            base = bases.load_for(
                home, stored.manifest, request.model, request.device, request.quantize, load
            )
            on_event(ModelLoaded(base.id, str(base.device), base.reason))
            if exam is not None:
                learning = LearningMore(library, stored, base, exam, sections, on_event, stop)
                state = learning.state(request)
                on_event(learning.description(known=True))
                if not learning.go(record, state).finished:
                    return Learned(record, False)
            record = library.memories.by_id(record.id)
            return end(home, library, record, base, request.exam, on_event, stop)


def more_request(
    home: Home, memory: str, sections: Sequence[int] = (), device: str | None = None
) -> LearnRequest:
    """The request that learns a memory more, with what it was begun with.

    Raises NotFound without a finished one.
    """
    with Library(home) as library:
        record = library.memories.find(memory)
        times = _times(library.load_memory(record.id).manifest)
        request = begun_with(home, library, record, device)
    return replace(request, more=record.id, sections=tuple(sections), times=times + 1)


class LearningMore(Learning):
    """As learning, but it begins with a memory and its questions."""

    def __init__(
        self,
        library: Library,
        stored: StoredMemory,
        base: BaseModel,
        exam: OwnExam,
        sections: Sequence[int],
        on_event: OnEvent,
        stop: Stop,
    ) -> None:
        """`sections` are indices among those of the exam."""
        from liftapp.lift.memory import settings_of

        manifest = stored.manifest
        document = document_of(library.documents.get(manifest.document_sha256))
        settings = settings_of(manifest.kind, manifest.settings)
        self._stored, self._exam = stored, exam
        self._wanted: list[Section] = [exam.sections[i] for i in sections]
        self._trained = library.trained(stored.record.id) or ()
        self._times = _times(manifest) + 1
        numbers = ",".join(str(i + 1) for i in sections)
        job = Job(
            manifest.document_sha256, manifest.base_sha256, manifest.preset, manifest.kind,
            manifest.seed, more=f"{self._times}: {numbers}",
        )  # fmt: skip
        preset = more_preset(manifest)
        super().__init__(library, document, base, preset, settings, job, on_event, stop)

    def state(self, request: LearnRequest) -> JobState:
        """Where to begin, or with `resume` to go on.

        Raises NotFound where nothing is to be resumed and UsageError without the old questions.
        """
        key = self._stored.record.id
        payload = self._library.load_checkpoint(key) if request.resume else None
        state = JobState.from_bytes(payload) if payload else None
        if state is not None and state.job == self._job:
            return state
        if request.resume and not request.or_begin:
            raise NotFound(
                "There is no unfinished job of learning these sections more; leave --resume out."
            )
        if not self._trained:
            raise UsageError(
                f"The questions {self._stored.record.name!r} was trained on were not kept; learn "
                "the document again with --train."
            )
        return JobState(self._job, pairs=self._old_pairs())

    def _old_pairs(self) -> list[JsonObject]:
        from liftapp.lift.questions import Pair

        count = len(self._source.sentences)
        pairs = [Pair(t.question, t.answer, t.sentence) for t in self._trained]
        return [asdict(p) for p in pairs if p.sentence < count]

    def _drafts(self) -> list[Draft]:
        from liftapp.lift.questions import drafts

        starts = [start for start, _ in self._source.sentences]
        found = [
            draft
            for draft in drafts(self._source, self._preset.questions, self._seed)
            if draft.sentence is not None
            and any(s.start <= starts[draft.sentence] < s.end for s in self._wanted)
        ]
        return [replace(draft, number=number) for number, draft in enumerate(found)]

    def _writer(self) -> Writer:
        from liftapp.exam.own import FreshWriter

        trained = [t.question for t in self._trained]
        return FreshWriter(
            self._base.model, self._prompter, self._source, self._preset.questions,
            window=self._base.window, context_tokens=self._samples.context_budget,
            seed=self._seed, known=[*trained, *(q.question for q in self._exam.questions)],
        )  # fmt: skip

    @property
    def _seed(self) -> int:
        """Another one each time, so that the wordings are new."""
        return Random(f"{self._job.seed}/more {self._times}").getrandbits(40)

    def _fill(self, memory: Memory) -> None:
        from safetensors.torch import load_file

        memory.load_tensors(load_file(self._stored.tensors))

    def _figures(self, work: Work, state: JobState) -> dict[str, float]:
        figures, before = super()._figures(work, state), self._stored.manifest
        summed = {name: figures[name] + _figure(before, name) for name in SUMMED}
        return figures | summed | {TIMES: self._times}


def more_preset(manifest: MemoryManifest) -> Preset:
    """The memory's preset for a part of the updates; questions about sentences in any case."""
    preset = PRESETS.get(manifest.preset, PRESETS[DEFAULT_PRESET])
    questions = preset.questions if preset.questions.per_sentence else TRAINED.questions
    return replace(
        with_adapter(preset, manifest.kind),
        questions=questions,
        input_epochs=0,
        joint_epochs=math.ceil(SHARE * preset.joint_epochs),
        passes=SHARE * preset.passes,
        min_updates=math.ceil(SHARE * preset.min_updates),
    )


def drop_more(home: Home, memory: str) -> MemoryRecord:
    """Throw away what an unfinished job of learning more did; the memory stays as it was."""
    with Library(home) as library:
        record = library.memories.by_id(memory)
        library.drop_checkpoint(record.id)
        return record


def _must_train(manifest: MemoryManifest, name: str) -> None:
    """UsageError for a memory that was read and not trained."""
    if not is_trained(manifest.kind):
        raise UsageError(
            f"{name!r} holds the whole document already, so there is nothing more to learn of it."
        )


def _sections(exam: OwnExam, numbers: Sequence[int], name: str) -> tuple[int, ...]:
    """Indices of the sections that are meant; UsageError where there are none."""
    count = len(exam.sections)
    if not all(1 <= number <= count for number in numbers):
        raise UsageError(f"The sections of {name!r} have numbers from 1 to {count}.")
    chosen = tuple(number - 1 for number in sorted(set(numbers))) or exam.not_learned
    if not chosen:
        raise UsageError(
            f"The exam of {name!r} found no section that is not learned; name some with --sections."
        )
    return chosen


def _times(manifest: MemoryManifest) -> int:
    """How often more was learned already."""
    return int(_figure(manifest, TIMES))


def _figure(manifest: MemoryManifest, name: str) -> float:
    value = manifest.figures.get(name, 0)
    return value if isinstance(value, int | float) else 0
