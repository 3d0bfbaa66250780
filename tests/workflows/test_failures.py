import errno

import pytest

from liftapp.errors import NotFound
from liftapp.workflows.failures import Failure, failure


def test_what_is_meant_for_the_user_stays_as_it_is() -> None:
    assert failure(NotFound("There is none.")) == Failure("There is none.", 6)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MemoryError(), "memory of this machine ran out"),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory"), "memory of this machine"),
        (OSError(errno.ENOSPC, "No space left on device"), "disk is full"),
    ],
)
def test_resources_that_ran_out_are_no_bug(error: Exception, words: str) -> None:
    told = failure(error)
    assert (told.exit_code, told.details) == (5, "")
    assert words in told.sentence


def test_a_bug_comes_with_its_traceback() -> None:
    try:
        dict[str, int]()["nothing"]
    except KeyError as error:
        told = failure(error)
    assert told.exit_code == 1
    assert "KeyError" in told.sentence
    assert told.details.startswith("Traceback")
    assert "test_failures.py" in told.details
