"""What stays between requests, and what goes."""

from pathlib import Path

import pytest

from liftapp.engine.loaded import MOST_OPEN, Loaded
from liftapp.errors import NotFound
from liftapp.paths import Home
from liftapp.workflows import bases, manage
from liftapp.workflows.learn import learn
from liftapp.workflows.request import LearnRequest
from tests.workflows.tiny import QUESTIONS, TEXT, save_base, write_text


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The models that were really loaded."""
    loaded, load = list[str | None](), bases.load

    def noted(model: str | None, *wanted: str | None) -> object:
        loaded.append(model)
        return load(model, *wanted)

    monkeypatch.setattr(bases, "load", noted)
    return loaded


def test_a_base_model_is_loaded_once_for_learning_and_asking(
    learned: Home, base: Path, tmp_path: Path, loads: list[str | None]
) -> None:
    told = list[str]()
    loaded = Loaded(learned, lambda base: told.append(base.id))
    alone = loaded.conversation("reactor").ask(QUESTIONS[0], "memory").answer
    before = loaded.load(str(base))
    assert loaded.load(f"{base}/.") is before
    loaded.close_conversations()
    request = LearnRequest(
        write_text(tmp_path, "mill.txt", "The mill. " + TEXT), model=str(base), preset="trained"
    )
    assert learn(learned, request, lambda _: None, lambda: False, loaded.load).finished
    # Two memories of one base model at a time: each answers as if it were alone.
    both = [loaded.conversation(name) for name in ("reactor", "mill")]
    said = [each.ask(QUESTIONS[0], "memory").answer for each in both]
    assert said[0] == alone != said[1]
    assert both[0].ask(QUESTIONS[0], "memory").answer == alone
    assert loads == [str(base)]
    assert set(told) == {"base"}
    other = save_base(tmp_path / "other", seed=1)
    assert loaded.load(str(other)).id == "other"
    assert loads == [str(base), str(other)]


def test_few_conversations_stay_open_and_none_of_a_memory_that_is_gone(
    learned: Home, tmp_path: Path, loads: list[str | None]
) -> None:
    manage.export(learned, "reactor", tmp_path / "one.liftmem")
    for _ in range(MOST_OPEN):
        manage.take_in(learned, tmp_path / "one.liftmem", "reactor")
    loaded = Loaded(learned, lambda _: None)
    names = [memory.name for memory in manage.list_memories(learned)]
    first, *others = (loaded.conversation(name) for name in names)
    assert loaded.conversation(names[-1]) is others[-1]
    assert loaded.conversation(names[0]) is not first
    kept = loaded.conversation(names[-1])
    manage.rename(learned, names[-1], "renamed")
    assert loaded.conversation("renamed") is not kept
    assert loaded.conversation("renamed").memory.name == "renamed"
    key = loaded.conversation("renamed").memory.id
    manage.delete(learned, "renamed")
    with pytest.raises(NotFound):
        loaded.conversation(key)
    assert loaded.conversation(names[0]).ask(QUESTIONS[0], "memory").token_gates
    assert len(loads) == 1
