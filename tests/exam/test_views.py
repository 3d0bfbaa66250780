"""What is in the window in every view."""

from collections.abc import Sequence

import pytest

from liftapp.exam.known import Known, Span
from liftapp.exam.subject import Subject
from liftapp.exam.views import passages_around, retrieved, views
from liftapp.lift.prompts import NOT_FOUND
from tests.exam.conftest import SENTENCES, Ask


def lines(subject: Subject, *numbers: int) -> list[Span]:
    starts = [subject.text.index(SENTENCES[n]) for n in numbers]
    return [(s, s + len(SENTENCES[n])) for s, n in zip(starts, numbers, strict=True)]


def shown(subject: Subject, context: Sequence[int]) -> str:
    assert len(context) <= subject.budget
    return subject.prompter.decode(context)


def test_views_differ_in_what_is_seen_and_whether_the_memory_is_on(
    subject: Subject, about: Ask
) -> None:
    def search(_question: str, _limit: int) -> list[Span]:
        return lines(subject, 120)

    seen = {v.name: (v.remembers, shown(subject, v.context(about(100)))) for v in views(
        subject, search)}  # fmt: skip
    head, tail = subject.seen_until()
    window = subject.text[:head] + "..." + subject.text[tail:]
    assert seen["closed book"] == (False, "")
    assert seen["memory only"] == (True, "")
    assert seen["window only"] == (False, window)
    assert seen["memory + window"] == (True, window)
    assert seen["RAG"] == (False, SENTENCES[120])
    assert seen["memory + RAG"] == (True, SENTENCES[120])
    assert SENTENCES[100] in seen["full context"][1]
    assert seen["memory + full context"] == (True, seen["full context"][1])
    assert len(seen) == 8


@pytest.mark.parametrize("recalls", [False, True])
def test_beside_a_memory_that_recalls_window_and_passages_vote(
    subject: Subject, about: Ask, monkeypatch: pytest.MonkeyPatch, recalls: bool
) -> None:
    monkeypatch.setattr(type(subject.memory), "recalls", recalls)
    found = {v.name: v for v in views(subject, lambda *_: [])}
    assert [name for name, v in found.items() if v.votes] == ["memory + RAG"] * recalls
    for context, name in zip(
        found["memory + RAG"].votes or (), ("memory + window", "RAG"), strict=recalls
    ):
        assert context(about(100)) == found[name].context(about(100))


def test_the_full_context_alone_needs_something_to_show(subject: Subject) -> None:
    found = views(subject, lambda _question, _limit: [])
    assert {v.name for v in found if v.needs_passage} == {"full context", "memory + full context"}


def test_the_full_context_of_what_is_not_said_is_what_comes_closest(
    subject: Subject, about: Ask
) -> None:
    near = Known("q?", NOT_FOUND, (), "not said", near=about(100).spans)
    full = next(v for v in views(subject, lambda *_: []) if v.name == "full context")
    assert full.context(near) == full.context(about(100))


def test_the_passage_around_holds_what_answers_and_whole_lines(
    subject: Subject, about: Ask
) -> None:
    passage = shown(subject, passages_around(subject, about(100)))
    assert passage.count(SENTENCES[100]) == 1
    assert set(passage.split("\n")) <= set(SENTENCES)


def test_what_answers_together_is_in_view_together(subject: Subject, about: Ask) -> None:
    far = shown(subject, passages_around(subject, about(60, 140)))
    near = shown(subject, passages_around(subject, about(101, 100)))
    for numbers, passage in (((60, 140), far), ((100, 101), near)):
        assert [passage.count(SENTENCES[n]) for n in numbers] == [1, 1]
    assert "\n\n" in far
    assert "\n\n" not in near, "stretches that overlap are one"


def test_more_than_fits_is_cut(subject: Subject) -> None:
    everything = Known("q?", "a", ((0, len(subject.text)),), "fact")
    assert len(passages_around(subject, everything)) == subject.budget


def test_passages_fill_the_window_best_first_and_stand_in_the_order_of_the_text(
    subject: Subject,
) -> None:
    ranked = [150, 20, 90, *range(30, 60)]

    def search(question: str, limit: int) -> list[Span]:
        assert (question, limit) == ("Who?", subject.budget)
        return lines(subject, *ranked)

    found = retrieved(subject, search, "Who?")
    chosen = [SENTENCES.index(s) for s in shown(subject, found).split("\n\n")]
    assert chosen == sorted(chosen)
    assert set(chosen) == set(ranked[: len(chosen)])
    more = subject.prompter.encode("\n\n" + SENTENCES[ranked[len(chosen)]])
    assert len(found) + len(more) > subject.budget


@pytest.mark.parametrize("first", [True, False])
def test_a_passage_that_does_not_fit_is_cut_or_passed_over(subject: Subject, first: bool) -> None:
    long, short = (0, len(subject.text)), lines(subject, 150)[0]
    ranked = [long, short] if first else [short, long]
    found = retrieved(subject, lambda _question, _limit: ranked, "Who?")
    if first:
        assert found == subject.prompter.encode(subject.text)[: subject.budget]
    else:
        assert shown(subject, found) == SENTENCES[150]


def test_nothing_found_is_nothing_in_view(subject: Subject) -> None:
    assert retrieved(subject, lambda _question, _limit: [], "Who?") == []
