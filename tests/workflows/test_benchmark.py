"""A benchmark from its folder to its tables, and on from wherever it was interrupted."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from liftapp.errors import ModelUnavailable, NotFound, UsageError
from liftapp.events import Event, StageBegun
from liftapp.exam.judge import Judge
from liftapp.library import Library
from liftapp.paths import Home
from liftapp.workflows.benchmark import VIEWS, BenchmarkRequest, benchmark
from liftapp.workflows.examining import Examined
from tests.exam.endpoint import endpoint
from tests.workflows.tiny import FACTS, TEXT, quickly, save_base, write_text

Run = Callable[..., Examined]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents of ShortQA: three questions about one, one about the other."""
    made = tmp_path / "loogle"
    made.mkdir()
    pairs = [{"S": s, "Q": q, "A": s.split()[-1]} for s, q in FACTS[:2]]
    pairs.append({"S": "It is not in there.", "Q": "What is gone?", "A": "It"})
    other = TEXT.replace("Halden", "Lowmarch")
    rows = [(TEXT, "Reactor", pairs), (other, "Other", [{"Q": "Who?", "A": "Mira Osei"}])]
    lines = [json.dumps({"input": t, "title": n, "qa_pairs": repr(p)}) for t, n, p in rows]
    (made / "shortdep_qa.jsonl").write_text("\n".join(lines))
    return made


@pytest.fixture
def run(home: Home, base: Path, folder: Path, tmp_path: Path) -> Run:
    """The benchmark; `seen` gets what it tells and its events."""

    def go(stop: Callable[[], bool] = lambda: False, seen: list[object] | None = None,
           **changed: Any) -> Examined:  # fmt: skip
        request = BenchmarkRequest(
            folder, "loogle", model=str(base), preset="trained", report=tmp_path / "report"
        )
        heard = [] if seen is None else seen
        return benchmark(home, replace(request, **changed), heard.append, stop, heard.append)

    return go


def rows(tmp_path: Path) -> list[dict[str, Any]]:
    text = (tmp_path / "report" / "loogle.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def stages(seen: list[object]) -> list[str]:
    return [e.stage for e in seen if isinstance(e, StageBegun)]


def test_every_question_is_asked_in_every_view_and_scored(run: Run, tmp_path: Path) -> None:
    seen = list[object]()
    done = run(seen=seen)
    assert done.finished
    found = rows(tmp_path)
    questions = {q for _, q in FACTS[:2]} | {"What is gone?", "Who?"}
    assert {(r["question"], r["view"]) for r in found} == {(q, v) for q in questions for v in VIEWS}
    assert len({r["key"] for r in found}) == len(found) == 20
    for row in found:
        assert row["scores"].keys() == {"token F1", "exact match", "ROUGE-L"}
        assert all(0 <= value <= 1 for value in row["scores"].values())
    places = {r["question"]: r["place"] for r in found}
    assert places["What is gone?"] == places["Who?"] == ""
    assert all("window" in places[q] for _, q in FACTS[:2])
    counts = {(f["among"], f["view"], f["measure"]): f["count"] for f in done.rows}
    assert counts["LooGLE ShortQA", "RAG", "token F1"] == 4
    placed = [key for key in counts if "," in str(key[0]) and key[1:] == ("RAG", "token F1")]
    assert sum(int(str(counts[key])) for key in placed) == 2
    page = (tmp_path / "report" / "loogle.md").read_text(encoding="utf-8")
    assert "## LooGLE ShortQA: 4 questions" in page
    assert "| memory + window | " in page
    assert "- state: finished" in page
    assert "- questions: 4; of 2 the evidence was found" in page
    assert str(tmp_path) not in page
    assert "LooGLE ShortQA: 4 questions" in done.text


def test_what_is_done_is_not_done_again(run: Run, tmp_path: Path) -> None:
    first = run()
    before, seen = rows(tmp_path), list[object]()
    again = run(seen=seen)
    assert again == first
    assert rows(tmp_path) == before
    assert not any(isinstance(e, Event) for e in seen), "nothing is learned or even looked at"


def test_a_finished_memory_of_the_same_text_is_taken(
    run: Run, home: Home, base: Path, tmp_path: Path
) -> None:
    quickly(home, write_text(tmp_path), base, name="mine")
    seen = list[object]()
    assert run(seen=seen, limit=1).finished
    assert stages(seen) == []
    with Library(home) as library:
        assert [m.name for m in library.memories.all()] == ["mine"]


@pytest.mark.parametrize("wanted", [0, 6])
def test_an_interrupted_benchmark_goes_on_to_the_same_end(
    run: Run, home: Home, tmp_path: Path, wanted: int
) -> None:
    answers = tmp_path / "report" / "loogle.jsonl"
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        if wanted:
            return answers.exists() and len(rows(tmp_path)) >= wanted
        return len(asked) > 3  # while it learns

    first = run(stop=stop)
    assert not first.finished
    page = tmp_path / "report" / "loogle.md"
    assert "interrupted" in page.read_text(encoding="utf-8")
    kept = rows(tmp_path) if answers.exists() else []
    assert len(kept) == wanted
    if kept:  # as a crash in the middle of a line leaves it
        answers.write_bytes(answers.read_bytes() + b'{"key": "half')
    assert run().finished
    lines = answers.read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines if not line.endswith("half")]
    assert found[: len(kept)] == kept
    assert len({r["key"] for r in found}) == len(found) == 20
    with Library(home) as library:
        assert len(library.memories.all()) == 2, "learning went on as well"


