"""The exam of an own document: new questions, spread over its sections, asked as the app asks."""

from collections import Counter
from itertools import pairwise

import pytest

from liftapp.exam import own
from liftapp.exam.own import FreshWriter, hold, places
from liftapp.exam.subject import Subject
from liftapp.library import OwnExam, Section, Unit
from liftapp.lift import questions as writing
from liftapp.lift.answering import Answerer, Mode
from liftapp.lift.prompting import Prompter
from liftapp.lift.questions import Draft, normalise
from liftapp.lift.source import Source
from tests.exam.conftest import SENTENCES
from tests.lift.small import shake, source_of

EACH = 2


@pytest.fixture
def source(subject: Subject) -> Source:
    return source_of(SENTENCES, subject.prompter)


@pytest.fixture
def sections(source: Source) -> list[Section]:
    bounds = [0, *(source.sentences[i][0] for i in (50, 54)), len(source.text)]
    return [
        Section(Unit.PART, "", i + 1, 3, start, end)
        for i, (start, end) in enumerate(pairwise(bounds))
    ]


def asked_for(text: str) -> str:
    """The question that the pen writes about a prompt's sentence: its words but for the last."""
    return " ".join(text.rsplit("Sentence: ", 1)[1].strip(" .").split()[:-1]) + " what?"


@pytest.fixture(autouse=True)
def pen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Questions a random model can't write; a second try words them in another way."""
    told: dict[str, str] = {}
    tried: Counter[str] = Counter()

    def generate(
        _model: object, prompter: Prompter, prompts: list[list[int]], _most: int,
        *, temperature: float = 0.0, seed: int = 0,
    ) -> list[str]:  # fmt: skip
        texts = [prompter.decode(prompt) for prompt in prompts]
        if not any("Sentence: " in text for text in texts):
            return [told[text.rsplit("Question: ", 1)[1].strip()] for text in texts]
        replies = []
        for text in texts:
            question = asked_for(text)
            answer = text.rsplit("Sentence: ", 1)[1].strip(" .").split()[-1]
            tried[question] += 1
            question += "" if tried[question] == 1 else " again?"
            told[question] = answer
            replies.append(f"Question: {question}\nAnswer: {answer}")
        return replies

    monkeypatch.setattr(writing, "generate", generate)


def held(
    subject: Subject, source: Source, sections: list[Section], trained: tuple[str, ...] = (),
) -> OwnExam:  # fmt: skip
    exam = hold(
        subject, source, sections, trained,
        each=EACH, seed=3, tell=lambda _step, _steps: None, stop=lambda: False,
    )  # fmt: skip
    assert exam is not None
    return exam


def test_places_are_spread_over_the_sections(source: Source, sections: list[Section]) -> None:
    wanted = places(source, sections, 6, seed=3)
    of = [next(i for i, s in enumerate(sections) if s.start <= source.sentences[d.sentence or 0][0]
               < s.end) for d in wanted]  # fmt: skip
    # The short section has four sentences, fewer than are tried of the others.
    assert Counter(of) == {0: 10, 1: 4, 2: 10}
    for draft in wanted:
        assert draft.sentence is not None
        assert draft.first <= draft.sentence < draft.last
    assert len({d.sentence for d in wanted}) == len(wanted)
    assert wanted == places(source, sections, 6, seed=3)
    assert wanted != places(source, sections, 6, seed=4)


def test_what_was_trained_on_is_never_asked(
    subject: Subject, source: Source, sections: list[Section]
) -> None:
    first = held(subject, source, sections)
    assert first.fresh
    assert Counter(q.section for q in first.questions) == {0: EACH, 1: EACH, 2: EACH}
    trained = tuple(q.question.upper() for q in first.questions)  # only spelled another way
    second = held(subject, source, sections, trained)
    assert second.questions
    known = set(map(normalise, trained))
    assert not [q for q in second.questions if normalise(q.question) in known]


def test_a_known_question_is_sampled_again(subject: Subject, source: Source) -> None:
    writer = FreshWriter(
        subject.model, subject.prompter, source, own.QUESTIONS,
        window=subject.window, context_tokens=subject.budget, seed=1,
        known=["Keron number 7 built what?"],
    )  # fmt: skip
    draft = Draft(0, 0, 12, 7)
    assert writer.check(draft, "Question: Keron number 7 built what?\nAnswer: lamps") is None
    assert writer.check(draft, "Question: What did Keron build?\nAnswer: lamps") is not None


def test_it_is_asked_closed_book_and_from_the_memory_alone(
    subject: Subject, source: Source, sections: list[Section]
) -> None:
    shake(subject.memory)
    exam = held(subject, source, sections)
    answerer = Answerer(
        subject.model, subject.prompter, subject.memory, source.tokens,
        window=subject.window, reply=subject.reply,
    )  # fmt: skip
    for asked in exam.questions:
        for said, mode in ((asked.before, Mode.BASE), (asked.after, Mode.MEMORY)):
            assert whole(said) == whole(answerer.answer(asked.question, mode).text)
    assert any(q.before != q.after for q in exam.questions)  # else nothing was compared


def whole(text: str) -> str:
    """Without broken characters, which a stream of tokens shows otherwise."""
    return text.replace("\ufffd", "")


def test_only_the_true_answer_counts(
    subject: Subject, source: Source, sections: list[Section], monkeypatch: pytest.MonkeyPatch
) -> None:
    replies = iter([["Wrong"] * 8, ["The LAMPS."] * 8] * 9)
    monkeypatch.setattr(own, "generate", lambda *given, behind: next(replies)[: len(given[2])])
    exam = held(subject, source, sections)
    lamps = sum(normalise(q.answer) == "lamps" for q in exam.questions)
    assert (exam.before, exam.after) == (0, lamps)
    assert 0 < lamps < exam.asked


@pytest.mark.parametrize("after", [0, 1])
def test_it_stops_between_batches_and_tells_how_far_it_is(
    subject: Subject, source: Source, sections: list[Section], after: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(own, "BATCH", 4)
    told: list[tuple[int, int]] = []
    exam = hold(
        subject, source, sections, (), each=EACH, seed=3,
        tell=lambda step, steps: told.append((step, steps)), stop=lambda: len(told) > after,
    )  # fmt: skip
    assert exam is None
    steps = -(-len(places(source, sections, EACH, 3)) // 4)
    assert told == [(i, steps) for i in range(after + 1)]
