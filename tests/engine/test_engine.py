"""The real process: what it says, and how it ends."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from liftapp.engine.client import Engine, EngineDied, death
from liftapp.engine.messages import (
    Answered,
    Answering,
    Ask,
    Beat,
    Failed,
    JobEnded,
    Learn,
    Prepare,
    Progress,
    Ready,
    Reply,
    Stop,
)
from liftapp.errors import NotFound
from liftapp.events import Done, StageBegun
from liftapp.paths import Home
from liftapp.workflows.request import LearnRequest

ROOT = Path(__file__).parents[2]
WAIT_S = 240.0
"""Importing torch takes minutes on a machine that computes something else."""
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals")


@pytest.fixture
def engine(home: Home) -> Iterator[Engine]:
    engine = Engine(home)
    engine.start()
    yield engine
    engine.stop()


def told(engine: Engine, last: Callable[[Reply], bool]) -> list[Reply]:
    """What the engine says up to the reply that is waited for, without its beats."""
    said: list[Reply] = []
    while not said or not last(said[-1]):
        reply = engine.receive(WAIT_S)
        assert reply is not None, f"silent after {said}"
        if not isinstance(reply, Beat):
            said.append(reply)
    return said


def ended(key: str) -> Callable[[Reply], bool]:
    """The reply after which nothing more is said about this request."""
    return lambda r: isinstance(r, JobEnded | Answered | Failed) and r.id == key


@POSIX
def test_a_document_is_learned_with_a_break_and_asked_and_the_engine_killed(
    learned: Home, base: Path, tmp_path: Path, engine: Engine
) -> None:
    """One process for all of it: each new one imports torch."""
    from liftapp.workflows.ask import Conversation
    from tests.workflows.tiny import QUESTIONS, TEXT, write_text

    path = write_text(tmp_path, "school.txt", TEXT + " " + TEXT.replace("archive", "school"))
    assert isinstance(engine.receive(WAIT_S), Beat)
    assert engine.pid is not None
    os.kill(engine.pid, signal.SIGINT)  # Ctrl-C in the terminal the window was started from
    engine.send(Prepare(str(base), "cpu"))
    (ready,) = told(engine, lambda r: isinstance(r, Ready))
    assert isinstance(ready, Ready)
    assert (ready.model, ready.device) == ("base", "cpu")
    assert ready.reason.startswith("CPU")

    # A job is stopped after its step, and goes on; what waits behind it is stopped at once.
    request = LearnRequest(path, model=str(base), preset="trained", device="cpu")
    engine.send(Learn("job", request))
    engine.send(Ask("waiting", "reactor", QUESTIONS[0]))
    told(engine, lambda r: isinstance(r, Progress) and isinstance(r.event, StageBegun))
    engine.send(Stop("waiting"))
    engine.send(Stop("job"))
    said = told(engine, ended("job"))
    assert Answered("waiting", None, True) in said
    stopped = said[-1]
    assert isinstance(stopped, JobEnded)
    assert stopped.record is not None
    assert not stopped.finished
    engine.send(Learn("again", replace(request, resume=True)))
    *progress, finished = told(engine, ended("again"))
    assert isinstance(finished, JobEnded)
    assert finished.record is not None
    assert (finished.record.id, finished.finished) == (stopped.record.id, True)
    events = [r.event for r in progress if isinstance(r, Progress) and r.id == "again"]
    assert isinstance(events[-1], Done)

    # Answers come token by token, the same as without a process; a failure harms nobody.
    engine.send(Ask("lost", "no such memory", "Who?"))
    engine.send(Ask("asked", "reactor", QUESTIONS[0], earlier=((QUESTIONS[1], "35 tonnes"),)))
    *_, failed = told(engine, ended("lost"))
    assert isinstance(failed, Failed)
    assert (failed.exit_code, failed.details) == (NotFound.exit_code, "")
    *tokens, answered = told(engine, ended("asked"))
    assert isinstance(answered, Answered)
    assert answered.reply is not None
    assert not answered.stopped
    texts = [r.token.text for r in tokens if isinstance(r, Answering)]
    assert len(texts) > 1
    assert answered.reply.answer == "".join(texts).strip()
    with Conversation(learned, "reactor", device="cpu") as conversation:
        alone = conversation.stream(QUESTIONS[0], earlier=((QUESTIONS[1], "35 tonnes"),))
        assert [token.text for token in alone] == texts

    # Of an answer that is stopped, what there was of it is kept.
    engine.send(Ask("cut", finished.record.id, QUESTIONS[0]))
    *_, first = told(engine, lambda r: isinstance(r, Answering))
    engine.send(Stop("cut"))
    *rest, cut = told(engine, ended("cut"))
    assert isinstance(first, Answering)
    assert isinstance(cut, Answered)
    assert cut.stopped
    assert cut.reply is not None
    assert cut.reply.support == "stopped"
    assert first.token.text.strip() in cut.reply.answer
    assert len(rest) < len(texts)

    os.kill(engine.pid, signal.SIGKILL)
    with pytest.raises(EngineDied, match=r"was killed \(signal 9\)"):
        told(engine, lambda _: False)
    with pytest.raises(EngineDied, match=r"was killed \(signal 9\)"):
        engine.send(Stop("cut"))


@POSIX
def test_it_steps_back_behind_the_window_and_ends_when_it_is_stopped(engine: Engine) -> None:
    assert isinstance(engine.receive(WAIT_S), Beat)
    process = psutil.Process(engine.pid)
    assert process.nice() == min(psutil.Process().nice() + 5, 19)
    engine.stop()
    assert not psutil.pid_exists(process.pid)
    with pytest.raises(EngineDied):
        engine.receive(0)


ORPHAN = """
import os, signal
from liftapp.engine.client import Engine
from liftapp.paths import Home
if __name__ == "__main__":
    engine = Engine(Home())
    engine.start()
    assert engine.receive(60) is not None
    print(engine.pid, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@POSIX
def test_it_ends_with_a_window_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "window.py"
    script.write_text(ORPHAN)
    window = subprocess.run(
        [sys.executable, script], cwd=ROOT, capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ["PYTHONPATH"]])},
    )  # fmt: skip
    assert window.returncode == -signal.SIGKILL, window.stderr
    try:
        orphan = psutil.Process(int(window.stdout))
    except psutil.NoSuchProcess:
        return
    gone, _ = psutil.wait_procs([orphan], timeout=WAIT_S)
    assert gone


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (-11, "The engine was killed (signal 11)."),
        (1, "The engine ended by itself (exit code 1)."),
        (None, "The engine does not answer any more."),
    ],
)
def test_every_end_has_words(code: int | None, words: str) -> None:
    assert death(code) == words


def test_the_window_needs_no_torch_to_talk() -> None:
    look = "import sys, liftapp.engine.client, liftapp.engine.messages; print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True
    )
    heavy = {"torch", "transformers", "peft", "huggingface_hub", "PySide6"}
    assert not heavy & set(ran.stdout.split())
