"""Learning a document: read it, write questions about it, train a memory, keep it."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from liftapp.config import PRESETS, Preset, with_adapter
from liftapp.documents import Document, join, read_document
from liftapp.errors import UsageError
from liftapp.events import ModelLoaded, OnEvent, Stop
from liftapp.library import Library, MemoryRecord, Status
from liftapp.paths import Home
from liftapp.workflows import bases
from liftapp.workflows.bases import Load
from liftapp.workflows.begin import begin
from liftapp.workflows.forecast import note, note_exam
from liftapp.workflows.job import Job
from liftapp.workflows.learning import Learned, Learning
from liftapp.workflows.more import learn_more
from liftapp.workflows.own_exam import end
from liftapp.workflows.request import LearnRequest
from liftapp.workflows.stored import store

if TYPE_CHECKING:
    from liftapp.lift.memory import Settings


def learn(
    home: Home, request: LearnRequest, on_event: OnEvent, stop: Stop, load: Load = bases.load
) -> Learned:
    """Learn a document into the library with the base model that `load` gives; see LearnRequest.

    A memory of the very same document, base model, preset and seed is not learned again: the
    result would be the same. But where its short exam is missing, that is made up for.

    Raises the errors of reading, loading and storing, each one plain sentence, and UsageError
    while another process learns the same memory; what was done up to the last checkpoint stays.
    """
    if request.more is not None:
        return learn_more(home, request, on_event, stop, load)
    preset = _preset(request)
    document = read(request)
    with Library(home) as library:
        known = library.documents.known(document.sha256)
        settings = _settings(preset)  # an unknown kind is told before the long work
        base = load(request.model, request.device, request.quantize)
        bases.remember(home, base, request.model)
        on_event(ModelLoaded(base.id, str(base.device), base.reason))
        job = Job(document.sha256, base.weights_sha256, preset.name, preset.memory, request.seed)
        learning = Learning(library, document, base, preset, settings, job, on_event, stop)
        on_event(learning.description(known))
        store(library, document)
        record, _ = begin(library, request, job, document, base)
        if record.status is Status.READY and _is_examined(library, request, record):
            return Learned(record, True, known=True, exam=library.exam(record.id))
        with library.learning_lock(record.id):
            # Again under the lock: another process may have gone on with it, or finished it.
            same = replace(request, name=record.name, resume=True, or_begin=False)
            record, state = begin(library, same, job, document, base)
            if record.status is Status.READY and _is_examined(library, request, record):
                return Learned(record, True, known=True, exam=library.exam(record.id))
            learned = Learned(record, True)
            if record.status is not Status.READY:
                learned = learning.go(record, state)
                if learned.finished:
                    words = len(document.text.split())
                    note(home, base.id, base.window, preset, words, learning.figures)
            if learned.finished:
                began = time.monotonic()
                learned = end(home, library, learned.record, base, request.exam, on_event, stop)
                if learned.exam is not None:
                    took = time.monotonic() - began
                    note_exam(home, base.id, len(learned.exam.sections), took)
    return learned


def read(request: LearnRequest) -> Document:
    """Read the document, of several files as one; raises the errors of reading, for the first."""
    files = zip(request.paths, request.passwords, strict=True)
    return join([read_document(path, password) for path, password in files])


def _is_examined(library: Library, request: LearnRequest, record: MemoryRecord) -> bool:
    return not request.exam or library.exam(record.id) is not None


def _preset(request: LearnRequest) -> Preset:
    if request.preset not in PRESETS:
        known = ", ".join(PRESETS)
        raise UsageError(f"There is no preset {request.preset!r}; choose one of {known}.")
    return with_adapter(PRESETS[request.preset], request.adapter)


def _settings(preset: Preset) -> Settings:
    from liftapp.lift.memory import settings_of

    return settings_of(preset.memory, preset.memory_settings)
