"""Listing, renaming, deleting, exporting and importing memories: no torch needed."""

from pathlib import Path

from liftapp.library import Library, MemoryRecord
from liftapp.paths import Home


def list_memories(home: Home) -> list[MemoryRecord]:
    """Every memory, oldest first, finished or not."""
    with Library(home) as library:
        return library.memories.all()


def rename(home: Home, name: str, new: str) -> MemoryRecord:
    """Give a memory another name; NotFound or UsageError say why not."""
    with Library(home) as library:
        return library.memories.rename(library.memories.find(name).id, new)


def delete(home: Home, name: str) -> MemoryRecord:
    """Remove a memory from the library and from the disk."""
    with Library(home) as library:
        record = library.memories.find(name)
        library.delete_memory(record.id)
        return record


def export(home: Home, name: str, path: Path) -> MemoryRecord:
    """Write a memory and its document's text to one .liftmem file."""
    with Library(home) as library:
        record = library.memories.find(name)
        library.export_memory(record.id, path)
        return record


def take_in(home: Home, path: Path, name: str | None = None) -> MemoryRecord:
    """Import a .liftmem file after checking all of it.

    Its base model is checked when the memory is used: it may be fetched later than the memory.
    """
    with Library(home) as library:
        return library.import_memory(path, name)
