"""What is kept on the disk: documents, memories, chats, bundles. Sees no torch and no Qt."""

from liftapp.library.chats import Turn
from liftapp.library.documents import (
    DocumentRecord,
    FoundPassage,
    PageRecord,
    PassageSpan,
)
from liftapp.library.jsontext import JsonObject, JsonValue
from liftapp.library.library import Library, StoredMemory
from liftapp.library.manifest import MemoryManifest
from liftapp.library.memories import MemoryRecord, NewMemory, Status
from liftapp.library.storage import atomic_write

__all__ = [
    "DocumentRecord",
    "FoundPassage",
    "JsonObject",
    "JsonValue",
    "Library",
    "MemoryManifest",
    "MemoryRecord",
    "NewMemory",
    "PageRecord",
    "PassageSpan",
    "Status",
    "StoredMemory",
    "Turn",
    "atomic_write",
]
