"""What is kept on the disk: documents, memories, chats, bundles. Sees no torch and no Qt."""

from liftapp.library.bundle import file_name
from liftapp.library.chats import Turn
from liftapp.library.documents import (
    DocumentRecord,
    FoundPassage,
    PageRecord,
    PartRecord,
    PassageSpan,
)
from liftapp.library.jsontext import JsonObject, JsonValue
from liftapp.library.library import RECOGNISED, Library, StoredMemory
from liftapp.library.manifest import MemoryManifest
from liftapp.library.memories import MemoryRecord, NewMemory, Status, is_called
from liftapp.library.own_exam import (
    AskedQuestion,
    OwnExam,
    Section,
    SectionScore,
    TrainedQuestion,
    Unit,
)
from liftapp.library.storage import atomic_write

__all__ = [
    "RECOGNISED",
    "AskedQuestion",
    "DocumentRecord",
    "FoundPassage",
    "JsonObject",
    "JsonValue",
    "Library",
    "MemoryManifest",
    "MemoryRecord",
    "NewMemory",
    "OwnExam",
    "PageRecord",
    "PartRecord",
    "PassageSpan",
    "Section",
    "SectionScore",
    "Status",
    "StoredMemory",
    "TrainedQuestion",
    "Turn",
    "Unit",
    "atomic_write",
    "file_name",
    "is_called",
]
