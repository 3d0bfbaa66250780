"""Answers in one view are the model's own, and the tokens are counted as they are read."""

from dataclasses import replace
from itertools import product

import pytest

from liftapp.exam import asking
from liftapp.exam.asking import ask, is_right
from liftapp.exam.known import Known
from liftapp.exam.subject import Subject
from liftapp.exam.views import View, Votes, views
from liftapp.lift import answering, voting
from liftapp.lift.answering import Answerer, Mode
from liftapp.lift.generation import generate
from liftapp.lift.prompts import NOT_FOUND
from liftapp.lift.segments import common_prefix
from liftapp.lift.splitting import Split
from tests.exam.conftest import Ask
from tests.lift.small import shake


def view(subject: Subject, name: str) -> View:
    return next(v for v in views(subject, lambda _question, _limit: []) if v.name == name)


def test_answers_are_those_of_every_question_asked_alone(subject: Subject, about: Ask) -> None:
    known = [about(60 + i) for i in range(asking.BATCH + 2)]
    found = ask(subject, view(subject, "window only"), known)
    window = view(subject, "window only").context(known[0])
    with subject.memory.disabled():
        alone = [
            generate(subject.model, subject.prompter,
                     [subject.prompter.answer(k.question).around(window)], subject.reply)[0]
            for k in known
        ]  # fmt: skip
    assert found.said == tuple(alone)
    assert found.asked == len(known)
    assert found.seconds > found.first_token_s > 0


@pytest.mark.parametrize("name", ["window only", "closed book"])
def test_what_the_prompts_of_a_batch_share_is_read_once(
    subject: Subject, about: Ask, name: str
) -> None:
    known = [about(60 + i) for i in range(asking.BATCH + 2)]
    found = ask(subject, view(subject, name), known)
    read = 0
    for batch in (known[: asking.BATCH], known[asking.BATCH :]):
        context = view(subject, name).context(batch[0])
        prompts = [tuple(subject.prompter.answer(k.question).around(context)) for k in batch]
        shared = common_prefix(prompts)
        once = name == "window only"  # a closed book shares too little to be worth it
        assert (shared > 64) is once
        read += shared + sum(len(p) - shared for p in prompts) if once else sum(map(len, prompts))
    assert found.read == read
    assert found.written == sum(len(subject.prompter.reply(s or "")) for s in found.said)


def test_the_memory_is_on_where_the_view_says_so(subject: Subject, about: Ask) -> None:
    known = [about(60 + i) for i in range(8)]
    names = ("closed book", "memory only")
    untouched = [ask(subject, view(subject, name), known).said for name in names]
    shake(subject.memory, 3.0)
    off, on = (ask(subject, view(subject, name), known).said for name in names)
    assert untouched == [off, off]
    assert on != off


def test_no_passage_is_put_into_view_for_what_nothing_comes_near(
    subject: Subject, about: Ask
) -> None:
    known = [about(60), Known("q?", NOT_FOUND, (), "not said")]
    full = ask(subject, view(subject, "full context"), known)
    assert [s is None for s in full.said] == [False, True]
    assert full.asked == 1
    nothing = ask(subject, view(subject, "full context"), known[1:])
    assert (nothing.said, nothing.asked, nothing.read, nothing.first_token_s) == ((None,), 0, 0, 0)
    near = replace(known[1], near=about(60).spans)
    assert ask(subject, view(subject, "full context"), [near]).asked == 1


