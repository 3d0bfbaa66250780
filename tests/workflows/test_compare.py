"""Two contestants and two documents from one command, and on after a kill."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from liftapp.config import PRESETS
from liftapp.errors import UsageError
from liftapp.events import StageBegun
from liftapp.library import Library
from liftapp.paths import Home
from liftapp.workflows.compare import LINES, CompareRequest, compare
from liftapp.workflows.examining import Examined

ONE, OTHER = "gated/trained,updates=2", "cartridge/trained,updates=2"
Run = Callable[..., Examined]


class Killed(BaseException):
    """As from outside: nobody catches it."""


@pytest.fixture(autouse=True)
def hardly_learning(short_learning: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """One epoch, one try for each question, and few unrelated passages to ask about."""
    standard = PRESETS["trained"]
    questions = replace(standard.questions, per_sentence=1, tries=1)
    monkeypatch.setitem(
        PRESETS, "trained",
        replace(standard, questions=questions, stride=1.0, input_epochs=1, joint_epochs=0),
    )  # fmt: skip
    monkeypatch.setattr("liftapp.workflows.compare.EXAM_PASSAGES", 2)


@pytest.fixture
def run(home: Home, base: Path, tmp_path: Path) -> Run:
    """The comparison; `seen` gets what it tells and its events."""

    def go(stop: Callable[[], bool] = lambda: False, seen: Callable[[object], None] | None = None,
           **changed: Any) -> Examined:  # fmt: skip
        request = CompareRequest(
            (ONE, OTHER), documents=2, length=500, seed=3, most=2, model=str(base),
            report=tmp_path / "report",
        )  # fmt: skip
        hear = seen or (lambda _: None)
        return compare(home, replace(request, **changed), hear, stop, hear)

    return go


def lines(tmp_path: Path) -> list[dict[str, Any]]:
    text = (tmp_path / "report" / LINES).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.slow
def test_everyone_sits_every_document_and_a_report_is_written(
    run: Run, home: Home, tmp_path: Path
) -> None:
    seen = list[object]()
    done = run(seen=seen.append)
    assert done.finished
    sat = [(x["document"], x["contestant"]) for x in lines(tmp_path)]
    assert sat == [(d, c) for d in (3, 4) for c in ("no memory", ONE, OTHER)]
    stages = [e.stage for e in seen if isinstance(e, StageBegun)]
    assert stages == ["questions", "learn", "learn"] * 2  # written once for both
    costs = [x["cost"] for x in lines(tmp_path) if x["cost"]]
    assert all(c["trained_tokens"] > 0 and c["peak_bytes"] > 1e7 for c in costs)
    assert costs[0]["question_seconds"] == costs[1]["question_seconds"]
    page = (tmp_path / "report" / "report.md").read_text(encoding="utf-8")
    assert "- documents: 2 made ones, seeds 3, 4" in page
    assert "- command: `liftapp --exam made --compare --documents 2 --length " in page
    assert f" --seed 3 --model base --contestants {ONE} {OTHER}`" in page
    assert f"| {OTHER}, memory + window |" in page
    assert "![recovered](recovered.png)" in page
    assert str(tmp_path) not in page
    assert (tmp_path / "report" / "recovered.png").stat().st_size > 1000
    assert "What learning cost" in done.text
    with Library(home) as library:
        assert library.memories.all() == []  # the user's own library is left alone
    with Library(Home(home.cache / "compared")) as library:
        assert library.memories.all() == []
    again = list[object]()
    assert run(seen=again.append).rows == done.rows
    assert not any(isinstance(e, StageBegun) for e in again)


@pytest.mark.slow
def test_after_a_kill_nothing_is_done_twice(run: Run, tmp_path: Path) -> None:
    def die(heard: object) -> None:
        if heard == "Document 3, no memory: done":
            raise Killed

    with pytest.raises(Killed):
        run(seen=die, documents=1)
    first = lines(tmp_path)
    assert [x["contestant"] for x in first] == ["no memory"]

    def die_later(heard: object) -> None:
        if isinstance(heard, StageBegun) and heard.stage == "learn":
            raise Killed

    with pytest.raises(Killed):
        run(seen=die_later, documents=1)
    assert lines(tmp_path) == first
    assert run(documents=1).finished
    whole = lines(tmp_path)
    assert whole[0] == first[0]
    assert [x["contestant"] for x in whole] == ["no memory", ONE, OTHER]
    assert len({x["key"] for x in whole}) == 3
    assert run(documents=1).finished
    assert lines(tmp_path) == whole


def test_a_stop_ends_after_what_is_done(run: Run, tmp_path: Path) -> None:
    heard = list[object]()
    done = run(seen=heard.append, stop=lambda: any("no memory" in str(h) for h in heard))
    assert not done.finished
    assert [x["contestant"] for x in lines(tmp_path)] == ["no memory"]
    assert done.rows == []


@pytest.mark.slow
def test_other_questions_or_settings_are_other_sittings(run: Run, tmp_path: Path) -> None:
    run(documents=1, contestants=(ONE,))
    run(documents=1, contestants=(ONE,), most=1)
    run(documents=1, contestants=("gated/trained,updates=1",))
    keys = [x["key"] for x in lines(tmp_path)]
    assert len(keys) == len(set(keys)) == 5  # nobody's is shared by the first and the last


def test_what_makes_no_sense_is_told_before_the_work(run: Run, tmp_path: Path) -> None:
    for changed in ({"contestants": ("prefix/trained",)}, {"documents": 0}, {"length": 3}):
        with pytest.raises(UsageError):
            run(**changed)
