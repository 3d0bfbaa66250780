"""What an exam by known questions and one by a benchmark share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from liftapp.errors import UsageError
from liftapp.library import Library
from liftapp.workflows.opened import Opened

if TYPE_CHECKING:
    from liftapp.exam.known import Span
    from liftapp.exam.subject import Subject
    from liftapp.exam.views import Search


def subject_of(opened: Opened) -> Subject:
    """An opened memory as what is examined."""
    from liftapp.exam.subject import Subject

    return Subject(
        opened.base.model, opened.prompter, opened.memory, opened.document.text,
        opened.base.window, opened.reply,
    )  # fmt: skip


def search_in(library: Library, opened: Opened) -> Search:
    """The library's search for passages of the opened document."""

    def search(question: str, limit: int) -> list[Span]:
        found = library.documents.search(question, opened.document.sha256, limit)
        return [(passage.start, passage.end) for passage in found]

    return search


def make_report_folder(folder: Path) -> None:
    """Before the work, not after it. Raises UsageError where it can't be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise UsageError(f"The folder {folder} for the report can't be made; name another.") from e
