"""Going on with a memory by itself alone."""

from dataclasses import replace
from pathlib import Path

from liftapp.config import DEFAULT_PRESET, PRESETS
from liftapp.library import Library, MemoryRecord
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
        request = begun_with(home, library, record, device)
        payload = library.load_checkpoint(record.id)
    state = JobState.from_bytes(payload) if payload else None
    return replace(request, seed=state.job.seed if state else 0, resume=True)


def begun_with(
    home: Home, library: Library, record: MemoryRecord, device: str | None
) -> LearnRequest:
    """What a memory was begun with, as far as the library tells: files, name, model and preset.

    A preset that this version no longer has is today's for the same kind of memory.
    """
    path, *others = (Path(path) for path, _ in library.documents.get(record.document_sha256).files)
    return LearnRequest(
        path,
        others=tuple(others),
        name=record.name,
        model=bases.known(home).get(record.base_sha256),
        preset=record.preset if record.preset in PRESETS else DEFAULT_PRESET,
        adapter=record.kind,
        device=device,
    )
