from pathlib import Path

import pytest

from liftapp.errors import NotFound, UsageError
from liftapp.paths import Home
from liftapp.workflows import manage
from liftapp.workflows.ask import Conversation
from tests.workflows.tiny import QUESTIONS, TEXT


def test_an_empty_library_lists_nothing(home: Home) -> None:
    assert manage.list_memories(home) == []


def test_what_was_learned_is_listed(learned: Home) -> None:
    (record,) = manage.list_memories(learned)
    assert (record.name, record.status, record.kind) == ("reactor", "ready", "gated")
    assert record.size > 0


def test_renaming_takes_the_beginning_of_a_name(learned: Home) -> None:
    assert manage.rename(learned, "reac", "Halden").name == "Halden"
    with pytest.raises(NotFound, match="it has 'Halden'"):
        manage.rename(learned, "reactor", "again")


def test_a_deleted_memory_leaves_no_byte_of_its_document(learned: Home) -> None:
    manage.delete(learned, "reactor")
    assert manage.list_memories(learned) == []
    files = [path for path in learned.data.rglob("*") if path.is_file()]
    assert {path.parent for path in files} == {learned.data}  # the database and nothing else
    sentence = TEXT.split(".")[0].encode()
    assert not [path for path in files if sentence in path.read_bytes()]


def test_a_bundle_answers_the_same_in_another_home(
    learned: Home, base: Path, tmp_path: Path
) -> None:
    bundle, other = tmp_path / "reactor.liftmem", Home(tmp_path / "other")
    manage.export(learned, "reactor", bundle)
    assert manage.take_in(other, bundle, "arrived").name == "arrived"
    with Conversation(learned) as here, Conversation(other, model=str(base)) as there:
        for question in QUESTIONS[:2]:
            first, second = here.ask(question, "memory"), there.ask(question, "memory")
            assert first.answer == second.answer
            assert first.token_gates == second.token_gates


def test_an_unfinished_or_unknown_memory_is_not_exported(learned: Home, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        manage.export(learned, "nobody", tmp_path / "nobody.liftmem")
    assert not (tmp_path / "nobody.liftmem").exists()


def test_a_damaged_bundle_changes_nothing(learned: Home, tmp_path: Path) -> None:
    bundle = tmp_path / "reactor.liftmem"
    manage.export(learned, "reactor", bundle)
    bundle.write_bytes(bundle.read_bytes()[:-200])
    with pytest.raises(UsageError, match=r"not a whole \.liftmem"):
        manage.take_in(learned, bundle)
    assert len(manage.list_memories(learned)) == 1
