"""The exam as a whole on a tiny random model."""

from liftapp.exam.figures import Measure
from liftapp.exam.known import Known, Span
from liftapp.exam.recall import Results, recall
from liftapp.exam.subject import Subject
from liftapp.lift.plans import Foreign
from liftapp.lift.prompts import NOT_FOUND
from tests.exam.conftest import Ask

FOREIGN = [Foreign("The mill is red.", (("What colour?", "red"),), (("Who?", "x"),))]
VIEWS = ("closed book", "window only", "RAG", "full context", "memory only", "memory + window",
         "memory + RAG", "memory + full context")  # fmt: skip


def run(subject: Subject, known: list[Known], told: list[str], most: int = 60) -> Results:
    def search(_question: str, limit: int) -> list[Span]:
        return [known[0].spans[0]][:limit]

    return recall(subject, known, FOREIGN, search, tell=told.append, most=most)


def test_every_view_answers_the_same_questions_in_one_run(subject: Subject, about: Ask) -> None:
    known = [about(80 + i, answer=f"{i} mills", group="fact") for i in range(3)]
    known += [about(0, group="fact"), Known("q?", NOT_FOUND, (), "not said")]
    told: list[str] = []
    results = run(subject, known, told)
    assert set(results.known) == set(known)
    assert tuple(o.view for o in results.outcomes) == VIEWS
    assert [line.split(":")[0] for line in told] == list(VIEWS)
    shares = [f for f in results.figures if f.measure is Measure.RIGHT and f.among]
    assert {(f.view, f.count) for f in shares if f.among == "fact, out of the window"} == {
        (view, 3) for view in VIEWS
    }
    assert all(f.low is not None and f.high is not None for f in shares)
    assert {f.view for f in results.figures if f.measure is Measure.SECONDS} == set(VIEWS)
    measured = {f.measure for f in results.figures}
    assert {Measure.REFUSED, Measure.FALSELY_REFUSED, Measure.PEAK_BYTES,
            Measure.MEMORY_BYTES} <= measured  # fmt: skip


def test_an_untouched_memory_answers_as_the_base_model(subject: Subject, about: Ask) -> None:
    results = run(subject, [about(80 + i) for i in range(3)], [])
    said = {o.view: o.said for o in results.outcomes}
    for view in ("window", "RAG", "full context"):
        bare = "window only" if view == "window" else view
        assert said[f"memory + {view}"] == said[bare]
    assert said["memory only"] == said["closed book"]


def test_at_most_so_many_of_a_class_are_asked(subject: Subject, about: Ask) -> None:
    known = [about(80 + i) for i in range(6)] + [about(0)]
    results = run(subject, known, [], most=2)
    assert len(results.known) == 3
    assert run(subject, known, [], most=2).known == results.known
