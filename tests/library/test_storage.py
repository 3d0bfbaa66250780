"""Whole or absent: kills, torn files, full disks and what is swept."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from liftapp.errors import OutOfResources
from liftapp.library import Library, Status, atomic_write, storage
from liftapp.paths import Home
from tests.library.samples import begin, document, files_below, learn, manifest, tensors

ROOT = Path(__file__).parents[2]

LEARN_FOREVER = """
import sys
from liftapp.library import Library
from liftapp.paths import Home
from tests.library.samples import begin, document, manifest, tensors
with Library(Home()) as library:
    for number in range(100_000):
        key = begin(library, "m").id
        library.save_checkpoint(key, b"c" * 300_000)
        library.finish_memory(key, manifest(document()), tensors(50_000, number % 256))
        library.finish_memory(key, manifest(document()), tensors(60_000, number % 256))
        print(number, flush=True)
"""


def start(program: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )


@pytest.fixture
def living() -> Iterator[int]:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield process.pid
        process.kill()


def dead_process() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


@pytest.mark.skipif(os.name == "nt", reason="uses SIGKILL")
@pytest.mark.parametrize("milliseconds", [0, 3, 7, 11, 17, 23, 31, 47])
def test_a_kill_leaves_a_whole_memory_or_none(home: Home, milliseconds: int) -> None:
    with start(LEARN_FOREVER) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(milliseconds / 1000)  # no event to wait for: the moment is to be any
        process.send_signal(signal.SIGKILL)
        process.stdout.read()
    with Library(home) as library:
        memories = library.memories.all()
        assert memories
        for memory in memories:
            if memory.status is Status.READY:
                library.load_memory(memory.id)
            else:
                assert library.load_checkpoint(memory.id) in (None, b"c" * 300_000)
                library.finish_memory(memory.id, manifest(document()), tensors())
                library.load_memory(memory.id)
            library.delete_memory(memory.id)
    assert [n for n in files_below(home.data) if not n.startswith("library.sqlite3")] == []


def test_a_kill_between_the_two_renames_keeps_the_former_memory(home: Home) -> None:
    with Library(home) as library:
        memory = learn(library)
        folder = library.load_memory(memory.id).tensors.parent
    folder.rename(folder.parent / f".old-{memory.id}")
    with Library(home) as library:
        assert library.load_memory(memory.id).tensors.read_bytes() == tensors()
    shutil.copytree(folder, folder.parent / f".old-{memory.id}")
    with Library(home) as library:
        library.load_memory(memory.id)
    assert [p.name for p in folder.parent.iterdir()] == [memory.id]


def test_what_a_dead_process_left_is_swept_and_a_living_ones_stays(home: Home, living: int) -> None:
    with Library(home) as library:
        memory = learn(library)
        begun = begin(library, "begun")
        library.save_checkpoint(begun.id, b"x")
    memories, checkpoints = home.data / "memories", home.data / "checkpoints"
    dead = dead_process()
    for folder in (
        memories / f".tmp-{dead}-aa",
        memories / f".tmp-{living}-bb",
        memories / f".tmp-{os.getpid()}-cc",
        memories / "deadbeef0000",
        memories / ".old-deadbeef0000",
        checkpoints / "deadbeef0000",
    ):
        folder.mkdir()
        (folder / "file").write_text("x")
    (checkpoints / begun.id / f".tmp-{dead}-aa").write_text("x")
    (checkpoints / begun.id / f".tmp-{living}-bb").write_text("x")
    Library(home).close()
    assert sorted(p.name for p in memories.iterdir()) == sorted(
        [memory.id, f".tmp-{living}-bb", f".tmp-{os.getpid()}-cc"]
    )
    assert files_below(checkpoints) == sorted(
        [f"{begun.id}/checkpoint", f"{begun.id}/.tmp-{living}-bb"]
    )


def test_a_reused_process_number_does_not_protect(tmp_path: Path) -> None:
    left = tmp_path / f".tmp-{os.getpid()}-aa"
    left.write_text("x")
    assert not storage.is_abandoned(left)
    os.utime(left, (1, 1))
    assert storage.is_abandoned(left)


def test_atomic_write_keeps_the_old_file_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "file"
    atomic_write(path, b"old")

    def half(temporary: Path) -> None:
        temporary.write_bytes(b"ne")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        atomic_write(path, half)
    assert path.read_bytes() == b"old"
    atomic_write(path, lambda temporary: temporary.write_bytes(b"new"))
    assert path.read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("harm", ["cut", "flip", "empty", "longer", "mark"])
def test_a_torn_checkpoint_is_never_taken(library: Library, home: Home, harm: str) -> None:
    key = begin(library).id
    assert library.load_checkpoint(key) is None
    library.save_checkpoint(key, b"first" * 1000)
    library.save_checkpoint(key, b"second" * 1000)
    assert library.load_checkpoint(key) == b"second" * 1000
    path = home.data / "checkpoints" / key / "checkpoint"
    whole = path.read_bytes()
    torn = {
        "cut": whole[:-1],
        "flip": whole[:-1] + b"!",
        "empty": b"",
        "longer": whole + b"d",
        "mark": b"L" + whole[1:],
    }
    path.write_bytes(torn[harm])
    assert library.load_checkpoint(key) is None


def test_an_empty_checkpoint_is_one(library: Library) -> None:
    key = begin(library).id
    library.save_checkpoint(key, b"")
    assert library.load_checkpoint(key) == b""


TOO_LITTLE_ROOM = """
import sys
from liftapp.errors import OutOfResources
from liftapp.library import Library
from liftapp.paths import Home
from tests.library.samples import document, manifest, tensors
with Library(Home()) as library:
    key = library.memories.find("reactor").id
    tries = [
        lambda: library.finish_memory(key, manifest(document()), tensors(2_000_000)),
        lambda: library.save_checkpoint(key, bytes(8_000_000)),
        lambda: library.documents.set_token_count(document().sha256, "x" * 9_000_000, 1),
    ]
    import resource
    if len(sys.argv) > 1:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
    for each in tries:
        try:
            each()
        except OutOfResources as error:
            print(error)
"""


def fill(home: Home, *arguments: str) -> list[str]:
    """Learn where there is no room, then check that nothing was lost; the sentences told."""
    with Library(home) as library:
        key = learn(library).id
        library.save_checkpoint(key, b"whole")
    ended = subprocess.run(
        [sys.executable, "-c", TOO_LITTLE_ROOM, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stderr == ""
    with Library(home) as library:
        assert library.load_memory(key).tensors.read_bytes() == tensors()
        assert library.load_checkpoint(key) == b"whole"
        assert library.documents.token_counts(document().sha256) == {}
    assert not [name for name in files_below(home.data) if ".tmp-" in name]
    return ended.stdout.splitlines()


@pytest.mark.skipif(os.name == "nt", reason="no file size limits")
def test_a_file_that_cannot_grow_is_told_and_nothing_is_lost(home: Home) -> None:
    told = fill(home, "with a limit")
    assert len(told) == 3
    assert all("no room on the disk" in line for line in told[:2])
    assert "disk" in told[2]


def test_a_full_disk_is_told_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small disk can't be mounted here; the test with a limit says the same")
    try:
        monkeypatch.setenv("LIFTAPP_HOME", str(disk / "home"))
        told = fill(Home(disk / "home"))
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    assert len(told) == 3
    assert all("no room on the disk" in line for line in told[:2])
    assert "disk is full" in told[2]


def test_a_disk_that_refuses_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutOfResources, match=r"Permission denied.*choose another place"):
        atomic_write(tmp_path / "file", b"x")
    assert list(tmp_path.iterdir()) == []
