"""The exam that ends learning, and learning more of what it found not learned."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from liftapp.config import PRESETS
from liftapp.documents import split_sentences
from liftapp.errors import NotFound, UsageError
from liftapp.events import Done, Event, ExamHeld, QuestionWritten, StageBegun, StepDone
from liftapp.exam.own import SHORT
from liftapp.library import Library, OwnExam, Status
from liftapp.paths import Home
from liftapp.workflows import manage
from liftapp.workflows.learn import learn
from liftapp.workflows.learning import Learned
from liftapp.workflows.more import TIMES, drop_more, learn_more, more_request
from liftapp.workflows.own_exam import kept_exam, own_exam
from liftapp.workflows.request import LearnRequest
from tests.workflows.pen import take_up
from tests.workflows.tiny import TEXT, copy_home, tensors_sha256, write_text

NAME = "reactor"
CHAPTERS = ("Halden", "Norden", "Sunden")
LONG = "\n\n".join(f"The {c} report\n\n{TEXT.replace('Halden', c)}" for c in CHAPTERS)


@dataclass(frozen=True)
class Watched:
    """A job, what it told, and the tensors in the library after it."""

    learned: Learned
    events: list[Event]
    tensors: list[str]

    @property
    def stages(self) -> list[str]:
        return [e.stage for e in self.events if isinstance(e, StageBegun)]


def watched(
    home: Home, request: LearnRequest, until: Callable[[Event], bool] = lambda _: False
) -> Watched:
    events: list[Event] = []
    learned = learn(home, request, events.append, lambda: any(map(until, events)))
    return Watched(learned, events, tensors_sha256(home))


def exam_begins(event: Event) -> bool:
    return isinstance(event, StageBegun) and event.stage == "exam"


@dataclass(frozen=True)
class Once:
    """A home in which a document was learned, stopped within its exam, and gone on with."""

    root: Path
    stopped: Watched
    resumed: Watched


@pytest.fixture(scope="module")
def once(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Once:
    folder = tmp_path_factory.mktemp("examined")
    home = Home(folder / "home")
    with pytest.MonkeyPatch.context() as patch:
        take_up(patch)
        short = replace(PRESETS["trained"], passes=4, min_updates=24, evaluate_every=10)
        patch.setitem(PRESETS, "trained", short)
        request = LearnRequest(
            write_text(folder, text=LONG), name=NAME, model=str(base), preset="trained"
        )
        stopped = watched(home, request, exam_begins)
        again = watched(home, replace(request, resume=True))
    return Once(folder / "home", stopped, again)


@pytest.fixture
def examined(once: Once, pen: None, home: Home) -> Home:
    """This test's home, with the memory and its exam in it."""
    return copy_home(once.root, home)


def only_exam(home: Home) -> OwnExam:
    exam = kept_exam(home, NAME)
    assert exam is not None
    return exam


def normal(question: str) -> str:
    return " ".join(question.lower().split())


# The exam


def test_a_stopped_exam_never_costs_the_memory_and_is_made_up_for(once: Once) -> None:
    stopped, resumed = once.stopped, once.resumed
    assert stopped.learned.record.status is Status.READY
    assert not stopped.learned.finished
    assert stopped.stages == ["questions", "learn", "exam"]
    assert not [e for e in stopped.events if isinstance(e, Done | ExamHeld)]
    assert resumed.learned.finished
    assert resumed.stages == ["exam"]  # nothing is learned again
    assert resumed.tensors == stopped.tensors
    assert len(stopped.tensors) == 1
    steps = [(e.step, e.num_steps) for e in resumed.events if isinstance(e, StepDone)]
    assert steps == [(i + 1, len(steps)) for i in range(len(steps))]


def test_learning_ends_with_an_exam_of_questions_it_never_saw(once: Once) -> None:
    with Library(Home(once.root)) as library:
        (record,) = library.memories.all()
        exam, trained = library.exam(record.id), library.trained(record.id)
    assert exam is not None
    assert trained is not None
    assert [s.title for s in exam.sections] == [f"The {c} report" for c in CHAPTERS]
    assert [s.asked for s in exam.scores] == [SHORT] * len(CHAPTERS)
    written = [e for e in once.stopped.events if isinstance(e, QuestionWritten)]
    assert [t.question for t in trained] == [e.question for e in written]
    assert not {normal(q.question) for q in exam.questions} & {normal(t.question) for t in trained}
    held, done = once.resumed.events[-2:]
    assert isinstance(held, ExamHeld)
    assert (held.asked, held.before, held.after) == (exam.asked, exam.before, exam.after)
    assert list(held.not_learned) == [exam.sections[i].name for i in exam.not_learned]
    assert isinstance(done, Done)
    assert once.resumed.learned.exam == exam
    assert record.score == exam.score
    assert once.resumed.learned.record == record


def test_a_memory_carries_its_exam_and_its_questions(examined: Home, tmp_path: Path) -> None:
    bundle, other = tmp_path / "x.liftmem", Home(tmp_path / "other")
    manage.export(examined, NAME, bundle)
    manage.take_in(other, bundle, NAME)
    assert only_exam(other) == only_exam(examined)
    (here,), (there,) = manage.list_memories(examined), manage.list_memories(other)
    assert there.score == here.score is not None
    with Library(examined) as mine, Library(other) as theirs:
        assert mine.trained(here.id) == theirs.trained(there.id) is not None


