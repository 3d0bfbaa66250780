"""What a long job tells whoever watches it: plain data, the same for window and command line."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Event:
    """Base of all events; `event` is the name in JSON."""

    event: ClassVar[str] = "event"


@dataclass(frozen=True)
class DocumentRead(Event):
    """The text is there; `pages_without_text` are 1-based page numbers.

    Of several files, pages are counted through all of them and `places_without_text` has the name
    of the file and the page's number in it.
    """

    event: ClassVar[str] = "document"
    title: str
    pages: int
    tokens: int
    window: int
    pages_without_text: tuple[int, ...]
    known: bool
    """Whether the library held this very document already (same hash)."""
    files: int = 1
    places_without_text: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class ModelLoaded(Event):
    """The base model, and what it runs on and why in one readable line."""

    event: ClassVar[str] = "model"
    model: str
    device: str
    reason: str


@dataclass(frozen=True)
class StageBegun(Event):
    """A named phase: questions, learn, exam."""

    event: ClassVar[str] = "stage"
    stage: str
    num_steps: int


@dataclass(frozen=True)
class QuestionWritten(Event):
    """A question that passed its checks and will be trained on."""

    event: ClassVar[str] = "question"
    question: str
    answer: str


@dataclass(frozen=True)
class StepDone(Event):
    """One step of a stage; `loss` in nats per supervised token where the stage trains."""

    event: ClassVar[str] = "step"
    stage: str
    step: int
    num_steps: int
    tokens_per_s: float
    eta_s: float
    loss: float | None = None
    held_out_loss: float | None = None


@dataclass(frozen=True)
class CheckpointSaved(Event):
    """Work up to this step survives anything from now on."""

    event: ClassVar[str] = "checkpoint"
    stage: str
    step: int


@dataclass(frozen=True)
class ExamHeld(Event):
    """Questions the memory never learned: how many were asked, right closed book and from it.

    `not_learned` names the sections of the document that it knows too little of.
    """

    event: ClassVar[str] = "exam"
    asked: int
    before: int
    after: int
    not_learned: tuple[str, ...]


@dataclass(frozen=True)
class Done(Event):
    """The memory is in the library; `figures` are those saved in its manifest."""

    event: ClassVar[str] = "done"
    memory: str
    name: str
    figures: dict[str, float]


OnEvent = Callable[[Event], None]
Stop = Callable[[], bool]
"""Asked between steps: whether the user wants the job to stop."""
