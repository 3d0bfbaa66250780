"""What the exams share, whatever they ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from liftapp.errors import UsageError
from liftapp.workflows.opened import Opened

if TYPE_CHECKING:
    from liftapp.exam.subject import Subject


@dataclass(frozen=True)
class Examined:
    """The results so far as tables for people, and every figure as an object.

    `finished`: nothing is left to be asked.
    """

    text: str
    rows: list[dict[str, object]]
    finished: bool = True


def subject_of(opened: Opened) -> Subject:
    """An opened memory as what is examined."""
    from liftapp.exam.subject import Subject

    return Subject(
        opened.base.model, opened.prompter, opened.memory, opened.document.text,
        opened.base.window, opened.reply,
    )  # fmt: skip


def drawn(draw: Callable[[], list[str]], tell: Callable[[str], None]) -> list[str]:
    """The plots' names; none where they can't be drawn: the figures are worth having without."""
    try:
        return draw()
    except UsageError as e:
        tell(str(e))
        return []


def make_report_folder(folder: Path) -> None:
    """Before the work, not after it. Raises UsageError where it can't be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise UsageError(f"The folder {folder} for the report can't be made; name another.") from e
