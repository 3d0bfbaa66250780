"""In place of the engine's process: keeps real memories in the real library, without a model."""

from queue import Empty, SimpleQueue
from typing import ClassVar

from liftapp.engine.client import EngineDied
from liftapp.engine.messages import (
    Answered,
    Answering,
    Ask,
    Failed,
    JobEnded,
    Learn,
    Prepare,
    Progress,
    Ready,
    Reply,
    Request,
    Stop,
)
from liftapp.errors import LiftappError
from liftapp.events import Done, QuestionWritten, StageBegun, StepDone
from liftapp.library import (
    FoundPassage,
    Library,
    MemoryManifest,
    MemoryRecord,
    NewMemory,
    Status,
)
from liftapp.paths import Home
from liftapp.workflows import ask
from liftapp.workflows.ask import TokenGate
from liftapp.workflows.job import Job, JobState
from liftapp.workflows.learn import read
from liftapp.workflows.request import LearnRequest
from liftapp.workflows.stored import store
from tests.library.samples import BASE, TRAINED, exam, tensors

WORDS = ("Mira ", "Osei ", "built ", "it.")
EXAM, BETTER = exam(3, 0), exam(3, 2)
"""The short exam after learning, and after learning more."""
OTHERWISE = (FoundPassage(1, 0, 20, "The Halden reactor", 1.0),)
"""The source of an answer to whose question the document has none."""
READY = Ready("starter", "cpu", "CPU, 2 cores: no GPU found")


class FakeEngine:
    """Learns and answers at once, or (`patient`) only when the test says `go_on`."""

    lives: ClassVar[list["FakeEngine"]] = []
    patient: ClassVar[bool] = False

    def __init__(self, home: Home) -> None:
        self.home = home
        self.sent: list[Request] = []
        self.ended = False
        self._says: SimpleQueue[Reply | EngineDied] = SimpleQueue()
        self._waiting: dict[str, Learn | Ask] = {}
        FakeEngine.lives.append(self)

    def start(self) -> None: ...

    def send(self, request: Request) -> None:
        self.sent.append(request)
        match request:
            case Prepare():
                self.say(READY)
            case Learn() | Ask():
                self._begin(request)
            case Stop():
                self._stop(request.id)

    def receive(self, timeout_s: float) -> Reply | None:
        try:
            said = self._says.get(timeout=max(0.001, timeout_s))
        except Empty:
            return None
        if isinstance(said, EngineDied):
            raise said
        return said

    def stop(self) -> None:
        self.ended = True

    # For tests

    def say(self, *replies: Reply | EngineDied) -> None:
        for reply in replies:
            self._says.put(reply)

    def die(self) -> None:
        self.say(EngineDied("The engine was killed (signal 9)."))

    def go_on(self) -> None:
        """Finish whatever waits."""
        for request in list(self._waiting.values()):
            self._finish(request)

    # What it does

    def _begin(self, request: Learn | Ask) -> None:
        self._waiting[request.id] = request
        if isinstance(request, Learn):
            try:
                began = begun(self.home, request.request)
            except LiftappError as error:
                self.say(Failed(request.id, str(error), error.exit_code, ""))
                return
            if began.status is Status.LEARNING:
                self.say(
                    Progress(request.id, StageBegun("questions", 2)),
                    Progress(request.id, QuestionWritten("Who built it?", "Mira Osei")),
                    Progress(request.id, StepDone("questions", 1, 2, 0.0, 5.0)),
                )
        else:
            self.say(Answering(request.id, TokenGate(WORDS[0], 0.8, ((0.8, 0.8),))))
        if not FakeEngine.patient:
            self._finish(request)

    def _finish(self, request: Learn | Ask) -> None:
        del self._waiting[request.id]
        if isinstance(request, Learn):
            record = finished(self.home, request.request)
            done = Done(record.id, record.name, {"questions": 1.0})
            with Library(self.home) as library:
                found = BETTER if request.request.more else EXAM
                record = library.keep_exam(record.id, found)
            ended = JobEnded(request.id, record, finished=True, exam=found)
            self.say(Progress(request.id, done), ended)
        else:
            self.say(Answered(request.id, reply(self.home, request), stopped=False))

    def _stop(self, key: str) -> None:
        request = self._waiting.pop(key, None)
        if isinstance(request, Learn):
            self.say(JobEnded(key, begun(self.home, request.request), finished=False))
        elif isinstance(request, Ask):
            self.say(Answered(key, reply(self.home, request), stopped=True))


def begun(home: Home, request: LearnRequest) -> MemoryRecord:
    """The memory of a document, unfinished where it is new, or the one to learn more."""
    if request.more is not None:
        with Library(home) as library:
            return library.memories.by_id(request.more)
    document = read(request)
    with Library(home) as library:
        store(library, document)
        same = [m for m in library.memories.all() if m.document_sha256 == document.sha256]
        if same:
            return same[-1]
        name = request.name or document.title
        kind = request.adapter or "gated"
        new = NewMemory(name, document.sha256, kind, request.preset, "starter", BASE)
        memory = library.memories.create(new)
        job = Job(document.sha256, BASE, request.preset, kind, 7)
        library.save_checkpoint(memory.id, JobState(job).to_bytes())
        return memory


def finished(home: Home, request: LearnRequest) -> MemoryRecord:
    """The memory of a document, ready."""
    memory = begun(home, request)
    if memory.status is Status.READY:
        return memory
    manifest = MemoryManifest(
        kind=memory.kind, settings={}, base_model="starter", base_sha256=BASE,
        tokenizer_sha256="c" * 64, document_sha256=memory.document_sha256,
        document_title=memory.document_title, preset=request.preset, seed=0,
        figures={"questions": 1.0}, app_version="0",
    )  # fmt: skip
    with Library(home) as library:
        return library.finish_memory(memory.id, manifest, tensors(), TRAINED)


def reply(home: Home, request: Ask) -> ask.Reply:
    """An answer with gates and a source."""
    with Library(home) as library:
        memory = library.memories.by_id(request.memory)
        found = library.documents.search(request.question, memory.document_sha256, 1)
    gates = tuple(TokenGate(w, 0.2 * i, ((0.2 * i, 0.1), (0.3, 0.4))) for i, w in enumerate(WORDS))
    return ask.Reply(
        question=request.question, answer="".join(WORDS), document=memory.document_title,
        mode=request.mode, support="memory", mean_gate=0.4, layer_gates=(0.4, 0.3),
        token_gates=gates, sources=tuple(found) or OTHERWISE,
        first_token_s=0.1, total_s=0.4, memory=memory,
    )  # fmt: skip
