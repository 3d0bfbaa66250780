"""Going on with what was left unfinished, by its memory alone."""

from pathlib import Path

from liftapp.library import Library
from liftapp.paths import Home
from liftapp.workflows import bases
from liftapp.workflows.job import JobState
from liftapp.workflows.request import LearnRequest


def resume_request(home: Home, memory: str, device: str | None = None) -> LearnRequest:
    """The request that goes on with an unfinished memory, with what it was begun with.

    Raises NotFound when there is no such memory. Whether the file and the model are still there
    is told by `learn`.
    """
    with Library(home) as library:
        record = library.memories.find(memory)
        document = library.documents.get(record.document_sha256)
        payload = library.load_checkpoint(record.id)
    state = JobState.from_bytes(payload) if payload else None
    return LearnRequest(
        Path(document.source_path),
        name=record.name,
        model=bases.known(home).get(record.base_sha256),
        preset=record.preset,
        adapter=record.kind,
        device=device,
        seed=state.job.seed if state else 0,
        resume=True,
    )
