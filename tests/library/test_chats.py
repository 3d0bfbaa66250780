"""Chats are kept in order, changed in place, searched, and gone with their memory."""

from dataclasses import replace

import pytest

from liftapp.errors import NotFound
from liftapp.library import Library, Turn
from tests.library.samples import begin


def turn(memory_id: str, key: str, question: str = "Who?", answer: str = "Mira.") -> Turn:
    when = "2026-05-06T07:08:09+00:00"
    return Turn(key, memory_id, when, question, answer, "both", "memory", '{"gates": [0.5]}')


@pytest.fixture
def memory_id(library: Library) -> str:
    """A memory with a chat of three turns: a, b, c."""
    key = begin(library).id
    library.chats.add(turn(key, "a", "Who built the Halden reactor?", "Mira Osei."))
    library.chats.add(turn(key, "b", "Wer leitet das Archiv?", "Änne Müller, in Zürich."))
    library.chats.add(turn(key, "c", "いつ建てられましたか", "東京の図書館は1950年です。"))
    return key


def found(library: Library, text: str, **options: object) -> list[str]:
    return [t.id for t in library.chats.search(text, **options)]  # type: ignore[arg-type]


def test_turns_come_back_whole_and_in_order(library: Library, memory_id: str) -> None:
    assert [t.id for t in library.chats.of(memory_id)] == ["a", "b", "c"]
    expected = turn(memory_id, "a", "Who built the Halden reactor?", "Mira Osei.")
    assert library.chats.of(memory_id)[0] == expected
    assert library.chats.of("another") == []


def test_a_replaced_turn_keeps_its_place_and_is_found_by_its_new_words(
    library: Library, memory_id: str
) -> None:
    other = replace(turn(memory_id, "b", "What weighs 35 tonnes?", "The turbine."), mode="memory")
    library.chats.replace(other)
    assert library.chats.of(memory_id)[1] == other
    assert found(library, "turbine") == ["b"]
    assert found(library, "Archiv") == []
    with pytest.raises(NotFound, match="no longer in the chat"):
        library.chats.replace(turn(memory_id, "gone"))


def test_deleted_turns_leave_no_word_behind(library: Library, memory_id: str) -> None:
    library.chats.delete("a")
    library.chats.delete("a")
    assert [t.id for t in library.chats.of(memory_id)] == ["b", "c"]
    assert found(library, "reactor") == []
    library.chats.delete_of(memory_id)
    assert library.chats.of(memory_id) == []
    assert library._database.rows("SELECT rowid FROM turn_words") == []


def test_a_chat_goes_with_its_memory_and_no_other_does(library: Library, memory_id: str) -> None:
    other = begin(library, "other").id
    library.chats.add(turn(other, "d", "Who built it?"))
    library.delete_memory(memory_id)
    assert found(library, "built") == ["d"]
    assert len(library._database.rows("SELECT rowid FROM turn_words")) == 1
    with pytest.raises(NotFound, match="no longer in the library"):
        library.chats.add(turn(memory_id, "e"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("reactor", ["a"]),
        ("rea", ["a"]),  # as it is typed
        ("osei who", ["a"]),  # in question and answer, in any order
        ("reactor Müller", []),  # all of them in one turn
        ("zurich MULLER", ["b"]),
        ("“Zürich” —", ["b"]),
        ("図書館", ["c"]),
        ("1950", ["c"]),
        ("建", ["c"]),
        ("nothing", []),
        ("", []),
        ("— 🦊", []),
    ],
)
def test_search(library: Library, memory_id: str, text: str, expected: list[str]) -> None:
    assert found(library, text) == expected


def test_newest_first_within_limit_and_memory(library: Library, memory_id: str) -> None:
    other = begin(library, "other").id
    for number in range(5):
        library.chats.add(turn(other, f"d{number}", "Who built the reactor?"))
    assert found(library, "reactor") == ["d4", "d3", "d2", "d1", "d0", "a"]
    assert found(library, "reactor", limit=2) == ["d4", "d3"]
    assert found(library, "reactor", limit=0) == []
    assert found(library, "reactor", memory_id=memory_id) == ["a"]


ODD = ['"', '"" AND "', "NEAR(a b, 2)", "question: x", "a* ^b -c", "a\x00b", "\ud800", "\u0301"]
LONG = ["(" * 500, "x" * 100_000, "東" * 3000]


@pytest.mark.parametrize("text", [*ODD, *LONG])
def test_no_text_breaks_it(library: Library, memory_id: str, text: str) -> None:
    library.chats.search(text)
    library.chats.add(turn(memory_id, "odd", text, text))
    kept = library.chats.of(memory_id)[-1]
    assert kept.question == kept.answer == text.replace("\ud800", "?")