def test_other_settings_are_other_answers_in_the_same_file(run: Run, tmp_path: Path) -> None:
    run(limit=1)
    run(limit=1, seed=1)
    found = rows(tmp_path)
    assert len({r["key"] for r in found}) == 30
    assert {r["seed"] for r in found} == {0, 1}


def test_a_judge_may_come_later_and_is_asked_once(run: Run, tmp_path: Path) -> None:
    plain = run()
    assert "judged right" not in plain.text
    with endpoint() as server:
        judge = Judge(server.url, "umpire", pause_s=0)
        judged = run(judge=judge)
        assert len(server.asked) == 1 + 20  # it is tried first
        assert run(judge=judge) == judged
        assert len(server.asked) == 1 + 20
    verdicts = {r["key"]: r["judged right"] for r in rows(tmp_path) if "judge" in r}
    answers = [r for r in rows(tmp_path) if "said" in r]
    assert {r["key"]: r["said"] == r["answers"][0] for r in answers} == verdicts
    shares = [f for f in judged.rows if f["measure"] == "judged right"]
    assert {f["view"] for f in shares} == set(VIEWS)


def test_a_judge_that_fails_costs_no_answer(run: Run, tmp_path: Path) -> None:
    with endpoint() as server:
        server.statuses = [200, 200, 401]  # the first one is tried before the work
        judge = Judge(server.url, "umpire", pause_s=0)
        with pytest.raises(ModelUnavailable, match="401"):
            run(judge=judge, limit=1)
        kept = rows(tmp_path)
        assert [("judge" in r) for r in kept] == [False] * 15 + [True]
        page = (tmp_path / "report" / "loogle.md").read_text(encoding="utf-8")
        assert "interrupted" in page
        assert "judged right" in page
        assert run(judge=judge, limit=1).finished


def test_a_judge_that_is_not_there_is_told_before_the_work(run: Run, tmp_path: Path) -> None:
    with endpoint() as gone:
        url = gone.url
    seen = list[object]()
    with pytest.raises(ModelUnavailable, match="did not answer"):
        run(judge=Judge(url, "umpire", pause_s=0), seen=seen)
    assert not seen


def test_what_the_judge_does_not_say_counts_as_wrong_and_is_asked_again(
    run: Run, tmp_path: Path
) -> None:
    run(limit=1)
    with endpoint() as server:
        judge = Judge(server.url, "umpire", pause_s=0)
        server.statuses, server.reply = [200, 400], "True"
        first = run(judge=judge, limit=1)
        page = (tmp_path / "report" / "loogle.md").read_text(encoding="utf-8")
        assert "- unclear to the judge: 1 answers, counted as wrong" in page
        shares = {f["view"]: (f["value"], f["count"]) for f in first.rows
                  if f["measure"] == "judged right" and f["among"] == "LooGLE ShortQA"}  # fmt: skip
        assert shares.pop(VIEWS[0]) == (pytest.approx(2 / 3), 3)
        assert set(shares.values()) == {(1.0, 3)}
        run(judge=judge, limit=1)
        assert len(server.asked) == 1 + 15 + 1 + 1
        server.statuses = [400]
        with pytest.raises(ModelUnavailable, match="refuses a simple question"):
            run(judge=judge)
    page = (tmp_path / "report" / "loogle.md").read_text(encoding="utf-8")
    assert "unclear" not in page


