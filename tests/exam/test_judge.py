"""A judge asked over HTTP: the paper's prompt, its verdicts, and what goes wrong on the way."""

from collections.abc import Iterator

import pytest

from liftapp.errors import ModelUnavailable, UsageError
from liftapp.exam.judge import TRIES, Judge, prompt
from tests.exam.endpoint import Endpoint, endpoint


@pytest.fixture
def server() -> Iterator[Endpoint]:
    with endpoint() as running:
        yield running


@pytest.fixture
def judge(server: Endpoint) -> Judge:
    return Judge(server.url + "/", "umpire", pause_s=0)


def test_it_is_asked_with_the_papers_prompt_greedily(server: Endpoint, judge: Judge) -> None:
    assert judge.same("Who?", "Mira", "Mira") is True
    assert judge.same("Who? {said}", "Mira", "Jonas") is False
    assert server.asked[1] == {
        "model": "umpire",
        "temperature": 0,
        "messages": [{"role": "user", "content": prompt("Who? {said}", "Mira", "Jonas")}],
    }
    said = server.asked[1]["messages"][0]["content"]
    assert said.startswith("Given one question, there is a groundtruth and a predict_answer.")
    assert said.endswith("Who? {said}\n\ngroundtruth = Mira\n\npredict_answer = Jonas")
    assert server.keys == [None, None]


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("'true'.", True),
        ("FALSE", False),
        ("Untrue?", None),
        ("Maybe", None),
        ("They are not the same, so it is not true. False", False),
        ("True, since nothing in it is false or missing.", True),
        ("True. No, on second thoughts: false", None),
        ("That is not true.", None),
    ],
)
def test_only_true_and_false_are_verdicts(
    server: Endpoint, judge: Judge, said: str, verdict: bool | None
) -> None:
    server.reply = said
    assert judge.same("Who?", "Mira", "Mira") is verdict


def test_the_key_is_the_variables(
    server: Endpoint, judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIFTAPP_JUDGE_KEY", "abc")
    judge.same("Who?", "Mira", "Mira")
    assert server.keys == ["Bearer abc"]


def test_what_may_pass_is_tried_again(server: Endpoint, judge: Judge) -> None:
    server.statuses = [503, 429]
    assert judge.same("Who?", "Mira", "Mira") is True
    assert len(server.asked) == 3


def test_what_is_refused_alone_has_no_verdict(server: Endpoint, judge: Judge) -> None:
    server.statuses = [400]
    assert judge.same("Who?", "Mira", "Mira") is None
    assert judge.same("Who?", "Mira", "Mira") is True
    assert len(server.asked) == 2


@pytest.mark.parametrize(("statuses", "tries"), [([401], 1), ([503] * 9, TRIES)])
def test_a_refusal_is_told(server: Endpoint, judge: Judge, statuses: list[int], tries: int) -> None:
    server.statuses = statuses
    with pytest.raises(ModelUnavailable, match=str(statuses[0])):
        judge.same("Who?", "Mira", "Mira")
    assert len(server.asked) == tries


def test_another_protocol_is_told(server: Endpoint, judge: Judge) -> None:
    server.reply = {"error": "no such thing"}
    with pytest.raises(ModelUnavailable, match="chat completions"):
        judge.same("Who?", "Mira", "Mira")


def test_nobody_there_is_told() -> None:
    with endpoint() as gone:
        url = gone.url
    with pytest.raises(ModelUnavailable, match="did not answer"):
        Judge(url, "umpire", pause_s=0).same("Who?", "Mira", "Mira")


@pytest.mark.parametrize(
    "url", ["", "umpire", "ftp://here/v1", "http://", "http://[half", "http://here:port/v1"]
)
def test_an_address_that_is_none_is_told_at_once(url: str) -> None:
    with pytest.raises(UsageError, match="no address"):
        Judge(url, "umpire")
