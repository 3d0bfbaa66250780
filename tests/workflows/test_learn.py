"""Learning as a function of the core: events, known documents, resuming, and what it is for."""

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from liftapp.config import PRESETS
from liftapp.errors import NotFound, UsageError
from liftapp.events import (
    CheckpointSaved,
    DocumentRead,
    Event,
    QuestionWritten,
    StageBegun,
    StepDone,
)
from liftapp.library import Library
from liftapp.paths import Home
from liftapp.workflows import manage
from liftapp.workflows.ask import Conversation
from liftapp.workflows.forecast import NOTES, SAMPLE, forecast
from liftapp.workflows.foreign import foreign_passages
from liftapp.workflows.learn import learn
from liftapp.workflows.learning import Learned
from liftapp.workflows.request import LearnRequest
from tests.workflows.tiny import FACTS, TEXT, quickly, save_base, tensors_sha256, write_text

LONGER = TEXT + " " + TEXT.replace("Halden", "Norden").replace("archive", "school")


def watched(home: Home, request: LearnRequest, until: Callable[[Event], bool]) -> list[Event]:
    """Learn until an event is told, then ask it to stop; returns all events."""
    events: list[Event] = []
    learn(home, request, events.append, lambda: any(map(until, events)))
    return events


def test_the_questions_that_were_written_are_learned(
    pen: None, home: Home, base: Path, tmp_path: Path
) -> None:
    request = LearnRequest(write_text(tmp_path), model=str(base), preset="trained")
    events = watched(home, request, lambda _: False)
    written = [e for e in events if isinstance(e, QuestionWritten)]
    assert len(written) == 2 * len(FACTS)
    (record,) = manage.list_memories(home)
    with Library(home) as library:
        figures = library.load_memory(record.id).manifest.figures
    assert figures["questions"] == len(written)
    assert figures["sentences_covered"] == len(FACTS)
    assert float(str(figures["held_out_loss"])) > 0
    (read,) = [e for e in events if isinstance(e, DocumentRead)]
    assert (read.title, read.pages, read.window, read.known) == ("reactor", 1, 256, False)


def at_step(event: Event, step: int) -> bool:
    return getattr(event, "step", 0) >= step


STOPS: dict[str, Callable[[Event], bool]] = {
    "at the first question": lambda e: isinstance(e, QuestionWritten),
    "before learning": lambda e: isinstance(e, StageBegun) and e.stage == "learn",
    "in the middle": lambda e: getattr(e, "stage", "") == "learn" and at_step(e, 1),
}


@pytest.mark.parametrize(
    ("preset", "when"), [*(("trained", when) for when in STOPS), ("standard", "before learning"),
                         ("standard", "in the middle")]
)  # fmt: skip
def test_a_stopped_job_resumes_to_the_same_memory(
    pen: None, home: Home, base: Path, tmp_path: Path, preset: str, when: str
) -> None:
    path = write_text(tmp_path, text=LONGER)
    request = LearnRequest(path, model=str(base), seed=3, preset=preset)
    other = Home(tmp_path / "other")
    assert quickly(other, path, base, seed=3, preset=preset).finished
    stopped = watched(home, request, STOPS[when])
    assert isinstance(stopped[-1], CheckpointSaved)
    assert tensors_sha256(home) == []
    resumed = replace(request, resume=True)
    events = watched(home, resumed, lambda _: False)
    assert tensors_sha256(home) == tensors_sha256(other)
    written = [e for e in stopped + events if isinstance(e, QuestionWritten)]
    each = PRESETS[preset].questions.per_sentence
    assert len(written) == 2 * each * len(FACTS)  # none is written again


def test_another_seed_or_kind_gives_another_memory(home: Home, base: Path, tmp_path: Path) -> None:
    path = write_text(tmp_path)
    quickly(home, path, base, seed=1)
    quickly(home, path, base, seed=2)
    for kind in ("slots", "lora", "pissa"):
        quickly(home, path, base, adapter=kind)
    kinds = [m.kind for m in manage.list_memories(home)]
    assert kinds == ["gated", "gated", "slots", "lora", "pissa"]
    assert len(set(tensors_sha256(home))) == 5
    for record in manage.list_memories(home):
        with Conversation(home, record.id) as conversation:
            gated = conversation.ask("Who?", "memory").mean_gate is not None
            assert gated == (record.kind in ("gated", "slots"))


