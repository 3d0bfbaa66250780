"""Whatever ends learning early: nothing is lost, nothing is wrong, and --resume goes on."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from liftapp.cli.output import Output
from liftapp.events import Event, StepDone
from liftapp.paths import Home
from liftapp.workflows import learning
from tests.cli.conftest import Call
from tests.cli.running import ROOT, kill_at
from tests.workflows.tiny import TEXT, quickly, tensors_sha256, write_text


def at(wanted: str, act: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Do something in the middle of learning, once, when this event is told."""
    tell, left = Output.event, [wanted]

    def event(self: Output, event: Event) -> None:
        tell(self, event)
        stage = getattr(event, "stage", "")
        step = f" {event.step}" if isinstance(event, StepDone) else ""
        if left and f"{event.event} {stage}{step}".strip() == left[0]:
            left.pop()
            act()

    monkeypatch.setattr(Output, "event", event)


@pytest.fixture(scope="module")
def whole(base: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Hashes of what an uninterrupted run with seed 5 learns."""
    folder = tmp_path_factory.mktemp("whole")
    home = Home(folder / "home")
    assert quickly(home, write_text(folder), base, seed=5).finished
    return tensors_sha256(home)


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("when", ["model", "stage questions", "stage learn", "step learn 5"])
def test_ctrl_c_ends_with_130_and_resume_gives_the_same_memory(
    call: Call, base: Path, home: Home, tmp_path: Path, whole: list[str],
    monkeypatch: pytest.MonkeyPatch, when: str, times: int,
) -> None:  # fmt: skip
    def interrupt() -> None:
        for _ in range(times):
            signal.raise_signal(signal.SIGINT)

    command = ("--train", write_text(tmp_path), "--model", base, "--preset", "trained", "--seed", 5)
    at(when, interrupt, monkeypatch)
    ended = call(*command)
    assert (ended.code, ended.out) == (130, "")
    assert "--resume" in ended.sentence
    assert tensors_sha256(home) == []
    resumed = call(*command, "--resume" if begun(call) else "--json")
    assert resumed.code == 0
    assert tensors_sha256(home) == whole
    assert [m["status"] for m in call("--list", "--json").lines] == ["ready"]
    assert list((home.data / "checkpoints").iterdir()) == []


def begun(call: Call) -> bool:
    """Whether the interrupted job got as far as the library."""
    return call("--list").out != ""


def test_resume_goes_on_where_it_was(
    call: Call, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ("--train", write_text(tmp_path), "--model", base, "--preset", "trained", "--json")
    at("step learn 5", lambda: signal.raise_signal(signal.SIGINT), monkeypatch)
    first = call(*command)
    assert first.lines[-1] == {"event": "checkpoint", "stage": "learn", "step": 5}
    events = call(*command, "--resume").lines
    assert [e["step"] for e in events if e.get("stage") == "learn" and "step" in e] == [6, 7, 8]


def test_resume_of_several_files_begins_what_was_not_begun(
    call: Call, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [write_text(tmp_path, f"{n}.txt", f"{n.title()}. {TEXT}") for n in ("one", "two")]
    command = ("--train", *paths, "--model", base, "--preset", "trained")
    at("step learn 2", lambda: signal.raise_signal(signal.SIGINT), monkeypatch)
    assert call(*command).code == 130
    assert call(*command, "--resume").code == 0
    assert [m["status"] for m in call("--list", "--json").lines] == ["ready", "ready"]


def test_other_settings_are_not_a_job_to_resume(
    call: Call, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ("--train", write_text(tmp_path), "--model", base, "--preset", "trained")
    at("step learn 2", lambda: signal.raise_signal(signal.SIGINT), monkeypatch)
    assert call(*command).code == 130
    for other in (("--seed", 6), ("--preset", "paper"), ("--adapter", "lora")):
        assert call(*command, *other, "--resume").code == 6
    assert [m["status"] for m in call("--list", "--json").lines] == ["learning"]
    assert call("--list").out.split("\t")[1] == "unfinished"


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C can't be sent to one process")
def test_ctrl_c_through_the_real_command_line(
    call: Call, base: Path, home: Home, tmp_path: Path
) -> None:
    # Three endless sentences: one batch of questions, and steps slow enough to be hit.
    path = write_text(tmp_path, "long.txt", " ".join([f"{'and the mill ' * 80}ends."] * 3))
    command = ["--train", str(path), "--model", str(base), "--preset", "trained", "--json"]
    child = subprocess.Popen(
        [sys.executable, "-m", "liftapp", *command],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout is not None
    for line in child.stdout:
        if '"step", "stage": "learn"' in line:
            child.send_signal(signal.SIGINT)
            break
    _, said = child.communicate(timeout=300)
    assert child.returncode == 130
    assert said.endswith("the same command with --resume goes on from here.\n")
    assert "Traceback" not in said
    assert call(*command, "--resume").code == 0
    other = Home(tmp_path / "other")
    assert quickly(other, path, base).finished
    assert tensors_sha256(home) == tensors_sha256(other)


@pytest.mark.skipif(os.name == "nt", reason="has no SIGKILL")
def test_sigkill_at_any_moment(
    call: Call, base: Path, home: Home, tmp_path: Path, whole: list[str]
) -> None:
    command = ("--train", write_text(tmp_path), "--model", base, "--preset", "trained",
               "--seed", 5)  # fmt: skip
    moments = [
        ("document  ", [], []),
        ("step questions 1", [], ["learning"]),
        ("step learn 4", ["--resume"], ["learning"]),
        ("checkpoint learn 6", ["--resume"], ["learning"]),
    ]
    for moment, more, left in moments:
        kill_at(moment, *command, *more)
        listed = call("--list", "--json")
        assert (listed.code, [m["status"] for m in listed.lines]) == (0, left)
        assert call("--ask", "Who?").code == 6
        assert tensors_sha256(home) == []
    assert call(*command, "--resume").code == 0
    assert tensors_sha256(home) == whole
    assert call("--ask", "Who?").code == 0


def test_who_reads_the_progress_going_away_stops_it_like_ctrl_c(
    call: Call, base: Path, home: Home, tmp_path: Path, whole: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def gone() -> None:
        raise BrokenPipeError

    command = ("--train", write_text(tmp_path), "--model", base, "--preset", "trained", "--seed", 5)
    at("step learn 3", gone, monkeypatch)
    assert call(*command).code == 130
    assert call(*command, "--resume").code == 0
    assert tensors_sha256(home) == whole


@pytest.mark.skipif(os.name == "nt", reason="no file size limits")
def test_a_full_disk_through_the_real_command_line(
    call: Call, base: Path, learned: Home, tmp_path: Path
) -> None:
    # What may grow no more is every file: the same to a program as a disk that is full.
    limit = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000));"
    code = f"{limit} from liftapp.cli.main import main; sys.exit(main(sys.argv[1:]))"
    path = write_text(tmp_path, "mill.txt", "The mill. " + TEXT)
    child = subprocess.run(
        [sys.executable, "-c", code, "--train", str(path), "--model", str(base),
         "--preset", "trained"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert child.returncode == 5, child.stderr
    assert "Traceback" not in child.stderr
    assert child.stderr.splitlines()[-1].startswith("liftapp: ")
    nothing_lost(call, base, path)


def test_a_full_disk_is_told_and_nothing_is_lost(
    call: Call, base: Path, learned: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert learned.root is not None
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small disk can't be mounted here; the test with a limit says the same")
    try:
        shutil.copytree(learned.root, disk / "home")
        monkeypatch.setenv("LIFTAPP_HOME", str(disk / "home"))
        path = write_text(tmp_path, "mill.txt", "The mill. " + TEXT)
        at("stage learn", lambda: fill(disk), monkeypatch)
        ended = call("--train", path, "--model", base)
        assert ended.code == 5
        assert "disk" in ended.sentence
        (disk / "filler").unlink()
        nothing_lost(call, base, path)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def fill(disk: Path) -> None:
    with (disk / "filler").open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            return


def nothing_lost(call: Call, base: Path, path: Path) -> None:
    """The memory of before answers, and learning goes on, or begins where it had not begun."""
    assert call("--ask", "Who?", "--document", "reactor").code == 0
    more = ["--resume"] if len(call("--list").out.splitlines()) > 1 else []
    assert call("--train", path, "--model", base, *more).code == 0
    assert [m["status"] for m in call("--list", "--json").lines] == ["ready", "ready"]


def test_a_checkpoint_is_due_within_a_minute() -> None:
    assert learning.CHECKPOINT_S <= 60