def test_the_same_question_of_two_tasks_is_asked_for_both(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    (sentence, question), *_ = FACTS
    pair = {"S": [sentence], "Q": question, "A": "x", "type": "comprehension_and_reasoning"}
    line = json.dumps({"input": TEXT, "title": "Reactor", "qa_pairs": repr([pair])})
    (folder / "longdep_qa.jsonl").write_text(line)
    done = run(limit=1)
    found = {f["among"] for f in done.rows}
    assert {"LooGLE ShortQA", "LooGLE LongQA"} <= found
    asked = [r["task"] for r in rows(tmp_path) if r["question"] == question]
    assert sorted(asked) == ["LooGLE LongQA"] * 5 + ["LooGLE ShortQA"] * 5


def test_another_true_answer_is_another_question(run: Run, folder: Path, tmp_path: Path) -> None:
    run()
    file = folder / "shortdep_qa.jsonl"
    file.write_text(file.read_text().replace("Mira Osei", "Jonas Pell"))
    run()
    found = [r["answers"] for r in rows(tmp_path) if r["question"] == "Who?"]
    assert sorted(found) == [["Jonas Pell"]] * 5 + [["Mira Osei"]] * 5


def test_what_does_not_fit_the_window_or_can_not_be_read_is_left_out(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    long = {"input": TEXT, "title": "Reactor", "qa_pairs": [
        {"Q": "Why? " * 200, "A": "x"}, {"Q": "Who?", "A": "x"}]}  # fmt: skip
    blank = {"input": "\ufffd" * 300, "title": "Garbage", "qa_pairs": [{"Q": "Who?", "A": "x"}]}
    (folder / "shortdep_qa.jsonl").write_text(f"{json.dumps(blank)}\n{json.dumps(long)}")
    seen = list[object]()
    assert run(seen=seen).finished
    said = [text for text in seen if isinstance(text, str)]
    assert any(text.startswith("Left out Garbage: ") for text in said)
    assert any("Left out 1 of 2 questions" in text for text in said)
    page = (tmp_path / "report" / "loogle.md").read_text(encoding="utf-8")
    assert "- left out (1): Garbage: " in page
    assert "- left out (2): 1 of 2 questions about Reactor: too long" in page
    assert {r["question"] for r in rows(tmp_path)} == {"Who?"}


def test_needles_are_asked_by_depth_and_kept_below_the_cache(
    home: Home, same_numbers: None, tmp_path: Path
) -> None:
    base = save_base(tmp_path / "base", window=768)  # its tokenizer cuts codes into many tokens
    folder = tmp_path / "hay"
    folder.mkdir()
    write_text(folder, "hay.txt")
    request = BenchmarkRequest(folder, "needle", model=str(base))
    done = benchmark(home, request, lambda _: None, lambda: False)
    assert done.finished
    assert {f["measure"] for f in done.rows} == {"needle found"}
    assert {"Needle, depth 0-20 %", "Needle, in the window"} <= {f["among"] for f in done.rows}
    assert (home.cache / "benchmarks" / "needle.md").exists()
    lines = (home.cache / "benchmarks" / "needle.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line) for line in lines]
    depths = {a["kind"]: a["depth"] for a in asked}
    assert depths["depth 0-20 %"] == 0
    assert depths["depth 80-100 %"] > 0.8
    assert [*depths.values()] == sorted(depths.values())


def test_what_can_not_be_done_is_told_before_the_work(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(NotFound, match="There is no folder"):
        run(folder=tmp_path / "gone")
    with pytest.raises(UsageError, match="can't be made"):
        run(report=folder / "shortdep_qa.jsonl" / "below")
    (folder / "hay.txt").write_text(TEXT)
    with pytest.raises(UsageError, match="leave --judge out"):
        run(name="needle", judge=Judge("http://127.0.0.1:9/v1", "umpire"))
