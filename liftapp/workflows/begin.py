"""Which memory a request is about: a finished one, an unfinished one to go on with, a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liftapp.config import PRESETS
from liftapp.documents import Document
from liftapp.errors import NotFound
from liftapp.library import (
    Library,
    MemoryManifest,
    MemoryRecord,
    NewMemory,
    Status,
    is_called,
)
from liftapp.workflows.job import Job, JobState
from liftapp.workflows.request import LearnRequest

if TYPE_CHECKING:
    from liftapp.models import BaseModel


def begin(
    library: Library, request: LearnRequest, job: Job, document: Document, base: BaseModel
) -> tuple[MemoryRecord, JobState]:
    """The memory to learn and where it stands: a finished one, an unfinished one, a new one."""
    same = [m for m in library.memories.all() if m.document_sha256 == document.sha256]
    same = [m for m in same if request.name is None or is_called(m.name, request.name)]
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
                    f"Another version of liftapp began to learn {request.files}, and this one "
                    "can't go on with it; learn it from the start instead."
                )
            library.drop_checkpoint(record.id)
            state = JobState(job)
        if state.job == job:
            return record, state
    if request.resume and not request.or_begin:
        raise NotFound(
            f"There is no unfinished job for {request.files} with these settings to resume; "
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
    own = (record.kind, record.base_sha256)
    # A preset that this version no longer has can't be gone on with, but learned anew as its own.
    return own == (job.kind, job.base_sha256) and (
        record.preset == job.preset or record.preset not in PRESETS
    )


def _job_of(manifest: MemoryManifest) -> Job:
    return Job(
        manifest.document_sha256,
        manifest.base_sha256,
        manifest.preset,
        manifest.kind,
        manifest.seed,
    )
