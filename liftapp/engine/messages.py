"""What the window and its engine say to each other: plain data over a pipe of our own."""

from dataclasses import dataclass

from liftapp.events import Event
from liftapp.library import MemoryRecord, OwnExam
from liftapp.workflows import ask
from liftapp.workflows.ask import TokenGate
from liftapp.workflows.request import LearnRequest


@dataclass(frozen=True)
class Prepare:
    """Load a base model now (None: the starter); `device` also holds for questions from now on.

    Answered by Ready, or Failed with the id "".
    """

    model: str | None
    device: str | None


@dataclass(frozen=True)
class Learn:
    """Learn a document; answered by Progress and in the end by JobEnded or Failed."""

    id: str
    request: LearnRequest


@dataclass(frozen=True)
class Ask:
    """Ask a memory (its id or name) after the `earlier` (question, answer) turns.

    Greedy at temperature 0. Answered by Answering and in the end by Answered or Failed.
    """

    id: str
    memory: str
    question: str
    mode: str = "both"
    earlier: tuple[tuple[str, str], ...] = ()
    temperature: float = 0.0
    seed: int = 0


@dataclass(frozen=True)
class Stop:
    """Stop that job or answer, waiting or running; its own JobEnded or Answered says when."""

    id: str


@dataclass(frozen=True)
class Ready:
    """The base model that is loaded now, and what it runs on and why in one readable line."""

    model: str
    device: str
    reason: str


@dataclass(frozen=True)
class Progress:
    """An event of a job."""

    id: str
    event: Event


@dataclass(frozen=True)
class JobEnded:
    """A job's end; `record` is None when it was stopped before there was a memory.

    `finished` False: stopped, and resumable. `known`: the very same was learned already. `exam`:
    the memory's newest one, None where none was held.
    """

    id: str
    record: MemoryRecord | None
    finished: bool
    known: bool = False
    exam: OwnExam | None = None


@dataclass(frozen=True)
class Answering:
    """The next token of an answer."""

    id: str
    token: TokenGate


@dataclass(frozen=True)
class Answered:
    """A whole answer, or with `stopped` what there was of it (None: nothing yet)."""

    id: str
    reply: ask.Reply | None
    stopped: bool


@dataclass(frozen=True)
class Failed:
    """A request that can't be done; `details` is empty, or the traceback of a bug."""

    id: str
    sentence: str
    exit_code: int
    details: str


@dataclass(frozen=True)
class Beat:
    """Said every second: the engine is alive."""


Request = Prepare | Learn | Ask | Stop
Reply = Ready | Progress | JobEnded | Answering | Answered | Failed | Beat