def test_the_longer_exam_asks_more_and_is_kept(examined: Home) -> None:
    before = only_exam(examined)
    events: list[Event] = []
    found = own_exam(examined, NAME, events.append, lambda: False)
    assert found is not None
    after = only_exam(examined)
    assert after.asked > before.asked
    *sections, whole = found.rows[: len(after.sections) + 1]
    assert [row["asked"] for row in sections] == [s.asked for s in after.scores]
    assert (whole["asked"], whole["right"]) == (after.asked, after.after)
    assert len(found.rows) == len(after.sections) + 1 + after.asked
    for section in after.sections:
        assert section.name in found.text
    assert own_exam(examined, NAME, events.append, lambda: True) is None
    assert only_exam(examined) == after  # a stopped one takes nothing away


# Learning more


def test_more_is_learned_with_new_questions_and_replaces_the_memory_at_the_end(
    examined: Home, once: Once
) -> None:
    exam, kept = only_exam(examined), once.stopped.tensors
    request = more_request(examined, NAME, sections=[2])
    seen: list[list[str]] = []
    events: list[Event] = []

    def tell(event: Event) -> None:
        events.append(event)
        if isinstance(event, StepDone) and event.stage == "learn":
            seen.append(tensors_sha256(examined))

    learned = learn(examined, request, tell, lambda: False)
    assert learned.finished
    assert seen
    assert seen == [kept] * len(seen)
    assert tensors_sha256(examined) != kept
    with Library(examined) as library:
        (record,) = library.memories.all()
        trained, figures = library.trained(record.id), library.manifest(record.id).figures
        assert trained is not None
        assert library.exam(record.id) == learned.exam
        assert not library.has_checkpoint(record.id)
    new = [e.question for e in events if isinstance(e, QuestionWritten)]
    assert new
    old = [e.question for e in once.stopped.events if isinstance(e, QuestionWritten)]
    assert [t.question for t in trained] == old + new
    starts = [span.start for span in split_sentences(LONG)]
    second = exam.sections[1]
    assert all(second.start <= starts[t.sentence] < second.end for t in trained[len(old) :])
    known = {normal(q) for q in [*old, *(q.question for q in exam.questions)]}
    assert not {normal(q) for q in new} & known
    steps = len(seen)
    assert figures[TIMES] == 1
    assert 0 < steps < int(str(figures["steps"])) - steps  # a part of the first ones'
    # The same request once more, as a window sends it after a pause, does nothing.
    again = watched(examined, replace(request, resume=True, or_begin=True))
    assert again.learned.known
    assert again.tensors == tensors_sha256(examined)


def test_learning_more_that_was_stopped_costs_nothing_and_goes_on(
    examined: Home, once: Once, tmp_path: Path
) -> None:
    other = copy_home(once.root, Home(tmp_path / "other"))
    request = more_request(examined, NAME)
    whole = watched(other, request)
    stopped = watched(examined, request, lambda e: getattr(e, "stage", "") == "learn"
                      and getattr(e, "step", 0) >= 2)  # fmt: skip
    assert not stopped.learned.finished
    assert stopped.tensors == once.stopped.tensors
    assert only_exam(examined) == once.resumed.learned.exam
    resumed = watched(examined, replace(request, resume=True))
    assert resumed.learned.finished
    assert resumed.tensors == whole.tensors
    assert resumed.learned.exam == whole.learned.exam


def test_learning_more_can_be_thrown_away(examined: Home, once: Once) -> None:
    request = more_request(examined, NAME)
    stopped = watched(examined, request, lambda e: isinstance(e, StageBegun))
    assert not stopped.learned.finished
    drop_more(examined, stopped.learned.record.id)
    assert tensors_sha256(examined) == once.stopped.tensors
    with pytest.raises(NotFound, match="no unfinished job"):
        watched(examined, replace(request, resume=True))


def test_sections_are_named_by_number(examined: Home) -> None:
    count = len(only_exam(examined).sections)
    request = more_request(examined, NAME, sections=[count + 1])
    with pytest.raises(UsageError, match=f"numbers from 1 to {count}"):
        learn_more(examined, request, lambda _: None, lambda: False)


def test_without_what_it_needs_learning_more_says_what_to_do(examined: Home) -> None:
    request = more_request(examined, NAME)
    exam = only_exam(examined)
    right = tuple(replace(q, right_after=True) for q in exam.questions)
    (record,) = manage.list_memories(examined)
    with Library(examined) as library:
        library.keep_exam(record.id, replace(exam, questions=right))
    with pytest.raises(UsageError, match="no section that is not learned"):
        learn_more(examined, request, lambda _: None, lambda: False)
    folder = examined.data / "memories" / record.id
    (folder / "questions.json").unlink()
    with pytest.raises(UsageError, match="were not kept"):
        learn_more(examined, replace(request, sections=(1,)), lambda _: None, lambda: False)
    (folder / "exam.json").write_text("{")
    with pytest.raises(UsageError, match="--exam"):
        learn_more(examined, request, lambda _: None, lambda: False)


def test_an_exam_that_is_missing_can_be_asked_for_alone(examined: Home, once: Once) -> None:
    request = more_request(examined, NAME)
    (record,) = manage.list_memories(examined)
    (examined.data / "memories" / record.id / "exam.json").unlink()
    held = watched(examined, replace(request, resume=True, or_begin=True))  # as the window asks
    assert held.stages == ["exam"]
    assert held.tensors == once.stopped.tensors
    assert held.learned.exam == once.resumed.learned.exam
