"""A finished memory, loaded and attached to its base model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liftapp.config import DEFAULT_PRESET, PRESETS
from liftapp.library import DocumentRecord, Library, MemoryRecord
from liftapp.paths import Home
from liftapp.workflows import bases
from liftapp.workflows.bases import Load

if TYPE_CHECKING:
    from liftapp.lift.memory import Memory
    from liftapp.lift.prompting import Prompter
    from liftapp.models import BaseModel


@dataclass(frozen=True)
class Opened:
    """Everything needed to answer from one memory; `reply` is in tokens."""

    record: MemoryRecord
    document: DocumentRecord
    base: BaseModel
    memory: Memory
    prompter: Prompter
    reply: int

    def close(self) -> None:
        """Leave the base model as it was."""
        self.memory.detach()


def open_memory(
    home: Home,
    library: Library,
    record: MemoryRecord,
    *,
    model: str | None = None,
    device: str | None = None,
    quantize: str | None = None,
    load: Load = bases.load,
) -> Opened:
    """Load a memory and, with `load`, its base model; attach it in place of any other.

    Raises NotFound when it is not finished, ModelUnavailable when its base model is not here or
    is another one, or its files are damaged.
    """
    from safetensors.torch import load_file

    from liftapp.lift.generation import stop_ids
    from liftapp.lift.memory import create, settings_of, switch
    from liftapp.lift.prompting import Prompter
    from liftapp.lift.samples import lengths

    stored = library.load_memory(record.id)
    manifest = stored.manifest
    base = bases.load_for(home, manifest, model, device, quantize, load)
    memory = create(
        manifest.kind, base.model, settings_of(manifest.kind, manifest.settings), manifest.seed
    )
    memory.load_tensors(load_file(stored.tensors))
    switch(base.model, memory)
    preset = PRESETS.get(manifest.preset, PRESETS[DEFAULT_PRESET])
    return Opened(
        record,
        library.documents.get(record.document_sha256),
        base,
        memory,
        Prompter(base.tokenizer, stop_ids(base.model)),
        lengths(preset, base.window).reply,
    )
