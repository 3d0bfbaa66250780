from pathlib import Path
from typing import Any

import pytest

from liftapp.errors import NotFound, UsageError
from liftapp.library import Library, NewMemory
from liftapp.lift import answering, questions
from liftapp.paths import Home
from liftapp.workflows.ask import MODES, SOURCES, Conversation, Reply
from tests.workflows.tiny import FACTS, QUESTIONS, TEXT, quickly, write_text


def test_memory_and_window_both_change_the_answer(learned: Home) -> None:
    with Conversation(learned) as conversation:
        replies = {mode: conversation.ask(QUESTIONS[0], mode) for mode in MODES}
    # Of a random model; but whatever is switched on has a say in it.
    assert len({replies[m].answer for m in ("both", "window", "base")}) == 3
    gated = {m for m, reply in replies.items() if reply.token_gates}
    assert gated == {"both", "memory", "hybrid"}
    mean = replies["memory"].mean_gate
    assert mean is not None
    assert 0 < mean < 1
    assert replies["base"].support == "not-found"
    assert replies["base"].sources == ()
    alone = [replies[m].support for m in ("memory", "window", "passages")]
    assert alone == ["memory", "window", "window"]


def test_a_conversation_answers_the_same_however_often_it_is_asked(learned: Home) -> None:
    with Conversation(learned) as conversation:
        first = [conversation.ask(q).answer for q in QUESTIONS[:3]]
        again = [conversation.ask(q).answer for q in reversed(QUESTIONS[:3])]
    assert first == again[::-1]


def test_sources_are_passages_of_the_document_that_bear_on_it(learned: Home) -> None:
    with Conversation(learned) as conversation:
        for sentence, question in FACTS[:3]:
            reply = conversation.ask(question)
            assert 1 <= len(reply.sources) <= SOURCES
            assert all(TEXT[s.start : s.end] == s.text for s in reply.sources)
            assert any(sentence in s.text for s in reply.sources)
            assert {s.page for s in reply.sources} == {1}


def streamed(conversation: Conversation, *wanted: Any, **more: Any) -> tuple[list[str], Reply]:
    """The tokens as they came, and the reply they became."""
    tokens, texts = conversation.stream(*wanted, **more), list[str]()
    while True:
        try:
            texts.append(next(tokens).text)
        except StopIteration as end:
            return texts, end.value


@pytest.mark.parametrize("mode", MODES)
def test_a_stream_is_the_answer_token_by_token(learned: Home, mode: str) -> None:
    with Conversation(learned) as conversation:
        whole = conversation.ask(QUESTIONS[0], mode)
        tokens = list(conversation.stream(QUESTIONS[0], mode))
        _, reply = streamed(conversation, QUESTIONS[0], mode)
    assert whole.answer == "".join(token.text for token in tokens).strip()
    assert (reply.answer, reply.support) == (whole.answer, whole.support)
    if mode in ("both", "memory", "hybrid"):
        assert tuple(tokens) == whole.token_gates
    else:
        assert {(token.gate, token.heads) for token in tokens} == {(None, ())}


def test_which_of_the_views_that_vote_answered_is_told(
    learned: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "split", lambda *_: [None])
    with Conversation(learned) as conversation:
        monkeypatch.setattr(type(conversation._opened.memory), "recalls", True)
        both = conversation.ask(QUESTIONS[0])
        for which in (0, 1):
            monkeypatch.setattr(answering, "winner", lambda *_, which=which: which)
            reply = conversation.ask(QUESTIONS[0], "hybrid")
            assert (reply.mode, reply.by_window) == ("hybrid", which == 1)
        assert (reply.answer, both.by_window) == (both.answer, False)
        monkeypatch.setattr(questions, "is_refusal", lambda _: True)
        refused = conversation.ask(QUESTIONS[0], "hybrid")
        assert (refused.support, refused.by_window) == ("not-found", False)


def test_the_seed_alone_decides_another_answer(learned: Home) -> None:
    with Conversation(learned) as conversation:
        greedy = conversation.ask(QUESTIONS[0]).answer
        said = [streamed(conversation, QUESTIONS[0], temperature=0.9, seed=s) for s in (1, 2, 1)]
    answers = [reply.answer for _, reply in said]
    assert answers[0] == answers[2]
    assert len({greedy, *answers}) == 3
    assert said[0][1].support in ("memory", "window", "both", "not-found")


def test_a_stopped_answer_is_what_there_was_of_it(learned: Home) -> None:
    with Conversation(learned) as conversation:
        whole, _ = streamed(conversation, QUESTIONS[0])
        left = iter([False, False, True])  # asked before each token
        some, reply = streamed(conversation, QUESTIONS[0], stop=lambda: next(left))
    assert some == whole[:2]
    assert reply.answer == "".join(some).strip()
    assert reply.support == "stopped"
    assert reply.token_gates is not None
    assert len(reply.token_gates) == 2


def test_a_follow_up_sees_the_turns_before_as_far_as_they_fit(learned: Home) -> None:
    turn = (QUESTIONS[1], "35 tonnes")
    with Conversation(learned) as conversation:
        alone, after, long = (
            streamed(conversation, QUESTIONS[0], earlier=earlier)[0]
            for earlier in ((), (turn,), ((" ".join(QUESTIONS), TEXT), turn))
        )
    assert alone != after
    assert after == long


@pytest.mark.parametrize("question", ["", " \n", "why " * 300])
def test_a_question_that_cannot_be_asked_is_told(learned: Home, question: str) -> None:
    with Conversation(learned) as conversation:
        with pytest.raises(UsageError, match="question"):
            conversation.ask(question)
        assert conversation.ask(QUESTIONS[0]).question == QUESTIONS[0]


def test_an_unknown_mode_is_told(learned: Home) -> None:
    with Conversation(learned) as conversation, pytest.raises(UsageError, match="both, memory"):
        conversation.ask(QUESTIONS[0], "psychic")


def test_the_newest_finished_memory_is_asked(learned: Home, base: Path, tmp_path: Path) -> None:
    quickly(learned, write_text(tmp_path, "mill.txt", "The mill. " + TEXT), base, name="newer")
    with Library(learned) as library:
        record = library.memories.find("newer")
        unfinished = NewMemory("unfinished", record.document_sha256, "gated", "standard", "base",
                               record.base_sha256)  # fmt: skip
        library.memories.create(unfinished)
    with Conversation(learned) as conversation:
        assert conversation.memory.name == "newer"
    with Conversation(learned, "reactor") as conversation:
        assert conversation.memory.name == "reactor"
    with pytest.raises(NotFound, match="not finished"):
        Conversation(learned, "unfinished")


def test_an_empty_library_is_told(home: Home) -> None:
    with pytest.raises(NotFound, match="--train FILE"):
        Conversation(home)
