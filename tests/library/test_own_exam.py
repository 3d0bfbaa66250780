"""The exam kept beside a memory: what counts as learned, and files that are whole or absent."""

import json
import os

import pytest

from liftapp.errors import NotFound, UsageError
from liftapp.library import Library, OwnExam
from liftapp.paths import Home
from tests.library.samples import TRAINED, begin, document, exam, learn, manifest, tensors


@pytest.mark.parametrize(
    ("right", "learned"),
    [
        ((3, 3), [True, True]),
        ((0, 0), [False, False]),
        ((3, 0), [True, False]),
        ((2, 1), [True, False]),
        # Where the whole document is known well, one of three may be bad luck; none is not.
        ((3, 3, 3, 1), [True, True, True, True]),
        ((3, 3, 3, 0), [True, True, True, False]),
        # Where little is known, one of three is not luck.
        ((1, 0, 0, 0), [False, False, False, False]),
    ],
)
def test_few_questions_are_read_beside_the_rest(
    right: tuple[int, ...], learned: list[bool]
) -> None:
    held = exam(*right)
    assert [s.learned for s in held.scores] == learned
    assert list(held.not_learned) == [i for i, well in enumerate(learned) if not well]
    assert held.score == sum(right) / (3 * len(right))


def test_a_section_without_questions_is_neither() -> None:
    held = exam(3, 0)
    first = tuple(q for q in held.questions if q.section == 0)
    assert [s.learned for s in OwnExam(held.sections, first).scores] == [True, None]
    assert OwnExam(held.sections, ()).score is None


def test_what_is_written_is_read() -> None:
    assert OwnExam.from_json(exam(2, 1).to_json()) == exam(2, 1)


@pytest.mark.parametrize("key", ["section", "right_after", "after"])
def test_it_is_read_strictly(key: str) -> None:
    values = json.loads(exam(1).to_json())
    values["questions"][0][key] = None
    with pytest.raises(UsageError, match=f"'{key}'"):
        OwnExam.from_json(json.dumps(values).encode())


def test_an_exam_is_kept_with_its_memory_until_that_is_learned_again(library: Library) -> None:
    key = begin(library).id
    fresh = library.finish_memory(key, manifest(document()), tensors(), TRAINED)
    assert fresh.score is None
    assert library.exam(key) is None
    kept = library.keep_exam(key, exam(3, 0))
    assert (kept.score, library.exam(key)) == (0.5, exam(3, 0))
    assert kept.size > fresh.size
    assert library.trained(key) == TRAINED
    again = library.finish_memory(key, manifest(document()), tensors(fill=1), TRAINED[:1])
    assert again.score is None
    assert library.exam(key) is None
    assert library.trained(key) == TRAINED[:1]


def test_what_is_damaged_or_was_never_kept_is_nothing(home: Home, library: Library) -> None:
    key = learn(library).id
    assert library.trained(key) is None
    library.keep_exam(key, exam(1))
    for file in (home.data / "memories" / key).glob("*.json"):
        file.write_bytes(b"{")
    assert library.exam(key) is None


def test_the_exam_of_a_memory_that_is_gone_is_refused(library: Library) -> None:
    key = learn(library).id
    library.delete_memory(key)
    with pytest.raises(NotFound):
        library.keep_exam(key, exam(1))


def test_what_a_killed_process_left_beside_a_memory_is_swept(home: Home) -> None:
    with Library(home) as library:
        key = learn(library).id
    folder = home.data / "memories" / key
    left = folder / ".tmp-999999999-abc"
    left.write_bytes(b"half an ex")
    mine = folder / f".tmp-{os.getpid()}-abc"
    mine.write_bytes(b"being written")
    Library(home).close()
    assert not left.exists()
    assert mine.exists()
