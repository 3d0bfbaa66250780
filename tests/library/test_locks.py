"""One memory is learned by one process at a time, however the other one ended."""

import subprocess
import sys
from pathlib import Path

import pytest

from liftapp.errors import NotFound, UsageError
from liftapp.library import Library
from liftapp.paths import Home
from tests.library.samples import begin, files_below, learn

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from liftapp.library import Library
from liftapp.paths import Home
with Library(Home()) as library, library.learning_lock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(key: str) -> subprocess.Popen[str]:
    """Another liftapp that learns this memory until its input ends."""
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, key], cwd=ROOT, stdin=pipe, stdout=pipe, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


@pytest.mark.parametrize("killed", [True, False])
def test_another_process_is_refused_until_it_ends(library: Library, killed: bool) -> None:
    key, other = begin(library).id, begin(library, "other").id
    with holder(key) as process:
        with (
            pytest.raises(UsageError, match=r"'reactor' is being learned by another liftapp") as e,
            library.learning_lock(key),
        ):
            pass
        assert e.value.exit_code == 2
        with library.learning_lock(other):
            pass
        if killed:
            process.kill()
        process.communicate(timeout=60)
    for _ in range(2):
        with library.learning_lock(key):
            pass


def test_a_second_one_in_the_same_process_is_refused_too(home: Home, library: Library) -> None:
    key = begin(library).id
    with (
        library.learning_lock(key),
        Library(home) as second,
        pytest.raises(UsageError, match="being learned"),
        second.learning_lock(key),
    ):
        pass


def test_it_is_let_go_after_an_error(library: Library) -> None:
    key = begin(library).id
    with pytest.raises(ZeroDivisionError), library.learning_lock(key):
        raise ZeroDivisionError
    with library.learning_lock(key):
        pass


def test_finishing_and_deleting_go_on_while_it_is_held(home: Home, library: Library) -> None:
    record = learn(library)
    with library.learning_lock(record.id):
        library.delete_memory(record.id)
    assert files_below(home.data / "locks") == []
    with pytest.raises(NotFound, match="no longer"), library.learning_lock(record.id):
        pass
