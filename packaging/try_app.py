"""Try the built app as people use it: its command line, learning, asking, and the window.

python packaging/try_app.py [PROGRAM]    dist/liftapp/liftapp where none is named (Linux)

Says of each step whether it went well; exit code 0: all did. Learning takes some minutes.
`python -m tests.show --program PROGRAM` then uses its window as people do, on a screen.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ROOT / "dist" / "liftapp" / "liftapp"
SOON_S, LONG_S = 120, 3600
"""How long to wait for what is done at once, and for learning, on a machine that is busy."""
TORCH = "libtorch_cpu"
NOT_KEPT = ("PYTHON", "LIFTAPP_", "QT_", "LD_", "DISPLAY", "WAYLAND_")
DOCUMENT = """The testing procedure takes 87 hours. Its closing day is 10 November 1960.

Wei Dradador was born on 19 March 1963 in Pornitor. Judith Keller loves photography.
"""
QUESTION = "Where was Wei Dradador born?"


class Failed(Exception):
    """A step that went wrong; the text says how."""


@dataclass(frozen=True)
class App:
    """The program, and a folder with a document and a home that nobody used before."""

    program: Path
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """Of every start: no Python's, no screen."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(NOT_KEPT)}
        return kept | {"LIFTAPP_HOME": str(self.folder / "home"), "QT_QPA_PLATFORM": "offscreen"}

    @property
    def document(self) -> Path:
        """A few sentences of the kind that the starter reads."""
        return self.folder / "facts.txt"

    def run(self, *arguments: str, seconds: float = SOON_S, **variables: str) -> tuple[str, str]:
        """What it says on standard output and error; Failed where it ends badly or not at all."""
        try:
            ended = subprocess.run(
                [str(self.program), *arguments], env=self.environment | variables,
                cwd=self.folder, capture_output=True, text=True, timeout=seconds, check=False,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Failed(str(error)) from error
        if ended.returncode != 0:
            raise Failed(f"exit code {ended.returncode}: {ended.stderr[-2000:]}")
        return ended.stdout, ended.stderr


def start(app: App) -> str:
    """Say version, help and an empty list without loading PyTorch."""
    told = []
    expectations = {"--version": "liftapp ", "--help": "usage: liftapp", "--list": ""}
    for option, expected in expectations.items():
        begun = time.monotonic()
        said, loaded = app.run(option, LD_DEBUG="files")
        told.append(f"{option} {time.monotonic() - begun:.1f} s")
        if not said.startswith(expected) or (not expected and said):
            raise Failed(f"{option} says {said!r}")
        if TORCH in loaded or "libc.so" not in loaded:
            raise Failed(f"{option} loads PyTorch, or does not tell what it loads")
    return ", ".join(told)


def carry(app: App) -> str:
    """Have every file of resources/ in it."""
    sources, there = ROOT / "resources", app.program.parent / "_internal" / "liftapp" / "resources"
    files = [path.relative_to(sources) for path in sources.rglob("*") if path.is_file()]
    other = [
        str(path) for path in files
        if not (there / path).is_file()
        or (there / path).read_bytes() != (sources / path).read_bytes()
    ]  # fmt: skip
    if other:
        raise Failed(f"missing, or older than the checkout's: {', '.join(sorted(other))}")
    return f"{len(files)} files"


def learn(app: App) -> str:
    """Learn a short document."""
    app.document.write_text(DOCUMENT, encoding="utf-8")
    app.run("--train", str(app.document), seconds=LONG_S)
    memories = [json.loads(line) for line in app.run("--list", "--json")[0].splitlines()]
    if [memory["status"] for memory in memories] != ["ready"]:
        raise Failed(f"--list says {memories}")
    return f"“{memories[0]['name']}” is ready"


def ask(app: App) -> str:
    """Answer a question about it, with a source."""
    reply = json.loads(app.run("--ask", QUESTION, "--json")[0].splitlines()[-1])
    if not reply["answer"] or not reply["sources"]:
        raise Failed(f"it says {reply}")
    return f"{QUESTION} {reply['answer']}"


def show(app: App) -> str:
    """Open the window, have the engine load PyTorch in a process of its own, and end by SIGTERM."""
    import psutil

    logs = app.folder / "home" / "state"
    log = logs / "liftapp.log"
    with subprocess.Popen([str(app.program), str(app.document)], env=app.environment) as window:
        try:
            own = psutil.Process(window.pid)
            _until("the first paint", lambda: log.is_file() and "First paint" in log.read_text())
            _until("an engine", lambda: any(map(_computes, own.children())))
            if _computes(own):
                raise Failed("the window loads PyTorch")
            engine = own.children()
            window.terminate()
            code = window.wait(SOON_S)
        except (psutil.Error, subprocess.TimeoutExpired) as error:
            raise Failed(str(error)) from error
        finally:
            window.kill()
    if code != 0 or psutil.wait_procs(engine, timeout=SOON_S)[1]:
        raise Failed(f"it ends with {code}, or leaves its engine behind")
    said = "".join(path.read_text(errors="replace") for path in logs.glob("*.log"))
    if " ERROR " in said or "Traceback" in said:
        raise Failed(said[-2000:])
    return next(line for line in said.splitlines() if "First paint" in line).partition("INFO ")[2]


STEPS: tuple[Callable[[App], str], ...] = (start, carry, learn, ask, show)


def _computes(process: object) -> bool:
    """Whether a process (psutil's) has PyTorch loaded."""
    maps = process.memory_maps()  # type: ignore[attr-defined]
    return any(TORCH in part.path for part in maps)


def _until(what: str, condition: Callable[[], bool]) -> None:
    end = time.monotonic() + SOON_S
    while not condition():
        if time.monotonic() > end:
            raise Failed(f"waited {SOON_S} s for {what}")
        time.sleep(0.2)


def main(program: Path = PROGRAM) -> int:
    """Try each step, up to the first that fails; returns the exit code."""
    with tempfile.TemporaryDirectory(prefix="liftapp-try-") as folder:
        app = App(program.absolute(), Path(folder))
        for step in STEPS:
            print((step.__doc__ or "").rstrip("."), flush=True)
            try:
                print(f"    {step(app)}", flush=True)
            except (Failed, ValueError, LookupError) as error:  # the latter: JSON that is none
                print(f"    FAILED: {error}", flush=True)
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:2])))