def test_what_needs_two_steps_is_asked_in_two(
    subject: Subject, about: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, then = [about(60), about(61), about(62)], "Who made [answer]?"

    splits = {known[1].question: Split(known[1].question, known[2].question, then)}

    def parts(*given: object) -> list[Split | None]:
        asked = given[2]
        assert isinstance(asked, list)
        return [splits.get(question) for question in asked]

    memory_only = view(subject, "memory only")
    plain = ask(subject, memory_only, known)
    second = Known(then.replace("[answer]", str(plain.said[2])), "?", ((0, 1),), "one fact")
    (wanted,) = ask(subject, memory_only, [second]).said
    monkeypatch.setattr(asking, "split", parts)
    assert ask(subject, memory_only, known).said == plain.said  # this kind recalls nothing
    monkeypatch.setattr(type(subject.memory), "recalls", True)
    found = ask(subject, memory_only, known)
    assert found.said == (plain.said[0], wanted, plain.said[2])
    assert found.read > plain.read
    assert ask(subject, view(subject, "window only"), known).said[1] != wanted


@pytest.mark.parametrize("refuse", list(product((False, True), repeat=3)))
def test_three_views_vote(
    subject: Subject, about: Ask, monkeypatch: pytest.MonkeyPatch,
    refuse: tuple[bool, bool, bool],
) -> None:  # fmt: skip
    """What these views say to the second question is a refusal."""
    shake(subject.memory, 3.0)
    known = [about(60), about(61), about(62)]
    names = ("memory only", "memory + window", "full context")
    contexts = [view(subject, name).context for name in names]
    alone = [View(name, i < 2, c) for i, (name, c) in enumerate(zip(names, contexts, strict=True))]
    said = [ask(subject, one, known).said for one in alone]
    own, other = ([sure for _, sure in asking._Asking(subject, one)._within(one.context, known)]
                  for one in alone[:2])  # fmt: skip
    refusing = {said[i][1] for i in range(3) if refuse[i]}
    assert len({answers[1] for answers in said}) == 3
    monkeypatch.setattr(voting, "is_refusal", lambda answer: answer in refusing)
    found = ask(subject, View("all", True, contexts[0], votes=Votes(*contexts[1:])), known)
    for i, answer in enumerate(found.said):
        votes = [answers[i] in refusing for answers in said]
        which = int(other[i] > own[i])
        if votes[0] != votes[1]:
            which = int(votes[1] is (sum(votes) > 1))
        assert answer == said[which][i]


def test_the_hybrid_answers_as_in_the_app(
    subject: Subject, about: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    shake(subject.memory, 3.0)
    monkeypatch.setattr(type(subject.memory), "recalls", True)
    monkeypatch.setattr(
        asking, "split", lambda _model, _prompter, asked, _window: [None] * len(asked)
    )
    monkeypatch.setattr(answering, "split", lambda *_: [None])
    known = [about(60), about(61, 62), about(7), about(190)]
    prompter = subject.prompter
    found = {k.question: k.spans[0] for k in known}

    def search(question: str, _limit: int) -> list[tuple[int, int]]:
        return [found[question]]

    def find(question: str, _budget: int) -> list[int]:
        start, end = found[question]
        return prompter.encode(subject.text[start:end])

    app = Answerer(
        subject.model, prompter, subject.memory, prompter.encode(subject.text),
        window=subject.window, reply=subject.reply, find=find,
    )  # fmt: skip
    view = next(v for v in views(subject, search) if v.votes)

    def plain(said: str) -> str:
        """Without broken characters, which a stream of tokens shows otherwise."""
        return said.replace("\ufffd", "").strip()

    alone = [
        [app.answer(k.question, mode).text for mode in (Mode.HYBRID, Mode.BOTH)] for k in known
    ]
    monkeypatch.setattr(answering, "may_become_refusal", lambda _: True)
    told = set[tuple[str, ...]]()
    for refusing in ({alone[0][0], alone[1][1]}, {alone[2][0], alone[3][1]}):
        those = set(map(plain, refusing))
        monkeypatch.setattr(voting, "is_refusal", lambda said, those=those: plain(said) in those)
        said = tuple(plain(text or "") for text in ask(subject, view, known).said)
        assert said == tuple(plain(app.answer(k.question, Mode.HYBRID).text) for k in known)
        told.add(said)
    assert len(told) == 2


def test_right_is_the_answer_or_the_refusal() -> None:
    fact, absent = Known("q?", "Mira Osei", ((0, 9),), "fact"), Known("q?", "x", (), "not said")
    assert is_right(fact, "mira  osei.")
    assert not is_right(fact, "Mira")
    assert not is_right(fact, NOT_FOUND)
    assert is_right(absent, NOT_FOUND)
    assert not is_right(absent, "x")