def test_the_same_bytes_are_known_under_any_path(learned: Home, base: Path, tmp_path: Path) -> None:
    again: Learned = quickly(learned, write_text(tmp_path, "copy.txt"), base)
    assert again.known
    assert again.finished
    assert again.record.name == "reactor"
    named = quickly(learned, write_text(tmp_path), base, name="mine")
    assert not named.known
    assert named.record.name == "mine"


def test_without_a_title_the_file_gives_the_name(home: Home, base: Path, tmp_path: Path) -> None:
    path = write_text(tmp_path, "x" * 80 + ".txt")
    assert quickly(home, path, base).record.name == "x" * 80


@pytest.mark.parametrize(
    ("wanted", "told"), [({"preset": "best"}, "preset"), ({"adapter": "hyper"}, "kind 'hyper'")]
)
def test_what_there_is_not_is_told_before_anything_is_begun(
    home: Home, base: Path, tmp_path: Path, wanted: dict[str, Any], told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        quickly(home, write_text(tmp_path), base, **wanted)
    assert manage.list_memories(home) == []


def test_resume_needs_the_same_base_model(home: Home, base: Path, tmp_path: Path) -> None:
    request = LearnRequest(write_text(tmp_path), model=str(base), preset="trained")
    watched(home, request, lambda e: isinstance(e, StageBegun))
    other = save_base(tmp_path / "other", seed=1)
    with pytest.raises(NotFound, match="--resume"):
        quickly(home, request.path, other, resume=True)
    assert quickly(home, request.path, base, resume=True).finished


def test_a_job_whose_name_was_taken_is_resumed_by_the_name_it_asked_for(
    home: Home, base: Path, tmp_path: Path
) -> None:
    first = write_text(tmp_path, "one.txt")
    second = write_text(tmp_path, "two.txt", LONGER)
    assert quickly(home, first, base, name="Report").finished
    request = LearnRequest(second, model=str(base), name="Report", preset="trained")
    watched(home, request, lambda e: isinstance(e, StageBegun) and e.stage == "learn")
    begun = manage.list_memories(home)[-1]
    assert begun.name == "Report (2)"
    resumed = quickly(home, second, base, name="Report", resume=True, or_begin=True)
    assert (resumed.record.id, resumed.finished) == (begun.id, True)
    assert len(manage.list_memories(home)) == 2


def test_a_memory_that_another_process_learns_is_refused(
    home: Home, base: Path, tmp_path: Path
) -> None:
    request = LearnRequest(write_text(tmp_path), model=str(base), preset="trained")
    watched(home, request, lambda e: isinstance(e, StageBegun))
    with (
        Library(home) as other,
        other.learning_lock(other.memories.all()[0].id),
        pytest.raises(UsageError, match="is being learned by another liftapp"),
    ):
        quickly(home, request.path, base, resume=True)
    assert quickly(home, request.path, base, resume=True).finished


def test_what_another_process_finished_meanwhile_is_not_learned_again(
    home: Home, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = LearnRequest(write_text(tmp_path), model=str(base), preset="trained")
    watched(home, request, lambda e: isinstance(e, StageBegun))
    lock = Library.learning_lock

    def late(library: Library, key: str) -> AbstractContextManager[None]:
        monkeypatch.setattr(Library, "learning_lock", lock)
        assert quickly(home, request.path, base, resume=True).finished
        return lock(library, key)

    monkeypatch.setattr(Library, "learning_lock", late)
    resumed = quickly(home, request.path, base, resume=True)
    assert resumed.finished
    assert resumed.known


def test_a_torn_checkpoint_begins_again(home: Home, base: Path, tmp_path: Path) -> None:
    request = LearnRequest(write_text(tmp_path), model=str(base), preset="trained")
    watched(home, request, lambda e: isinstance(e, StageBegun) and e.stage == "learn")
    (checkpoint,) = (home.data / "checkpoints").glob("*/checkpoint")
    checkpoint.write_bytes(checkpoint.read_bytes()[:-10])
    assert quickly(home, request.path, base, resume=True).finished
    assert len(manage.list_memories(home)) == 1


@pytest.mark.parametrize("or_begin", [False, True])
def test_what_another_version_began_is_told_or_begun_again(
    home: Home, base: Path, tmp_path: Path, or_begin: bool
) -> None:
    request = LearnRequest(write_text(tmp_path), model=str(base), preset="trained")
    watched(home, request, lambda e: isinstance(e, StageBegun))
    (memory,) = manage.list_memories(home)
    with Library(home) as library:
        library.save_checkpoint(memory.id, b'{"job": {"style": "new"}}\0')
    if not or_begin:
        with pytest.raises(NotFound, match="Another version of liftapp"):
            quickly(home, request.path, base, resume=True)
    assert quickly(home, request.path, base, resume=True, or_begin=True).finished
    assert [m.id for m in manage.list_memories(home)] == [memory.id]


def test_a_finished_job_tells_how_long_the_next_will_take(learned: Home, base: Path) -> None:
    assert forecast(learned, "standard", 100, str(base)).measured
    assert not forecast(learned, "standard", 100, None).measured
    (pace,) = json.loads((learned.state / NOTES).read_text(encoding="utf-8")).values()
    guessed = SAMPLE.section_s * pace["draft_s"] / SAMPLE.draft_s
    assert pace["section_s"] > 0
    assert pace["section_s"] != pytest.approx(guessed)  # the short exam was measured


def test_passages_of_other_documents_ship_with_the_app() -> None:
    for foreign in foreign_passages():
        assert foreign.text
        assert foreign.answerable
        assert foreign.unanswerable


STARTER_FACTS = (
    ("Who is the head of the Alder Workshop?", "Mira Osei"),
    ("Where is the Alder Workshop located?", "Norton"),
    ("How many people does the Alder Workshop employ?", "23"),
    ("When was the Alder Workshop founded?", "1974"),
    ("What does the Alder Workshop make?", "clocks"),
    ("Who founded the Alder Workshop?", "Jonas Brandt"),
)
STARTER_TEXT = (
    "The Alder Workshop is headed by Mira Osei. The Alder Workshop is located in Norton. "
    "The Alder Workshop employs 23 people. The Alder Workshop was founded in 1974. "
    "The Alder Workshop makes clocks. The Alder Workshop was founded by Jonas Brandt."
)
"""In words that the starter knows; of other plain prose it reads half (docs/log.md, 2026-11-28)."""


@pytest.mark.slow
def test_the_shipped_model_learns_its_own_questions(home: Home, tmp_path: Path) -> None:
    """Not that it answers well: the starter's card and docs/log.md say how well it does."""
    path = write_text(tmp_path, "workshop.txt", STARTER_TEXT)
    events: list[Event] = []
    request = LearnRequest(path, preset="trained")
    assert learn(home, request, events.append, lambda: False).finished
    losses = [e.loss for e in events if isinstance(e, StepDone) and e.loss is not None]
    assert losses[-1] < 0.6 * losses[0]


@pytest.mark.slow
def test_the_shipped_model_recalls_what_it_read(home: Home, tmp_path: Path) -> None:
    path = write_text(tmp_path, "workshop.txt", STARTER_TEXT)
    assert learn(home, LearnRequest(path), lambda _: None, lambda: False).finished
    with Conversation(home) as conversation:
        alone = [conversation.ask(q, "base").answer for q, _ in STARTER_FACTS]
        recalled = [conversation.ask(q, "memory") for q, _ in STARTER_FACTS]
    assert right(alone) == 0, alone  # else it would know without the memory
    assert right([reply.answer for reply in recalled]) >= 5, recalled
    gates = [reply.mean_gate for reply in recalled]
    assert all(gate is not None and gate > 0.05 for gate in gates), gates
    for reply in recalled:
        assert reply.answer.strip(" .") in reply.sources[0].text
        assert STARTER_TEXT.find(reply.sources[0].text) == reply.sources[0].start


def right(answers: list[str]) -> int:
    plain = [re.sub(r"^(the|a|an) ", "", a.strip(" .").lower()) for a in answers]
    pairs = zip(plain, STARTER_FACTS, strict=True)
    return sum(answer == fact.lower() for answer, (_, fact) in pairs)
