"""Small things that tests of the learning and library widgets are made of."""

from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtWidgets import QAbstractButton, QDialogButtonBox, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from liftapp.config import TRAINED, Preset
from liftapp.events import StepDone
from liftapp.library import MemoryRecord, Status
from liftapp.ui.job_queue import Job
from liftapp.workflows.models import ModelEntry
from liftapp.workflows.preview import Preview
from liftapp.workflows.request import LearnRequest
from liftapp.workflows.shelf import Entry

T = TypeVar("T", bound=QWidget)
TEXT = "The Halden reactor was built in 1974. "

STARTER = ModelEntry("starter", None, 12_000_000, 5_000_000, True, "It needs 0.1 GB.")
BIG = ModelEntry("big", "/models/big", 10**10, 5 * 10**9, False, "It needs 20 GB.")
FIGURES = {
    "questions": 340.0,
    "sentences_covered": 312.0,
    "steps": 200.0,
    "question_seconds": 100.0,
    "train_seconds": 500.0,
    "held_out_loss": 1.14,
}
READ_FIGURES = {
    "questions": 90.0,
    "sentences_covered": 90.0,
    "steps": 48.0,
    "question_seconds": 25.0,
    "train_seconds": 10.0,
}
"""Of a memory that was not trained."""


def memory(
    key: str = "abc", name: str = "Yearbook", size: int = 1_600_000, preset: Preset = TRAINED
) -> MemoryRecord:
    return MemoryRecord(
        key, name, "0" * 64, name, preset.memory, preset.name, "starter", "b" * 64,
        Status.READY, "2026-11-20T10:00:00+00:00", size,
    )  # fmt: skip


def entry(key: str = "abc", name: str = "Yearbook", **more: Any) -> Entry:
    values: dict[str, Any] = {
        "status": Status.READY,
        "bytes": 1_600_000,
        "model": "starter",
        "preset": "standard",
        "created": "2026-11-20T10:00:00+00:00",
        "score": None,
        "path": f"/documents/{key}.pdf",
        "title": name,
        "file_changed": False,
        "file_missing": False,
        "base_missing": False,
    }
    return Entry(id=key, name=name, **(values | more))


def preview(name: str = "report", known: MemoryRecord | None = None, **more: Any) -> Preview:
    values: dict[str, Any] = {
        "sha256": "0" * 64,
        "title": name.title(),
        "pages": 22,
        "characters": 40 * len(TEXT),
        "words": 4100,
        "pages_without_text": (),
        "garbage_pages": (),
        "text": 10 * TEXT,
        "recognisable": False,
    }
    return Preview(path=Path(f"/documents/{name}.pdf"), known=known, **(values | more))


def job(name: str = "report") -> Job:
    return Job(LearnRequest(Path(f"/documents/{name}.pdf"), name=name))


def step(number: int, total: int = 300, held_out: float | None = None) -> StepDone:
    """A step of learning whose loss is 3 - step / 100."""
    return StepDone("learn", number, total, 350.2, 120.0, 3 - number / 100, held_out)


def passage(number: int, total: int = 48) -> StepDone:
    """A step of learning that only reads."""
    return StepDone("learn", number, total, 900.2, 120.0)


def show(qtbot: QtBot, widget: QWidget) -> None:
    """On the screen and in front: keys and shortcuts go to it."""
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


def the(parent: QWidget, kind: type[T]) -> T:
    """The only child of this kind."""
    (found,) = parent.findChildren(kind)
    return found


def button(box: QMessageBox | QDialogButtonBox, words: str) -> QAbstractButton:
    """The button whose text begins so, mnemonic left out."""
    (found,) = (b for b in box.buttons() if b.text().replace("&", "").startswith(words))
    return found
